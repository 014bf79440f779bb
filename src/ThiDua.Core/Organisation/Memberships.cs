using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>The memberships of one officer in units of other trees (a trade union), as they are known at one moment.</summary>
public sealed class Memberships
{
    private readonly List<(string Tree, MemberStatement Row)> held = [];
    private readonly Dictionary<RowId, RowStanding> standings = [];

    /// <param name="rows">All live rows of ONE officer, in any order.</param>
    /// <param name="officerSince">The recording since which the officer's code is known, or null.</param>
    /// <param name="units">The units known at that moment, of all trees.</param>
    public Memberships(IReadOnlyCollection<MemberStatement> rows, long? officerSince, Units units)
    {
        foreach (var row in rows) if (WaitsFor(row, officerSince, units) is { } reason) standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: reason);
        foreach (var versions in rows.Where(r => !standings.ContainsKey(r.Id)).GroupBy(r => (Tree: units.Latest(r.Unit)!.Tree, r.Days.From)))
        {
            MemberStatement? current = null;
            foreach (var row in versions.OrderBy(r => Place.Of(r.Id, Math.Max(officerSince!.Value, units.KnownSince(r.Unit)!.Value))))
            {
                if (current is not null) standings[current.Id] = standings[current.Id] with { SupersededBy = row.Id };
                standings[row.Id] = new(current is null ? RowOutcome.Accepted : RowOutcome.Corrected);
                current = row;
            }
            held.Add((versions.Key.Tree, current!));
        }
        held.Sort((a, b) => (a.Row.Days.From ?? DateOnly.MinValue).CompareTo(b.Row.Days.From ?? DateOnly.MinValue));
    }

    public RowStanding StandingOf(RowId row) => standings[row];

    /// <summary>The rows that wait, and for what.</summary>
    public IEnumerable<(RowId Row, Reason Reason)> Waiting => standings.Where(s => s.Value.WaitsFor is not null).Select(s => (s.Key, s.Value.WaitsFor!));

    /// <summary>The unit of a tree on a day; of overlapping memberships the one that began last (a reading, as with posts).</summary>
    public int? On(string tree, DateOnly day) => held.FindLast(m => m.Tree == tree && m.Row.Days.Contains(day)) is { Row: { } row } ? row.Unit : null;

    /// <summary>Where an officer works is said by his post: a membership is of another tree.</summary>
    private static Reason? WaitsFor(MemberStatement row, long? officerSince, Units units) =>
        officerSince is null ? new("officer-unknown")
        : units.Latest(row.Unit) is not { } unit ? new("unit-unknown")
        : unit.Tree == Units.AdministrativeTree ? new("unit-administrative") : null;
}
