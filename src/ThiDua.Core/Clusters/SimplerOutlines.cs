namespace ThiDua.Core.Clusters;

/// <summary>
/// Draws borders with fewer points. What two units have in common stays common: a border is cut at the points where more than two lines
/// meet, and each piece is made simpler once for all whom it belongs to. The point goes first whose leaving changes least
/// (Visvalingam and Whyatt); islands that are smaller than that go with it, but never the largest piece of a unit.
/// </summary>
public sealed class SimplerOutlines
{
    private readonly List<Spot> spots = [];
    private readonly List<int> previous = [], next = [], arcOf = [];
    private readonly List<Arc> arcs = [];
    private readonly Dictionary<(Spot, Spot), int> arcByStart = [];
    private readonly List<(string Unit, List<(int Arc, bool Backwards)> Parts)> rings = [];
    private readonly PriorityQueue<int, (long Area, int Point)> smallest = new();
    private int drawn;

    private sealed class Arc(int first, int last, bool isLoop)
    {
        public int First => first;

        public int Last => last;

        public bool IsLoop => isLoop;

        public int Inside { get; set; }

        public int Uses { get; set; }

        public bool IsKept { get; set; }

        public bool IsGone { get; set; }
    }

    /// <param name="most">How many points all of them together may have.</param>
    /// <returns>Null: even coarse, they have more corners than that.</returns>
    public static IReadOnlyList<Outline>? Of(IReadOnlyList<Outline> outlines, int most)
    {
        var all = outlines.SelectMany(o => o.Rings).SelectMany(r => r).ToList();
        if (all.Count == 0) return outlines;
        var wide = Math.Max(all.Max(s => s.X) - all.Min(s => s.X), all.Max(s => s.Y) - all.Min(s => s.Y));
        // Borders that were not drawn as one have a corner at every point where they touch: on a coarser grid they fall together.
        for (var grid = 1; grid <= Math.Max(1, wide / 16); grid = Math.Max(grid * 2, wide / 1024))
        {
            if (new SimplerOutlines(outlines, grid).Reduced(most) is { } simpler) return simpler;
        }
        return null;
    }

    private SimplerOutlines(IReadOnlyList<Outline> outlines, int grid)
    {
        var cleaned = outlines.Select(o => (o.Unit, Rings: o.Rings.Select(r => OnGrid(r, grid)).Where(r => r.Count >= 3).ToList())).ToList();
        var corners = Corners(cleaned.SelectMany(o => o.Rings));
        foreach (var (unit, own) in cleaned)
        {
            var largest = own.MaxBy(Outline.Area);
            foreach (var ring in own)
            {
                var parts = Cut(ring, corners);
                if (ring == largest) foreach (var (arc, _) in parts) arcs[arc].IsKept = true;
                rings.Add((unit, parts));
            }
        }
        drawn = arcs.Sum(a => (a.Inside + 1) * a.Uses);
    }

    private static List<Spot> OnGrid(IReadOnlyList<Spot> ring, int grid)
    {
        var cleaned = new List<Spot>(ring.Count);
        foreach (var spot in ring)
        {
            var on = new Spot(spot.X / grid * grid, spot.Y / grid * grid);
            if (cleaned.Count == 0 || cleaned[^1] != on) cleaned.Add(on);
        }
        while (cleaned.Count > 1 && cleaned[^1] == cleaned[0]) cleaned.RemoveAt(cleaned.Count - 1);
        return cleaned;
    }

    /// <summary>Points that somebody passes on another way than somebody else.</summary>
    private static HashSet<Spot> Corners(IEnumerable<List<Spot>> rings)
    {
        var ways = new Dictionary<Spot, (Spot, Spot)>();
        var corners = new HashSet<Spot>();
        foreach (var ring in rings)
        {
            for (var i = 0; i < ring.Count; i++)
            {
                var (a, b) = (ring[i == 0 ? ring.Count - 1 : i - 1], ring[(i + 1) % ring.Count]);
                var way = a < b ? (a, b) : (b, a);
                if (!ways.TryAdd(ring[i], way) && ways[ring[i]] != way) corners.Add(ring[i]);
            }
        }
        return corners;
    }

    private List<(int Arc, bool Backwards)> Cut(List<Spot> ring, HashSet<Spot> corners)
    {
        // From a corner on; a ring without one from its smallest point on, so that whoever shares it cuts it alike.
        var from = ring.FindIndex(corners.Contains);
        if (from < 0) from = ring.IndexOf(ring.Min());
        var around = ring.Skip(from).Concat(ring.Take(from + 1)).ToList();
        var parts = new List<(int, bool)>();
        for (int start = 0, end = 1; end < around.Count; end++)
        {
            if (end < around.Count - 1 && !corners.Contains(around[end])) continue;
            parts.Add(ArcOf(around, start, end));
            start = end;
        }
        return parts;
    }

    private (int Arc, bool Backwards) ArcOf(List<Spot> around, int start, int end)
    {
        var backwards = around[start] == around[end] ? around[end - 1] < around[start + 1] : around[end] < around[start];
        var key = backwards ? (around[end], around[end - 1]) : (around[start], around[start + 1]);
        if (!arcByStart.TryGetValue(key, out var arc))
        {
            arcByStart[key] = arc = arcs.Count;
            var first = spots.Count;
            for (var i = 0; i <= end - start; i++)
            {
                spots.Add(backwards ? around[end - i] : around[start + i]);
                previous.Add(first + i - 1);
                next.Add(first + i + 1);
                arcOf.Add(arc);
            }
            arcs.Add(new(first, spots.Count - 1, around[start] == around[end]) { Inside = end - start - 1 });
            for (var point = first + 1; point < spots.Count - 1; point++) smallest.Enqueue(point, (AreaAt(point), point));
        }
        arcs[arc].Uses++;
        return (arc, backwards);
    }

    /// <summary>Twice the triangle of a point and those beside it.</summary>
    private long AreaAt(int point)
    {
        var (a, b, c) = (spots[previous[point]], spots[point], spots[next[point]]);
        return Math.Abs((long)(b.X - a.X) * (c.Y - a.Y) - (long)(c.X - a.X) * (b.Y - a.Y));
    }

    private List<Outline>? Reduced(int most)
    {
        while (drawn > most)
        {
            if (!smallest.TryDequeue(out var point, out var was)) return null;
            var arc = arcs[arcOf[point]];
            if (arc.IsGone || previous[point] < 0 || was.Area != AreaAt(point)) continue; // went, or changed since
            if (arc is { IsLoop: true, Inside: 2 })
            {
                if (arc.IsKept) continue;
                arc.IsGone = true;
                drawn -= 3 * arc.Uses;
                continue;
            }
            var (before, after) = (previous[point], next[point]);
            (next[before], previous[after], previous[point]) = (after, before, -1);
            arc.Inside--;
            drawn -= arc.Uses;
            foreach (var beside in new[] { before, after }) if (beside != arc.First && beside != arc.Last) smallest.Enqueue(beside, (AreaAt(beside), beside));
        }
        return [.. rings.Select(r => (r.Unit, Ring: Joined(r.Parts))).GroupBy(r => r.Unit).Select(g => new Outline(g.Key, [.. g.Select(r => r.Ring).Where(r => r.Count >= 3)])).Where(o => o.Rings.Count > 0)];
    }

    private List<Spot> Joined(List<(int Arc, bool Backwards)> parts)
    {
        var ring = new List<Spot>();
        foreach (var (no, backwards) in parts)
        {
            var arc = arcs[no];
            if (arc.IsGone) continue;
            var (from, to, way) = backwards ? (arc.Last, arc.First, previous) : (arc.First, arc.Last, next);
            for (var point = from; point != to; point = way[point]) ring.Add(spots[point]);
        }
        return ring;
    }
}
