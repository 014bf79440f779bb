using ThiDua.Core.Basics;
using ThiDua.Core.Clusters;

namespace ThiDua.Clusters;

/// <summary>How even a division is and whether it holds together, whoever made it.</summary>
/// <param name="Scales">Of each cluster; in the order given, as all else.</param>
/// <param name="InOnePiece">Whether its members border on each other as one area.</param>
public sealed record JudgedDivision(IReadOnlyList<decimal> Scales, Fraction Imbalance, IReadOnlyList<bool> InOnePiece)
{
    /// <summary>Judges clusters of the districts of a proposal by its scales and borders.</summary>
    public static JudgedDivision Of(ClusterProposal proposal, IReadOnlyList<IReadOnlyList<string>> clusters)
    {
        var number = proposal.Districts.Keys.Order(StringComparer.Ordinal).Select((code, i) => (code, i)).ToDictionary(d => d.code, d => d.i, StringComparer.Ordinal);
        var territory = new Territory(new long[number.Count], proposal.Neighbours.Select(b => (number[b.A], number[b.B])));
        List<decimal> scales = [.. clusters.Select(c => c.Sum(m => proposal.Scales[m]))];
        var total = scales.Sum();
        return new(scales, total == 0 ? new(0, 1) : Fraction.Of((scales.Max() - scales.Min()) * clusters.Count, total),
            [.. clusters.Select(c => territory.IsConnected(c.Aggregate(0UL, (set, m) => set | (1UL << number[m]))))]);
    }
}
