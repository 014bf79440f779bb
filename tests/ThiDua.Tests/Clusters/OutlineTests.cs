using CsCheck;
using ThiDua.Core.Clusters;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Clusters;

/// <summary>Borders as points: who shares some, and how they are drawn with fewer.</summary>
public sealed class OutlineTests
{
    private static readonly Outline Left = new("A", [Ring(0, 0, 10, 0, 10, 10, 0, 10)]), Right = new("B", [Ring(10, 0, 20, 0, 20, 10, 10, 10)]), Above = new("C", [Ring(20, 10, 30, 10, 30, 20, 20, 20)]);

    [Fact]
    public void Neighbours_have_a_piece_of_border_in_common_and_not_a_corner() =>
        Assert.Equal([("A", "B")], Outline.Neighbours([Right, Above, Left]));

    [Fact]
    public void Holes_stand_behind_the_ring_that_they_are_in()
    {
        var (island, lake, land) = (Ring(4, 4, 6, 4, 6, 6, 4, 6), Ring(2, 2, 8, 2, 8, 8, 2, 8), Ring(0, 0, 10, 0, 10, 10, 0, 10));
        var (far, touching) = (Ring(20, 0, 30, 0, 30, 10, 20, 10), Ring(20, 0, 24, 2, 22, 4));
        Assert.Equal([[island], [land, lake], [far, touching]], new Outline("A", [island, lake, land, far, touching]).Polygons());
    }

    [Fact]
    public void Small_islands_and_lakes_go_before_land_does()
    {
        var simpler = SimplerOutlines.Of([new("A", [Ring(0, 0, 1000, 0, 1010, 500, 1000, 1000, 0, 1000), Ring(2000, 0, 2003, 0, 2003, 3), Ring(400, 400, 402, 400, 402, 402)]), new("B", [Ring(400, 400, 402, 400, 402, 402)])], 10)!;
        Assert.Equal(["A 4 3", "B 3"], simpler.Select(o => $"{o.Unit} {string.Join(' ', o.Rings.Select(r => r.Count))}")); // the smallest of all is all that B has
    }

    /// <summary>Whatever the map and however few points are left: no gap opens between units, nobody is lost, and who was a neighbour mostly still is.</summary>
    [Fact]
    public void Simpler_borders_have_no_gaps()
    {
        var judged = 0;
        Gen.Select(Gen.Int[2, 20], Gen.Int[0, 1_000_000], Gen.Int[12, 40]).Sample((units, seed, cells) =>
        {
            var points = Enumerable.Range(0, units).Select(i => ($"{i:00}", new Spot(10_500_000 + (int)(seed + i * 7_919_317L) % 200_000, 2_000_000 + (int)(seed * 3L + i * 104_729L) % 200_000))).DistinctBy(p => p.Item2).ToList();
            var exact = InventedBorders.Of(points, cells);
            var most = exact.Sum(o => o.Rings.Sum(r => r.Count)) / 2;
            var simpler = SimplerOutlines.Of(exact, most);
            if (simpler is null) return; // too many corners for so few points
            Assert.Equal(exact.Select(o => o.Unit), simpler.Select(o => o.Unit));
            Assert.InRange(simpler.Sum(o => o.Rings.Sum(r => r.Count)), 1, most);
            // A piece of border belongs to two units, or to one at the rim of the land; there it leads from point to point of the rim as it was.
            if (simpler.SelectMany(o => o.Rings).SelectMany(r => r).Except(exact.SelectMany(o => o.Rings).SelectMany(r => r)).Any()) return; // only a coarser grid has so few
            var rim = Segments(exact).Where(s => s.Value == 1).SelectMany(s => new[] { s.Key.Item1, s.Key.Item2 }).ToHashSet();
            var pieces = Segments(simpler);
            Assert.DoesNotContain(pieces.Values, count => count > 2);
            Assert.Equal([], pieces.Where(p => p.Value == 1 && !(rim.Contains(p.Key.Item1) && rim.Contains(p.Key.Item2))).Select(p => p.Key));
            Interlocked.Increment(ref judged);
        }, iter: 300);
        Assert.InRange(judged, 200, 300);
    }

    [Fact]
    public void Borders_that_do_not_fit_are_still_drawn_by_a_coarser_grid()
    {
        // each of two neighbours has points of its own along the border between them: every one would be a corner
        var zigzag = Enumerable.Range(0, 4_000).Select(i => new Spot(50_000 + i % 2 * 7, i * 25)).ToList();
        var own = Enumerable.Range(0, 4_000).Where(i => i % 3 != 0).Select(i => zigzag[i]).ToList();
        var simpler = SimplerOutlines.Of([new("A", [[new(0, 0), .. zigzag, new(0, 100_000)]]), new("B", [[new(100_000, 100_000), .. Enumerable.Reverse(own), new(100_000, 0)]])], 3_000)!;
        Assert.Equal(["A", "B"], simpler.Select(o => o.Unit));
        Assert.InRange(simpler.Sum(o => o.Rings.Sum(r => r.Count)), 6, 3_000);
    }

    private static Dictionary<(Spot, Spot), int> Segments(IEnumerable<Outline> outlines) =>
        outlines.SelectMany(o => o.Rings.SelectMany(r => r.Select((a, i) => (A: a, B: r[(i + 1) % r.Count])))).Select(s => s.A < s.B ? (s.A, s.B) : (s.B, s.A)).CountBy(s => s).ToDictionary();

    private static Spot[] Ring(params int[] places) => [.. places.Chunk(2).Select(p => new Spot(p[0], p[1]))];
}
