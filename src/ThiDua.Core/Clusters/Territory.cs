using System.Numerics;

namespace ThiDua.Core.Clusters;

/// <summary>
/// Units that border on each other, each with the scale of its work. Units are numbered from 0; a set of units is a number whose bit n
/// is set when unit n is in it.
/// </summary>
public sealed class Territory
{
    /// <summary>A set is one machine word. The largest province ever had 30 districts.</summary>
    public const int MostUnits = 64;

    private readonly long[] scales;
    private readonly ulong[] neighbours;

    /// <param name="scales">Of each unit, 0 or more, in any unit of measure that makes them whole numbers.</param>
    /// <param name="borders">Pairs of units that count as neighbours, in any order, any number of times.</param>
    /// <exception cref="ArgumentException">More than 64 units, or a scale below 0.</exception>
    public Territory(IReadOnlyCollection<long> scales, IEnumerable<(int A, int B)> borders)
    {
        if (scales.Count > MostUnits || scales.Any(s => s < 0)) throw new ArgumentException("At most 64 units, each of a scale of 0 or more.", nameof(scales));
        this.scales = [.. scales];
        neighbours = new ulong[scales.Count];
        foreach (var (a, b) in borders)
        {
            neighbours[a] |= 1UL << b;
            neighbours[b] |= 1UL << a;
        }
    }

    public int Count => scales.Length;

    public ulong All => Count == MostUnits ? ulong.MaxValue : (1UL << Count) - 1;

    public long ScaleOf(int unit) => scales[unit];

    public long ScaleOf(ulong units)
    {
        var sum = 0L;
        for (; units != 0; units &= units - 1) sum += scales[BitOperations.TrailingZeroCount(units)];
        return sum;
    }

    /// <summary>The neighbours of one unit.</summary>
    public ulong Around(int unit) => neighbours[unit];

    /// <summary>The neighbours of a set, without the set itself.</summary>
    public ulong Around(ulong units)
    {
        var around = 0UL;
        for (var rest = units; rest != 0; rest &= rest - 1) around |= neighbours[BitOperations.TrailingZeroCount(rest)];
        return around & ~units;
    }

    /// <summary>The units that can be reached from a set without leaving another one, which contains it.</summary>
    public ulong Reach(ulong from, ulong within)
    {
        for (ulong fresh = from; fresh != 0;)
        {
            fresh = Around(from) & within;
            from |= fresh;
        }
        return from;
    }

    /// <summary>Whether all units of a set can be reached from each other inside it; the empty set cannot.</summary>
    public bool IsConnected(ulong units) => units != 0 && Reach(units & (0 - units), units) == units;
}
