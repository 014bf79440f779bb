using ThiDua.Core.Clusters;
using ThiDua.Database;

namespace ThiDua.Clusters;

/// <summary>A cluster of a year as it stands on a day.</summary>
/// <param name="Leading">The election that holds; null: none was recorded, or its head is no member any more.</param>
/// <param name="History">All elections of the cluster, the last one first.</param>
/// <param name="Named">The standing office as it was named by hand and holds; null: it follows from the election.</param>
/// <param name="Offices">All that were named by hand, the last one first.</param>
public sealed record KeptCluster(string Name, IReadOnlyList<Placement> Members, Election? Leading, IReadOnlyList<Election> History, NamedOffice? Named, IReadOnlyList<NamedOffice> Offices)
{
    /// <summary>The unit whose emulation desk is the standing office (4268/A.I.4): it moves with the election. Null also where another was named.</summary>
    public Placement? StandingOffice => Leading is null || Named is not null ? null : Member(Leading.Head);

    public Placement? Member(string code) => Members.FirstOrDefault(m => m.Member == code);
}

/// <summary>The clusters that hold on a day.</summary>
/// <param name="Year">Whose list it is: that of the day, or the nearest one before; null when there is none.</param>
/// <param name="Years">Of which there are lists at all.</param>
public sealed record KeptYear(int? Year, IReadOnlyList<int> Years, IReadOnlyList<KeptCluster> Clusters);

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

    public List<NamedOffice> Offices() => db.Query<OfficeRow>($"""
        select r.recording_id as Recording, r.cluster as Cluster, r.day as Day, r.office as Office, r.reason as Reason, r.document as Document
        from cluster_standing_office r where r.among = @among and {Recordings.LiveByHand("r")} order by r.day, r.recording_id
        """, known).ConvertAll(r => new NamedOffice(r.Recording, r.Cluster, Stored.Day((int)r.Day), r.Office, r.Reason, r.Document));

    /// <summary>By which name each recording about clusters is taken back.</summary>
    public Dictionary<long, string> Entries() => db.Query<EntryRow>("select recording_id as Recording, sha256 as Sha256 from import where kind = @Kind", new { AcceptClusters.Kind })
        .ToDictionary(r => r.Recording, r => r.Sha256);

    /// <summary>The clusters of the year of a day, or of the nearest year before it, as they are led on that day.</summary>
    public KeptYear On(DateOnly day, bool withReasons)
    {
        var placements = Placements(withReasons);
        var (elections, offices, year) = (Elections(), Offices(), ClusterFacts.LastYear(placements, day.Year));
        return new(year, [.. placements.Select(p => p.Year).Distinct().Order().Where(y => ClusterFacts.InYear(placements, y).Count > 0)],
            [.. ClusterFacts.InYear(placements, year ?? 0).Values.GroupBy(p => p.Cluster!).OrderBy(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g =>
            {
                var leading = ClusterFacts.Leading(elections, g.Key, day);
                return new KeptCluster(g.Key, [.. g], leading is not null && g.Any(m => m.Member == leading.Head) ? leading : null, [.. elections.Where(e => e.Cluster == g.Key).Reverse()],
                    ClusterFacts.Named(offices, elections, g.Key, day), [.. offices.Where(o => o.Cluster == g.Key).Reverse()]);
            })]);
    }

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

    private sealed record OfficeRow
    {
        public long Recording { get; init; }
        public string Cluster { get; init; } = "";
        public long Day { get; init; }
        public string Office { get; init; } = "";
        public string Reason { get; init; } = "";
        public string Document { get; init; } = "";
    }

    private sealed record EntryRow
    {
        public long Recording { get; init; }
        public string Sha256 { get; init; } = "";
    }
}
