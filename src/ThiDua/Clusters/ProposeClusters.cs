using System.Numerics;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Clusters;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Clusters;

/// <summary>A cluster as proposed, its members in order of code.</summary>
/// <param name="Scale">Sum of the scales of its members.</param>
public sealed record ProposedCluster(int No, IReadOnlyList<string> Members, decimal Scale);

/// <summary>What another choice would cost: a district moved into the cluster beside it.</summary>
/// <param name="IsPossible">Whether its own cluster would stay in one piece, with enough members.</param>
public sealed record Alternative(string District, int From, int To, Fraction Imbalance, bool IsPossible);

/// <summary>How the district offices of a province may be divided on a day, and why so.</summary>
/// <param name="Districts">By code.</param>
/// <param name="Scales">Of each district.</param>
/// <param name="Scale">Where the scales come from; null: they are the population of the census of 2019.</param>
/// <param name="OwnBorders">Borders that the office gave; null: none.</param>
/// <param name="IsContiguous">Every cluster is one piece.</param>
/// <param name="IsBest">No division into connected clusters is more even.</param>
/// <param name="Neighbours">Pairs that count as neighbours, by the catalog or by the office's own borders.</param>
public sealed record ClusterProposal(
    DateOnly Day, AdministrativeUnits List, AdministrativeUnit Province, IReadOnlyDictionary<string, AdministrativeUnit> Districts, IReadOnlyDictionary<string, decimal> Scales, OfficeScale? Scale,
    OfficeBorders? OwnBorders, Campaign Rule, IReadOnlyList<ProposedCluster> Clusters, bool IsContiguous, Fraction Imbalance, bool IsBest, IReadOnlyList<Alternative> Alternatives,
    IReadOnlyList<(string A, string B)> Neighbours)
{
    public DividedUnits Units => new(List, Province.Code, Districts);
}

/// <summary>Proposes clusters of district offices: their number by the document in force, their members by borders of the day and by scale.</summary>
public static class ProposeClusters
{
    /// <param name="scale">A table of scales to try; null: those that the office gave for the day, else the census of 2019.</param>
    /// <param name="borders">Borders whose common pieces tell who is a neighbour, to try; null: those that the office gave for the day, if any.</param>
    /// <exception cref="QuestionException">There is nothing to divide.</exception>
    public static ClusterProposal Of(Db db, string province, DateOnly day, Stream? scale = null, byte[]? borders = null)
    {
        var units = DividedUnits.On(day, province);
        if (units.IsOfProvinces) throw DividedUnits.Unknown(units.List, province);
        var rule = ClusterRules.On(db, day);
        var ground = new OfficeGround(db, units, day);
        var given = scale is null ? ground.Scale() : new(null, day, "", null, ScaleFile.Read(scale, units));
        var own = borders is null ? ground.Borders() : KeepBorders.Read(units, day, "", borders, asNeighbours: true);
        var census = given is null ? units.List.Census2019() : null;
        return Divide(units, day, units.Own.Keys.ToDictionary(d => d, d => given?.Scales.GetValueOrDefault(d) ?? census![d]), given, own, rule);
    }

    private static ClusterProposal Divide(DividedUnits units, DateOnly day, Dictionary<string, decimal> scales, OfficeScale? given, OfficeBorders? own, Campaign rule)
    {
        var (list, province, districts) = (units.List, units.List.Provinces[units.Among], units.Own.Values.OrderBy(d => d.Code, StringComparer.Ordinal).ToList());
        var (factor, whole) = ScaleFile.Unit(scales.Values);
        var number = districts.Select((d, i) => (d.Code, i)).ToDictionary(d => d.Code, d => d.i);
        var neighbours = units.Neighbours(own);
        var territory = new Territory(districts.ConvertAll(d => whole(scales[d.Code])), neighbours.Select(b => (number[b.A], number[b.B])));
        var count = rule.Clusters!.CountFor(districts.Count);
        var smallest = count == 1 ? 1 : rule.Clusters.Smallest.Value;
        var division = Division.Of(territory, count, smallest)
            ?? throw new QuestionException("no-division", province.Name, count.ToString(System.Globalization.CultureInfo.InvariantCulture), smallest.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var total = territory.ScaleOf(territory.All);
        return new(day, list, province, units.Own, scales, given, own, rule,
            [.. division.Parts.Select((p, i) => new ProposedCluster(i + 1, Members(p), (decimal)territory.ScaleOf(p) / factor))],
            division.Parts.All(territory.IsConnected), Share(division.Spread), division.IsBest,
            [.. Transfer.Of(territory, division.Parts, smallest).Select(m => new Alternative(districts[m.Unit].Code, m.From + 1, m.To + 1, Share(m.Spread), m.KeepsConnected))],
            neighbours);

        List<string> Members(ulong part)
        {
            var members = new List<string>();
            for (; part != 0; part &= part - 1) members.Add(districts[BitOperations.TrailingZeroCount(part)].Code);
            return members;
        }

        // (largest - smallest) / (total / count); where nothing has a scale, nothing is uneven
        Fraction Share(long spread) => total == 0 ? new(0, 1) : new(new BigInteger(spread) * count, total);
    }
}
