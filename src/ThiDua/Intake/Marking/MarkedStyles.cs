using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using ThiDua.Core.Basics;
using ThiDua.Intake.Files;

namespace ThiDua.Intake.Marking;

/// <summary>The styles of a workbook, to which the marked cell's style is added: its own, on another ground.</summary>
public sealed class MarkedStyles
{
    private const string Wrong = "FFF8CBC4";
    private const string Waits = "FFFCE9B8";

    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly XElement root;
    private readonly XElement formats;
    private readonly Dictionary<(int Style, string Ground), int> added = [];

    public MarkedStyles(XlsxPackage package, string part)
    {
        Part = part;
        root = package.Element(part) ?? throw new RefusedFileException("damaged");
        if (root.Element(Main + "fills") is null) Insert("fills", new XElement(Main + "fill", new XElement(Main + "patternFill", new XAttribute("patternType", "none"))));
        if (root.Element(Main + "cellXfs") is null) Insert("cellXfs", new XElement(Main + "xf"));
        formats = root.Element(Main + "cellXfs")!;
    }

    public string Part { get; }

    /// <summary>Number of the style that is the given one on the ground of an outcome.</summary>
    public int Marked(int style, RowOutcome? outcome)
    {
        var ground = outcome == RowOutcome.Rejected ? Wrong : Waits;
        if (added.TryGetValue((style, ground), out var number)) return number;
        var all = formats.Elements(Main + "xf").ToList();
        var format = new XElement(all[style < all.Count ? style : 0]);
        format.SetAttributeValue("fillId", FillOf(ground));
        format.SetAttributeValue("applyFill", "1");
        formats.Add(format);
        Count(formats, "xf");
        return added[(style, ground)] = all.Count;
    }

    public void Save(ZipArchive zip) => zip.Write(Part, root);

    private int FillOf(string ground)
    {
        var fills = root.Element(Main + "fills")!;
        var known = fills.Elements(Main + "fill").ToList().FindIndex(f => (string?)f.Descendants(Main + "fgColor").FirstOrDefault()?.Attribute("rgb") == ground);
        if (known >= 0) return known;
        fills.Add(new XElement(Main + "fill", new XElement(Main + "patternFill", new XAttribute("patternType", "solid"),
            new XElement(Main + "fgColor", new XAttribute("rgb", ground)), new XElement(Main + "bgColor", new XAttribute("indexed", "64")))));
        Count(fills, "fill");
        return fills.Elements(Main + "fill").Count() - 1;
    }

    private void Insert(string name, XElement only)
    {
        // numFmts, fonts, fills, borders, cellStyleXfs, cellXfs: the schema wants this order.
        string[] order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"];
        var before = order[..Array.IndexOf(order, name)];
        var element = new XElement(Main + name, new XAttribute("count", "1"), only);
        if (root.Elements().LastOrDefault(e => before.Contains(e.Name.LocalName)) is { } last) last.AddAfterSelf(element);
        else root.AddFirst(element);
    }

    private static void Count(XElement list, string item) =>
        list.SetAttributeValue("count", list.Elements(Main + item).Count().ToString(CultureInfo.InvariantCulture));
}
