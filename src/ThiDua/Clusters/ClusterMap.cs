using System.Globalization;

namespace ThiDua.Clusters;

/// <summary>A district on the diagram: its running number, where it lies, and the position of its cluster.</summary>
/// <param name="Cluster">From 0; -1: in none.</param>
public sealed record MapPoint(int No, string Code, string Name, int Cluster, int X, int Y, bool IsFar);

/// <summary>
/// The districts of a province as points, and lines between neighbours, in the units of the drawing. No border of a district is drawn: what
/// comes with the program are points.
/// </summary>
/// <param name="Lines">Between points by position; whether both ends are of one cluster.</param>
public sealed record ClusterMap(int Width, int Height, IReadOnlyList<MapPoint> Points, IReadOnlyList<(MapPoint A, MapPoint B, bool IsInside)> Lines)
{
    private const int Side = 560;
    private const int Margin = 30;

    /// <summary>Shapes nearer than this would hide each other.</summary>
    private const int Apart = 30;

    /// <summary>A degree of longitude is shorter than one of latitude: about 0.96 of it in the middle of the country.</summary>
    private const decimal LongitudeShare = 0.96m;

    /// <summary>An island further out than the rest of the province is wide would shrink all else to a dot.</summary>
    public static ClusterMap Of(ClusterProposal proposal, IReadOnlyList<IReadOnlyList<string>> clusters)
    {
        var codes = proposal.Districts.Keys.Order(StringComparer.Ordinal).ToList();
        var places = proposal.List.Points().Where(p => proposal.Districts.ContainsKey(p.District)).ToDictionary(p => p.District, p => (X: p.Longitude * LongitudeShare, Y: (decimal)-p.Latitude), StringComparer.Ordinal);
        var islands = proposal.List.Islands().Select(i => i.A).ToHashSet(StringComparer.Ordinal);
        var land = codes.Where(c => !islands.Contains(c)).Select(c => places[c]).ToList();
        if (land.Count == 0) land = [.. places.Values];
        var (left, right, top, bottom) = (land.Min(p => p.X), land.Max(p => p.X), land.Min(p => p.Y), land.Max(p => p.Y));
        var wide = Math.Max(Math.Max(right - left, bottom - top), 1);
        foreach (var near in codes.Where(islands.Contains).Select(c => places[c]).Where(p => p.X > left - wide / 2 && p.X < right + wide / 2 && p.Y > top - wide / 2 && p.Y < bottom + wide / 2))
        {
            (left, right, top, bottom) = (Math.Min(left, near.X), Math.Max(right, near.X), Math.Min(top, near.Y), Math.Max(bottom, near.Y));
        }
        var scale = Side / Math.Max(Math.Max(right - left, bottom - top), 1);
        var cluster = clusters.SelectMany((members, i) => members.Select(m => (m, i))).ToDictionary(m => m.m, m => m.i, StringComparer.Ordinal);
        var points = codes.Select((code, i) =>
        {
            var (x, y) = places[code];
            var (shownX, shownY) = (Math.Clamp(x, left, right), Math.Clamp(y, top, bottom));
            return new MapPoint(i + 1, code, proposal.Districts[code].Name, cluster.GetValueOrDefault(code, -1),
                Margin + (int)((shownX - left) * scale), Margin + (int)((shownY - top) * scale), shownX != x || shownY != y);
        }).ToList();
        points = Spread(points);
        var byCode = points.ToDictionary(p => p.Code, StringComparer.Ordinal);
        return new(points.Max(p => p.X) + Margin, points.Max(p => p.Y) + Margin, points,
            [.. proposal.Borders.Select(b => (byCode[b.A], byCode[b.B], byCode[b.A].Cluster == byCode[b.B].Cluster && byCode[b.A].Cluster >= 0))]);
    }

    /// <summary>Points that lie upon each other, as town districts do, step aside a little; their lines stay the same.</summary>
    private static List<MapPoint> Spread(List<MapPoint> points)
    {
        for (var round = 0; round < 60; round++)
        {
            for (var a = 0; a < points.Count; a++)
            {
                for (var b = a + 1; b < points.Count; b++)
                {
                    var (dx, dy) = (points[b].X - points[a].X, points[b].Y - points[a].Y);
                    if (Math.Abs(dx) >= Apart || Math.Abs(dy) >= Apart) continue;
                    var (byX, step) = (Math.Abs(dx) >= Math.Abs(dy), (Apart - Math.Max(Math.Abs(dx), Math.Abs(dy)) + 1) / 2);
                    var way = (byX ? dx : dy) < 0 ? -step : step;
                    points[a] = Moved(points[a], byX, -way);
                    points[b] = Moved(points[b], byX, way);
                }
            }
        }
        return points;

        static MapPoint Moved(MapPoint point, bool byX, int way) => byX ? point with { X = Math.Max(Margin, point.X + way) } : point with { Y = Math.Max(Margin, point.Y + way) };
    }

    /// <summary>The outline of a cluster's shape around a point: colour is never all that tells clusters apart.</summary>
    public static string Shape(int cluster, int x, int y)
    {
        (int, int)[] corners = (cluster % 5) switch
        {
            1 => [(-13, -13), (13, -13), (13, 13), (-13, 13)],
            2 => [(0, -19), (18, 13), (-18, 13)],
            3 => [(0, -18), (18, 0), (0, 18), (-18, 0)],
            4 => [(-8, -15), (8, -15), (16, 0), (8, 15), (-8, 15), (-16, 0)],
            _ => [],
        };
        return string.Join(' ', corners.Select(c => string.Create(CultureInfo.InvariantCulture, $"{x + c.Item1},{y + c.Item2}")));
    }
}
