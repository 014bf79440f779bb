using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Clusters;

namespace ThiDua.Clusters;

/// <summary>Where units lie, as GeoJSON (RFC 7946) that any map program reads: areas where the office gave borders, else a point.</summary>
public static class MapJson
{
    public static void Write(Utf8JsonWriter json, MapGround ground, KeptYear kept)
    {
        var clusters = kept.Clusters.SelectMany(c => c.Members.Select(m => (m.Member, c.Name))).ToDictionary(m => m.Member, m => m.Name, StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        if (kept.Year is { } year) json.WriteNumber("year", year);
        else json.WriteNull("year");
        json.WriteStartArray("neighbours");
        foreach (var (a, b) in ground.Neighbours)
        {
            json.WriteStartArray();
            json.WriteStringValue(a);
            json.WriteStringValue(b);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteStartArray("features");
        foreach (var unit in ground.Units.Values.OrderBy(u => u.Code, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("properties");
            json.WriteString("code", unit.Code);
            json.WriteString("name", unit.Name);
            json.WriteString("cluster", clusters.GetValueOrDefault(unit.Code));
            json.WriteEndObject();
            json.WritePropertyName("geometry");
            if (ground.OutlineOf(unit.Code) is { } outline) Write(json, outline);
            else if (ground.Points.TryGetValue(unit.Code, out var point)) Write(json, point);
            else json.WriteNullValue();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Spot point)
    {
        json.WriteStartObject();
        json.WriteString("type", "Point");
        json.WritePropertyName("coordinates");
        Place(json, point);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Outline outline)
    {
        json.WriteStartObject();
        json.WriteString("type", "MultiPolygon");
        json.WriteStartArray("coordinates");
        foreach (var polygon in outline.Polygons())
        {
            json.WriteStartArray();
            foreach (var ring in polygon)
            {
                json.WriteStartArray();
                foreach (var spot in ring.Append(ring[0])) Place(json, spot);
                json.WriteEndArray();
            }
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Place(Utf8JsonWriter json, Spot spot)
    {
        json.WriteStartArray();
        json.WriteRawValue((spot.X / 100_000m).ToString(CultureInfo.InvariantCulture));
        json.WriteRawValue((spot.Y / 100_000m).ToString(CultureInfo.InvariantCulture));
        json.WriteEndArray();
    }
}
