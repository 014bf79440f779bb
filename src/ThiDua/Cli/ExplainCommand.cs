using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Core.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Standings;
using ThiDua.Core.Basics;

namespace ThiDua.Cli;

public static class ExplainCommand
{
    public static Command Explain()
    {
        var campaign = new Argument<string>("campaign");
        var officer = new Option<string?>("--officer");
        var person = new Option<string?>("--person");
        var row = new Option<string?>("--row");
        var reveal = new Option<string?>("--reveal");
        var vantages = new Vantages();
        var command = new ActCommand("explain", Act.SeeOfficer, Act.RevealPersons) { campaign, officer, person, row, reveal };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (new[] { call.Value(officer), call.Value(person), call.Value(row) }.Count(v => v is not null) != 1) throw new UsageException("usage-explain");
            var installation = call.Installation;
            using var db = installation.Open();
            var ground = Ground.Of(db, installation, call.Value(campaign)!, vantages.Of(call));
            var explain = new ExplainQueries(db, ground, new StandingsQueries(db, ground), InsuranceCatalog.PaymentWindows);
            var rows = call.Value(officer) is { } code ? explain.OfOfficer(code)
                : call.Value(person) is { } number ? explain.OfPerson(number, installation.OpenTokens())
                : OfRow(explain, call.Value(row)!);
            if (call.Value(reveal) is { } reason)
            {
                if (string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
                Disclosures.Log(installation, reason, call.Value(officer) ?? call.Value(row) ?? FindPerson.Shown(call.Value(person)!));
            }
            var text = new ReasonText(ground.Campaign, call.Language);
            if (call.AsJson) Invocation.WriteJson(json => Write(json, ground, rows, text, call.Value(reveal) is not null));
            else Show(call, rows, text, call.Value(reveal) is not null);
            return ExitCode.Done;
        }));
        return command;
    }

    public static IReadOnlyList<ExplainedRow> OfRow(ExplainQueries explain, string fileAndRow)
    {
        var (file, row) = FileAndRow(fileAndRow);
        return explain.OfRow(file, row);
    }

    /// <summary>FILE#ROW, as the commands name a row.</summary>
    public static (string File, int Row) FileAndRow(string fileAndRow)
    {
        var hash = fileAndRow.LastIndexOf('#');
        if (hash < 0 || !int.TryParse(fileAndRow.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row)) throw new UsageException("usage-row", fileAndRow);
        return (Path.GetFileName(fileAndRow[..hash]), row);
    }

    public static void Write(Utf8JsonWriter json, Ground ground, IReadOnlyList<ExplainedRow> rows, ReasonText text, bool reveal)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("file", row.File);
            json.WriteNumber("row", row.Row.Row);
            json.WriteString("person", ReasonText.Person(row.Personal, reveal, text.Language));
            json.WriteString("officer", row.OfficerCode);
            json.WriteString("scheme", ReasonText.SchemeCode(row.Scheme));
            json.WriteString("receipt", row.Receipt?.Number);
            json.WriteString("receiptDate", row.Receipt?.Date.Iso());
            json.WriteString("kind", row.Kind is { } kind ? JudgedReceipts.Code(kind) : null);
            json.WriteString("indicator", row.Indicator.Id);
            json.WriteString("verdict", ReasonText.VerdictCode(row.Verdict.Kind));
            json.WriteString("reason", text.Sentence(row.Verdict));
            json.WriteString("reasonCode", row.Verdict.Reason.Code);
            json.WriteString("clause", ReasonText.Clause(row.Verdict));
            json.WriteString("reading", ReasonText.Reading(row.Verdict));
            if (row.Decided is { } decided)
            {
                json.WriteStartObject("decision");
                json.WriteString("choice", Worklist.Choices.Name(decided.Choice));
                json.WriteString("reason", decided.Why);
                json.WriteString("at", decided.At);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Show(Invocation call, IReadOnlyList<ExplainedRow> rows, ReasonText text, bool reveal)
    {
        if (rows.Count == 0) Console.WriteLine(call.Say("cli.explain.empty"));
        foreach (var row in rows)
        {
            var what = row.Receipt is { } receipt ? $"{receipt.Number} · {Texts.Written.Day(receipt.Date)}" : text.Relation(row.Relation);
            Console.WriteLine($"{row.File}#{row.Row.Row} · {ReasonText.Person(row.Personal, reveal, call.Language)} · {what}");
            Console.WriteLine($"  {StandingsTables.In(row.Indicator.ShortTitle, call.Language)}: {call.Say("verdict." + ReasonText.VerdictCode(row.Verdict.Kind))}. {text.Sentence(row.Verdict)}");
            if (row.Decided is { } decided) Console.WriteLine("  " + text.Decision(decided));
        }
    }
}
