using System.IO.Compression;
using System.Xml;

namespace ThiDua.Intake.Files;

/// <summary>A sheet of a workbook.</summary>
public sealed record XlsxSheet(string Name, string Part, bool Hidden);

/// <summary>
/// An XLSX package opened with suspicion: parts are inflated under a budget, document types are prohibited, texts shared by the
/// sheets are kept within bounds. Rows are streamed by <see cref="XlsxRows"/>.
/// </summary>
public sealed class XlsxWorkbook : IDisposable
{
    private const int MaxEntries = 4_000;
    private const long MaxPart = 4L << 30;
    private const long SmallPart = 32 << 20;
    /// <summary>Real sheets deflate 5 to 40 times; a part that claims more is no sheet of this world.</summary>
    private const int MaxRatio = 150;
    private const long MaxSharedCharacters = 64 << 20;

    private static readonly XmlReaderSettings Safe = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, CloseInput = true };

    private readonly ZipArchive zip;

    public XlsxWorkbook(Stream stream)
    {
        try
        {
            zip = new(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MaxEntries) throw new RefusedFileException("bomb");
        }
        catch (InvalidDataException)
        {
            throw new RefusedFileException("damaged");
        }
        if (zip.GetEntry("xl/workbook.xml") is null) throw new RefusedFileException("not-workbook");
        ReadWorkbook();
        ReadStyles();
        ReadSharedStrings();
    }

    public IReadOnlyList<XlsxSheet> Sheets { get; private set; } = [];

    public bool Uses1904 { get; private set; }

    /// <summary>By cell style: whether it shows a number as a date.</summary>
    public IReadOnlyList<bool> DateStyles { get; private set; } = [];

    public IReadOnlyList<string> SharedStrings { get; private set; } = [];

    /// <summary>A part as XML; null when the package has none of that name.</summary>
    public XmlReader? Open(string part)
    {
        if (zip.GetEntry(part) is not { } entry) return null;
        if (entry.Length > MaxPart || (entry.Length > SmallPart && entry.Length / Math.Max(1, entry.CompressedLength) > MaxRatio))
        {
            throw new RefusedFileException("bomb");
        }
        var limit = Math.Max(SmallPart, Math.Min(MaxPart, entry.CompressedLength * MaxRatio));
        return XmlReader.Create(new BoundedStream(entry.Open(), limit), Safe);
    }

    public void Dispose() => zip.Dispose();

    private void ReadWorkbook()
    {
        var targets = new Dictionary<string, string>(StringComparer.Ordinal);
        Each("xl/_rels/workbook.xml.rels", "Relationship", x =>
        {
            var target = x.GetAttribute("Target") ?? "";
            targets[x.GetAttribute("Id") ?? ""] = target.StartsWith('/') ? target[1..] : "xl/" + target;
        });
        var sheets = new List<XlsxSheet>();
        using var xml = Open("xl/workbook.xml")!;
        Guarded(() =>
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "workbookPr") Uses1904 = xml.GetAttribute("date1904") is "1" or "true";
                else if (xml.LocalName == "sheet")
                {
                    var id = xml.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                        ?? xml.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships") ?? "";
                    if (targets.TryGetValue(id, out var part)) sheets.Add(new(xml.GetAttribute("name") ?? "", part, xml.GetAttribute("state") is "hidden" or "veryHidden"));
                }
            }
        });
        Sheets = sheets;
    }

    private void ReadStyles()
    {
        var dateFormats = new HashSet<int>(Enumerable.Range(14, 9).Concat(Enumerable.Range(27, 10)).Concat(Enumerable.Range(45, 3)).Concat(Enumerable.Range(50, 9)));
        var styles = new List<bool>();
        var inCellFormats = false;
        using var xml = Open("xl/styles.xml");
        if (xml is null) return;
        Guarded(() =>
        {
            while (xml.Read())
            {
                if (xml.LocalName == "cellXfs") inCellFormats = xml.NodeType == XmlNodeType.Element;
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), out var id) && ShowsDate(xml.GetAttribute("formatCode") ?? "")) dateFormats.Add(id);
                else if (xml.LocalName == "xf" && inCellFormats) styles.Add(int.TryParse(xml.GetAttribute("numFmtId"), out var format) && dateFormats.Contains(format));
            }
        });
        DateStyles = styles;
    }

    /// <summary>A format code shows a date when it names a year, month or day outside quotes and brackets.</summary>
    public static bool ShowsDate(string code)
    {
        var quoted = false;
        var bracketed = false;
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case '\\': i++; break;
                case '"': quoted = !quoted; break;
                case '[': bracketed = true; break;
                case ']': bracketed = false; break;
                case 'y' or 'Y' or 'd' or 'D' or 'm' or 'M' when !quoted && !bracketed: return true;
            }
        }
        return false;
    }

    private void ReadSharedStrings()
    {
        using var xml = Open("xl/sharedStrings.xml");
        if (xml is null) return;
        var strings = new List<string>();
        long characters = 0;
        Guarded(() =>
        {
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si") continue;
                var text = XlsxRows.ReadText(xml, "si");
                if ((characters += text.Length + 16) > MaxSharedCharacters) throw new RefusedFileException("bomb");
                strings.Add(text);
            }
        });
        SharedStrings = strings;
    }

    private void Each(string part, string element, Action<XmlReader> found)
    {
        using var xml = Open(part);
        if (xml is null) return;
        Guarded(() =>
        {
            while (xml.Read()) if (xml.NodeType == XmlNodeType.Element && xml.LocalName == element) found(xml);
        });
    }

    /// <summary>Broken XML means a damaged or doctored file.</summary>
    public static void Guarded(Action read)
    {
        try
        {
            read();
        }
        catch (Exception e) when (e is XmlException or InvalidDataException or EndOfStreamException)
        {
            throw new RefusedFileException("damaged");
        }
    }
}
