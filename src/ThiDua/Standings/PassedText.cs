using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>What is said of an entered number that comes from before a reorganisation, or cannot be told because of one.</summary>
public static class PassedText
{
    /// <summary>The sentences about a row; none where its numbers are the unit's own.</summary>
    public static IEnumerable<string> Of(Standing standing, StandingRow row, Units units, Language language) =>
        new[] { Of("figure", standing, row.Name, row.Figure, units, language), Of("target", standing, row.Name, row.Assigned, units, language) }.OfType<string>();

    /// <summary>Whether a number of the row cannot be told.</summary>
    public static bool IsUntold(StandingRow row) => row.Figure?.Why is not null || row.Assigned?.Why is not null;

    /// <summary>How a reason is called in JSON.</summary>
    public static string Name(Untold why) => why switch { Untold.Merged => "merged", Untold.Divided => "divided", _ => "later" };

    /// <summary>What the unit was called on the day on which its code was read.</summary>
    public static string UnitName(Units units, int unit, DateOnly day) => (units.On(unit, day) ?? units.Latest(unit))?.Name ?? "";

    private static string? Of(string what, Standing standing, string unit, Carried? number, Units units, Language language)
    {
        if (number is null or { Why: null, IsPassedOn: false }) return null;
        var from = string.Join("; ", number.Sources.Select(s => $"{UnitName(units, s.Unit, s.Day)} {StandingsTables.Counted(standing, s.Value, language)}{(s.Of is { } day ? $" ({Written.Day(day)})" : "")}"));
        var how = number.Why is { } why ? "untold." + Name(why) : number.IsPart ? "part" : number is { Counts: not null, Sources.Count: > 1 } ? "reckoned" : number.Sources.Count > 1 ? "sum" : "one";
        var said = Sentences.Say(language, $"passed.{what}.{how}", unit, from, StandingsTables.Number(number.Counts?.Numerator, language), StandingsTables.Number(number.Counts?.Denominator, language));
        return number.Without.Count == 0 ? said : said + " " + Sentences.Say(language, "passed.without", string.Join(", ", number.Without.Select(w => UnitName(units, w.Unit, w.Day))));
    }
}
