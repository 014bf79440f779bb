using System.Globalization;
using System.Text;
using ThiDua.Core.Clusters;

namespace ThiDua.Clusters;

/// <summary>A unit on the map: its running number, where its sign stands, and the position of its cluster.</summary>
/// <param name="Cluster">From 0; -1: in none.</param>
/// <param name="IsFar">It lies outside of the picture; its sign stands at the edge.</param>
public sealed record MapPoint(int No, string Code, string Name, int Cluster, int X, int Y, bool IsFar);

/// <summary>
/// The units that are divided, in the units of the drawing: each as a sign with its number, with lines between neighbours; or, where the office
/// gave its borders, as areas. No border comes with the program.
/// </summary>
/// <param name="Lines">Between signs; whether both ends are of one cluster.</param>
/// <param name="Areas">As paths, by the sign of the unit.</param>
/// <param name="Between">The path of all borders between two clusters.</param>
/// <param name="IsNumbered">Else signs are small and tell only the cluster.</param>
/// <param name="Leads">From signs that had to step aside to where their unit is.</param>
public sealed record ClusterMap(
    int Width, int Height, IReadOnlyList<MapPoint> Points, IReadOnlyList<(MapPoint A, MapPoint B, bool IsInside)> Lines,
    IReadOnlyList<(MapPoint Unit, string Path)> Areas, string Between, bool IsNumbered, IReadOnlyList<(MapPoint From, int X, int Y)> Leads)
{
    private const int Side = 560;
    private const int Margin = 30;

    /// <summary>A degree of longitude is shorter than one of latitude: about 0.96 of it in the middle of the country.</summary>
    private const decimal LongitudeShare = 0.96m;

    public static ClusterMap Of(MapGround ground, IReadOnlyList<IReadOnlyList<string>> clusters)
    {
        var frame = Frame.Of(ground);
        var areas = ground.Units.Keys.Where(u => ground.OutlineOf(u) is not null).ToDictionary(u => u, u => ground.OutlineOf(u)!.Rings.Select(r => Distinct(r.Select(frame.Place))).Where(r => r.Count >= 3).ToList(), StringComparer.Ordinal);
        var cluster = clusters.SelectMany((members, i) => members.Select(m => (m, i))).ToDictionary(m => m.m, m => m.i, StringComparer.Ordinal);
        var exact = ground.Units.Keys.Order(StringComparer.Ordinal).Select((code, i) => (No: i + 1, Code: code)).Where(u => areas.ContainsKey(u.Code) || ground.Points.ContainsKey(u.Code)).Select(u =>
        {
            var (x, y) = areas.TryGetValue(u.Code, out var rings) && rings.Count > 0 ? MapSigns.Inside(rings.MaxBy(MapSigns.Area)!) : frame.Place(ground.Points.TryGetValue(u.Code, out var point) ? point : ground.OutlineOf(u.Code)!.Rings[0][0]);
            var (shownX, shownY) = (Math.Clamp(x, Margin, frame.Right), Math.Clamp(y, Margin, frame.Bottom));
            return new MapPoint(u.No, u.Code, ground.Units[u.Code].Name, cluster.GetValueOrDefault(u.Code, -1), shownX, shownY, shownX != x || shownY != y);
        }).ToList();
        var points = MapSigns.Spread(exact, Margin, ground.IsNumbered);
        var byCode = points.ToDictionary(p => p.Code, StringComparer.Ordinal);
        return new(
            Math.Max(points.Max(p => p.X), areas.Count > 0 ? frame.Right : 0) + Margin, Math.Max(points.Max(p => p.Y), areas.Count > 0 ? frame.Bottom : 0) + Margin, points,
            areas.Count > 0 ? [] : [.. ground.Neighbours.Select(b => (byCode[b.A], byCode[b.B], byCode[b.A].Cluster == byCode[b.B].Cluster && byCode[b.A].Cluster >= 0))],
            [.. points.Where(p => !p.IsFar && areas.ContainsKey(p.Code)).Select(p => (p, string.Concat(areas[p.Code].Select(r => Path(r) + "z"))))],
            BetweenClusters(areas, byCode), ground.IsNumbered,
            areas.Count == 0 ? [] : [.. points.Zip(exact).Where(p => Math.Abs(p.First.X - p.Second.X) + Math.Abs(p.First.Y - p.Second.Y) > 12).Select(p => (p.First, p.Second.X, p.Second.Y))]);
    }

    /// <summary>Which part of the world is drawn. An island further out than the rest is wide would shrink all else to a dot.</summary>
    private sealed record Frame(decimal Left, decimal Top, decimal Scale, int Right, int Bottom)
    {
        public static Frame Of(MapGround ground)
        {
            var extents = ground.Units.Keys.Select(u => (Unit: u, Spots: ground.Extent(u).ToList())).Where(u => u.Spots.Count > 0)
                .ToDictionary(u => u.Unit, u => (Left: u.Spots.Min(s => X(s)), Right: u.Spots.Max(s => X(s)), Top: u.Spots.Min(s => Y(s)), Bottom: u.Spots.Max(s => Y(s))), StringComparer.Ordinal);
            var land = extents.Where(e => !ground.Islands.Contains(e.Key)).Select(e => e.Value).ToList();
            if (land.Count == 0) land = [.. extents.Values];
            var (left, right, top, bottom) = (land.Min(p => p.Left), land.Max(p => p.Right), land.Min(p => p.Top), land.Max(p => p.Bottom));
            var wide = Math.Max(Math.Max(right - left, bottom - top), 1);
            foreach (var near in extents.Where(e => ground.Islands.Contains(e.Key)).Select(e => e.Value).Where(p => p.Left > left - wide / 2 && p.Right < right + wide / 2 && p.Top > top - wide / 2 && p.Bottom < bottom + wide / 2))
            {
                (left, right, top, bottom) = (Math.Min(left, near.Left), Math.Max(right, near.Right), Math.Min(top, near.Top), Math.Max(bottom, near.Bottom));
            }
            var scale = Side / Math.Max(Math.Max(right - left, bottom - top), 1);
            return new(left, top, scale, Margin + (int)((right - left) * scale), Margin + (int)((bottom - top) * scale));
        }

        public (int X, int Y) Place(Spot spot) => (Margin + (int)((X(spot) - Left) * Scale), Margin + (int)((Y(spot) - Top) * Scale));

        private static decimal X(Spot spot) => spot.X * LongitudeShare;

        private static decimal Y(Spot spot) => -spot.Y;
    }

    /// <summary>Pieces of border that two units of different clusters have in common, each once.</summary>
    private static string BetweenClusters(Dictionary<string, List<List<(int X, int Y)>>> areas, Dictionary<string, MapPoint> points)
    {
        var first = new Dictionary<((int, int), (int, int)), int>();
        var path = new StringBuilder();
        foreach (var (unit, rings) in areas)
        {
            foreach (var ring in rings)
            {
                for (var i = 0; i < ring.Count; i++)
                {
                    var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
                    var key = a.CompareTo(b) < 0 ? (a, b) : (b, a);
                    if (!first.TryAdd(key, points[unit].Cluster) && first[key] != points[unit].Cluster) path.Append(Path([key.Item1, key.Item2]));
                }
            }
        }
        return path.ToString();
    }

    /// <summary>From point to point in steps, which take fewer letters than places.</summary>
    private static string Path(List<(int X, int Y)> points)
    {
        var path = new StringBuilder();
        for (var i = 0; i < points.Count; i++)
        {
            var (x, y) = i == 0 ? points[0] : (points[i].X - points[i - 1].X, points[i].Y - points[i - 1].Y);
            path.Append(i switch { 0 => "M", 1 => "l", _ => x < 0 ? "" : " " }).Append(x.ToString(CultureInfo.InvariantCulture)).Append(y < 0 ? "" : " ").Append(y.ToString(CultureInfo.InvariantCulture));
        }
        return path.ToString();
    }

    private static List<(int X, int Y)> Distinct(IEnumerable<(int X, int Y)> points)
    {
        var distinct = new List<(int X, int Y)>();
        foreach (var point in points) if (distinct.Count == 0 || distinct[^1] != point) distinct.Add(point);
        if (distinct.Count > 1 && distinct[^1] == distinct[0]) distinct.RemoveAt(distinct.Count - 1);
        return distinct;
    }
}
