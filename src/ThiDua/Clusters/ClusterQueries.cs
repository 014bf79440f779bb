using ThiDua.Core.Clusters;
using ThiDua.Database;

namespace ThiDua.Clusters;

/// <summary>A cluster of a year as it stands on a day.</summary>
/// <param name="Leading">The election that holds; null: none was recorded, or its head is no member any more.</param>
/// <param name="History">All elections of the cluster, the last one first.</param>
public sealed record KeptCluster(string Name, IReadOnlyList<Placement> Members, Election? Leading, IReadOnlyList<Election> History)
{
    /// <summary>The unit whose emulation desk is the standing office (4268/A.I.4): it moves with the election.</summary>
    public Placement? StandingOffice => Leading is null ? null : Member(Leading.Head);

    public Placement? Member(string code) => Members.FirstOrDefault(m => m.Member == code);
}

/// <summary>What was recorded of one division into clusters and not taken back.</summary>
/// <param name="among">`provinces`, `blocks`, or the code of a province.</param>
public sealed class ClusterQueries(Db db, string among)
{
    private readonly object known = new { among, e = Recordings.KnownAt(db, null) };

    public const string Provinces = "provinces";

    public const string Blocks = "blocks";

    /// <param name="withReasons">Reasons that people wrote: not for those whom the store does not show them to.</param>
    public List<Placement> Placements(bool withReasons) => db.Query<MemberRow>($"""
        select r.recording_id as Recording, r.year as Year, r.is_whole as IsWhole, r.member as Member, r.name as Name, r.cluster as Cluster, {(withReasons ? "r.reason" : "null")} as Reason
        from cluster_member r where r.among = @among and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no
        """, known).ConvertAll(r => new Placement(r.Recording, (int)r.Year, r.IsWhole == 1, r.Member, r.Name, r.Cluster, r.Reason));

    public List<Election> Elections() => db.Query<ElectionRow>($"""
        select r.recording_id as Recording, r.cluster as Cluster, r.day as Day, r.head as Head, r.deputy as Deputy, r.document as Document
        from cluster_election r where r.among = @among and {Recordings.LiveByHand("r")} order by r.day, r.recording_id
        """, known).ConvertAll(r => new Election(r.Recording, r.Cluster, Stored.Day((int)r.Day), r.Head, r.Deputy, r.Document));

    /// <summary>By which name each recording about clusters is taken back.</summary>
    public Dictionary<long, string> Entries() => db.Query<EntryRow>("select recording_id as Recording, sha256 as Sha256 from import where kind = @Kind", new { AcceptClusters.Kind })
        .ToDictionary(r => r.Recording, r => r.Sha256);

    /// <summary>The clusters of a year, by name, as they are led on a day.</summary>
    public static List<KeptCluster> Kept(IEnumerable<Placement> placements, IReadOnlyCollection<Election> elections, int year, DateOnly day) =>
        [.. ClusterFacts.InYear(placements, year).Values.GroupBy(p => p.Cluster!).OrderBy(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var leading = ClusterFacts.Leading(elections, g.Key, day);
            return new KeptCluster(g.Key, [.. g], leading is not null && g.Any(m => m.Member == leading.Head) ? leading : null, [.. elections.Where(e => e.Cluster == g.Key).Reverse()]);
        })];

    private sealed record MemberRow
    {
        public long Recording { get; init; }
        public long Year { get; init; }
        public long IsWhole { get; init; }
        public string Member { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Cluster { get; init; }
        public string? Reason { get; init; }
    }

    private sealed record ElectionRow
    {
        public long Recording { get; init; }
        public string Cluster { get; init; } = "";
        public long Day { get; init; }
        public string Head { get; init; } = "";
        public string? Deputy { get; init; }
        public string? Document { get; init; }
    }

    private sealed record EntryRow
    {
        public long Recording { get; init; }
        public string Sha256 { get; init; } = "";
    }
}
