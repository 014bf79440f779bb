using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>
/// Which unit goes on in which: reorganisations by legal documents, as known at one moment. A code names a unit only together with a
/// day (from 01/7/2025 on, 2,145 codes of communes name another commune), so each step is walked from a day to a day.
/// </summary>
public sealed class Successions
{
    private readonly Dictionary<int, SortedDictionary<DateOnly, List<SuccessionStatement>>> outOf = [];
    private readonly Dictionary<int, SortedDictionary<DateOnly, List<SuccessionStatement>>> into = [];
    private readonly Dictionary<RowId, RowStanding> standings = [];
    private readonly Dictionary<(DateOnly Day, int From, int Officer), int?> assigned = [];
    private readonly List<SuccessionStatement> held = [];
    private readonly Units units;

    /// <param name="rows">All rows that are live at the moment, in any order. One of a unit that is not known waits for it.</param>
    internal Successions(IReadOnlyCollection<SuccessionStatement> rows, Units units)
    {
        this.units = units;
        foreach (var versions in rows.GroupBy(r => (r.Day, r.From, r.To)))
        {
            SuccessionStatement? current = null;
            foreach (var row in versions.Where(r => Since(r) is not null).OrderBy(r => Place.Of(r.Id, Since(r)!.Value)))
            {
                if (current is not null) standings[current.Id] = standings[current.Id] with { SupersededBy = row.Id };
                standings[row.Id] = new(current is null ? RowOutcome.Accepted : RowOutcome.Corrected);
                current = row;
            }
            if (current is not null) Hold(current);
            foreach (var row in versions.Where(r => Since(r) is null)) standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: units.KnownSince(row.From) is null ? new("unit-unknown") : new("unit-unknown", "new"));
        }
        held.Sort((a, b) => (a.Day, a.From, a.Id).CompareTo((b.Day, b.From, b.Id)));
    }

    /// <summary>The rows that hold, by day and old unit.</summary>
    public IReadOnlyList<SuccessionStatement> Held => held;

    public RowStanding StandingOf(RowId row) => standings[row];

    /// <summary>An officer of a unit that was divided by headcount or share goes with one of its successors.</summary>
    internal void Assign(DateOnly day, int from, int officer, int? to) => assigned[(day, from, officer)] = to;

    /// <summary>Where an officer of a divided unit goes; null: he was not told apart, or the unit was divided by list.</summary>
    public IReadOnlyDictionary<(DateOnly Day, int From, int Officer), int?> ToldApart => assigned;

    /// <summary>What stands on a later day where a unit stood on an earlier one; of a divided unit the successor of the officer, else the main one.</summary>
    /// <param name="officer">Null: of the unit as a whole.</param>
    /// <param name="was">The unit of the officer on a day: of a unit that was divided by list, his own post says where he went.</param>
    /// <returns>Null when it was dissolved without a successor.</returns>
    public int? Forward(int unit, DateOnly at, DateOnly until, int? officer = null, Func<DateOnly, int?>? was = null)
    {
        while (Next(unit, at, until) is { } step)
        {
            if ((was?.Invoke(step) is { } own && IsByList(unit, step, own) ? own : Successor(step, unit, officer)) is not { } successor) return null;
            (unit, at) = (successor, step);
        }
        return units.IsSame(unit, at, until) ? unit : null;
    }

    /// <summary>What stood on an earlier day where a unit stands on a later one; of a merged unit the one where the officer was, else the main one.</summary>
    /// <param name="was">The unit of the officer on a day; null: of the unit as a whole.</param>
    /// <returns>Null when nothing did: it came of nothing.</returns>
    public int? Back(int unit, DateOnly at, DateOnly until, Func<DateOnly, int?>? was = null)
    {
        while (Previous(unit, at, until) is { } step)
        {
            var (before, origins) = (step.AddDays(-1), Origins(unit, step));
            (unit, at) = (was?.Invoke(before) is { } own && origins.Contains(own) ? own : Main(origins, unit, step), before);
        }
        return units.IsSame(unit, at, until) ? unit : null;
    }

    /// <summary>What stands on one day in the place of a unit of another day; later or earlier.</summary>
    /// <param name="of">Whose numbers; null: those of the unit as a whole.</param>
    public int? InPlaceOf(int unit, DateOnly at, DateOnly on, Posts? of = null) =>
        on > at ? Forward(unit, at, on, of?.Officer, Was(of)) : on < at ? Back(unit, at, on, Was(of)) : unit;

    private static Func<DateOnly, int?>? Was(Posts? of) => of is null ? null : day => of.On(day)?.Unit;

    private bool IsByList(int unit, DateOnly step, int successor) => outOf[unit][step].Exists(s => s.To == successor && s.By == DividedBy.List);

    /// <summary>Everything that stands on one day in the place of a unit of another day: all parts of one that was divided, all origins of one that was merged.</summary>
    public IReadOnlySet<int> AllInPlaceOf(int unit, DateOnly at, DateOnly on)
    {
        var found = new HashSet<int>();
        var open = new Stack<(int Unit, DateOnly At)>([(unit, at)]);
        var seen = new HashSet<(int, DateOnly)>();
        while (open.TryPop(out var one))
        {
            if (!seen.Add(one)) continue;
            if (on > one.At && Next(one.Unit, one.At, on) is { } step) foreach (var part in outOf[one.Unit][step]) { if (part.To is { } to) open.Push((to, step)); }
            else if (on < one.At && Previous(one.Unit, one.At, on) is { } before) foreach (var origin in Origins(one.Unit, before)) open.Push((origin, before.AddDays(-1)));
            else if (units.IsSame(one.Unit, one.At, on)) found.Add(one.Unit);
        }
        return found;
    }

    /// <summary>The rows by which a unit ends or is divided on a day, in order; none: it goes on by itself.</summary>
    internal IReadOnlyList<SuccessionStatement> StepsOut(int unit, DateOnly day) => outOf.TryGetValue(unit, out var steps) && steps.TryGetValue(day, out var rows) ? rows : [];

    /// <summary>What a unit of the eve is from a day on; none: it was dissolved.</summary>
    internal IReadOnlyList<int> GoesOnIn(int unit, DateOnly day) => StepsOut(unit, day) is { Count: > 0 } rows ? [.. rows.Select(r => r.To).OfType<int>()] : [unit];

    /// <summary>The units of the eve that make up a unit from a day on; none: it is new.</summary>
    internal IReadOnlyList<int> CameOf(int unit, DateOnly day) => into.TryGetValue(unit, out var steps) && steps.ContainsKey(day) ? Origins(unit, day) : StepsOut(unit, day).Count > 0 ? [] : [unit];

    /// <summary>The last days of a unit before documents took it away or divided it.</summary>
    internal IEnumerable<DateOnly> EndsOf(int unit) => outOf.TryGetValue(unit, out var steps) ? steps.Keys.Select(d => d.AddDays(-1)) : [];

    /// <summary>The next day after one on which a unit ends, is divided, or is made of others.</summary>
    internal DateOnly? NextChange(int unit, DateOnly after) => Changes(unit).Where(d => d > after).Select(d => (DateOnly?)d).Min();

    /// <summary>The last such day up to one.</summary>
    internal DateOnly? LastChange(int unit, DateOnly by) => Changes(unit).Where(d => d <= by).Select(d => (DateOnly?)d).Max();

    private IEnumerable<DateOnly> Changes(int unit) => new[] { outOf, into }.SelectMany(steps => steps.TryGetValue(unit, out var days) ? days.Keys : Enumerable.Empty<DateOnly>());

    /// <summary>Whether all of a unit goes the same way between two days, so that nobody need ask officer by officer.</summary>
    public bool IsWhole(int unit, DateOnly at, DateOnly on)
    {
        for (DateOnly? step; at < on && (step = Next(unit, at, on)) is { } day; at = day)
        {
            if (outOf[unit][day].Count > 1) return false;
            if (Successor(day, unit, null) is not { } successor) return true;
            unit = successor;
        }
        for (DateOnly? step; at > on && (step = Previous(unit, at, on)) is { } day; at = day.AddDays(-1))
        {
            if (Origins(unit, day) is not [var only]) return false;
            unit = only;
        }
        return true;
    }

    /// <summary>A row that began by then ended with a reorganisation that took the unit away before or on that day.</summary>
    public bool IsEnded(int unit, DateOnly began, DateOnly day) => outOf.TryGetValue(unit, out var steps)
        && steps.Keys.Any(step => began < step && step <= day && !(into.TryGetValue(unit, out var ins) && ins.ContainsKey(step)));

    /// <summary>The units that are connected with one of these by any chain of steps, those themselves among them.</summary>
    public IReadOnlySet<int> Connected(IEnumerable<int> units)
    {
        var found = units.ToHashSet();
        for (var fresh = found.ToList(); fresh.Count > 0;)
        {
            fresh = [.. fresh.SelectMany(u => (outOf.GetValueOrDefault(u)?.Values ?? Enumerable.Empty<List<SuccessionStatement>>()).Concat(into.GetValueOrDefault(u)?.Values ?? Enumerable.Empty<List<SuccessionStatement>>()))
                .SelectMany(s => s).SelectMany(s => s.To is { } to ? new[] { s.From, to } : [s.From]).Where(found.Add).Distinct()];
        }
        return found;
    }

    /// <summary>The unit of a post from day to day. Its code is read on the first day of the post; where it gives none, or none that named a unit then, on the day it was stated.</summary>
    /// <returns>First days and units, rising; the first begins where the post does. Null: dissolved without a successor.</returns>
    public IReadOnlyList<(DateOnly From, int? Unit)> Through(PostStatement post)
    {
        var (first, last) = (post.Days.From ?? DateOnly.MinValue, post.Days.To ?? DateOnly.MaxValue);
        if (!outOf.ContainsKey(post.Unit) && !into.ContainsKey(post.Unit) && !units.WasUsedAgain(post.Unit)) return [(first, post.Unit)];
        var read = post.Days.From is { } from && (units.Exists(post.Unit, from) || !into.ContainsKey(post.Unit)) ? from
            : post.Stated < first ? first : post.Stated > last ? last : post.Stated;
        read = units.ReadOn(post.Unit, read);
        var parts = new List<(DateOnly From, int? Unit)>();
        var (unit, at) = ((int?)post.Unit, read);
        for (; Previous(unit!.Value, at, first) is { } step; at = step.AddDays(-1))
        {
            parts.Insert(0, (step, unit));
            unit = Main(Origins(unit.Value, step), unit.Value, step);
        }
        var began = units.Began(unit.Value, at); // before it the code named another unit, or none
        if (began > first) parts.Insert(0, (began, unit));
        parts.Insert(0, (first, began > first ? null : unit));
        (unit, at) = (post.Unit, read);
        for (; unit is { } now && Next(now, at, last) is { } step; at = step)
        {
            unit = Successor(step, now, post.Officer);
            parts.Add((step, unit));
        }
        if (unit is { } end && units.Ended(end, at) is { } gone && gone < last) parts.Add((gone.AddDays(1), null));
        return parts;
    }

    /// <summary>The next day after one, up to another, on which the unit goes on elsewhere.</summary>
    private DateOnly? Next(int unit, DateOnly after, DateOnly until)
    {
        if (outOf.TryGetValue(unit, out var steps)) foreach (var day in steps.Keys) if (day > after) return day <= until ? day : null;
        return null;
    }

    /// <summary>The last day up to one, and after another, on which the unit came of others.</summary>
    private DateOnly? Previous(int unit, DateOnly at, DateOnly after)
    {
        if (!into.TryGetValue(unit, out var steps)) return null;
        DateOnly? last = null;
        foreach (var day in steps.Keys) if (day <= at && day > after) last = day;
        return last;
    }

    private int? Successor(DateOnly step, int unit, int? officer)
    {
        if (officer is { } one && assigned.TryGetValue((step, unit, one), out var own)) return own;
        var steps = outOf[unit][step];
        return (steps.Find(s => s.IsMain) ?? steps[0]).To;
    }

    /// <summary>What a unit came of; one that was there before and only took others in is among them.</summary>
    private List<int> Origins(int unit, DateOnly step)
    {
        var origins = into[unit][step].ConvertAll(s => s.From);
        if (!origins.Contains(unit) && units.Exists(unit, step.AddDays(-1)) && !(outOf.TryGetValue(unit, out var steps) && steps.ContainsKey(step))) origins.Add(unit);
        return origins;
    }

    /// <summary>Who was nowhere then is shown where the same unit was, else with the main origin (a reading).</summary>
    private int Main(List<int> origins, int unit, DateOnly step) =>
        origins.Contains(unit) ? unit : (into[unit][step].Find(s => s.IsMain) ?? into[unit][step][0]).From;

    private void Hold(SuccessionStatement row)
    {
        held.Add(row);
        Add(outOf, row.From, row);
        if (row.To is { } to) Add(into, to, row);

        static void Add(Dictionary<int, SortedDictionary<DateOnly, List<SuccessionStatement>>> steps, int unit, SuccessionStatement row)
        {
            if (!steps.TryGetValue(unit, out var days)) steps[unit] = days = [];
            if (!days.TryGetValue(row.Day, out var list)) days[row.Day] = list = [];
            list.Add(row);
            list.Sort((a, b) => a.Id.CompareTo(b.Id));
        }
    }

    private long? Since(SuccessionStatement row) =>
        units.KnownSince(row.From) is { } from && (row.To is { } to ? units.KnownSince(to) : 0) is { } other ? Math.Max(from, other) : null;
}
