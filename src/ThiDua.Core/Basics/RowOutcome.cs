namespace ThiDua.Core.Basics;

/// <summary>What became of one row of a file when it was taken in (contract §2).</summary>
public enum RowOutcome
{
    /// <summary>New.</summary>
    Accepted,
    /// <summary>Already known, in any version.</summary>
    Unchanged,
    /// <summary>Same thing, other values: it supersedes; both stay visible.</summary>
    Corrected,
    /// <summary>A person must decide, or a fact must still arrive.</summary>
    Waiting,
    /// <summary>Unreadable or impossible; kept only in the report.</summary>
    Rejected,
}

/// <summary>How one stored row stands at a moment of knowledge.</summary>
/// <param name="Outcome">What it was on arrival in the order of what was known: Accepted, Corrected or Waiting.</param>
/// <param name="SupersededBy">The later version that took its place, if any.</param>
/// <param name="WaitsFor">Why it waits; null when it does not.</param>
/// <param name="Against">The row that it conflicts with while it waits.</param>
/// <param name="IsSetAside">It waited, and a person decided that it is wrong.</param>
public sealed record RowStanding(RowOutcome Outcome, RowId? SupersededBy = null, Reason? WaitsFor = null, RowId? Against = null, bool IsSetAside = false)
{
    public bool Holds => WaitsFor is null && SupersededBy is null && !IsSetAside;
}

/// <summary>
/// The place of a row in the order of what is known. A row that had to wait for a code takes its place when the code
/// became known; everything else when its file was taken in (contract §2: "taken up by itself when that code arrives").
/// </summary>
public readonly record struct Place(long Effective, RowId Id) : IComparable<Place>
{
    public static Place Of(RowId id, long since) => new(Math.Max(id.Recording, since), id);

    public int CompareTo(Place other) =>
        Effective != other.Effective ? Effective.CompareTo(other.Effective) : Id.CompareTo(other.Id);

    public static bool operator <(Place a, Place b) => a.CompareTo(b) < 0;
    public static bool operator >(Place a, Place b) => a.CompareTo(b) > 0;
    public static bool operator <=(Place a, Place b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Place a, Place b) => a.CompareTo(b) >= 0;
}
