using System.Globalization;
using ThiDua.Core.Campaigns;
using ThiDua.Database;

namespace ThiDua.Standings;

/// <summary>A target or figure as its row states it.</summary>
/// <param name="Slot">Kỳ of a target; the day of a figure, as stored.</param>
/// <param name="Beside">What was registered; the source of a figure.</param>
public sealed record EnteredRow(bool IsTarget, string Slot, string Value, string? Beside, string File, int Row);

/// <summary>Targets and figures that offices entered, as known on a ground: of each key the latest version.</summary>
public sealed class EnteredNumbers
{
    private readonly Dictionary<(int Unit, string Indicator), Dictionary<string, (decimal Assigned, decimal? Registered)>> targets = [];
    private readonly Dictionary<(int Unit, string Indicator), SortedDictionary<int, decimal>> figures = [];
    private readonly HashSet<int> units = [];
    private readonly bool hasPeriods;

    public EnteredNumbers(Db db, Ground ground)
    {
        hasPeriods = ground.Campaign.Periods.Count > 0;
        db.Read($"""
            select r.unit_id, r.indicator, r.period, r.assigned, r.registered from target r
            where r.campaign_no = @c and {Recordings.Live("r", "targets", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var key = (r.GetInt32(0), r.GetString(1));
                if (!targets.TryGetValue(key, out var periods)) targets[key] = periods = [];
                periods[r.GetString(2)] = (Exact(r.GetString(3)), r.IsDBNull(4) ? null : Exact(r.GetString(4)));
            },
            ("c", ground.Stored.No), ("e", ground.Known));
        db.Read($"""
            select r.unit_id, r.indicator, r.day, r.value from figure r
            where r.campaign_no = @c and {Recordings.Live("r", "figures", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var key = (r.GetInt32(0), r.GetString(1));
                if (!figures.TryGetValue(key, out var days)) figures[key] = days = [];
                days[r.GetInt32(2)] = Exact(r.GetString(3));
            },
            ("c", ground.Stored.No), ("e", ground.Known));
        foreach (var (unit, _) in targets.Keys.Concat(figures.Keys)) units.Add(unit);
    }

    /// <summary>Whether a unit has a target or a figure of any indicator.</summary>
    public bool HasAny(int unit) => units.Contains(unit);

    /// <summary>The names that offices gave to members of a family of indicators, in order.</summary>
    public IEnumerable<string> Family(Indicator family) =>
        targets.Keys.Select(k => k.Indicator).Concat(figures.Keys.Select(k => k.Indicator))
            .Where(i => i.StartsWith(family.Id[..^1], StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    public bool Has(int unit, string indicator) =>
        figures.ContainsKey((unit, indicator)) || targets.ContainsKey((unit, indicator));

    /// <summary>
    /// The target of a period; without one asked for, that without period, else, where the campaign declares none, the only one there is. Where targets hold for days, the
    /// one of the day's year or of the day, else that without period.
    /// </summary>
    /// <param name="aim">The day's target that is meant; null: targets of this indicator have no days.</param>
    public decimal? Target(int unit, string indicator, string? period, DatedTarget? aim = null) => Of(unit, indicator, period, aim)?.Assigned;

    /// <summary>What the unit registered beside that target.</summary>
    public decimal? Registered(int unit, string indicator, string? period, DatedTarget? aim = null) => Of(unit, indicator, period, aim)?.Registered;

    /// <summary>The latest figure by a day.</summary>
    public decimal? Figure(int unit, string indicator, DateOnly by)
    {
        if (!figures.TryGetValue((unit, indicator), out var days)) return null;
        decimal? latest = null;
        foreach (var (day, value) in days) if (day <= Stored.Day(by)) latest = value;
        return latest;
    }

    /// <summary>Every target that holds: whose, of what, for which period, how much, and what was registered beside it.</summary>
    public IEnumerable<(int Unit, string Indicator, string Period, decimal Assigned, decimal? Registered)> Assigned() =>
        targets.SelectMany(t => t.Value.Select(p => (t.Key.Unit, t.Key.Indicator, p.Key, p.Value.Assigned, p.Value.Registered)));

    private (decimal Assigned, decimal? Registered)? Of(int unit, string indicator, string? period, DatedTarget? aim)
    {
        if (!targets.TryGetValue((unit, indicator), out var periods)) return null;
        if (periods.TryGetValue(period ?? "", out var target) && (aim is null || period is not null)) return target;
        if (aim is null) return period is null && !hasPeriods && periods.Count == 1 ? periods.Values.First() : null;
        foreach (var (said, dated) in periods) if (aim.IsOf(said)) return dated;
        return periods.TryGetValue("", out var undated) ? undated : null;
    }

    /// <summary>The rows behind a unit's target and figure: of each key the version that holds, with file, row and what stands beside it.</summary>
    public static IReadOnlyList<EnteredRow> Rows(Db db, Ground ground, string unit, string indicator)
    {
        var rows = new Dictionary<(bool, string), EnteredRow>();
        foreach (var (table, kind, slot, value, beside, isTarget) in (ReadOnlySpan<(string, string, string, string, string, bool)>)[("target", "targets", "period", "assigned", "registered", true), ("figure", "figures", "day", "value", "source", false)])
        {
            db.Read($"""
                select r.{slot}, r.{value}, r.{beside}, i.file, r.row_no from {table} r join unit u on u.unit_id = r.unit_id join import i on i.recording_id = r.recording_id
                where r.campaign_no = @c and u.code = @unit and r.indicator = @indicator and {Recordings.Live("r", kind, "unit_id")} order by r.recording_id, r.row_no
                """,
                r =>
                {
                    var at = Convert.ToString(r.GetValue(0), CultureInfo.InvariantCulture)!;
                    rows[(isTarget, at)] = new(isTarget, at, r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), r.GetInt32(4));
                },
                ("c", ground.Stored.No), ("e", ground.Known), ("unit", unit), ("indicator", indicator));
        }
        return [.. rows.Values.OrderByDescending(r => r.IsTarget).ThenBy(r => r.Slot, StringComparer.Ordinal)];
    }

    private static decimal Exact(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
