using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Cli;

/// <summary>`reorganise`: what was reorganised; with --out, what the State's reorganisation of 01/7/2025 means for the office's units, as two files to import.</summary>
public static class ReorganiseCommand
{
    public static Command Reorganise()
    {
        var folder = new Option<string?>("--out");
        var command = new ActCommand("reorganise", Act.Import, Act.SeeStandings) { folder };
        command.SetAction(parsed => new Invocation(parsed).Run(call => call.Value(folder) is { } to ? Propose(call, to) : Show(call)));
        return command;
    }

    private static int Propose(Invocation call, string folder)
    {
        var steps = new ProposeReorganisation(call.Installation).Steps();
        if (steps.Count == 0) return call.Fail(ExitCode.WrongInput, "reorganise-nothing", call.Say("cli.reorganise.nothing"));
        var left = new ProposeReorganisation(call.Installation).Left();
        Directory.CreateDirectory(folder);
        var stem = ProposeReorganisation.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (units, rows) = (Path.Combine(folder, $"don-vi-{stem}.csv"), Path.Combine(folder, $"sap-xep-{stem}.csv"));
        File.WriteAllText(units, ProposeReorganisation.UnitsCsv(steps)); // the byte order mark is in the text
        File.WriteAllText(rows, ProposeReorganisation.StepsCsv(steps));
        var (old, made, doubtful) = (steps.Select(s => s.Old.Unit).Distinct().Count(), steps.Select(s => s.NewCode).Distinct().Count(), steps.Where(s => s.IsDoubtful).ToList());
        if (call.AsJson)
        {
            Invocation.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("units", units);
                json.WriteString("reorganisations", rows);
                json.WriteNumber("old", old);
                json.WriteNumber("new", made);
                json.WriteStartArray("doubtful");
                foreach (var step in doubtful) json.WriteStringValue($"{step.Old.Code} → {step.NewCode}");
                json.WriteEndArray();
                json.WriteStartArray("left");
                foreach (var unit in left) json.WriteStringValue(unit.Code);
                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCode.Done;
        }
        Console.WriteLine(call.Say("cli.reorganise.proposed", old.ToString(CultureInfo.InvariantCulture), made.ToString(CultureInfo.InvariantCulture), Texts.Written.Day(ProposeReorganisation.Day)));
        foreach (var step in doubtful) Console.WriteLine("  " + call.Say("cli.reorganise.doubtful", step.Old.Name, step.NewName, step.Change.Resolution));
        if (left.Count > 0) Console.WriteLine("  " + call.Say("cli.reorganise.left", left.Count.ToString(CultureInfo.InvariantCulture), string.Join(", ", left.Take(30).Select(u => u.Code)) + (left.Count > 30 ? ", …" : "")));
        Console.WriteLine(call.Say("cli.reorganise.next", units, rows));
        return ExitCode.Done;
    }

    private static int Show(Invocation call)
    {
        using var db = call.Installation.Open();
        var known = Recordings.KnownAt(db, null);
        var steps = new ReorganisationQueries(db, known).Steps();
        var numbers = Standings.PassedNumbers.Of(db, call.Installation, known, call.Language);
        if (call.AsJson)
        {
            Invocation.WriteJson(json => Write(json, steps, numbers));
            return ExitCode.Done;
        }
        if (steps.Count == 0) Console.WriteLine(call.Say("reorganisation.empty"));
        foreach (var step in steps)
        {
            Console.WriteLine($"{Texts.Written.Day(step.Step.Day)}  {call.Say("reorganisation.kind." + step.Step.Kind)}: {step.Old} → {step.New ?? "–"} · {step.Step.Document}{(step.Step.Clause is { } clause ? ", " + clause : "")} · {call.Say("reorganisation.officers", step.Officers.ToString(CultureInfo.InvariantCulture))}");
        }
        if (numbers.Count > 0) Console.WriteLine(call.Say("passed.title"));
        foreach (var number in numbers) Console.WriteLine($"  {number.Indicator}: {number.Said}");
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ShownStep> steps, IReadOnlyList<Standings.PassedNumber> numbers)
    {
        json.WriteStartObject();
        json.WriteStartArray("reorganisations");
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("day", step.Step.Day.Iso());
#pragma warning disable CA1308 // words of JSON are lower case
            json.WriteString("kind", step.Step.Kind.ToString().ToLowerInvariant());
#pragma warning restore CA1308
            json.WriteString("from", step.OldCode);
            json.WriteString("to", step.NewCode);
            json.WriteString("document", step.Step.Document);
            json.WriteString("clause", step.Step.Clause);
            json.WriteNumber("officers", step.Officers);
            json.WriteString("file", step.File);
            json.WriteString("sha256", step.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("numbers");
        foreach (var number in numbers)
        {
            json.WriteStartObject();
            json.WriteString("day", number.Day.Iso());
            json.WriteString("campaign", number.Campaign);
            json.WriteString("unit", number.Unit);
            json.WriteBoolean("untold", number.IsUntold);
            json.WriteString("text", number.Said);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record UnitCode
    {
        public int Unit { get; init; }
        public string Code { get; init; } = "";
    }
}
