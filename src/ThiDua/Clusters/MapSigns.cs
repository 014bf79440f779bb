using System.Globalization;

namespace ThiDua.Clusters;

/// <summary>The signs of units on a map: where they stand, and their shapes, by which clusters are told apart without colour.</summary>
public static class MapSigns
{
    /// <summary>Signs nearer than this would hide each other.</summary>
    private static int Apart(bool isNumbered) => isNumbered ? 30 : 14;

    /// <summary>Half the width of a circle; other shapes are as large.</summary>
    public static int Radius(bool isNumbered) => isNumbered ? 15 : 7;

    /// <summary>Signs that lie upon each other, as those of town districts do, step aside a little.</summary>
    public static List<MapPoint> Spread(IReadOnlyList<MapPoint> exact, int margin, bool isNumbered)
    {
        var apart = Apart(isNumbered);
        var points = exact.ToList();
        for (var round = 0; round < 60; round++)
        {
            for (var a = 0; a < points.Count; a++)
            {
                for (var b = a + 1; b < points.Count; b++)
                {
                    var (dx, dy) = (points[b].X - points[a].X, points[b].Y - points[a].Y);
                    if (Math.Abs(dx) >= apart || Math.Abs(dy) >= apart) continue;
                    var (byX, step) = (Math.Abs(dx) >= Math.Abs(dy), (apart - Math.Max(Math.Abs(dx), Math.Abs(dy)) + 1) / 2);
                    var way = (byX ? dx : dy) < 0 ? -step : step;
                    points[a] = Moved(points[a], byX, -way);
                    points[b] = Moved(points[b], byX, way);
                }
            }
        }
        return points;

        MapPoint Moved(MapPoint point, bool byX, int way) => byX ? point with { X = Math.Max(margin, point.X + way) } : point with { Y = Math.Max(margin, point.Y + way) };
    }

    /// <summary>A place well inside a ring: the middle of the widest stretch on some lines across it.</summary>
    public static (int X, int Y) Inside(IReadOnlyList<(int X, int Y)> ring)
    {
        var (top, bottom) = (ring.Min(p => p.Y), ring.Max(p => p.Y));
        var (widest, place) = (-1m, ring[0]);
        foreach (var part in new[] { 6, 5, 7, 4, 8, 3, 9 })
        {
            var y = top + (bottom - top) * part / 12m + 0.01m; // between the corners, which lie on whole numbers
            var crossings = ring.Select((a, i) => (A: a, B: ring[(i + 1) % ring.Count])).Where(s => s.A.Y < y != s.B.Y < y).Select(s => s.A.X + (y - s.A.Y) * (s.B.X - s.A.X) / (s.B.Y - s.A.Y)).Order().ToList();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                // The middle of the height is best where nothing is much wider elsewhere.
                var wide = (crossings[i + 1] - crossings[i]) * (12 - Math.Abs(6 - part));
                if (wide > widest) (widest, place) = (wide, ((int)((crossings[i] + crossings[i + 1]) / 2), (int)y));
            }
        }
        return place;
    }

    /// <summary>Twice the area inside a ring.</summary>
    public static long Area(IReadOnlyList<(int X, int Y)> ring) => Math.Abs(ring.Select((a, i) => (a, b: ring[(i + 1) % ring.Count])).Sum(s => (long)s.a.X * s.b.Y - (long)s.b.X * s.a.Y));

    /// <summary>The corners of a cluster's shape around a point; none of the first one, which is a circle.</summary>
    public static string Shape(int cluster, int x, int y, bool isNumbered = true)
    {
        (int, int)[] corners = (cluster % 5) switch
        {
            1 => [(-13, -13), (13, -13), (13, 13), (-13, 13)],
            2 => [(0, -19), (18, 13), (-18, 13)],
            3 => [(0, -18), (18, 0), (0, 18), (-18, 0)],
            4 => [(-8, -15), (8, -15), (16, 0), (8, 15), (-8, 15), (-16, 0)],
            _ => [],
        };
        return string.Join(' ', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{x + c.Item1 * Radius(isNumbered) / 15},{y + c.Item2 * Radius(isNumbered) / 15}")));
    }
}
