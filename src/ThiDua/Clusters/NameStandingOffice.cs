using ThiDua.Core.Basics;
using ThiDua.Core.Clusters;
using ThiDua.Database;
using ThiDua.Tasks;
using ThiDua.Trail;

namespace ThiDua.Clusters;

/// <summary>
/// Records who is the standing office of a cluster where the emulation desk of its head is not (4268/A.I.4): an exception, so with its reason,
/// its day and its document. The next election ends it.
/// </summary>
public sealed class NameStandingOffice(Installation installation)
{
    private const int Longest = 200;

    /// <param name="among">`provinces`, `blocks`, or the code of a province.</param>
    /// <param name="office">The desk and its unit, as it is to be read.</param>
    /// <param name="day">From which day on; null: today.</param>
    /// <exception cref="RefusedEntryException">There is no such cluster, or something is missing.</exception>
    public RecordedClusters Name(string among, string cluster, string? office, DateOnly? day, string? reason, string? document)
    {
        var on = day ?? installation.Day;
        if ((PlaceMember.Clean(office), PlaceMember.Clean(reason), PlaceMember.Clean(document)) is not ({ } desk, { } why, { } paper)) throw new RefusedEntryException("cluster.office.incomplete");
        if (new[] { desk, why, paper }.Any(t => t.Length > Longest)) throw new RefusedEntryException("cluster.office.too-long");
        if (on > installation.Day) throw new RefusedEntryException("cluster.office.day-ahead");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var queries = new ClusterQueries(db, among);
        var placements = queries.Placements(withReasons: false);
        if (ClusterFacts.LastYear(placements, on.Year) is not { } year || ClusterFacts.InYear(placements, year).Values.All(p => p.Cluster != cluster)) throw new RefusedEntryException("cluster.office.no-cluster");
        var before = ClusterFacts.Named(queries.Offices(), queries.Elections(), cluster, on)?.Office ?? ClusterFacts.Leading(queries.Elections(), cluster, on)?.Head;
        var named = $"{among} {cluster}";
        var (recording, sha) = Recordings.BeginByHand(db, installation, AcceptClusters.Kind, null, named, $"{Stored.Day(on)}\n{desk}\n{why}\n{paper}");
        db.Execute("""
            insert into cluster_standing_office (recording_id, among, cluster, day, office, reason, document)
            values (@recording, @among, @cluster, @on, @desk, @why, @paper)
            """, new { recording, among, cluster, on = Stored.Day(on), desk, why, paper });
        WriteTrail.Add(db, installation, "cluster-standing-office", named, before, $"{desk} ({on.Iso()}, {paper})", recording);
        transaction.Commit();
        return new(among, 1, sha);
    }
}
