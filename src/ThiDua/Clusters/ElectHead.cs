using ThiDua.Core.Clusters;
using ThiDua.Database;
using ThiDua.Tasks;
using ThiDua.Trail;

namespace ThiDua.Clusters;

/// <summary>
/// Records whom the members of a cluster elected as head and deputy: in office from that day on (4268/A.I.1–2, A.I.5.d). The head's unit
/// provides the standing office, so nothing is recorded of that.
/// </summary>
public sealed class ElectHead(Installation installation)
{
    /// <param name="among">`provinces`, `blocks`, or the code of a province.</param>
    /// <param name="head">Code of a member: its head is the cluster's.</param>
    /// <exception cref="RefusedEntryException">Not a member, or not complete.</exception>
    public RecordedClusters Elect(string among, string cluster, string head, string? deputy, DateOnly? day, string? document)
    {
        var on = day ?? installation.Day;
        deputy = PlaceMember.Clean(deputy);
        if (on > installation.Day) throw new RefusedEntryException("cluster.day-ahead");
        if (head == deputy) throw new RefusedEntryException("cluster.same-unit");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var queries = new ClusterQueries(db, among);
        var placements = queries.Placements(withReasons: false);
        var members = ClusterFacts.LastYear(placements, on.Year) is { } year ? ClusterFacts.InYear(placements, year) : new Dictionary<string, Placement>();
        foreach (var unit in new[] { head, deputy }.OfType<string>())
        {
            if (members.GetValueOrDefault(unit)?.Cluster != cluster) throw new RefusedEntryException("cluster.not-member");
        }
        var before = ClusterFacts.Leading(queries.Elections(), cluster, on);
        var named = $"{among} {cluster}";
        document = PlaceMember.Clean(document);
        var (recording, sha) = Recordings.BeginByHand(db, installation, AcceptClusters.Kind, null, named, $"{Stored.Day(on)}\n{head}\n{deputy}\n{document}");
        db.Execute("insert into cluster_election (recording_id, among, cluster, day, head, deputy, document) values (@recording, @among, @cluster, @on, @head, @deputy, @document)",
            new { recording, among, cluster, on = Stored.Day(on), head, deputy, document });
        WriteTrail.Add(db, installation, "cluster-election", named, Leaders(before?.Head, before?.Deputy), Leaders(head, deputy), recording);
        transaction.Commit();
        return new(among, 1, sha);
    }

    private static string? Leaders(string? head, string? deputy) => head is null ? null : deputy is null ? head : $"{head}, {deputy}";
}
