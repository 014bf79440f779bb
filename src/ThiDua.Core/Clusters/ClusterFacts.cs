namespace ThiDua.Core.Clusters;

/// <summary>That a unit is in a cluster in a year, as recorded.</summary>
/// <param name="IsWhole">It came with a whole list, which stands for the year in place of all before it; false: this unit alone was placed.</param>
/// <param name="Name">What the unit was called then.</param>
/// <param name="Cluster">Null: it was taken out of its cluster.</param>
/// <param name="Reason">Why it was placed by hand.</param>
public sealed record Placement(long Recording, int Year, bool IsWhole, string Member, string Name, string? Cluster, string? Reason);

/// <summary>That the members of a cluster elected a head and a deputy: units, since it is their heads who are elected (4268/A.I.1–2).</summary>
/// <param name="Day">In office from this day on, until the next election of the cluster.</param>
/// <param name="Document">The minutes or decision, as written.</param>
public sealed record Election(long Recording, string Cluster, DateOnly Day, string Head, string? Deputy, string? Document);

/// <summary>Who was made the standing office of a cluster by hand, because the emulation desk of its head is not (4268/A.I.4).</summary>
/// <param name="Day">From which day on, until the next election of the cluster.</param>
/// <param name="Office">The desk, as written.</param>
public sealed record NamedOffice(long Recording, string Cluster, DateOnly Day, string Office, string Reason, string Document);

/// <summary>What recorded facts of one division into clusters say of a year and a day.</summary>
public static class ClusterFacts
{
    /// <summary>The members of a year with the placement that holds, by member; none when nothing was recorded of that year.</summary>
    /// <param name="placements">Of any years, in any order.</param>
    public static IReadOnlyDictionary<string, Placement> InYear(IEnumerable<Placement> placements, int year)
    {
        var held = new SortedDictionary<string, Placement>(StringComparer.Ordinal);
        long list = 0;
        foreach (var placement in placements.Where(p => p.Year == year).OrderBy(p => p.Recording))
        {
            if (placement.IsWhole && placement.Recording != list)
            {
                list = placement.Recording;
                held.Clear();
            }
            if (placement.Cluster is null) held.Remove(placement.Member);
            else held[placement.Member] = placement;
        }
        return held;
    }

    /// <summary>The last year up to one with members; null when there is none.</summary>
    public static int? LastYear(IReadOnlyCollection<Placement> placements, int upTo) =>
        placements.Select(p => p.Year).Where(y => y <= upTo).Distinct().OrderDescending().Where(y => InYear(placements, y).Count > 0).Select(y => (int?)y).FirstOrDefault();

    /// <summary>The election by which a cluster is led on a day; null when none was recorded.</summary>
    public static Election? Leading(IEnumerable<Election> elections, string cluster, DateOnly day) =>
        elections.Where(e => e.Cluster == cluster && e.Day <= day).MaxBy(e => (e.Day, e.Recording));

    /// <summary>The standing office that was named by hand and still holds on a day; null: it is that of the head.</summary>
    public static NamedOffice? Named(IEnumerable<NamedOffice> named, IEnumerable<Election> elections, string cluster, DateOnly day)
    {
        var since = Leading(elections, cluster, day)?.Day;
        return named.Where(n => n.Cluster == cluster && n.Day <= day && !(n.Day < since)).MaxBy(n => (n.Day, n.Recording));
    }
}
