namespace ThiDua.Core.Clusters;

/// <summary>A point of a border, in hundred-thousandths of a degree: about a metre.</summary>
/// <param name="X">Longitude.</param>
/// <param name="Y">Latitude.</param>
public readonly record struct Spot(int X, int Y) : IComparable<Spot>
{
    public int CompareTo(Spot other) => X != other.X ? X.CompareTo(other.X) : Y.CompareTo(other.Y);

    public static bool operator <(Spot a, Spot b) => a.CompareTo(b) < 0;

    public static bool operator >(Spot a, Spot b) => a.CompareTo(b) > 0;

    public static bool operator <=(Spot a, Spot b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Spot a, Spot b) => a.CompareTo(b) >= 0;
}

/// <summary>The area of a unit: what an odd number of its rings goes around.</summary>
/// <param name="Rings">None repeats its first point at its end.</param>
public sealed record Outline(string Unit, IReadOnlyList<IReadOnlyList<Spot>> Rings)
{
    /// <summary>Twice the area inside a ring.</summary>
    public static long Area(IReadOnlyList<Spot> ring)
    {
        var sum = 0L;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b, from) = (ring[i], ring[(i + 1) % ring.Count], ring[0]);
            sum += (long)(a.X - from.X) * (b.Y - from.Y) - (long)(b.X - from.X) * (a.Y - from.Y);
        }
        return Math.Abs(sum);
    }

    /// <summary>The ring around most; null of a unit without any.</summary>
    public IReadOnlyList<Spot>? Largest => Rings.MaxBy(Area);

    /// <summary>The rings as polygons: each outer one, with the holes in it behind it.</summary>
    public IReadOnlyList<IReadOnlyList<IReadOnlyList<Spot>>> Polygons()
    {
        var around = Rings.Select(r => Rings.Where(o => !ReferenceEquals(o, r) && IsWithin(r, o)).ToList()).ToList();
        var holes = Enumerable.Range(0, Rings.Count).Where(i => around[i].Count % 2 == 1).ToLookup(i => around[i].MinBy(Area), i => Rings[i]);
        return [.. Enumerable.Range(0, Rings.Count).Where(i => around[i].Count % 2 == 0).Select(i => (IReadOnlyList<IReadOnlyList<Spot>>)[Rings[i], .. holes[Rings[i]]])];
    }

    /// <summary>Whether a ring lies inside another one: by a point that is on both it cannot be told.</summary>
    private static bool IsWithin(IReadOnlyList<Spot> ring, IReadOnlyList<Spot> other)
    {
        var corners = other.ToHashSet();
        var spot = ring.FirstOrDefault(s => !corners.Contains(s), ring[0]);
        var inside = false;
        for (var i = 0; i < other.Count; i++)
        {
            var (a, b) = (other[i], other[(i + 1) % other.Count]);
            if (a.Y > spot.Y == b.Y > spot.Y) continue;
            // The line crosses the height of the spot; to its right?
            var side = (long)(b.X - a.X) * (spot.Y - a.Y) - (long)(spot.X - a.X) * (b.Y - a.Y);
            if (b.Y > a.Y ? side > 0 : side < 0) inside = !inside;
        }
        return inside;
    }

    /// <summary>Pairs of units that have a piece of border in common, from corner to corner: who only touch in a point do not.</summary>
    public static IReadOnlyList<(string A, string B)> Neighbours(IEnumerable<Outline> outlines)
    {
        var owners = new Dictionary<(Spot, Spot), string>();
        var pairs = new HashSet<(string, string)>();
        foreach (var outline in outlines)
        {
            foreach (var ring in outline.Rings)
            {
                for (var i = 0; i < ring.Count; i++)
                {
                    var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                    if (a == b) continue;
                    if (!owners.TryAdd(a < b ? (a, b) : (b, a), outline.Unit) && owners[a < b ? (a, b) : (b, a)] is var other && other != outline.Unit)
                        pairs.Add(string.CompareOrdinal(other, outline.Unit) < 0 ? (other, outline.Unit) : (outline.Unit, other));
                }
            }
        }
        return [.. pairs.OrderBy(p => p.Item1, StringComparer.Ordinal).ThenBy(p => p.Item2, StringComparer.Ordinal)];
    }
}
