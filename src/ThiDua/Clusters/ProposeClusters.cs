using System.Numerics;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Clusters;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Texts;

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
/// <param name="IsCensus">The scale is the population of the census of 2019; false: it was given.</param>
/// <param name="IsContiguous">Every cluster is one piece.</param>
/// <param name="IsBest">No division into connected clusters is more even.</param>
public sealed record ClusterProposal(
    DateOnly Day, AdministrativeUnits List, AdministrativeUnit Province, IReadOnlyDictionary<string, AdministrativeUnit> Districts, IReadOnlyDictionary<string, decimal> Scales, bool IsCensus,
    Campaign Rule, IReadOnlyList<ProposedCluster> Clusters, bool IsContiguous, Fraction Imbalance, bool IsBest, IReadOnlyList<Alternative> Alternatives,
    IReadOnlyList<(string A, string B)> Borders);

/// <summary>Proposes clusters of district offices: their number by the document in force, their members by borders of the day and by scale.</summary>
public static class ProposeClusters
{
    /// <param name="scale">The scale of each district office, as a table; null: the census of 2019.</param>
    /// <exception cref="QuestionException">There is nothing to divide.</exception>
    public static ClusterProposal Of(Db db, string province, DateOnly day, Stream? scale = null)
    {
        var list = AdministrativeUnits.On(day) ?? throw new QuestionException("units-unknown-then", Written.Day(day), Written.Day(AdministrativeUnits.Days[0]));
        if (!list.Provinces.TryGetValue(province, out var found)) throw new QuestionException("province-unknown", province, Written.Day(list.Day), string.Join(", ", list.Provinces.Keys.Order(StringComparer.Ordinal)));
        if (list.Districts.Count == 0) throw new QuestionException("no-districts", found.Name, Written.Day(day), list.Communes.Values.Count(c => c.Parent == province).ToString(System.Globalization.CultureInfo.InvariantCulture));
        var rule = ClusterRules.On(db, day);
        var districts = list.Districts.Values.Where(d => d.Parent == province).OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
        var given = scale is null ? null : ScaleFile.Read(scale, list.Districts.ContainsKey);
        var census = given is null ? list.Census2019() : null;
        var scales = districts.ToDictionary(d => d.Code, d => given?.GetValueOrDefault(d.Code) ?? census![d.Code]);
        return Divide(list, day, found, districts, scales, given is null, rule);
    }

    private static ClusterProposal Divide(
        AdministrativeUnits list, DateOnly day, AdministrativeUnit province, List<AdministrativeUnit> districts, Dictionary<string, decimal> scales, bool isCensus, Campaign rule)
    {
        var (factor, whole) = ScaleFile.Unit(scales.Values);
        var number = districts.Select((d, i) => (d.Code, i)).ToDictionary(d => d.Code, d => d.i);
        var borders = list.Borders().Concat(list.Islands()).Where(b => number.ContainsKey(b.A) && number.ContainsKey(b.B)).Distinct().ToList();
        var territory = new Territory(districts.ConvertAll(d => whole(scales[d.Code])), borders.Select(b => (number[b.A], number[b.B])));
        var count = rule.Clusters!.CountFor(districts.Count);
        var smallest = count == 1 ? 1 : rule.Clusters.Smallest.Value;
        var division = Division.Of(territory, count, smallest)
            ?? throw new QuestionException("no-division", province.Name, count.ToString(System.Globalization.CultureInfo.InvariantCulture), smallest.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var total = territory.ScaleOf(territory.All);
        return new(day, list, province, districts.ToDictionary(d => d.Code), scales, isCensus, rule,
            [.. division.Parts.Select((p, i) => new ProposedCluster(i + 1, Members(p), (decimal)territory.ScaleOf(p) / factor))],
            division.Parts.All(territory.IsConnected), Share(division.Spread), division.IsBest,
            [.. Transfer.Of(territory, division.Parts, smallest).Select(m => new Alternative(districts[m.Unit].Code, m.From + 1, m.To + 1, Share(m.Spread), m.KeepsConnected))],
            borders);

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
