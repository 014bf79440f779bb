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

    private readonly ZipArchive zip;
    private readonly List<string> sheets = [];

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

    public void Dispose()
    {
        if (sheets.Count == 0) AddSheet("ThiDua", [], [], []);
        Text("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>"
            + string.Concat(sheets.Select((_, i) => $"<Override PartName=\"/xl/worksheets/sheet{i + 1}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")) + "</Types>");
        Text("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relationships}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Text("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(sheets.Select((_, i) => $"<Relationship Id=\"rId{i + 1}\" Type=\"{Relationships}/worksheet\" Target=\"worksheets/sheet{i + 1}.xml\"/>"))
            + $"<Relationship Id=\"rId{sheets.Count + 1}\" Type=\"{Relationships}/styles\" Target=\"styles.xml\"/></Relationships>");
        Text("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf fontId=\"0\"/><xf fontId=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>");
        using (var xml = Part("xl/workbook.xml"))
        {
            xml.WriteStartElement("workbook", Main);
            xml.WriteStartElement("sheets", Main);
            for (var i = 0; i < sheets.Count; i++)
            {
                xml.WriteStartElement("sheet", Main);
                xml.WriteAttributeString("name", sheets[i]);
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
        XmlWriter.Create(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new() { Encoding = new UTF8Encoding(false), CloseOutput = true, CheckCharacters = false });

    private void Text(string name, string xml)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml);
    }
}
