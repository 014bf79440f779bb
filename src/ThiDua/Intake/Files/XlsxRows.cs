using System.Globalization;
using System.Text;
using System.Xml;

namespace ThiDua.Intake.Files;

/// <summary>Streams the rows of one sheet; memory does not grow with their number.</summary>
public static class XlsxRows
{
    private const int MaxColumns = 16_384;

    public static IEnumerable<CellRow> Read(XlsxWorkbook workbook, XlsxSheet sheet)
    {
        using var xml = workbook.Open(sheet.Part) ?? throw new RefusedFileException("damaged");
        var number = 0;
        while (true)
        {
            CellRow? row = null;
            XlsxWorkbook.Guarded(() => row = NextRow(workbook, xml, ref number));
            if (row is not { } found) yield break;
            yield return found;
        }
    }

    private static CellRow? NextRow(XlsxWorkbook workbook, XmlReader xml, ref int number)
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row") continue;
            number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > number ? given : number + 1;
            var cells = new List<Cell>();
            if (!xml.IsEmptyElement) ReadCells(workbook, xml, cells);
            var row = new CellRow(number, [.. cells]);
            if (!row.IsBlank) return row;
        }
        return null;
    }

    private static void ReadCells(XlsxWorkbook workbook, XmlReader xml, List<Cell> cells)
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "row") return;
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c") continue;
            var column = Column(xml.GetAttribute("r")) ?? cells.Count;
            if (column >= MaxColumns) throw new RefusedFileException("damaged");
            while (cells.Count < column) cells.Add(Cell.Blank);
            var cell = ReadCell(workbook, xml);
            if (column < cells.Count) cells[column] = cell;
            else cells.Add(cell);
        }
    }

    private static Cell ReadCell(XlsxWorkbook workbook, XmlReader xml)
    {
        var type = xml.GetAttribute("t") ?? "n";
        var style = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var s) ? s : 0;
        if (xml.IsEmptyElement) return Cell.Blank;
        string? value = null;
        var formula = false;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "c"))
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "f") formula = true;
            else if (xml.LocalName is "v" or "is") value = ReadText(xml, xml.LocalName);
        }
        if (string.IsNullOrEmpty(value)) return formula ? new(CellKind.Formula, "") : Cell.Blank;
        return type switch
        {
            "s" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < workbook.SharedStrings.Count
                ? OfText(workbook.SharedStrings[index]) : throw new RefusedFileException("damaged"),
            "str" or "inlineStr" => OfText(value),
            "e" => new(CellKind.Error, value),
            "b" => new(CellKind.Text, value == "1" ? "có" : "không"),
            "d" => new(CellKind.Date, value[..Math.Min(10, value.Length)]),
            _ => OfNumber(workbook, value, style),
        };
    }

    private static Cell OfText(string text)
    {
        if (text.Length > Cell.MaxLength) return new(CellKind.TooLong, text[..200]);
        var clean = CleanText.Of(text);
        return clean.Length == 0 ? Cell.Blank : new(CellKind.Text, clean);
    }

    private static Cell OfNumber(XlsxWorkbook workbook, string value, int style)
    {
        if (style < workbook.DateStyles.Count && workbook.DateStyles[style] && Serials.Day(value, workbook.Uses1904) is { } day)
        {
            return new(CellKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        return new(CellKind.Number, value);
    }

    /// <summary>All text inside an element (rich runs joined, phonetic hints left out), cut soon after the longest a cell may be.</summary>
    public static string ReadText(XmlReader xml, string element)
    {
        if (xml.IsEmptyElement) return "";
        var text = new StringBuilder();
        var chunk = new char[4096];
        var phonetic = false;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == element))
        {
            if (xml.LocalName == "rPh") phonetic = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            if (phonetic || xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            if (xml.NodeType == XmlNodeType.Whitespace && element == "si") continue;
            int got;
            while ((got = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0)
            {
                if (text.Length <= Cell.MaxLength) text.Append(chunk, 0, got);
            }
        }
        return text.ToString();
    }

    /// <summary>"C12" → 2.</summary>
    private static int? Column(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z') break;
            column = column * 26 + c - 'A' + 1;
            if (column > MaxColumns) break;
        }
        return column - 1;
    }
}
