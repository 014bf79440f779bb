using System.Globalization;
using System.Text;
using ThiDua.Core.Reminders;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Reminders;

/// <summary>Which persons of the call list are looked at.</summary>
/// <param name="Commune">Mã xã; "-": none known; null: all.</param>
/// <param name="Collector">Mã nhân viên thu; "-": none known; null: all.</param>
/// <param name="Show">"to-call", "called", "promised", "ended" or "won-back"; null: all who have no cover.</param>
public sealed record CallFilter(string? Commune, string? Collector, string? Show)
{
    public const string NoneKnown = "-";

    public static readonly string[] Shows = ["to-call", "called", "promised", "ended", "won-back"];

    public static CallFilter Of(string? commune, string? collector, string? show) => new(Blank(commune), Blank(collector), Shows.Contains(show) ? show : null);

    public bool HasPlace(ExpiredPerson person) => Fits(Commune, person.Commune) && Fits(Collector, person.Collector);

    public bool Takes(ExpiredPerson person) => HasPlace(person) && Is(person, Show);

    public static bool Is(ExpiredPerson person, string? show) => show == "won-back" ? person.Back is not null : person.Back is null && show switch
    {
        "to-call" => person.State is CallState.Due or CallState.New,
        "called" => person.Last is not null,
        "promised" => person.IsPromised,
        "ended" => person.State == CallState.Ended,
        _ => true,
    };

    public string Address(string campaign, string end = "") => PageContext.Address($"/c/{campaign}/goi{end}", ("xa", Commune), ("nvt", Collector), ("xem", Show));

    private static bool Fits(string? wanted, string? has) => wanted is null || (wanted == NoneKnown ? has is null : wanted == has);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The call list as seen, to take away.</summary>
public static class CallTables
{
    /// <param name="exported">Who takes names out; null: persons are masked.</param>
    public static string Csv(IEnumerable<ExpiredPerson> calls, Exported? exported, Language language)
    {
        var reveal = exported is not null;
        var csv = new StringBuilder("\uFEFF");
        foreach (var row in Rows(calls, reveal, language).Prepend(Heads(reveal, language))) csv.AppendJoin(',', row.Select(OutgoingText.Csv)).Append("\r\n");
        if (exported is not null) csv.Append(OutgoingText.Csv(exported.Line(language))).Append("\r\n");
        return csv.ToString();
    }

    public static void WriteXlsx(Stream stream, IEnumerable<ExpiredPerson> calls, Exported? exported, string title, Language language)
    {
        var reveal = exported is not null;
        using var workbook = new WorkbookWriter(stream);
        workbook.AddSheet(Sentences.Say(language, "calls.title"), exported is null ? [title] : [title, exported.Line(language)], Heads(reveal, language), Rows(calls, reveal, language).Select(r => (IReadOnlyList<object?>)[.. r.Select(OutgoingText.Disarm)]));
    }

    public static string Outcome(string? code, Language language) => code is null ? "" : ContactCatalog.Find(code) is { } known ? StandingsTables.In(known.Words, language) : code;

    private static string[] Heads(bool reveal, Language language) =>
        [.. new[] { "person", "code", "commune", "collector", "ended", "state", "last", "day", "again", "note" }.Concat(reveal ? ["name", "phone", "address"] : Array.Empty<string>())
            .Select(h => Sentences.Say(language, "calls.head." + h))];

    private static IEnumerable<string[]> Rows(IEnumerable<ExpiredPerson> calls, bool reveal, Language language) => calls.Select(p => new[]
    {
        p.Masked, FindPerson.Code(p.Number), p.Commune ?? "", p.Collector ?? "", Day(p.Ended), Sentences.Say(language, "calls.state." + CallsJson.State(p)),
        Outcome(p.Last?.Outcome, language), Day(p.Last?.Day), Day(p.Last?.Again), p.Last?.Note ?? "",
    }.Concat(reveal ? new[] { "name", "phone", "address" }.Select(k => p.Personal.GetValueOrDefault(k, "")) : []).ToArray());

    private static string Day(DateOnly? day) => day?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "";
}
