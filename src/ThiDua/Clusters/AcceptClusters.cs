using System.Globalization;
using ThiDua.Core.Clusters;
using ThiDua.Database;
using ThiDua.Tasks;
using ThiDua.Trail;

namespace ThiDua.Clusters;

/// <summary>What was recorded of clusters.</summary>
/// <param name="Sha256">By which it can be withdrawn.</param>
public sealed record RecordedClusters(string Among, int Members, string Sha256);

/// <summary>Makes a proposed division the one of a year: the whole list, in place of what was recorded of that year before.</summary>
public sealed class AcceptClusters(Installation installation)
{
    /// <summary>As in import.kind.</summary>
    public const string Kind = "clusters";

    /// <param name="date">Whose units and rule count; null: the first day of the year of which there is a list.</param>
    /// <param name="scale">A scale file, which is kept from that day on, so that the list is judged as it was divided.</param>
    /// <exception cref="RefusedEntryException">The year is no year of clusters.</exception>
    public RecordedClusters Accept(string province, int year, DateOnly? date = null, (string File, Stream Content)? scale = null)
    {
        if (!IsYear(year)) throw new RefusedEntryException("cluster.year-wrong");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var day = date ?? FirstDay(year);
        if (scale is { } given) KeepScale.Record(db, installation, province, day, given.File, given.Content);
        var proposal = ProposeClusters.Of(db, province, day);
        var recorded = Record(db, province, year, [.. proposal.Clusters.SelectMany(c => c.Members.Select(m => (c.No.ToString(CultureInfo.InvariantCulture), m, proposal.Districts[m].Name)))]);
        transaction.Commit();
        return recorded;
    }

    /// <summary>Makes the list of the nearest year before the list of this year too.</summary>
    /// <exception cref="RefusedEntryException">There is none, or the year has a list of its own.</exception>
    public RecordedClusters Repeat(string among, int year)
    {
        if (!IsYear(year)) throw new RefusedEntryException("cluster.year-wrong");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var placements = new ClusterQueries(db, among).Placements(withReasons: false);
        if (ClusterFacts.LastYear(placements, year) is not { } before || before == year) throw new RefusedEntryException("cluster.nothing-to-repeat");
        var recorded = Record(db, among, year, [.. ClusterFacts.InYear(placements, before).Values.Select(p => (p.Cluster!, p.Member, p.Name))]);
        transaction.Commit();
        return recorded;
    }

    private RecordedClusters Record(Db db, string among, int year, List<(string Cluster, string Code, string Name)> members)
    {
        var named = $"{among} {year.ToString(CultureInfo.InvariantCulture)}";
        var (recording, sha) = Recordings.BeginByHand(db, installation, Kind, null, named, string.Join('\n', members.Select(m => $"{m.Cluster} {m.Code}")));
        var row = 0;
        foreach (var (cluster, code, name) in members) Add(db, recording, ++row, among, year, isWhole: true, code, name, cluster, null);
        WriteTrail.Add(db, installation, "clusters-accepted", named, after: string.Join(" | ", members.GroupBy(m => m.Cluster).Select(g => $"{g.Key}: {string.Join(' ', g.Select(m => m.Code))}")), recording: recording);
        return new(among, members.Count, sha);
    }

    internal static void Add(Db db, long recording, int row, string among, int year, bool isWhole, string member, string name, string? cluster, string? reason) => db.Execute("""
        insert into cluster_member (recording_id, row_no, among, year, is_whole, member, name, cluster, reason)
        values (@recording, @row, @among, @year, @whole, @member, @name, @cluster, @reason)
        """, new { recording, row, among, year, whole = isWhole ? 1 : 0, member, name, cluster, reason });

    /// <summary>Years in which clusters can be thought of at all.</summary>
    internal static bool IsYear(int year) => year is >= 2000 and <= 2100;

    private static DateOnly FirstDay(int year)
    {
        var first = Organisation.AdministrativeUnits.Days[0];
        return first.Year == year ? first : new(year, 1, 1);
    }
}
