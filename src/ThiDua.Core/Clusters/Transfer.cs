using System.Numerics;

namespace ThiDua.Core.Clusters;

/// <summary>What it would cost to move a unit on a border into the part beside it.</summary>
/// <param name="From">Position of the unit's part; of the part beside it.</param>
/// <param name="Spread">Largest scale of a part less the smallest, afterwards.</param>
/// <param name="KeepsConnected">Whether what is left of the unit's part still is one piece, with at least the fewest units.</param>
public sealed record Transfer(int Unit, int From, int To, long Spread, bool KeepsConnected)
{
    /// <summary>Every such transfer of a division: by unit, then by part.</summary>
    public static IReadOnlyList<Transfer> Of(Territory territory, IReadOnlyList<ulong> parts, int atLeast)
    {
        var scales = parts.Select(territory.ScaleOf).ToArray();
        var transfers = new List<Transfer>();
        for (var unit = 0; unit < territory.Count; unit++)
        {
            var own = 1UL << unit;
            var from = parts.TakeWhile(p => (p & own) == 0).Count();
            if (from == parts.Count) continue;
            var left = parts[from] & ~own;
            for (var to = 0; to < parts.Count; to++)
            {
                if (to == from || (territory.Around(unit) & parts[to]) == 0) continue;
                var after = scales.Select((s, i) => i == from ? s - territory.ScaleOf(unit) : i == to ? s + territory.ScaleOf(unit) : s).ToList();
                transfers.Add(new(unit, from, to, after.Max() - after.Min(), territory.IsConnected(left) && BitOperations.PopCount(left) >= atLeast));
            }
        }
        return transfers;
    }
}
