using System.Numerics;
using CsCheck;
using ThiDua.Core.Clusters;

namespace ThiDua.Tests.Clusters;

/// <summary>The search against a naive one that tries every way to put every unit into every part.</summary>
public sealed class DivisionTests
{
    /// <summary>Points on a small lattice with some of its edges: maps of the kind that districts make, islands and dead ends among them.</summary>
    private static readonly Gen<(long[] Scales, (int, int)[] Borders, int Parts, int AtLeast)> Maps =
        from width in Gen.Int[2, 4]
        from count in Gen.Int[2, 9]
        from scales in Gen.OneOf(Gen.Long[0, 9], Gen.Long[0, 2], Gen.Long[1, 100_000]).Array[count]
        from kept in Gen.Int[0, 9].Array[count * 3]
        from parts in Gen.Int[1, 3]
        from atLeast in Gen.Int[1, 2]
        select (scales, Lattice(width, count, kept), parts, atLeast);

    [Fact]
    public void No_division_is_more_even_than_the_one_found() => Maps.Sample(map =>
    {
        var territory = new Territory(map.Scales, map.Borders);
        var division = Division.Of(territory, map.Parts, map.AtLeast);
        var naive = Naive(territory, map.Parts, map.AtLeast);

        if (division is null) return naive is null;
        var scales = division.Parts.Select(territory.ScaleOf).ToList();
        return division.Spread == naive && division.IsBest && division.Parts.Count == map.Parts
            && division.Spread == scales.Max() - scales.Min()
            && division.Parts.Aggregate((a, b) => (a & b) == 0 ? a | b : 0) == territory.All
            && division.Parts.All(p => territory.IsConnected(p) && BitOperations.PopCount(p) >= map.AtLeast);
    }, iter: 3_000);

    [Fact]
    public void What_a_transfer_costs_is_what_the_parts_have_afterwards() => Maps.Sample(map =>
    {
        var territory = new Territory(map.Scales, map.Borders);
        if (Division.Of(territory, map.Parts, map.AtLeast) is not { } division) return true;
        var transfers = Transfer.Of(territory, division.Parts, map.AtLeast);
        var expected = from unit in Enumerable.Range(0, territory.Count)
                       from to in Enumerable.Range(0, map.Parts)
                       let own = 1UL << unit
                       where (division.Parts[to] & own) == 0 && (territory.Around(division.Parts[to]) & own) != 0
                       select (unit, to);
        return transfers.Select(t => (t.Unit, t.To)).SequenceEqual(expected) && transfers.All(t =>
        {
            var after = division.Parts.Select((p, i) => i == t.From ? p & ~(1UL << t.Unit) : i == t.To ? p | (1UL << t.Unit) : p).ToList();
            var scales = after.Select(territory.ScaleOf).ToList();
            return t.Spread == scales.Max() - scales.Min() && t.KeepsConnected == (after.All(territory.IsConnected) && after.All(p => BitOperations.PopCount(p) >= map.AtLeast));
        });
    }, iter: 1_000);

    [Fact]
    public void A_star_of_lone_units_cannot_be_divided_into_pairs() =>
        Assert.Null(Division.Of(new([5, 1, 1, 1], [(0, 1), (0, 2), (0, 3)]), 2, 2));

    /// <summary>Each unit as heavy as all before it together: no two sets are even, so everything would have to be tried.</summary>
    [Fact]
    public void A_search_that_is_given_up_says_so_and_still_divides()
    {
        var territory = new Territory([.. Enumerable.Range(0, 30).Select(i => 1L << i)], Lattice(6, 30, [.. Enumerable.Repeat(9, 90)]));
        var division = Division.Of(territory, 5, 2)!;

        Assert.False(division.IsBest);
        Assert.Equal((5, territory.All), (division.Parts.Count, division.Parts.Aggregate((a, b) => a | b)));
        Assert.All(division.Parts, p => Assert.True(territory.IsConnected(p) && BitOperations.PopCount(p) >= 2));
    }

    private static (int, int)[] Lattice(int width, int count, int[] kept)
    {
        var borders = new List<(int, int)>();
        for (var i = 0; i < count; i++)
        {
            if (i % width > 0 && kept[i * 3] > 1) borders.Add((i - 1, i));
            if (i >= width && kept[i * 3 + 1] > 1) borders.Add((i - width, i));
            if (i > width && i % width > 0 && kept[i * 3 + 2] > 6) borders.Add((i - width - 1, i));
        }
        return [.. borders];
    }

    private static long? Naive(Territory territory, int parts, int atLeast)
    {
        long? best = null;
        var sets = new ulong[parts];
        Place(0);
        return best;

        void Place(int unit)
        {
            if (unit < territory.Count)
            {
                for (var part = 0; part < parts; part++)
                {
                    sets[part] |= 1UL << unit;
                    Place(unit + 1);
                    sets[part] &= ~(1UL << unit);
                }
                return;
            }
            if (!sets.All(s => territory.IsConnected(s) && BitOperations.PopCount(s) >= atLeast)) return;
            var spread = sets.Max(territory.ScaleOf) - sets.Min(territory.ScaleOf);
            if (best is null || spread < best) best = spread;
        }
    }
}
