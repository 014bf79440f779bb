using System.Text.Json;
using ThiDua.Core.Clusters;
using ThiDua.Database;

namespace ThiDua.Clusters;

/// <summary>Scales that an office gave for its units.</summary>
/// <param name="Recording">Null: a file that is only tried.</param>
/// <param name="From">From which day on they count.</param>
/// <param name="At">When they were given.</param>
public sealed record OfficeScale(long? Recording, DateOnly From, string File, DateTimeOffset? At, IReadOnlyDictionary<string, decimal> Scales);

/// <summary>Borders that an office gave for its units, as simple as they are drawn.</summary>
/// <param name="AsNeighbours">Who has a piece of border in common counts as neighbours, whatever the catalog says.</param>
/// <param name="Neighbours">Pairs with a piece of border in common in the file itself.</param>
public sealed record OfficeBorders(
    long? Recording, DateOnly From, string File, DateTimeOffset? At, bool AsNeighbours, IReadOnlyDictionary<string, Outline> Outlines, IReadOnlyList<(string A, string B)> Neighbours);

/// <summary>
/// What an office said of the units that are divided, as it holds on a day: the last that was given for a day up to it, under the same list
/// of units, since codes of another list are other units.
/// </summary>
public sealed class OfficeGround(Db db, DividedUnits units, DateOnly day)
{
    private readonly object asked = new { among = units.Among, from = Stored.Day(units.List.Day), to = Stored.Day(day), e = Recordings.KnownAt(db, null) };

    public OfficeScale? Scale() => Last("cluster_scale", "scales as First, '' as Second, 0 as Flag") is not { } row ? null
        : new(row.Recording, Stored.Day((int)row.FromDay), row.File, Stored.Moment(row.At), GroundText.Scales(row.First));

    public OfficeBorders? Borders() => Last("cluster_border", "outlines as First, neighbours as Second, as_neighbours as Flag") is not { } row ? null
        : new(row.Recording, Stored.Day((int)row.FromDay), row.File, Stored.Moment(row.At), row.Flag == 1, GroundText.Outlines(row.First), GroundText.Neighbours(row.Second));

    private Row? Last(string table, string columns) => db.One<Row>($"""
        select r.recording_id as Recording, r.from_day as FromDay, r.file as File, c.at as At, {columns}
        from {table} r join recording c on c.recording_id = r.recording_id
        where r.among = @among and r.from_day between @from and @to and {Recordings.LiveByHand("r")} order by r.from_day desc, r.recording_id desc limit 1
        """, asked);

    private sealed record Row
    {
        public long Recording { get; init; }
        public long FromDay { get; init; }
        public string File { get; init; } = "";
        public string At { get; init; } = "";
        public string First { get; init; } = "";
        public string Second { get; init; } = "";
        public long Flag { get; init; }
    }
}

/// <summary>Scales, outlines and neighbours as they lie in the store: JSON, by code, without anything to spare.</summary>
public static class GroundText
{
    public static string Of(IReadOnlyDictionary<string, decimal> scales) => JsonSerializer.Serialize(scales.OrderBy(s => s.Key, StringComparer.Ordinal).ToDictionary());

    public static string Of(IEnumerable<Outline> outlines) =>
        JsonSerializer.Serialize(outlines.OrderBy(o => o.Unit, StringComparer.Ordinal).ToDictionary(o => o.Unit, o => o.Rings.Select(r => r.SelectMany(s => new[] { s.X, s.Y }))));

    public static string Of(IEnumerable<(string A, string B)> neighbours) => JsonSerializer.Serialize(neighbours.Select(n => new[] { n.A, n.B }));

    public static Dictionary<string, decimal> Scales(string text) => JsonSerializer.Deserialize<Dictionary<string, decimal>>(text)!;

    public static Dictionary<string, Outline> Outlines(string text) => JsonSerializer.Deserialize<Dictionary<string, int[][]>>(text)!
        .ToDictionary(o => o.Key, o => new Outline(o.Key, [.. o.Value.Select(r => r.Chunk(2).Select(c => new Spot(c[0], c[1])).ToList())]), StringComparer.Ordinal);

    public static List<(string A, string B)> Neighbours(string text) => [.. JsonSerializer.Deserialize<string[][]>(text)!.Select(n => (n[0], n[1]))];
}
