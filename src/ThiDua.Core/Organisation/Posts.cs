using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>The posts of one officer as they are known at one moment.</summary>
public sealed class Posts
{
    private readonly List<PostStatement> held = [];
    private readonly List<IReadOnlyList<(DateOnly From, int? Unit)>> units = [];
    private readonly Dictionary<RowId, RowStanding> standings = [];

    /// <param name="rows">All live rows of ONE officer, in any order.</param>
    public Posts(IReadOnlyList<PostStatement> rows, Units chart)
    {
        Func<int, long?> unitSince = chart.KnownSince;
        if (rows is [{ } only] && unitSince(only.Unit) is { } since)
        {
            // One row is what most officers have.
            standings[only.Id] = new(RowOutcome.Accepted);
            held.Add(only);
            units.Add(chart.Successions.Through(only));
            KnownSince = Place.Of(only.Id, since).Effective;
            return;
        }
        foreach (var versions in rows.GroupBy(r => r.Days.From))
        {
            PostStatement? current = null;
            foreach (var row in versions.Where(r => unitSince(r.Unit) is not null).OrderBy(r => Place.Of(r.Id, unitSince(r.Unit)!.Value)))
            {
                if (current is not null) standings[current.Id] = standings[current.Id] with { SupersededBy = row.Id };
                standings[row.Id] = new(current is null ? RowOutcome.Accepted : RowOutcome.Corrected);
                current = row;
                var effective = Place.Of(row.Id, unitSince(row.Unit)!.Value).Effective;
                KnownSince = KnownSince is { } before ? Math.Min(before, effective) : effective;
            }
            if (current is not null) held.Add(current);
            foreach (var row in versions.Where(r => unitSince(r.Unit) is null))
            {
                standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("unit-unknown"));
            }
        }
        held.Sort((a, b) => (a.Days.From ?? DateOnly.MinValue).CompareTo(b.Days.From ?? DateOnly.MinValue));
        foreach (var post in held) units.Add(chart.Successions.Through(post));
    }

    /// <summary>Whose they are; null without any that holds.</summary>
    public int? Officer => held.Count > 0 ? held[0].Officer : null;

    /// <summary>The recording since which the officer's code is known; null when it is not.</summary>
    public long? KnownSince { get; private set; }

    /// <summary>The rows that hold, by Từ ngày.</summary>
    public IReadOnlyList<PostStatement> Held => held;

    public RowStanding StandingOf(RowId row) => standings[row];

    /// <summary>
    /// The post on a day (Từ ngày ≤ D ≤ Đến ngày); of overlapping posts the one that began last (a reading). Its unit is the one that
    /// stands on that day where the stated one stood.
    /// </summary>
    public PostStatement? On(DateOnly day)
    {
        var at = held.FindLastIndex(p => p.Days.Contains(day));
        if (at < 0) return null;
        int? unit = null;
        foreach (var part in units[at]) if (part.From <= day) unit = part.Unit;
        return unit == held[at].Unit ? held[at] : unit is { } other ? held[at] with { Unit = other } : null;
    }

    /// <summary>The days on which the post in force, its unit, or having none, can change; rising.</summary>
    public IReadOnlyList<DateOnly> Turns()
    {
        var turns = new SortedSet<DateOnly>();
        for (var i = 0; i < held.Count; i++)
        {
            foreach (var part in units[i]) turns.Add(part.From);
            if (held[i].Days.To is { } to && to < DateOnly.MaxValue) turns.Add(to.AddDays(1));
        }
        return [.. turns];
    }
}
