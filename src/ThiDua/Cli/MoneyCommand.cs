using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`money`: what a title or form of commendation is worth on the day of a decision, with its arithmetic and citation; without a form, all of them.</summary>
public static class MoneyCommand
{
    public static Command Money(Language language)
    {
        var form = new Option<string?>("--form") { Description = Sentences.Say(language, "cli.money.form") };
        var subject = new Option<string?>("--subject") { Description = Sentences.Say(language, "cli.money.subject") };
        var date = new Option<string?>("--date") { Required = true, Description = Sentences.Say(language, "cli.money.date") };
        var confirm = new Option<string?>("--confirm") { Description = Sentences.Say(language, "cli.money.confirm") };
        var command = new ActCommand("money", Act.SeeAwards) { form, subject, date, confirm };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var day = call.Day(date)!.Value;
            var subjects = Subjects(call.Value(subject), call.Value(form));
            var amounts = call.Value(form) is { } one ? subjects.ConvertAll(s => One(one, s, day, call.Language)) : All(subjects, day);
            if (amounts.Count == 0) throw new MoneyException("none", Written.Day(day));
            var recalled = amounts.SelectMany(a => a.Unconfirmed([])).Distinct().ToList();
            Confirmation[] confirmed = call.Value(confirm) is { } citation && !string.IsNullOrWhiteSpace(citation)
                ? [.. recalled.Select(r => new Confirmation(r.Id, r.Sha256, citation.Trim()))] : recalled.Count == 0 ? [] : Kept(call);
            if (call.Value(form) is not null && amounts.Find(a => a.Payable(confirmed) is null) is { } waits) throw RewardText.Unconfirmed(waits, confirmed, call.Language);
            if (call.AsJson) Invocation.WriteJson(json => Write(json, day, amounts, confirmed, call.Language));
            else if (call.Value(form) is null) Table(call, amounts, confirmed);
            else foreach (var amount in amounts) Show(call, amount, confirmed);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>What somebody confirmed on the page of rates.</summary>
    private static Confirmation[] Kept(Invocation call)
    {
        using var db = call.Installation.Open();
        return [.. ConfirmRate.All(db).Select(c => c.Confirmation)];
    }

    private static RewardAmount One(string form, SubjectKind subject, DateOnly day, Language language)
    {
        var (amount, gap) = RewardMoney.Of(RewardCatalog.Rewards, form, subject, day);
        return amount ?? throw RewardText.Told(gap!.Value, form, subject, day, language);
    }

    /// <summary>Whatever has an amount on that day.</summary>
    private static List<RewardAmount> All(List<SubjectKind> subjects, DateOnly day) =>
        [.. RewardCatalog.Rewards.Forms.SelectMany(f => subjects.Select(s => RewardMoney.Of(RewardCatalog.Rewards, f.Id, s, day).Amount)).OfType<RewardAmount>()];

    /// <summary>Without one that is said: those to whom the form is given at all.</summary>
    private static List<SubjectKind> Subjects(string? said, string? form) => said switch
    {
        null => [.. new[] { SubjectKind.Individual, SubjectKind.Collective }.Where(s => form is null || RewardCatalog.Rewards.Form(form)?.IsFor(s) != false)],
        "collective" or "tập thể" => [SubjectKind.Collective],
        "individual" or "cá nhân" => [SubjectKind.Individual],
        _ => throw new UsageException("usage-subject", said),
    };

    private static void Show(Invocation call, RewardAmount amount, Confirmation[] confirmed)
    {
        Console.WriteLine(call.Say("money.summary", StandingsTables.In(amount.Form.Title, call.Language), RewardText.Subject(amount.Subject, call.Language), Written.Day(amount.Day), Written.Dong(amount.Reckoned, call.Language)));
        Console.WriteLine("  " + RewardText.Arithmetic(amount, call.Language));
        foreach (var source in RewardText.Sources(amount, confirmed, call.Language)) Console.WriteLine("  " + source);
        foreach (var remark in amount.Rows.Select(r => r.Remark).OfType<LocalText>()) Console.WriteLine("  " + StandingsTables.In(remark, call.Language));
    }

    private static void Table(Invocation call, List<RewardAmount> amounts, Confirmation[] confirmed) => TextTable.Write(
        [call.Say("money.head.form"), call.Say("money.head.title"), call.Say("money.head.subject"), call.Say("money.head.coefficient"), call.Say("money.head.amount"), call.Say("money.head.label")],
        amounts.Select(a => (IReadOnlyList<string>)[a.Form.Id, StandingsTables.In(a.Form.Title, call.Language), RewardText.Subject(a.Subject, call.Language), Written.Number(Plain(a.Coefficient), call.Language),
            a.Payable(confirmed) is { } amount ? Written.Dong(amount, call.Language) : call.Say("money.waits"), RewardText.Label(a.Label, call.Language)]),
        [false, false, false, true, true, false]);

    private static void Write(Utf8JsonWriter json, DateOnly day, List<RewardAmount> amounts, Confirmation[] confirmed, Language language)
    {
        json.WriteStartObject();
        json.WriteString("date", day.Iso());
        json.WriteStartArray("amounts");
        foreach (var amount in amounts)
        {
            var payable = amount.Payable(confirmed);
            json.WriteStartObject();
            json.WriteString("form", amount.Form.Id);
            json.WriteString("kind", amount.Form.Kind == RewardKind.Title ? "title" : "form");
            json.WriteString("title", StandingsTables.In(amount.Form.Title, language));
            json.WriteString("subject", RewardText.Word(amount.Subject));
            json.WritePropertyName("coefficient");
            json.WriteRawValue(Plain(amount.Coefficient));
            json.WriteNumber("salary", amount.Salary.Dong);
            if (payable is { } known) json.WriteNumber("amount", known);
            else json.WriteNull("amount");
            json.WriteString("arithmetic", payable is null ? null : RewardText.Arithmetic(amount, language));
            json.WriteString("certainty", RewardText.Word(amount.Label));
            json.WriteBoolean("needsConfirmation", payable is null);
            json.WriteStartArray("sources");
            foreach (var row in amount.Rows)
            {
                var by = confirmed.FirstOrDefault(c => c.Row == row.Id && c.Sha256 == row.Sha256);
                json.WriteStartObject();
                json.WriteString("row", row.Id);
                json.WriteString("from", row.Days.From?.Iso());
                json.WriteString("to", row.Days.To?.Iso());
                json.WriteString("law", row.Law);
                json.WriteString("certainty", RewardText.Word(row.Label));
                json.WriteString("confirmedBy", by?.Citation);
                json.WriteString("text", RewardText.Source(row, by, language));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}
