using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Core.Basics;

namespace ThiDua.Cli;

public static class RemindCommand
{
    public static Command Remind()
    {
        var campaign = new Argument<string>("campaign");
        var reveal = new Option<string?>("--reveal");
        var send = new Option<bool>("--send");
        var smtp = new Option<string?>("--smtp");
        var vantages = new Vantages();
        var command = new ActCommand("remind", Act.Remind, Act.Call, Act.RevealPersons) { campaign, reveal, send, smtp };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var installation = call.Installation;
            if (call.Value(send)) return Send(call, call.Value(campaign)!, vantages.Of(call), call.Value(smtp) ?? Environment.GetEnvironmentVariable("THIDUA_SMTP"));
            using var db = installation.Open();
            var ground = Ground.Of(db, installation, call.Value(campaign)!, vantages.Of(call));
            var reminders = new RemindQueries(db, ground).Ask();
            var sent = SentQueries.All(db, ground);
            if (call.Value(reveal) is { } reason)
            {
                if (string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
                Disclosures.Log(installation, reason, "remind " + ground.Campaign.Id);
            }
            if (call.AsJson) Invocation.WriteJson(json => Write(json, ground, reminders, sent, call.Language, call.Value(reveal) is not null));
            else Show(call, ground, reminders, sent, call.Value(reveal) is not null);
            return ExitCode.Done;
        }));
        return command;
    }

    private static int Send(Invocation call, string campaign, Vantage vantage, string? smtp)
    {
        IReadOnlyList<SentReminder> sent;
        try
        {
            sent = new SendReminders(call.Installation).Send(campaign, vantage, smtp ?? throw new UsageException("usage-smtp"), call.Language);
        }
        catch (FormatException)
        {
            throw new UsageException("usage-smtp"); // the address holds a password: it is not repeated
        }
        if (call.AsJson) Invocation.WriteJson(json => Write(json, sent));
        else
        {
            if (sent.Count == 0) Console.WriteLine(call.Say("remind.urge.empty"));
            foreach (var one in sent) Console.WriteLine($"{one.Unit}  {one.Name}: {call.Say("cli.remind.outcome." + one.Outcome, one.To ?? "", one.Fault ?? "")}");
        }
        return sent.Any(s => s.Outcome == "failed") ? ExitCode.EnvironmentFailed : ExitCode.Done;
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<SentReminder> sent)
    {
        json.WriteStartObject();
        json.WriteStartArray("reminders");
        foreach (var one in sent)
        {
            json.WriteStartObject();
            json.WriteString("unit", one.Unit);
            json.WriteString("name", one.Name);
            json.WriteString("outcome", one.Outcome);
            json.WriteString("to", one.To);
            json.WriteString("fault", one.Fault);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Show(Invocation call, Ground ground, Reminders.Reminders reminders, IReadOnlyList<SentMessage> sent, bool reveal)
    {
        Console.WriteLine(call.Say("cli.standings.head", StandingsTables.In(ground.Campaign.Title, call.Language), Written.Day(ground.AsOf)));
        Console.WriteLine();
        Console.WriteLine(call.Say("cli.remind.urge"));
        foreach (var urged in reminders.Urge)
        {
            Console.WriteLine(ReminderText.ToUnit(urged, ground.Campaign, call.Language));
            foreach (var officer in urged.Officers) Console.WriteLine($"  {officer.Code}  {officer.Name}: {ReminderText.Officer(officer, call.Language)}");
        }
        foreach (var (standing, row) in reminders.Figures) Console.WriteLine(ReminderText.Figure(standing, row, call.Language));
        Console.WriteLine();
        Console.WriteLine(call.Say("cli.remind.call", Written.Number(reminders.Call.Count, call.Language)));
        foreach (var commune in reminders.Call.GroupBy(p => p.Commune))
        {
            Console.WriteLine($"  {commune.Key ?? call.Say("cli.remind.no-commune")}: {Written.Number(commune.Count(), call.Language)}");
            if (!reveal) continue;
            foreach (var person in commune) Console.WriteLine("    " + call.Say("cli.remind.person", Privacy.PersonalValues.WhyGone(person.Personal, call.Language) ?? person.Personal.GetValueOrDefault("name", ""), Written.Day(person.Ended), person.Personal.GetValueOrDefault("phone", "–"), person.Collector ?? "–"));
        }
        Console.WriteLine();
        Console.WriteLine(call.Say("cli.remind.collectors"));
        foreach (var row in reminders.Collectors)
        {
            Console.WriteLine("  " + call.Say("cli.remind.collector", row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–", row.Collector ?? call.Say("calls.none-known"), Written.Number(row.Counted, call.Language),
                Written.Number(row.WonBack, call.Language), Written.Number(row.ToCall, call.Language), Written.Number(row.Contacts, call.Language)));
        }
        Console.WriteLine();
        Console.WriteLine(call.Say("cli.remind.praise"));
        foreach (var (standing, row) in reminders.Praise) Console.WriteLine("  " + call.Say("cli.remind.praise-row", row.Name, StandingsTables.Named(standing, standing.Indicator.ShortTitle, call.Language)));
        foreach (var praised in reminders.PraiseOfficers) Console.WriteLine("  " + call.Say("cli.remind.praise-officer", praised.Code, praised.Name, praised.Unit.Name, Written.Number(praised.Persons, call.Language)));
        if (sent.Count == 0) return;
        Console.WriteLine();
        Console.WriteLine(call.Say("cli.remind.sent"));
        foreach (var one in sent) Console.WriteLine($"  {one.Code}  {one.Name}: {ReminderText.Sent(one, call.Language)}");
    }

    public static void Write(Utf8JsonWriter json, Ground ground, Reminders.Reminders reminders, IReadOnlyList<SentMessage> sent, Language language, bool reveal)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        json.WriteStartArray("urge");
        foreach (var urged in reminders.Urge)
        {
            json.WriteStartObject();
            json.WriteString("unit", urged.Row.Code);
            json.WriteString("name", urged.Row.Name);
            json.WriteString("indicator", urged.Standing.IndicatorId);
            if (urged.Row.Missing is { } missing) json.WriteNumber("missing", missing);
            json.WriteString("text", ReminderText.ToUnit(urged, ground.Campaign, language));
            json.WriteStartArray("officers");
            foreach (var officer in urged.Officers)
            {
                json.WriteStartObject();
                json.WriteString("code", officer.Code);
                json.WriteString("name", officer.Name);
                json.WriteString("about", ReminderText.Officer(officer, language));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("figures");
        foreach (var (standing, row) in reminders.Figures)
        {
            json.WriteStartObject();
            json.WriteString("unit", row.Code);
            json.WriteString("name", row.Name);
            json.WriteString("indicator", standing.IndicatorId);
            var asTexts = StandingsJson.AreTexts(standing);
            StandingsJson.Number(json, "actual", row.Numerator, asTexts);
            StandingsJson.Number(json, "needed", row.Target, asTexts);
            StandingsJson.Number(json, "missing", row.Gap ?? row.Missing, asTexts);
            json.WriteString("text", ReminderText.Figure(standing, row, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("call");
        foreach (var person in reminders.Call) CallsJson.Write(json, person, reveal);
        json.WriteEndArray();
        CallsJson.Write(json, reminders.Collectors);
        json.WriteStartArray("praise");
        foreach (var (standing, row) in reminders.Praise)
        {
            json.WriteStartObject();
            json.WriteString("unit", row.Code);
            json.WriteString("name", row.Name);
            json.WriteString("indicator", standing.IndicatorId);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("praiseOfficers");
        foreach (var praised in reminders.PraiseOfficers)
        {
            json.WriteStartObject();
            json.WriteString("unit", praised.Unit.Code);
            json.WriteString("code", praised.Code);
            json.WriteString("name", praised.Name);
            json.WriteString("indicator", praised.Standing.IndicatorId);
            json.WriteNumber("persons", praised.Persons);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("sent");
        foreach (var one in sent)
        {
            json.WriteStartObject();
            json.WriteString("unit", one.Code);
            json.WriteString("name", one.Name);
            json.WriteString("day", one.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteNumber("step", one.Step);
            json.WriteString("recipient", one.Masked);
            json.WriteString("outcome", one.Outcome);
            json.WriteString("fault", one.MaskedFault);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
