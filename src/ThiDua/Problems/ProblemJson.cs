using System.Text.Json;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Core.Basics;

namespace ThiDua.Problems;

/// <summary>The JSON documents of the register, for commands and API alike.</summary>
public static class ProblemJson
{
    public static void Write(Utf8JsonWriter json, Ground ground, IReadOnlyList<Problem> problems, Language language)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Stored.Id);
        json.WriteString("reportedTo", ground.Campaign.Difficulties is { } to ? StandingsTables.In(to.Value, language) : null);
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteNumber("number", problem.Number);
            json.WriteString("unit", problem.Unit);
            json.WriteString("name", problem.UnitName);
            json.WriteString("day", problem.Day.Iso());
            json.WriteString("text", problem.Text);
            json.WriteString("state", ProblemQueries.Word(problem.State));
            json.WriteString("sha256", problem.Sha256);
            json.WriteStartArray("events");
            foreach (var happened in problem.Events)
            {
                json.WriteStartObject();
                json.WriteString("state", ProblemQueries.Word(happened.State));
                json.WriteString("day", happened.Day.Iso());
                json.WriteString("text", happened.Text);
                json.WriteString("at", Stored.Moment(happened.At));
                json.WriteString("sha256", happened.Sha256);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, int number, ProblemState state, string sha256)
    {
        json.WriteStartObject();
        json.WriteNumber("number", number);
        json.WriteString("state", ProblemQueries.Word(state));
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }
}
