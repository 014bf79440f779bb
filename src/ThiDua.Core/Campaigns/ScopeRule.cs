namespace ThiDua.Core.Campaigns;

/// <summary>Who takes part in a campaign: of the administrative tree the units for which all that is given holds, for themselves or for a unit above them.</summary>
/// <param name="Subtrees">One of these units; none: any.</param>
/// <param name="Types">One of these values of column Loại; none: any.</param>
/// <param name="Groups">One of these values of column Nhóm; none: any.</param>
public sealed record ScopeRule(IReadOnlyList<Subtree> Subtrees, IReadOnlyList<string> Types, IReadOnlyList<string> Groups, Source Source)
{
    /// <summary>The document names no part: everybody on the lists of units and officers takes part.</summary>
    public bool IsEverybody => Subtrees.Count + Types.Count + Groups.Count == 0;
}

/// <summary>A unit with everything below it.</summary>
/// <param name="Day">The day on which the code names the unit that is meant: codes are used again.</param>
public sealed record Subtree(string Code, DateOnly Day);
