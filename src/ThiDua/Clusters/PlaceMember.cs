using System.Globalization;
using ThiDua.Core.Clusters;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Trail;

namespace ThiDua.Clusters;

/// <summary>
/// Puts one unit into a cluster of a year by hand, or takes it out, with a reason. So the lists that go with a document are entered
/// (clusters of provincial offices, blocks of central units), and an accepted proposal is changed.
/// </summary>
public sealed class PlaceMember(Installation installation)
{
    /// <param name="among">`provinces`, `blocks`, or the code of a province.</param>
    /// <param name="member">Code of a province, of a unit of the installation, or of a district of that province.</param>
    /// <param name="cluster">Name of the cluster, for example `7` or `VII`; null: in none.</param>
    /// <exception cref="RefusedEntryException">Something is missing.</exception>
    /// <exception cref="QuestionException">There is no such unit.</exception>
    public RecordedClusters Place(string among, int year, string member, string? cluster, string? reason)
    {
        if (!AcceptClusters.IsYear(year)) throw new RefusedEntryException("cluster.year-wrong");
        if (Clean(reason) is not { } why) throw new RefusedEntryException("cluster.reason-missing");
        cluster = Clean(cluster);
        if (cluster?.Length > 40) throw new RefusedEntryException("cluster.name-too-long");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var before = ClusterFacts.InYear(new ClusterQueries(db, among).Placements(withReasons: false), year).GetValueOrDefault(member);
        if (before?.Cluster == cluster) throw new RefusedEntryException(cluster is null ? "cluster.not-in" : "cluster.already-in");
        var name = before?.Name ?? NameOf(db, among, year, member) ?? throw new QuestionException("cluster-member-unknown", member);
        var named = $"{among} {year.ToString(CultureInfo.InvariantCulture)} {member}";
        var (recording, sha) = Recordings.BeginByHand(db, installation, AcceptClusters.Kind, null, named, $"{cluster}\n{why}");
        AcceptClusters.Add(db, recording, 1, among, year, isWhole: false, member, name, cluster, why);
        WriteTrail.Add(db, installation, "cluster-member", named, before?.Cluster, cluster, recording);
        transaction.Commit();
        return new(among, 1, sha);
    }

    /// <summary>What a unit is called in that year; null when there is none of that code.</summary>
    private string? NameOf(Db db, string among, int year, string member)
    {
        if (among == ClusterQueries.Blocks)
        {
            var units = LoadOrganisation.Units(db, Recordings.KnownAt(db, null));
            return units.Known.Select(u => units.On(u, installation.Day) ?? units.Latest(u)).OfType<UnitStatement>().FirstOrDefault(u => u.Code == member)?.Name;
        }
        foreach (var list in new[] { AdministrativeUnits.On(new(year, 1, 1)), AdministrativeUnits.On(new(year, 12, 31)) }.OfType<AdministrativeUnits>())
        {
            if (among == ClusterQueries.Provinces ? list.Provinces.TryGetValue(member, out var unit) : list.Districts.TryGetValue(member, out unit) && unit.Parent == among) return unit.Name;
        }
        return null;
    }

    internal static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
