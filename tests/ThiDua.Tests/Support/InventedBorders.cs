using System.Globalization;
using ThiDua.Core.Clusters;
using ThiDua.Organisation;

namespace ThiDua.Tests.Support;

/// <summary>
/// Borders that nobody drew: the land around the points of a province's districts is cut into small crooked squares, and each goes to the
/// nearest point. What two districts have in common they have point by point.
/// </summary>
public static class InventedBorders
{
    /// <param name="cells">On a side.</param>
    public static List<Outline> OfProvince(string province, DateOnly day, int cells = 40)
    {
        var list = AdministrativeUnits.On(day)!;
        return Of([.. list.Points().Where(p => list.Districts[p.District].Parent == province).OrderBy(p => p.District, StringComparer.Ordinal).Select(p => (p.District, new Spot(p.Longitude * 10, p.Latitude * 10)))], cells);
    }

    public static List<Outline> Of(IReadOnlyList<(string Unit, Spot Point)> points, int cells)
    {
        var (left, top) = (points.Min(p => p.Point.X) - 20_000, points.Min(p => p.Point.Y) - 20_000);
        var step = Math.Max(points.Max(p => p.Point.X) + 20_000 - left, points.Max(p => p.Point.Y) + 20_000 - top) / cells;
        var owner = new string?[cells + 2, cells + 2]; // a rim of nobody's land
        for (var x = 1; x <= cells; x++)
        {
            for (var y = 1; y <= cells; y++)
            {
                var (unit, far) = points.Select(p => (p.Unit, Far: Square(p.Point.X - left - x * step - step / 2) + Square(p.Point.Y - top - y * step - step / 2))).MinBy(p => p.Far);
                owner[x, y] = far < Square(step * Math.Max(6, cells / 5)) ? unit : null;
            }
        }
        return [.. points.Select(p => new Outline(p.Unit, Around(p.Unit))).Where(o => o.Rings.Count > 0)];

        List<IReadOnlyList<Spot>> Around(string unit)
        {
            var edges = new SortedDictionary<(int, int), Queue<(int, int)>>();
            for (var x = 1; x <= cells; x++)
            {
                for (var y = 1; y <= cells; y++)
                {
                    if (owner[x, y] != unit) continue;
                    if (owner[x, y - 1] != unit) Add((x, y), (x + 1, y));
                    if (owner[x + 1, y] != unit) Add((x + 1, y), (x + 1, y + 1));
                    if (owner[x, y + 1] != unit) Add((x + 1, y + 1), (x, y + 1));
                    if (owner[x - 1, y] != unit) Add((x, y + 1), (x, y));
                }
            }
            var rings = new List<IReadOnlyList<Spot>>();
            while (edges.Count > 0)
            {
                var (first, ring) = (edges.First().Key, new List<Spot>());
                for (var at = first; ring.Count == 0 || at != first;)
                {
                    ring.Add(Corner(at));
                    var next = edges[at].Dequeue();
                    if (edges[at].Count == 0) edges.Remove(at);
                    at = next;
                }
                rings.Add(ring);
            }
            return rings;

            void Add((int, int) from, (int, int) to)
            {
                if (!edges.TryGetValue(from, out var way)) edges[from] = way = new();
                way.Enqueue(to);
            }
        }

        Spot Corner((int X, int Y) at) => new(left + at.X * step + Crooked(at.X * 7 + at.Y * 13) * step / 40, top + at.Y * step + Crooked(at.X * 11 + at.Y * 5) * step / 40);

        static int Crooked(int seed) => (int)(seed * 2_654_435L % 25) - 12;

        static long Square(long value) => value * value;
    }

    /// <summary>As a map program would write it.</summary>
    public static string GeoJson(IEnumerable<Outline> outlines, string codeName = "Mã đơn vị") =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(",\n", outlines.Select(o => Feature(o, codeName)))}}]}""";

    private static string Feature(Outline outline, string codeName) =>
        $$$"""{"type":"Feature","properties":{"{{{codeName}}}":"{{{outline.Unit}}}"},"geometry":{"type":"MultiPolygon","coordinates":[{{{string.Join(',', outline.Polygons().Select(p => $"[{string.Join(',', p.Select(Ring))}]"))}}}]}}""";

    private static string Ring(IReadOnlyList<Spot> ring) => $"[{string.Join(',', ring.Append(ring[0]).Select(s => string.Create(CultureInfo.InvariantCulture, $"[{s.X / 100_000m},{s.Y / 100_000m}]")))}]";
}
