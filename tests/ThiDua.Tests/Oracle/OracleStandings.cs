using System.Globalization;

namespace ThiDua.Tests.Oracle;

/// <summary>Campaign 9936 reckoned naively from the contract alone: everything is worked out anew from the live statements.</summary>
public static class OracleStandings
{
    private static readonly string[] ListedRelations =
        ["cha", "mẹ", "cha vợ/chồng", "mẹ vợ/chồng", "con", "anh chị em ruột", "anh chị em vợ/chồng"];

    public static IReadOnlyList<OracleLine> Standings(IReadOnlyList<OracleStep> known, DateOnly asOf)
    {
        var day = new OracleDay(new OracleWorld(Statement.Live(known)), asOf);
        string[] both = ["departments", "communes"];
        var lines = new List<OracleLine>();
        lines.AddRange(CountedStaff(day, "staff-voluntary-si", both, "50.00", day.CountsVoluntarySi));
        lines.AddRange(AllRelatives(day, "staff-all-relatives-hi", ["departments"]));
        lines.AddRange(CountedStaff(day, "staff-one-relative-hi", ["communes"], "100.00", r => day.CountsHi(r) && ListedRelations.Contains(r["Quan hệ"])));
        lines.AddRange(WonBack(day, "won-back-hi", both));
        lines.AddRange(CountedStaff(day, "staff-one-person-hi", ["health-stations"], "100.00", day.CountsHi));
        return lines;
    }

    public static OracleOutcomes OfLast(IReadOnlyList<OracleStep> steps)
    {
        var import = (OracleImport)steps[^1];
        var before = Statement.Live(steps.Take(steps.Count - 1)).Select(s => s.Values).ToHashSet();
        var after = Statement.Live(steps);
        var world = new OracleWorld(after);
        int accepted = 0, unchanged = 0, corrected = 0, waiting = 0;
        foreach (var cells in import.Rows)
        {
            var values = Statement.ValuesOf(import, cells);
            var row = after.Single(s => s.Values == values);
            var isKnown = !before.Add(values);
            if (row.Waits) waiting++;
            else if (isKnown) unchanged++;
            else if (after.Any(s => !s.Waits && s.Kind == row.Kind && world.Key(s) == world.Key(row) && s.Place.CompareTo(row.Place) < 0)) corrected++;
            else accepted++;
        }
        return new(accepted, unchanged, corrected, waiting, 0);
    }

    private static IEnumerable<OracleLine> CountedStaff(OracleDay day, string indicator, string[] groups, string target, Func<Statement, bool> counts)
    {
        var credits = day.Credits(counts);
        foreach (var group in groups)
        {
            var lines = new List<OracleLine>();
            foreach (var unit in day.UnitsOf(group))
            {
                var roster = day.RosterOf(unit);
                var numerator = roster.Count(o => credits.Contains(o["Mã cán bộ"]));
                var needed = target == "50.00" ? (roster.Count + 1) / 2 : roster.Count;
                lines.Add(new(indicator, "units", group, null, unit["Mã đơn vị"], unit["Tên đơn vị"], numerator, roster.Count,
                    Percent(numerator, roster.Count), target, roster.Count > 0 && numerator >= needed));
            }
            foreach (var line in Ranked(lines)) yield return line;
        }
        foreach (var line in OfficerNumbers(day, indicator, groups, credits)) yield return line;
    }

    private static IEnumerable<OracleLine> WonBack(OracleDay day, string indicator, string[] groups)
    {
        var credits = day.Credits(day.CountsWonBack);
        foreach (var group in groups)
        {
            var lines = new List<OracleLine>();
            foreach (var unit in day.UnitsOf(group))
            {
                var number = day.RosterOf(unit).Sum(o => credits.Count(c => c == o["Mã cán bộ"]));
                var target = day.TargetOf(unit, indicator);
                lines.Add(new(indicator, "units", group, null, unit["Mã đơn vị"], unit["Tên đơn vị"], number, null,
                    Text(number), target is int t ? Text(t) : null, target is int needed ? number >= needed : null));
            }
            foreach (var line in Ranked(lines)) yield return line;
        }
        foreach (var line in OfficerNumbers(day, indicator, groups, credits)) yield return line;
    }

    private static IEnumerable<OracleLine> OfficerNumbers(OracleDay day, string indicator, string[] groups, List<string> credits)
    {
        foreach (var group in groups)
        {
            var lines = new List<OracleLine>();
            foreach (var officer in day.UnitsOf(group).SelectMany(day.RosterOf))
            {
                var number = credits.Count(c => c == officer["Mã cán bộ"]);
                lines.Add(new(indicator, "officers", group, null, officer["Mã cán bộ"], officer["Họ và tên"], number, null, Text(number), "1", number >= 1));
            }
            foreach (var line in Ranked(lines)) yield return line;
        }
    }

    private static IEnumerable<OracleLine> AllRelatives(OracleDay day, string indicator, string[] groups)
    {
        foreach (var group in groups)
        {
            var lines = new List<OracleLine>();
            foreach (var unit in day.UnitsOf(group))
            {
                var officers = OfficersOf(unit);
                var met = officers.Count(o => o.Met == true);
                lines.Add(new(indicator, "units", group, null, unit["Mã đơn vị"], unit["Tên đơn vị"], met, officers.Count,
                    Percent(met, officers.Count), "100.00", officers.Count > 0 && met == officers.Count));
            }
            foreach (var line in Ranked(lines)) yield return line;
        }
        foreach (var group in groups)
            foreach (var line in Ranked(day.UnitsOf(group).SelectMany(OfficersOf).ToList())) yield return line;

        List<OracleLine> OfficersOf(Statement unit)
        {
            var lines = new List<OracleLine>();
            foreach (var officer in day.RosterOf(unit))
            {
                var declared = day.DeclarationsOf(officer);
                var listed = declared.Where(r => ListedRelations.Contains(r["Quan hệ"])).ToList();
                if (declared.Count > 0 && listed.Count == 0) continue;
                var good = listed.Count(r => Statement.IsExempt(r["Miễn trừ"]) || day.IsCovered(r));
                lines.Add(new(indicator, "officers", OracleDay.GroupOf(unit), null, officer["Mã cán bộ"], officer["Họ và tên"], good, listed.Count,
                    Percent(good, listed.Count), "100.00", listed.Count > 0 && good == listed.Count));
            }
            return lines;
        }
    }

    /// <summary>1, 2, 2, 4 by the exact value; without a value no rank, and last.</summary>
    private static List<OracleLine> Ranked(List<OracleLine> lines)
    {
        var ranked = lines.Select(l => l with { Rank = l.Value == null ? null : 1 + lines.Count(other => other.Value != null && Exact(other) > Exact(l)) });
        return ranked.OrderBy(l => l.Rank ?? int.MaxValue).ThenBy(l => l.Code, StringComparer.Ordinal).ToList();

        static decimal Exact(OracleLine line) => line.Numerator / (line.Denominator ?? 1);
    }

    private static string? Percent(int numerator, int denominator) =>
        denominator == 0 ? null : Math.Round(100m * numerator / denominator, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
