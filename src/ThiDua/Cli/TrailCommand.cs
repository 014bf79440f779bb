using System.CommandLine;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Trail;

namespace ThiDua.Cli;

public static class TrailCommand
{
    public static Command Trail()
    {
        var (actor, act, subject) = (new Option<string?>("--actor"), new Option<string?>("--act"), new Option<string?>("--subject"));
        var (from, to) = (new Option<string?>("--from"), new Option<string?>("--to"));
        var command = new ActCommand("trail", Act.Audit) { actor, act, subject, from, to };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var question = new TrailQuestion(call.Value(actor), call.Value(act), call.Value(subject), call.Day(from), call.Day(to));
            var (head, entries) = (WriteTrail.Last(db), new TrailQueries(db).Ask(question));
            if (call.AsJson) Invocation.WriteJson(json => Write(json, head, entries));
            else Show(call, head, entries);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Invocation call, TrailEntry? head, List<TrailEntry> entries)
    {
        if (head is null || entries.Count == 0) Console.WriteLine(call.Say(head is null ? "trail.empty" : "trail.none"));
        foreach (var entry in entries)
        {
            Console.WriteLine($"{entry.No}  {Installation.InVietnam(Stored.Moment(entry.At)):dd/MM/yyyy HH:mm}  {entry.Actor}  {call.Say("trail.act." + entry.Act)}  {entry.Subject}");
        }
        if (head is not null) Console.WriteLine(call.Say("trail.head", Texts.Written.Number(head.No, call.Language)) + " " + head.Sha256);
    }

    private static void Write(Utf8JsonWriter json, TrailEntry? head, List<TrailEntry> entries)
    {
        json.WriteStartObject();
        json.WriteString("head", head?.Sha256);
        json.WriteStartArray("entries");
        foreach (var entry in entries)
        {
            json.WriteStartObject();
            json.WriteNumber("no", entry.No);
            json.WriteString("at", entry.At);
            json.WriteString("actor", entry.Actor);
            json.WriteString("address", entry.Address);
            json.WriteString("act", entry.Act);
            json.WriteString("subject", entry.Subject);
            json.WriteString("before", entry.Before);
            json.WriteString("after", entry.After);
            json.WriteString("sha256", entry.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
