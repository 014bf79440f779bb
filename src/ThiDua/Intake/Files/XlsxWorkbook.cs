using System.Globalization;
using System.Xml;

namespace ThiDua.Intake.Files;

/// <summary>A sheet of a workbook.</summary>
public sealed record XlsxSheet(string Name, string Part, bool Hidden);

/// <summary>What is the same for all sheets of a workbook: their names, the texts they share, how numbers are shown.</summary>
public sealed class XlsxWorkbook : IDisposable
{
    private const long MaxSharedPart = 512 << 20;

    private readonly XlsxPackage package;
    private SharedStrings? sharedStrings;
    private string sharedPart = "xl/sharedStrings.xml";
    private string stylesPart = "xl/styles.xml";

    public XlsxWorkbook(XlsxPackage package, string part)
    {
        this.package = package;
        var targets = ReadTargets(part);
        var sheets = new List<XlsxSheet>();
        package.Each(part, x =>
        {
            if (x.NodeType != XmlNodeType.Element) return;
            if (x.LocalName == "workbookPr") Uses1904 = x.GetAttribute("date1904") is "1" or "true" or "on";
            else if (x.LocalName == "sheet" && RelationOf(x) is { } id && targets.TryGetValue(id, out var sheet))
            {
                sheets.Add(new(x.GetAttribute("name") ?? "", sheet, x.GetAttribute("state") is "hidden" or "veryHidden"));
            }
        });
        Sheets = sheets;
        ReadStyles();
    }

    public XlsxPackage Package => package;

    public IReadOnlyList<XlsxSheet> Sheets { get; }

    public bool Uses1904 { get; private set; }

    /// <summary>By cell style: how it shows a number.</summary>
    public IReadOnlyList<CellKind> Styles { get; private set; } = [];

    /// <summary>Read when first asked for.</summary>
    public SharedStrings SharedStrings => sharedStrings ??= ReadSharedStrings();

    public void Dispose() => package.Dispose();

    /// <summary>The main part of a package; null when it is no workbook.</summary>
    public static string? MainPart(XlsxPackage package)
    {
        string? main = null;
        package.Each("_rels/.rels", x =>
        {
            if (x.NodeType == XmlNodeType.Element && x.LocalName == "Relationship" && (x.GetAttribute("Type") ?? "").EndsWith("/officeDocument", StringComparison.Ordinal))
            {
                main = x.GetAttribute("Target")?.TrimStart('/');
            }
        });
        main = main is not null && package.Has(main) ? main : "xl/workbook.xml";
        return package.Has(main) && main.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) && main.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) ? main : null;
    }

    private static string? RelationOf(XmlReader x) =>
        x.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships") ?? x.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");

    private Dictionary<string, string> ReadTargets(string part)
    {
        var slash = part.LastIndexOf('/');
        var (folder, name) = (part[..(slash + 1)], part[(slash + 1)..]);
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        package.Each($"{folder}_rels/{name}.rels", x =>
        {
            if (x.NodeType != XmlNodeType.Element || x.LocalName != "Relationship" || x.GetAttribute("Id") is not { } id || x.GetAttribute("Target") is not { } target) return;
            var full = target.StartsWith('/') ? target[1..] : folder + target;
            var type = x.GetAttribute("Type") ?? "";
            if (type.EndsWith("/worksheet", StringComparison.Ordinal)) targets[id] = full;
            else if (type.EndsWith("/sharedStrings", StringComparison.Ordinal)) sharedPart = full;
            else if (type.EndsWith("/styles", StringComparison.Ordinal)) stylesPart = full;
        });
        return targets;
    }

    private void ReadStyles()
    {
        var formats = new Dictionary<int, CellKind>();
        foreach (var id in Enumerable.Range(14, 9).Concat(Enumerable.Range(27, 10)).Concat(Enumerable.Range(45, 3)).Concat(Enumerable.Range(50, 9))) formats[id] = CellKind.Date;
        formats[9] = formats[10] = CellKind.Percent;
        var styles = new List<CellKind>();
        var inCellFormats = false;
        package.Each(stylesPart, x =>
        {
            if (x.LocalName == "cellXfs") inCellFormats = x.NodeType == XmlNodeType.Element;
            if (x.NodeType != XmlNodeType.Element) return;
            if (x.LocalName == "numFmt" && Id(x) is { } id) formats[id] = NumberFormat.Shows(x.GetAttribute("formatCode") ?? "");
            else if (x.LocalName == "xf" && inCellFormats) styles.Add(Id(x) is { } format ? formats.GetValueOrDefault(format, CellKind.Number) : CellKind.Number);
        });
        Styles = styles;

        static int? Id(XmlReader x) => int.TryParse(x.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
    }

    private SharedStrings ReadSharedStrings()
    {
        var strings = new SharedStrings();
        var text = new XlsxText();
        package.Each(sharedPart, x =>
        {
            if (x.NodeType != XmlNodeType.Element || x.LocalName != "si") return;
            text.Read(x, runs: true);
            strings.Add(text.Text, text.IsTooLong);
        }, MaxSharedPart);
        return strings;
    }
}
