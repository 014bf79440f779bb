namespace ThiDua.Core.Campaigns;

/// <param name="UpTo">The largest number of units for which the step holds; null of the last step: any number.</param>
public sealed record ClusterStep(int? UpTo, int Clusters);

/// <summary>Into how many clusters (cụm thi đua) a unit's subordinate offices are divided.</summary>
/// <param name="Steps">By the number of offices, rising; the last one is open.</param>
/// <param name="Smallest">The fewest members of a cluster where there are several.</param>
public sealed record ClusterRule(IReadOnlyList<ClusterStep> Steps, Cited<int> Smallest, Source Source)
{
    public int CountFor(int units) => Steps.First(s => s.UpTo is null || units <= s.UpTo).Clusters;
}
