using System.Globalization;
using System.Text;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Documents;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>Standings as people read them: on a terminal, as CSV, as a workbook.</summary>
public static class StandingsTables
{
    public static IReadOnlyList<string> Heads(Language language) =>
        [.. new[] { "rank", "code", "name", "numerator", "denominator", "value", "target", "registered", "met" }.Select(h => Sentences.Say(language, "standings.head." + h))];

    public static string Title(Standing standing, Language language)
    {
        var title = Named(standing, standing.Indicator.Title, language);
        return standing.Group is { } group ? $"{title} — {In(group.Title, language)}" : title;
    }

    /// <summary>A member of a family bears, behind the family's title, the name that the office gave it.</summary>
    public static string Named(Standing standing, LocalText title, Language language) =>
        Named(standing.Indicator, standing.IndicatorId, title, language);

    /// <param name="id">Of the indicator, or of a member of the family that it is.</param>
    public static string Named(Indicator indicator, string id, LocalText title, Language language) =>
        id == indicator.Id ? In(title, language) : $"{In(title, language)} · {id[(indicator.Id.Length - 1)..]}";

    public static string In(LocalText text, Language language) => language == Language.Vi ? text.Vi : text.En;

    public static IReadOnlyList<string> Cells(Standing standing, StandingRow row, Language language) =>
    [
        row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–", row.Code, row.Name, Number(row.Numerator, language, Decimals(row)), Number(row.Denominator, language),
        Value(standing, row, language), Target(standing, row, language), Number(row.Registered, language), Met(standing, row, language),
    ];

    public static string Value(Standing standing, StandingRow row, Language language) =>
        standing.IsRate ? Written.Percent(row.Value?.ToPercent(), language) : Number(row.Numerator, language);

    public static string Target(Standing standing, StandingRow row, Language language) =>
        row.Target is { } target && standing.IsRate && standing.Indicator.Measure != Measure.FigureAgainstTarget
            ? Written.Percent(target.ToString("0.##", CultureInfo.InvariantCulture), language) : Counted(standing, row.Target, language);

    /// <summary>"Đạt", "còn thiếu 2", or nothing where there is no target.</summary>
    public static string Met(Standing standing, StandingRow row, Language language) => row.Met switch
    {
        null => "",
        true => Sentences.Say(language, "standings.met"),
        false when row.OfEarlier is { } day => Sentences.Say(language, "standings.of-earlier", Written.Day(day)),
        false when row.Figure?.Why is not null => Sentences.Say(language, "standings.untold"),
        false when Missing(standing, row, language) is { } missing => missing,
        false => Sentences.Say(language, "standings.not-met"),
    };

    /// <summary>How much is missing, or is too much where less is better; null when that is no number above 0.</summary>
    public static string? Missing(Standing standing, StandingRow row, Language language) =>
        row.Gap is > 0 ? Sentences.Say(language, standing.Comparison == Comparison.LessThan ? "standings.too-much" : "standings.missing", standing.Indicator.Unit == FigureUnit.Percent ? Sentences.Say(language, "standings.points", Number(row.Gap, language, Decimals(row))) : Number(row.Gap, language, Decimals(row)))
        : row.Missing is > 0 ? Sentences.Say(language, "standings.missing", Number(row.Missing, language)) : null;

    /// <summary>How figure and target compare, before the target; nothing for “at least”.</summary>
    public static string Sign(Comparison comparison) => comparison switch { Comparison.MoreThan => ">", Comparison.LessThan => "<", Comparison.About => "≈", _ => "≥" };

    /// <summary>A figure, its target or what is between them, in what the indicator is counted in.</summary>
    public static string Counted(Standing standing, decimal? value, Language language, int decimals = UsualDecimals) =>
        value is not null && standing.Indicator.Unit == FigureUnit.Percent ? Number(value, language, decimals) + "\u00a0%" : Number(value, language, decimals);

    /// <summary>What a row has, in as many digits as tell it from its target.</summary>
    public static string Has(Standing standing, StandingRow row, Language language) => Counted(standing, row.Numerator, language, Decimals(row));

    public static string Number(decimal? value, Language language, int decimals = UsualDecimals) =>
        value is { } number ? Written.Number(number.ToString("0." + new string('#', decimals), CultureInfo.InvariantCulture), language) : "";

    /// <summary>Enough to read by; 35.0999999999 beside a target of 35.1 needs more.</summary>
    public static int Decimals(StandingRow row)
    {
        var decimals = UsualDecimals;
        if (row is { Numerator: { } has, Target: { } target } && has != target)
            while (decimals < MostDecimals && (Rounded(has) == Rounded(target) || Rounded(has - target) == 0)) decimals++;
        return decimals;

        decimal Rounded(decimal number) => decimal.Round(number, decimals, MidpointRounding.AwayFromZero);
    }

    private const int UsualDecimals = 6;

    /// <summary>No decimal has more.</summary>
    private const int MostDecimals = 28;

    /// <summary>CSV with the numbers plain, so that another program can read them; texts that a spreadsheet would run are disarmed.</summary>
    /// <param name="exported">Said in a last line; null: no person is named.</param>
    public static string Csv(IReadOnlyList<Standing> standings, Language language, Exported? exported = null)
    {
        var csv = new StringBuilder("\ufeff");
        csv.AppendJoin(',', new[] { "indicator", "group", "rank", "code", "name", "numerator", "denominator", "value", "target", "met", "registered" }).Append("\r\n");
        foreach (var (standing, row) in Rows(standings))
        {
            csv.AppendJoin(',', new[] { standing.IndicatorId, standing.Group?.Id ?? "" }.Concat(Plain(standing, row)).Select(OutgoingText.Csv)).Append("\r\n");
        }
        if (exported is not null) csv.Append(OutgoingText.Csv(exported.Line(language))).Append("\r\n");
        return csv.ToString();
    }

    public static void WriteXlsx(Stream stream, IReadOnlyList<Standing> standings, Language language, Exported? exported = null)
    {
        using var workbook = new WorkbookWriter(stream);
        foreach (var standing in standings)
        {
            var sheet = $"{In(standing.Indicator.ShortTitle, language)} {(standing.Group is { } g ? In(g.ShortTitle, language) : "")}".Trim();
            workbook.AddSheet(sheet, exported is null ? [Title(standing, language)] : [Title(standing, language), exported.Line(language)], Heads(language), standing.Rows.Select(r => (IReadOnlyList<object?>)
            [
                r.Rank, r.Code, r.Name, r.Numerator, r.Denominator, Value(standing, r, language), Target(standing, r, language), r.Registered, Met(standing, r, language),
            ]));
        }
    }

    private static IEnumerable<(Standing, StandingRow)> Rows(IReadOnlyList<Standing> standings) => standings.SelectMany(s => s.Rows.Select(r => (s, r)));

    /// <summary>A target in percent with two decimals, any other as it was given.</summary>
    public static string PlainTarget(Standing standing, StandingRow row) =>
        HasPercentTarget(standing) && row.Target is { } percent ? Fraction.Round(Fraction.Of(percent), 2) : Invariant(row.Target);

    public static bool HasPercentTarget(Standing standing) => standing.IsRate && standing.Indicator.Measure != Measure.FigureAgainstTarget;

    private static string[] Plain(Standing standing, StandingRow row) =>
    [
        row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "", row.Code, row.Name, Invariant(row.Numerator), Invariant(row.Denominator),
        standing.IsRate ? row.Value?.ToPercent() ?? "" : Invariant(row.Numerator), PlainTarget(standing, row), row.Met switch { true => "true", false => "false", null => "" },
        Invariant(row.Registered),
    ];

    private static string Invariant(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture) ?? "";
}
