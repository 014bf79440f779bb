using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Clusters;
using ThiDua.Intake;

namespace ThiDua.Clusters;

/// <summary>
/// Reads borders that an office gives: GeoJSON (RFC 7946), a FeatureCollection of Polygon and MultiPolygon in longitude and latitude,
/// each with the code of its unit. Read strictly and within limits, since anything can be in a file.
/// </summary>
public sealed class BorderFile
{
    public const int MostBytes = 16 << 20;
    public const int MostPoints = 500_000;

    private const int MostRings = 20_000;
    private const int MostFeatures = 2_000;

    /// <summary>Enough for the coordinates of a MultiPolygon.</summary>
    private const int Depth = 12;

    /// <summary>Degrees between which the country lies, with its islands.</summary>
    private const int West = 102, East = 118, South = 6, North = 24;

    /// <summary>Names of the property that holds the code, the surest first.</summary>
    private static readonly string[] CodeNames = ["madonvi", "madv", "mahanhchinh", "unitcode", "code", "ma"];
    private static readonly string[] DistrictNames = ["mahuyen", "maquanhuyen", "maqh"];
    private static readonly string[] ProvinceNames = ["matinh"];

    private readonly DividedUnits units;
    private readonly List<string> codeNames;
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly List<Outline> outlines = [];
    private int features, rings, points;

    private BorderFile(DividedUnits units) => (this.units, codeNames) = (units, [.. CodeNames, .. units.IsOfProvinces ? ProvinceNames : DistrictNames]);

    /// <summary>Outlines of the units that are divided; those of others are read and left.</summary>
    /// <exception cref="RefusedFileException">It cannot be taken.</exception>
    public static IReadOnlyList<Outline> Read(ReadOnlySpan<byte> content, DividedUnits units)
    {
        if (content.Length == 0) throw new RefusedFileException("empty");
        if (content.Length > MostBytes) throw new RefusedFileException("borders-large", ScaleFile.Megabytes(MostBytes));
        if (content.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) content = content[3..];
        var json = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = Depth });
        var file = new BorderFile(units);
        try
        {
            json.Read();
            file.Collection(ref json);
            json.Read(); // nothing may follow
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the second: text that is no text
        {
            throw new RefusedFileException("borders-json", ((e as JsonException)?.LineNumber + 1 ?? 1).ToString(CultureInfo.InvariantCulture));
        }
        return file.outlines.Count > 0 ? file.outlines : throw new RefusedFileException("borders-none");
    }

    /// <summary>What comes in, no more of it than can be taken.</summary>
    /// <exception cref="RefusedFileException">It is larger.</exception>
    public static byte[] Bytes(Stream incoming, int most = MostBytes)
    {
        var content = new MemoryStream();
        var piece = new byte[81920];
        for (int read; (read = incoming.Read(piece)) > 0;)
        {
            content.Write(piece, 0, read);
            if (content.Length > most) throw new RefusedFileException("borders-large", ScaleFile.Megabytes(most));
        }
        return content.ToArray();
    }

    private void Collection(ref Utf8JsonReader json)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw new RefusedFileException("borders-collection");
        string? type = null;
        var given = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type") && type is null) type = Text(ref json);
            else if (json.ValueTextEquals("features") && !given)
            {
                given = true;
                json.Read();
                if (json.TokenType != JsonTokenType.StartArray) throw new RefusedFileException("borders-collection");
                while (json.Read() && json.TokenType != JsonTokenType.EndArray) Feature(ref json);
            }
            else json.Skip();
        }
        if (type != "FeatureCollection" || !given) throw new RefusedFileException("borders-collection");
    }

    private void Feature(ref Utf8JsonReader json)
    {
        if (++features > MostFeatures) throw TooMany();
        if (json.TokenType != JsonTokenType.StartObject) throw Refused("borders-feature");
        string? type = null, code = null;
        List<IReadOnlyList<Spot>>? area = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type") && type is null) type = Text(ref json);
            else if (json.ValueTextEquals("properties") && code is null) code = Code(ref json);
            else if (json.ValueTextEquals("geometry") && area is null) area = Geometry(ref json);
            else json.Skip();
        }
        if (type != "Feature") throw Refused("borders-feature");
        if (code is null) throw Refused("borders-no-code");
        var unit = units.CodeOf(code) ?? throw Refused("borders-code", code);
        if (!seen.Add(unit)) throw Refused("borders-twice", unit);
        if (area is null) throw Refused("borders-geometry");
        if (units.Own.ContainsKey(unit)) outlines.Add(new(unit, area));
    }

    private string? Code(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) return null;
        var (code, surest) = ((string?)null, int.MaxValue);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var rank = codeNames.IndexOf(VietnameseText.Fold(json.GetString()!));
            json.Read();
            var value = json.TokenType == JsonTokenType.String ? json.GetString()!.Trim() : json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;
            if (rank >= 0 && rank < surest && value is not (null or "")) (code, surest) = (value, rank);
            json.Skip();
        }
        return code;
    }

    private List<IReadOnlyList<Spot>> Geometry(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject) throw Refused("borders-geometry");
        string? type = null;
        var levels = 0;
        var area = new List<IReadOnlyList<Spot>>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type") && type is null) type = Text(ref json);
            else if (json.ValueTextEquals("coordinates") && levels == 0)
            {
                json.Read();
                levels = Coordinates(ref json, [], area);
            }
            else json.Skip();
        }
        return (type, levels) is ("Polygon", 3) or ("MultiPolygon", 4) ? area : throw Refused("borders-geometry");
    }

    /// <summary>Reads arrays within arrays down to the numbers, which may come before the word that says what they are.</summary>
    /// <param name="ring">The one that is being read.</param>
    /// <returns>How deep the arrays go: 1 of a point, 2 of a ring.</returns>
    private int Coordinates(ref Utf8JsonReader json, List<Spot> ring, List<IReadOnlyList<Spot>> area)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Refused("borders-geometry");
        json.Read();
        if (json.TokenType == JsonTokenType.Number)
        {
            ring.Add(Point(ref json));
            return 1;
        }
        var level = 0;
        for (; json.TokenType != JsonTokenType.EndArray; json.Read())
        {
            var below = Coordinates(ref json, ring, area);
            if (level != 0 && level != below) throw Refused("borders-geometry");
            level = below;
        }
        if (level == 0) throw Refused("borders-geometry");
        if (level > 1) return level + 1;
        if (ring.Count < 4 || ring[0] != ring[^1]) throw Refused("borders-ring");
        if (++rings > MostRings) throw TooMany();
        area.Add([.. ring[..^1]]);
        ring.Clear();
        return 2;
    }

    private Spot Point(ref Utf8JsonReader json)
    {
        if (++points > MostPoints) throw TooMany();
        Span<decimal> values = [0, 0, 0]; // the third is a height, and left
        var count = 0;
        for (; json.TokenType == JsonTokenType.Number; json.Read())
        {
            if (count == values.Length || !json.TryGetDecimal(out values[count])) throw Refused("borders-number");
            count++;
        }
        if (count < 2 || json.TokenType != JsonTokenType.EndArray) throw Refused("borders-number");
        var (x, y) = (values[0], values[1]);
        if (x is < West or > East || y is < South or > North) throw Refused("borders-place", Intake.Files.Numbers.Vietnamese(decimal.Round(x, 5)), Intake.Files.Numbers.Vietnamese(decimal.Round(y, 5)));
        return new((int)decimal.Round(x * 100_000), (int)decimal.Round(y * 100_000));
    }

    private static string? Text(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String) return json.GetString();
        json.Skip();
        return "";
    }

    private static RefusedFileException TooMany() => new("borders-many", MostFeatures.ToString(CultureInfo.InvariantCulture), MostPoints.ToString(CultureInfo.InvariantCulture));

    private RefusedFileException Refused(string code, params ReadOnlySpan<string> arguments) => new(code, [features.ToString(CultureInfo.InvariantCulture), .. arguments]);
}
