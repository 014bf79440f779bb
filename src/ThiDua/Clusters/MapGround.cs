using ThiDua.Core.Clusters;
using ThiDua.Organisation;

namespace ThiDua.Clusters;

/// <summary>What is known of where the units lie that are divided.</summary>
/// <param name="Name">Of the province; null: the country.</param>
/// <param name="Points">One inside each unit, as far as the catalog has them.</param>
/// <param name="Islands">Units without a land neighbour.</param>
/// <param name="Own">Borders that the office gave; null: none.</param>
public sealed record MapGround(
    string? Name, IReadOnlyDictionary<string, AdministrativeUnit> Units, IReadOnlyDictionary<string, Spot> Points, IReadOnlySet<string> Islands, IReadOnlyList<(string A, string B)> Neighbours, OfficeBorders? Own)
{
    public static MapGround Of(DividedUnits units, OfficeBorders? own) => new(
        units.IsOfProvinces ? null : units.List.Provinces[units.Among].Name, units.Own,
        units.List.Points().Where(p => units.Own.ContainsKey(p.District)).ToDictionary(p => p.District, p => new Spot(p.Longitude * 10, p.Latitude * 10), StringComparer.Ordinal),
        units.List.Islands().Select(i => i.A).ToHashSet(StringComparer.Ordinal), units.Neighbours(own), own);

    /// <summary>Signs with numbers would hide a map of more units.</summary>
    public bool IsNumbered => Units.Count <= 32;

    /// <summary>The part of a unit by which it is decided what the map shows: of a district what is largest, of a province all, since its islands belong on the map.</summary>
    public IEnumerable<Spot> Extent(string unit) => OutlineOf(unit) is { } outline ? Name is null ? outline.Rings.SelectMany(r => r) : outline.Largest! : Points.TryGetValue(unit, out var point) ? [point] : [];

    public Outline? OutlineOf(string unit) => Own?.Outlines.GetValueOrDefault(unit);
}
