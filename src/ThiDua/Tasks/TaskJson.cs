using System.Text.Json;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Core.Basics;

namespace ThiDua.Tasks;

/// <summary>The JSON documents of tasks, for commands and API alike.</summary>
public static class TaskJson
{
    public static void Write(Utf8JsonWriter json, Ground ground, IReadOnlyList<TaskProgress> tasks, string? unit, Language language)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Stored.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        json.WriteStartArray("tasks");
        foreach (var task in tasks.Where(t => unit is null || t.Units.Any(u => u.Unit.Code == unit)))
        {
            json.WriteStartObject();
            json.WriteString("task", task.Task.Followed?.Id);
            json.WriteString("addressee", StandingsTables.In(task.Task.Addressee, language));
            json.WriteString("text", StandingsTables.In(task.Task.Text, language));
            json.WriteString("source", task.Task.Source.Name);
            json.WriteString("due", task.Task.Followed?.Due is { } due ? due.Value.Iso() : null);
            json.WriteNumber("done", task.Done);
            json.WriteNumber("late", task.Late);
            json.WriteStartArray("units");
            foreach (var one in task.Units.Where(u => unit is null || u.Unit.Code == unit)) Write(json, one);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RecordedTask recorded)
    {
        json.WriteStartObject();
        json.WriteString("task", recorded.Report.Task);
        json.WriteString("unit", recorded.Report.Unit);
        json.WriteString("progress", TaskWords.Of(recorded.Report.Progress));
        json.WriteString("day", recorded.Report.Day!.Value.Iso());
        json.WriteString("sha256", recorded.Sha256);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UnitTask unit)
    {
        json.WriteStartObject();
        json.WriteString("unit", unit.Unit.Code);
        json.WriteString("name", unit.Unit.Name);
        json.WriteString("progress", TaskWords.Of(unit.Standing.Progress));
        json.WriteString("state", TaskWords.Of(unit.Standing.State));
        json.WriteStartArray("reports");
        foreach (var entry in unit.Entries)
        {
            json.WriteStartObject();
            json.WriteString("progress", TaskWords.Of(entry.Fact.Progress));
            json.WriteString("day", entry.Fact.Day.Iso());
            json.WriteString("document", entry.Document);
            json.WriteString("evidence", entry.Evidence);
            json.WriteString("note", entry.Note);
            json.WriteString("at", Stored.Moment(entry.At));
            json.WriteString("sha256", entry.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
