using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace ThiDua.Tests.Support;

/// <summary>A number cell with its text as stored, shown as date, percentage or plainly.</summary>
public sealed record Stored(string Value, XlsxStyle Style = XlsxStyle.Plain);

/// <summary>A formula cell; no stored value when null.</summary>
public sealed record Formula(string Text, string? Value);

/// <summary>An error cell such as #N/A.</summary>
public sealed record ErrorCell(string Value);

/// <summary>A cell in raw XML, for what no program writes.</summary>
public sealed record RawCell(string Xml);

/// <summary>A text cell that keeps its text itself.</summary>
public sealed record Inline(string Text);

public enum XlsxStyle
{
    Plain = 0,
    Date = 1,
    CustomDate = 2,
    Percent = 3,
}

/// <summary>
/// Writes small workbooks for tests. Cells: text (shared), <see cref="Inline"/>, whole and decimal numbers, days, true and false,
/// <see cref="Stored"/>, <see cref="Formula"/>, <see cref="ErrorCell"/>, <see cref="RawCell"/>; null is blank.
/// </summary>
public sealed class XlsxWriter
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, string? State, string Xml)> sheets = [];
    private readonly List<string> shared = [];

    public bool Uses1904 { get; init; }

    public XlsxWriter Sheet(string name, string? state, params object?[][] rows)
    {
        var xml = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var r = 0; r < rows.Length; r++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++) xml.Append(Cell(rows[r][c], $"{Column(c)}{r + 1}"));
            xml.Append("</row>");
        }
        sheets.Add((name, state, xml.Append("</sheetData></worksheet>").ToString()));
        return this;
    }

    private static string Override(string part, string type) =>
        $"<Override PartName=\"/xl/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.{type}+xml\"/>";

    public XlsxWriter Sheet(params object?[][] rows) => Sheet($"Sheet{sheets.Count + 1}", null, rows);

    /// <param name="parts">More parts, or others in place of the usual.</param>
    public byte[] Bytes(params (string Name, string Text)[] parts)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["[Content_Types].xml"] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + Override("workbook", "sheet.main") + Override("styles", "styles") + Override("sharedStrings", "sharedStrings") + string.Concat(sheets.Select((_, i) => Override($"worksheets/sheet{i + 1}", "worksheet"))) + "</Types>",
            ["_rels/.rels"] = $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
            ["xl/workbook.xml"] = $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><workbookPr{(Uses1904 ? " date1904=\"1\"" : "")}/><sheets>"
                + string.Concat(sheets.Select((s, i) => $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\"{(s.State is null ? "" : $" state=\"{s.State}\"")} r:id=\"rId{i + 1}\"/>")) + "</sheets></workbook>",
            ["xl/_rels/workbook.xml.rels"] = $"<Relationships xmlns=\"{Package}\">"
                + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
                + $"<Relationship Id=\"rId901\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId902\" Type=\"{Relations}/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>",
            ["xl/styles.xml"] = $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-42A]dd\\/mm\\/yyyy;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"10\"/></cellXfs></styleSheet>",
            ["xl/sharedStrings.xml"] = $"<sst xmlns=\"{Main}\">" + string.Concat(shared.Select(s => $"<si><t xml:space=\"preserve\">{SecurityElement.Escape(s)}</t></si>")) + "</sst>",
        };
        for (var i = 0; i < sheets.Count; i++) all[$"xl/worksheets/sheet{i + 1}.xml"] = sheets[i].Xml;
        foreach (var (name, text) in parts) all[name] = text;
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in all)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }
        return bytes.ToArray();
    }

    private string Cell(object? value, string at) => value switch
    {
        null => "",
        string text => $"<c r=\"{at}\" t=\"s\"><v>{Shared(text)}</v></c>",
        Inline inline => $"<c r=\"{at}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(inline.Text)}</t></is></c>",
        int or long or decimal => $"<c r=\"{at}\"><v>{Convert.ToString(value, CultureInfo.InvariantCulture)}</v></c>",
        bool truth => $"<c r=\"{at}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        DateOnly day => $"<c r=\"{at}\" s=\"1\"><v>{Serial(day)}</v></c>",
        Stored stored => $"<c r=\"{at}\" s=\"{(int)stored.Style}\"><v>{stored.Value}</v></c>",
        Formula { Value: null } formula => $"<c r=\"{at}\"><f>{SecurityElement.Escape(formula.Text)}</f></c>",
        Formula formula => $"<c r=\"{at}\" t=\"str\"><f>{SecurityElement.Escape(formula.Text)}</f><v>{SecurityElement.Escape(formula.Value)}</v></c>",
        ErrorCell error => $"<c r=\"{at}\" t=\"e\"><v>{error.Value}</v></c>",
        RawCell raw => raw.Xml.Replace("@", at, StringComparison.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private int Shared(string text)
    {
        shared.Add(text);
        return shared.Count - 1;
    }

    private int Serial(DateOnly day) => day.DayNumber - (Uses1904 ? new DateOnly(1904, 1, 1) : new DateOnly(1899, 12, 30)).DayNumber;

    private static string Column(int column)
    {
        var letters = "";
        for (var i = column; i >= 0; i = i / 26 - 1) letters = (char)('A' + i % 26) + letters;
        return letters;
    }
}
