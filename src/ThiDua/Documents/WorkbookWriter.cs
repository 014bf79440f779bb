using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace ThiDua.Documents;

/// <summary>Writes plain workbooks: sheets with a title, a bold head and rows of texts and numbers.</summary>
public sealed class WorkbookWriter : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The part that holds the first sheet.</summary>
    public const string FirstSheet = "xl/worksheets/sheet1.xml";

    private readonly ZipArchive zip;
    private readonly List<string> sheets = [];
    private string? hidden;

    public WorkbookWriter(Stream stream) => zip = new(stream, ZipArchiveMode.Create, leaveOpen: true);

    public void AddSheet(string name, IReadOnlyList<string> titles, IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<object?>> rows)
    {
        sheets.Add(SheetName(name));
        using var xml = Part($"xl/worksheets/sheet{sheets.Count}.xml");
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        var number = 0;
        foreach (var title in titles) Row(xml, ++number, [title], bold: true);
        Row(xml, ++number, [.. heads], bold: true);
        foreach (var row in rows) Row(xml, ++number, row, bold: false);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>A sheet to fill in: bold heads, cells formatted as text so that codes keep their zeros, lists to choose from.</summary>
    /// <param name="choices">By column: the range that holds what may be chosen.</param>
    public void AddForm(string name, IReadOnlyList<string> heads, IReadOnlyDictionary<int, string> choices)
    {
        sheets.Add(SheetName(name));
        using var xml = Part($"xl/worksheets/sheet{sheets.Count}.xml");
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetViews", Main);
        xml.WriteStartElement("sheetView", Main);
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane", Main);
        foreach (var (key, value) in new[] { ("ySplit", "1"), ("topLeftCell", "A2"), ("activePane", "bottomLeft"), ("state", "frozen") }) xml.WriteAttributeString(key, value);
        for (var i = 0; i < 3; i++) xml.WriteEndElement();
        xml.WriteStartElement("cols", Main);
        xml.WriteStartElement("col", Main);
        foreach (var (key, value) in new[] { ("min", "1"), ("max", heads.Count.ToString(CultureInfo.InvariantCulture)), ("width", "22"), ("style", "2"), ("customWidth", "1") }) xml.WriteAttributeString(key, value);
        for (var i = 0; i < 2; i++) xml.WriteEndElement();
        xml.WriteStartElement("sheetData", Main);
        Row(xml, 1, [.. heads], bold: true);
        xml.WriteEndElement();
        if (choices.Count > 0)
        {
            xml.WriteStartElement("dataValidations", Main);
            xml.WriteAttributeString("count", choices.Count.ToString(CultureInfo.InvariantCulture));
            foreach (var (column, range) in choices.OrderBy(c => c.Key))
            {
                var letter = Intake.Files.Header.Letter(column);
                xml.WriteStartElement("dataValidation", Main);
                // A warning, no barrier: a code that is new to the list may still be typed.
                foreach (var (key, value) in new[] { ("type", "list"), ("errorStyle", "warning"), ("allowBlank", "1"), ("showErrorMessage", "1"), ("sqref", $"{letter}2:{letter}5000") }) xml.WriteAttributeString(key, value);
                xml.WriteElementString("formula1", Main, range);
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>A hidden sheet of lists, one a column, each under its head.</summary>
    public void AddHiddenLists(string name, IReadOnlyList<IReadOnlyList<string>> lists)
    {
        var longest = lists.Count == 0 ? 0 : lists.Max(l => l.Count);
        hidden = name;
        AddTexts(name, Enumerable.Range(0, longest).Select(i => (i + 1, lists.Select(l => i < l.Count ? l[i] : "").ToArray())));
    }

    /// <summary>Rows of texts as they stand, each at its number.</summary>
    public void AddTexts(string name, IEnumerable<(int Number, string[] Cells)> rows)
    {
        sheets.Add(SheetName(name));
        using var xml = Part($"xl/worksheets/sheet{sheets.Count}.xml");
        xml.WriteStartElement("worksheet", Main);
        xml.WriteStartElement("sheetData", Main);
        foreach (var (number, cells) in rows) Row(xml, number, cells, bold: false);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        if (sheets.Count == 0) AddSheet("ThiDua", [], [], []);
        Text("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
            + string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        Text("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relationships}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Text("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relationships}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
            + $"<Relationship Id=\"rId{sheets.Count + 1}\" Type=\"{Relationships}/styles\" Target=\"styles.xml\"/></Relationships>");
        Text("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf fontId=\"0\"/><xf fontId=\"1\" applyFont=\"1\"/><xf fontId=\"0\" numFmtId=\"49\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        using (var xml = Part("xl/workbook.xml"))
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteStartElement("sheets", Main);
            for (var i = 0; i < sheets.Count; i++)
            {
                xml.WriteStartElement("sheet", Main);
                xml.WriteAttributeString("name", sheets[i]);
                if (sheets[i] == hidden) xml.WriteAttributeString("state", "hidden");
                xml.WriteAttributeString("sheetId", (i + 1).ToString(CultureInfo.InvariantCulture));
                xml.WriteAttributeString("r", "id", Relationships, $"rId{i + 1}");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        zip.Dispose();
    }

    private static void Row(XmlWriter xml, int number, IReadOnlyList<object?> cells, bool bold)
    {
        xml.WriteStartElement("row", Main);
        xml.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is not { } value) continue;
            xml.WriteStartElement("c", Main);
            xml.WriteAttributeString("r", Intake.Files.Header.Letter(i) + number.ToString(CultureInfo.InvariantCulture));
            if (bold) xml.WriteAttributeString("s", "1");
            if (value is string text)
            {
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is", Main);
                xml.WriteElementString("t", Main, text);
                xml.WriteEndElement();
            }
            else xml.WriteElementString("v", Main, Convert.ToString(value, CultureInfo.InvariantCulture));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    /// <summary>Names of sheets are short, unique, and without certain marks.</summary>
    private string SheetName(string name)
    {
        var clean = string.Concat(name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : c)).Trim('\'', ' ');
        clean = clean[..Math.Min(28, clean.Length)];
        return sheets.Contains(clean, StringComparer.OrdinalIgnoreCase) ? $"{clean} {sheets.Count + 1}" : clean;
    }

    private XmlWriter Part(string name) =>
        XmlWriter.Create(Entry(name), new() { Encoding = new UTF8Encoding(false), CloseOutput = true, CheckCharacters = false });

    /// <summary>Without the time of its making: the same content is the same file.</summary>
    private Stream Entry(string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    private void Text(string name, string xml)
    {
        using var writer = new StreamWriter(Entry(name), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }
}
