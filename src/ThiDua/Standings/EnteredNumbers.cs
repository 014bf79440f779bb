using System.Globalization;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Standings;

/// <summary>A target or figure as its row states it.</summary>
/// <param name="Slot">Kỳ of a target; the day of a figure, as stored.</param>
/// <param name="Beside">What was registered; the source of a figure.</param>
public sealed record EnteredRow(bool IsTarget, string Slot, string Value, string? Beside, string File, int Row)
{
    /// <summary>Of another unit, whose number goes on in the one looked at: its name.</summary>
    public string? Unit { get; init; }
}

/// <summary>
/// Targets and figures that offices entered, as known on a ground: of each key the latest version, on the tree that is asked for. A figure is of the unit that
/// bore the code on its day; a target of the one on the day on which the file was taken in, or the nearest day of the time that the target is for (a reading).
/// </summary>
public sealed class EnteredNumbers
{
    private sealed record Target(decimal Assigned, decimal? Registered, DateOnly Stated);

    private readonly Ground ground;
    private readonly Dictionary<(int Unit, string Indicator), Dictionary<string, Target>> targets = [];
    private readonly Dictionary<(int Unit, string Indicator), SortedDictionary<DateOnly, Entered>> figures = [];
    private readonly Dictionary<(string, string?, DateOnly?), PassedOn> passed = [];
    private readonly Lazy<Dictionary<(DateOnly, int, int?), int>> went;
    private readonly bool hasPeriods;

    public EnteredNumbers(Db db, Ground ground)
    {
        this.ground = ground;
        went = new(() => OfficersWent.Of(db, ground.Known, ground.Units));
        hasPeriods = ground.Campaign.Periods.Count > 0;
        db.Read($"""
            select r.unit_id, r.indicator, r.period, r.assigned, r.registered, d.today from target r join recording d on d.recording_id = r.recording_id
            where r.campaign_no = @c and {Recordings.Live("r", "targets", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var key = (r.GetInt32(0), r.GetString(1));
                if (!targets.TryGetValue(key, out var periods)) targets[key] = periods = [];
                periods[r.GetString(2)] = new(Exact(r.GetString(3)), r.IsDBNull(4) ? null : Exact(r.GetString(4)), Stored.Day(r.GetInt32(5)));
            },
            ("c", ground.Stored.No), ("e", ground.Known));
        db.Read($"""
            select r.unit_id, r.indicator, r.day, r.value, p.numerator, p.denominator from figure r
            left join figure_part p on p.recording_id = r.recording_id and p.row_no = r.row_no
            where r.campaign_no = @c and {Recordings.Live("r", "figures", "unit_id")} order by r.recording_id, r.row_no
            """,
            r =>
            {
                var key = (r.GetInt32(0), r.GetString(1));
                if (!figures.TryGetValue(key, out var days)) figures[key] = days = [];
                var day = Stored.Day(r.GetInt32(2));
                days[day] = new(key.Item1, day, Exact(r.GetString(3))) { Counts = r.IsDBNull(4) ? null : (Exact(r.GetString(4)), Exact(r.GetString(5))) };
            },
            ("c", ground.Stored.No), ("e", ground.Known));
    }

    /// <summary>Whether a unit of the tree has a target or a figure of any indicator, or had one before it was reorganised.</summary>
    public bool HasAny(int unit) => Passed(("any", null, null), addsUp: true, () => Everything(_ => true)).Of(unit, ground.Tree) is not null;

    /// <summary>The same of one indicator.</summary>
    public bool Has(int unit, string indicator) => Passed((indicator, "any", null), addsUp: true, () => Everything(i => i == indicator)).Of(unit, ground.Tree) is not null;

    /// <summary>The names that offices gave to members of a family of indicators, in order.</summary>
    public IEnumerable<string> Family(Indicator family) =>
        targets.Keys.Select(k => k.Indicator).Concat(figures.Keys.Select(k => k.Indicator))
            .Where(i => i.StartsWith(family.Id[..^1], StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal);

    /// <summary>
    /// The target of a period; without one asked for, that without period, else, where the campaign declares none, the only one there is. Where targets hold for days, the
    /// one of the day's year or of the day, else that without period.
    /// </summary>
    /// <param name="aim">The day's target that is meant; null: targets of this indicator have no days.</param>
    public Carried? Assigned(int unit, string indicator, string? period, DatedTarget? aim = null) => Of(unit, indicator, period, aim, "assigned", t => t.Assigned);

    /// <summary>What the unit registered beside that target.</summary>
    public decimal? Registered(int unit, string indicator, string? period, DatedTarget? aim = null) => Of(unit, indicator, period, aim, "registered", t => t.Registered)?.Value;

    /// <summary>The latest figure by a day.</summary>
    public Carried? Figure(int unit, string indicator, DateOnly by) => Passed((indicator, "figure", by), AddsUp(indicator), () => figures.Where(f => f.Key.Indicator == indicator)
        .SelectMany(f => f.Value.Values.Where(e => e.Day <= by).Select(e => e with { Day = ground.Units.ReadOn(e.Unit, e.Day), Of = e.Day }))).Of(unit, ground.Tree);

    /// <summary>Every target as it was entered for a code, whatever became of the unit.</summary>
    public IEnumerable<(int Unit, string Indicator, string Period, decimal Assigned, decimal? Registered)> AsEntered() =>
        targets.SelectMany(t => t.Value.Select(p => (t.Key.Unit, t.Key.Indicator, p.Key, p.Value.Assigned, p.Value.Registered)));

    /// <summary>Every target that holds on the tree: whose, of what, for which period, how much.</summary>
    public IEnumerable<(int Unit, string Indicator, string Period, decimal Assigned)> All()
    {
        var there = ground.Units.Successions.Held.Count == 0 ? null : ground.Units.Known.Where(u => ground.Units.On(u, ground.Tree) is not null).ToList();
        foreach (var (indicator, period) in targets.SelectMany(t => t.Value.Keys.Select(p => (t.Key.Indicator, p))).Distinct())
        {
            var passedOn = Passed((indicator, "exactly " + period, null), AddsUp(indicator), () => Stated(indicator, period, null, own => own.GetValueOrDefault(period), t => t.Assigned));
            foreach (var unit in there ?? targets.Keys.Where(k => k.Indicator == indicator).Select(k => k.Unit))
            {
                if (passedOn.Of(unit, ground.Tree)?.Value is { } assigned) yield return (unit, indicator, period, assigned);
            }
        }
    }

    private Carried? Of(int unit, string indicator, string? period, DatedTarget? aim, string what, Func<Target, decimal?> value) =>
        Passed((indicator, $"{what} {period}", aim?.Day), AddsUp(indicator), () => Stated(indicator, period, aim, own => Meant(own, period, aim), value)).Of(unit, ground.Tree);

    private PassedOn Passed((string, string?, DateOnly?) key, bool addsUp, Func<IEnumerable<Entered>> entered)
    {
        if (!passed.TryGetValue(key, out var found)) passed[key] = found = new(ground.Units, entered(), addsUp, step => went.Value.GetValueOrDefault((step.Day, step.From, step.To)));
        return found;
    }

    private IEnumerable<Entered> Everything(Predicate<string> which) =>
        targets.Where(t => which(t.Key.Indicator)).SelectMany(t => t.Value.Values.Select(v => new Entered(t.Key.Unit, Read(t.Key.Unit, v, null, null), 0)))
            .Concat(figures.Where(f => which(f.Key.Indicator)).SelectMany(f => f.Value.Keys.Select(d => new Entered(f.Key.Unit, ground.Units.ReadOn(f.Key.Unit, d), 0))));

    private IEnumerable<Entered> Stated(string indicator, string? period, DatedTarget? aim, Func<Dictionary<string, Target>, Target?> meant, Func<Target, decimal?> value)
    {
        foreach (var (key, own) in targets)
        {
            if (key.Indicator == indicator && meant(own) is { } target && value(target) is { } number) yield return new(key.Unit, Read(key.Unit, target, period, aim), number);
        }
    }

    /// <summary>The day on which the code of a target is read, within the time that it is for.</summary>
    private DateOnly Read(int unit, Target target, string? period, DatedTarget? aim)
    {
        if (ground.Units.Successions.Held.Count == 0) return target.Stated;
        var time = ground.Campaign.Periods.FirstOrDefault(p => p.Id == period)?.Days ?? ground.Campaign.Window.Value;
        var (from, to) = (time.From ?? DateOnly.MinValue, aim?.Day ?? time.To ?? DateOnly.MaxValue);
        return ground.Units.ReadOn(unit, target.Stated < from ? from : target.Stated > to ? to : target.Stated);
    }

    private bool AddsUp(string indicator) => ground.Campaign.Indicator(indicator)?.AddsUp == true;

    private Target? Meant(Dictionary<string, Target> periods, string? period, DatedTarget? aim)
    {
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
