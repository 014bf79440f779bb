using System.Globalization;

namespace ThiDua.Tests.Oracle;

/// <summary>Campaign sct reckoned naively from the contract alone.</summary>
public static class OracleSct
{
    private static readonly DateOnly Start = new(2024, 5, 9);

    /// <param name="period">Empty: the whole.</param>
    public static IReadOnlyList<OracleLine> Standings(IReadOnlyList<OracleStep> known, DateOnly asOf, string period)
    {
        var day = new OracleDay(new OracleWorld(Statement.Live(known)), asOf);
        var credits = period switch
        {
            "2024" => day.CreditsOfLatestJoinings(Start, new(2024, 12, 31)),
            "2025" => day.CreditsOfLatestJoinings(new(2025, 1, 1), new(2025, 12, 31)),
            _ => day.CreditsOfLatestJoinings(Start, DateOnly.MaxValue),
        };
        var units = day.UnitsWithOfficers().Select(unit =>
        {
            var roster = day.OwnOfficersOf(unit).Select(o => o["Mã cán bộ"]).ToList();
            return (Unit: unit, Persons: credits.Count(roster.Contains), With: roster.Count(credits.Contains), Roster: roster.Count);
        }).ToList();

        var lines = new List<OracleLine>();
        foreach (var u in units.OrderBy(u => u.Unit["Mã đơn vị"], StringComparer.Ordinal))
        {
            var target = day.TargetOf(u.Unit, "relatives-maintained", period);
            var better = units.Count(o => o.Persons > u.Persons
                || (o.Persons == u.Persons && (Rate(o) > Rate(u) || (Rate(o) == Rate(u) && o.Roster > u.Roster))));
            lines.Add(new("relatives-maintained", "units", null, 1 + better, u.Unit["Mã đơn vị"], u.Unit["Tên đơn vị"], u.Persons, null,
                Text(u.Persons), target is int t ? Text(t) : null, target is int needed ? u.Persons >= needed : null));
        }
        foreach (var u in units.OrderBy(u => u.Unit["Mã đơn vị"], StringComparer.Ordinal))
        {
            var target = day.TargetOf(u.Unit, "staff-with-relative", period);
            var better = units.Count(o => Rate(o) > Rate(u)
                || (Rate(o) == Rate(u) && (o.Persons > u.Persons || (o.Persons == u.Persons && o.Roster > u.Roster))));
            lines.Add(new("staff-with-relative", "units", null, 1 + better, u.Unit["Mã đơn vị"], u.Unit["Tên đơn vị"], u.With, u.Roster,
                Math.Round(Rate(u) * 100, 2, MidpointRounding.AwayFromZero).ToString("0.00", CultureInfo.InvariantCulture),
                target is int t ? Text(t) + ".00" : null, target is int needed ? u.With * 100 >= needed * u.Roster : null));
        }
        var officers = day.UnitsWithOfficers().SelectMany(day.OwnOfficersOf).Select(o => (Officer: o, Persons: credits.Count(c => c == o["Mã cán bộ"]))).ToList();
        foreach (var (officer, persons) in officers.OrderBy(o => o.Officer["Mã cán bộ"], StringComparer.Ordinal))
        {
            lines.Add(new("relatives-maintained", "officers", null, 1 + officers.Count(o => o.Persons > persons), officer["Mã cán bộ"], officer["Họ và tên"], persons, null, Text(persons), "1", persons >= 1));
        }
        return [.. lines.Select((l, i) => (l, i)).OrderBy(x => x.l.Of == "officers").ThenBy(x => x.l.Indicator, StringComparer.Ordinal).ThenBy(x => x.l.Rank).ThenBy(x => x.i).Select(x => x.l)];

        static decimal Rate((Statement, int Persons, int With, int Roster) unit) => (decimal)unit.With / unit.Roster;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
