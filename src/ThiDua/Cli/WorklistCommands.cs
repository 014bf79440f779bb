using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Standings;
using ThiDua.Worklist;

namespace ThiDua.Cli;

/// <summary>`worklist`: the rows that wait; `settle`: what a person decides of one of them.</summary>
public static class WorklistCommands
{
    public static Command Worklist()
    {
        var campaign = new Argument<string>("campaign");
        var limit = new Option<int?>("--limit");
        var command = new ActCommand("worklist", Act.Settle) { campaign, limit };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var queries = new WaitingQueries(db, Ground.Of(db, call.Installation, call.Value(campaign)!, new()), call.Language);
            var waiting = queries.ByReason(new(Take: Math.Max(1, call.Value(limit) ?? int.MaxValue)));
            if (call.AsJson) Invocation.WriteJson(json => Write(json, waiting, queries.Settled()));
            else Show(call, waiting);
            return ExitCode.Done;
        }));
        return command;
    }

    public static Command Settle()
    {
        var row = new Argument<string>("row");
        var choice = new Option<string>("--as") { Required = true };
        var reason = new Option<string>("--reason") { Required = true };
        var dryRun = new Option<bool>("--dry-run");
        var command = new ActCommand("settle", Act.Settle) { row, choice, reason, dryRun };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (string.IsNullOrWhiteSpace(call.Value(reason))) throw new UsageException("usage-reason");
            var (file, number) = ExplainCommand.FileAndRow(call.Value(row)!);
            var decided = Choices.Find(call.Value(choice)) ?? throw new UsageException("usage-choice", call.Value(choice) ?? "", string.Join(" ", Choices.All.Select(Choices.Name)));
            var settled = new SettleRow(call.Installation).Settle(file, number, decided, call.Value(reason)!, call.Value(dryRun));
            if (call.AsJson) Invocation.WriteJson(json => Write(json, settled));
            else Console.WriteLine(call.Say(call.Value(dryRun) ? "cli.would-settle" : "cli.settled", settled.File, Plain(settled.Row), call.Say("settle." + Choices.Name(decided)), settled.Sha256[..12]));
            return ExitCode.Done;
        }));
        return command;
    }

    public static void Write(Utf8JsonWriter json, Settled settled)
    {
        json.WriteStartObject();
        json.WriteString("file", settled.File);
        json.WriteNumber("row", settled.Row);
        json.WriteString("choice", Choices.Name(settled.Choice));
        json.WriteString("sha256", settled.Sha256);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<WaitingRows> waiting, IReadOnlyList<SettledRow> settled)
    {
        json.WriteStartObject();
        json.WriteStartArray("waiting");
        foreach (var group in waiting)
        {
            json.WriteStartObject();
            json.WriteString("reason", group.Reason.Code);
            json.WriteNumber("count", group.Count);
            json.WriteStartArray("choices");
            foreach (var choice in Core.Insurance.Settlement.ChoicesFor(group.Reason)) json.WriteStringValue(Choices.Name(choice));
            json.WriteEndArray();
            json.WriteStartArray("rows");
            foreach (var row in group.First)
            {
                json.WriteStartObject();
                Write(json, row.Shown);
                if (row.Against is { } against)
                {
                    json.WriteStartObject("against");
                    Write(json, against);
                    json.WriteEndObject();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("next", group.Next is { } next ? string.Create(CultureInfo.InvariantCulture, $"{next.Recording}.{next.Row}") : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("settled");
        foreach (var row in settled)
        {
            json.WriteStartObject();
            json.WriteString("file", row.File);
            json.WriteNumber("row", row.Row);
            json.WriteString("choice", Choices.Name(row.Choice));
            json.WriteString("reason", row.Why);
            json.WriteString("at", row.At);
            json.WriteString("sha256", row.Sha256);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RowShown row)
    {
        json.WriteString("file", row.File);
        json.WriteNumber("import", row.Import);
        json.WriteNumber("row", row.Row);
        json.WriteString("officer", row.Officer);
        json.WriteString("person", row.Person);
        json.WriteString("receipt", row.Receipt);
    }

    private static void Show(Invocation call, IReadOnlyList<WaitingRows> waiting)
    {
        if (waiting.Count == 0) Console.WriteLine(call.Say("worklist.empty"));
        foreach (var group in waiting)
        {
            Console.WriteLine($"{call.Say("worklist." + group.Reason.Code)} ({Texts.Written.Number(group.Count, call.Language)})");
            Console.WriteLine(call.Say("worklist." + group.Reason.Code + ".do"));
            foreach (var row in group.First)
            {
                Console.WriteLine($"  {Line(row.Shown)}");
                if (row.Against is { } against) Console.WriteLine("    " + call.Say("worklist.against", Line(against)));
            }
            if (group.Next is not null) Console.WriteLine("  " + call.Say("import.more", Texts.Written.Number(group.Count - group.First.Count, call.Language)));
            // What waits for a list to arrive is nothing to decide.
            if (Core.Insurance.Settlement.ChoicesFor(group.Reason).ToList() is { Count: > 0 } choices) Console.WriteLine("  " + call.Say("cli.worklist.settle", string.Join(" | ", choices.Select(Choices.Name))));
            Console.WriteLine();
        }
    }

    private static string Line(RowShown row) => string.Join(" · ", new[] { $"{row.File}#{Plain(row.Row)}", row.Officer, row.Person, row.Receipt }.Where(p => !string.IsNullOrEmpty(p)));

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
