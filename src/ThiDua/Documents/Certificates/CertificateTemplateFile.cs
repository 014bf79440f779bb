using System.Globalization;
using System.Text;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Campaigns;

namespace ThiDua.Documents.Certificates;

/// <summary>Reads and writes a template of certificates: YAML, as strict as campaign files, each fault with its line.</summary>
public sealed class CertificateTemplateFile
{
    /// <summary>Nothing larger is printed, or drawn.</summary>
    private const int LongestSide = 600_000, ShortestSide = 50_000, MostLines = 60, LongestText = 500, LeastPoints = 6, MostPoints = 120;

    /// <summary>A thirty-sixth of an inch is two points of type.</summary>
    private const int MicrometresPer36Points = 12_700;

    public static readonly IReadOnlyList<string> Frames = ["none", "gold", "red", "plain"], Aligns = ["left", "centre", "right"];

    private static readonly (string Word, int Colour)[] Colours = [("black", 0x1E1B18), ("red", 0xA81420), ("gold", 0x8C671B), ("blue", 0x14386E)];

    public static IEnumerable<string> ColourWords => Colours.Select(c => c.Word);

    private static readonly string[] LineKeys = ["text", "font", "size", "smallest", "rows", "x", "y", "width", "height", "align", "colour", "upper"];

    private readonly List<CampaignFault> faults = [];
    private readonly IReadOnlyCollection<string> fields;

    private CertificateTemplateFile(IReadOnlyCollection<string> fields) => this.fields = fields;

    /// <param name="fields">Those that a text may name.</param>
    /// <returns>Null where there are faults.</returns>
    public static (CertificateTemplate? Template, IReadOnlyList<CampaignFault> Faults) Read(string text, IReadOnlyCollection<string> fields)
    {
        var file = new CertificateTemplateFile(fields);
        var template = new YamlTree(file.faults).Read(text) is { } root && file.faults.Count == 0 ? file.Template(root) : null;
        return (file.faults.Count == 0 ? template : null, file.faults);
    }

    private CertificateTemplate? Template(YamlNode root)
    {
        if (Map(root, "certificate", "title", "page", "frame", "code", "lines") is not { } map) return null;
        var title = Asked(map, "title") is { } t && Map(t, "title", "vi", "en") is { } both ? new LocalText(Text(both, "vi") ?? "", Text(both, "en") ?? "") : new("", "");
        var page = Asked(map, "page") is { } p ? Map(p, "page", "width", "height") : null;
        var (width, height) = page is null ? (LongestSide, LongestSide) : (Length(page, "width", ShortestSide, LongestSide), Length(page, "height", ShortestSide, LongestSide));
        var frame = (CertificateFrame)Math.Max(0, Word(map, "frame", Frames, "gold"));
        Box? code = null;
        if (map["code"] is { } c && Map(c, "code", "x", "y", "size") is { } place)
        {
            var size = Length(place, "size", 18_000, 60_000); // smaller is not read by a phone
            code = Inside(place, new(Length(place, "x", 0, LongestSide), Length(place, "y", 0, LongestSide), size, size), width, height);
        }
        var lines = new List<CertificateLine>();
        if (Asked(map, "lines") is { } list)
        {
            if (list is not YamlList { Items: { Count: > 0 } items }) Fault(list, "not-a-list", "lines");
            else if (items.Count > MostLines) Fault(items[MostLines], "too-many-lines", MostLines.ToString(CultureInfo.InvariantCulture));
            else foreach (var item in items) if (Map(item, "lines", LineKeys) is { } line) lines.Add(Line(line, width, height));
        }
        return new(title, width, height, frame, code, lines);
    }

    private CertificateLine Line(YamlMap map, int width, int height)
    {
        var text = Text(map, "text") ?? "";
        if (text.Length > LongestText) Fault(map["text"]!, "too-long-text", LongestText.ToString(CultureInfo.InvariantCulture));
        foreach (var hole in CertificateLayout.Hole().Matches(text).Select(m => m.Groups[1].Value)) if (!fields.Contains(hole)) Fault(map["text"]!, "unknown-field", "{" + hole + "}", string.Join(", ", fields.Select(f => "{" + f + "}")));
        if (CertificateLayout.Hole().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0) Fault(map["text"]!, "unknown-field", text, string.Join(", ", fields.Select(f => "{" + f + "}")));
        var font = CertificateFonts.Names[Math.Max(0, Word(map, "font", CertificateFonts.Names, "serif"))];
        var points = Measured(map, "size", LeastPoints, MostPoints) ?? LeastPoints;
        var size = Scaled(points);
        var smallest = Scaled(map["smallest"] is null ? Math.Max(points * 6 / 10, LeastPoints) : Measured(map, "smallest", LeastPoints, MostPoints) ?? LeastPoints);
        if (faults.Count == 0 && smallest > size) Fault(map["smallest"]!, "smallest-larger");
        var box = Inside(map, new(Length(map, "x", 0, LongestSide), Length(map, "y", 0, LongestSide), Length(map, "width", 5_000, LongestSide), Length(map, "height", 3_000, LongestSide)), width, height);
        if (faults.Count == 0 && size * CertificateLayout.Leading / 100 > box.Height) Fault(map["height"]!, "box-lower-than-letters", Millimetres(size * CertificateLayout.Leading / 100 + 99));
        return new(text, font, size, smallest, Whole(map, "rows", 1, 20, 1), box, (CertificateAlign)Math.Max(0, Word(map, "align", Aligns, "centre")), Colour(map), Flag(map, "upper"), map.Place.Line);
    }

    private Box Inside(YamlMap map, Box box, int width, int height)
    {
        if (faults.Count == 0 && (box.X + box.Width > width || box.Y + box.Height > height)) Fault(map, "outside-page", Millimetres(width), Millimetres(height));
        return box;
    }

    private YamlMap? Map(YamlNode node, string name, params string[] keys)
    {
        if (node is not YamlMap map)
        {
            Fault(node, "not-a-map", name, string.Join(", ", keys));
            return null;
        }
        foreach (var (key, _) in map.Entries) if (!keys.Contains(key.Value)) Fault(key, "unknown-key", key.Value, string.Join(", ", keys));
        return map;
    }

    private YamlNode? Asked(YamlMap map, string key)
    {
        if (map[key] is { } node) return node;
        Fault(map, "missing-key", key, "certificate");
        return null;
    }

    private string? Text(YamlMap map, string key)
    {
        if (map[key] is YamlText { Value.Length: > 0 } text) return text.Value;
        if (map[key] is { } node) Fault(node, "not-text", key);
        else Fault(map, "missing-key", key, "lines");
        return null;
    }

    private int Word(YamlMap map, string key, IReadOnlyList<string> words, string usual)
    {
        if (map[key] is null) return words.Index().First(w => w.Item == usual).Index;
        if (Text(map, key) is not { } word) return -1;
        foreach (var (i, known) in words.Index()) if (known == word) return i;
        Fault(map[key]!, "unknown-word", word, string.Join(", ", words));
        return -1;
    }

    private bool Flag(YamlMap map, string key) => Word(map, key, ["false", "true"], "false") == 1;

    private int Whole(YamlMap map, string key, int least, int most, int usual)
    {
        if (map[key] is null) return usual;
        if (Text(map, key) is not { } text) return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most) return value;
        Fault(map[key]!, "not-between", text, Written(least), Written(most));
        return usual;
    }

    private int Length(YamlMap map, string key, int least, int most) => Measured(map, key, least / 1000m, most / 1000m) is { } value ? (int)(value * 1000) : least;

    private static int Scaled(decimal points) => (int)(points * MicrometresPer36Points / 36);

    private decimal? Measured(YamlMap map, string key, decimal least, decimal most)
    {
        if (Text(map, key) is not { } text) return null;
        if (text.Length < 12 && ShapeCheck.ReadDecimal(text) is { } value && value >= least && value <= most) return value;
        Fault(map[key]!, "not-between", text, Written(least), Written(most));
        return null;
    }

    private int Colour(YamlMap map)
    {
        if (map["colour"] is null || Text(map, "colour") is not { } said) return Colours[0].Colour;
        if (Array.Find(Colours, c => c.Word == said) is { Word: not null } known) return known.Colour;
        if (said.Length == 7 && said[0] == '#' && int.TryParse(said.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var colour)) return colour;
        Fault(map["colour"]!, "unknown-word", said, string.Join(", ", Colours.Select(c => c.Word)) + ", \"#RRGGBB\"");
        return 0;
    }

    private void Fault(YamlNode node, string code, params string[] arguments) => faults.Add(new(node.Place.Line, node.Place.Column, code, arguments));

    private static string Millimetres(int length) => Written(length / 100 / 10m);

    private static string Written(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>The file again, as the form of the site writes it.</summary>
    public static string Write(CertificateTemplate template)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"title: {{vi: {Quoted(template.Title.Vi)}, en: {Quoted(template.Title.En)}}}\npage: {{width: {Of(template.Width)}, height: {Of(template.Height)}}}\nframe: {Frames[(int)template.Frame]}\n");
        if (template.Code is { } code) text.Append(CultureInfo.InvariantCulture, $"code: {{x: {Of(code.X)}, y: {Of(code.Y)}, size: {Of(code.Width)}}}\n");
        text.Append("lines:\n");
        foreach (var line in template.Lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - text: {Quoted(line.Text)}\n    font: {line.Font}\n    size: {Type(line.Size)}\n    smallest: {Type(line.Smallest)}\n    rows: {line.Rows}\n");
            text.Append(CultureInfo.InvariantCulture, $"    x: {Of(line.At.X)}\n    y: {Of(line.At.Y)}\n    width: {Of(line.At.Width)}\n    height: {Of(line.At.Height)}\n    align: {Aligns[(int)line.Align]}\n    colour: {Hue(line.Colour)}\n    upper: {(line.Upper ? "true" : "false")}\n");
        }
        return text.ToString();
    }

    public static string Hue(int colour) => Array.Find(Colours, c => c.Colour == colour).Word ?? $"\"#{colour:X6}\"";

    /// <summary>Points of type, so that they are read as the same size again.</summary>
    public static string Type(int size)
    {
        var near = Math.Round(size * 36m / MicrometresPer36Points, 2);
        return (Scaled(near) == size ? near : Math.Ceiling(size * 36_000m / MicrometresPer36Points) / 1000).ToString("0.###", CultureInfo.InvariantCulture);
    }

    public static string Of(int length) => (length / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    internal static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).ReplaceLineEndings("\\n") + "\"";
}
