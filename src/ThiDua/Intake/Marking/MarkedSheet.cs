using System.Globalization;
using System.Text;
using System.Xml;
using ThiDua.Intake.Files;
using ThiDua.Texts;

namespace ThiDua.Intake.Marking;

/// <summary>Streams one sheet through, adding three columns at its right and the ground of wrong cells; all else passes as it is.</summary>
public sealed class MarkedSheet(
    XlsxPackage package, string part, int headRow, IReadOnlyDictionary<int, RowMark> marks, MarkedStyles styles, string? shapesRelation, Language language)
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const int MostColumns = 16_384;

    /// <summary>What the schema wants after the drawing of notes.</summary>
    private static readonly string[] AfterShapes =
        ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private readonly int[] widths = [22, 60, 44];
    private int first;
    private int styleOfHead;
    private string space = Main;
    private XmlWriter to = null!;

    public void Write(Stream output)
    {
        LookAt();
        using var writer = to = XmlWriter.Create(output, new() { Encoding = new UTF8Encoding(false), CloseOutput = false, CheckCharacters = false });
        var opened = package.Open(part) ?? throw new RefusedFileException("damaged");
        using var from = opened.Xml;
        var (hasColumns, hasShapes) = (false, false);
        var number = 0;
        XlsxPackage.Next(from);
        while (!from.EOF)
        {
            if (from is { NodeType: XmlNodeType.Element, Depth: 1 })
            {
                if (from.LocalName == "cols")
                {
                    hasColumns = true;
                    Columns(from);
                    continue;
                }
                if (from.LocalName == "sheetData" && !hasColumns) NewColumns();
                hasShapes |= from.LocalName == "legacyDrawing";
                if (AfterShapes.Contains(from.LocalName) && !hasShapes)
                {
                    hasShapes = true;
                    Shapes();
                }
            }
            if (from is { NodeType: XmlNodeType.Element, Depth: 2, LocalName: "row" })
            {
                number = int.TryParse(from.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : number + 1;
                Row(from, number);
                continue;
            }
            if (from is { NodeType: XmlNodeType.EndElement, Depth: 0 } && !hasShapes) Shapes();
            Pass(from);
            if (!XlsxPackage.Next(from)) break;
        }
    }

    /// <summary>First pass: the first free column, and how the head is styled.</summary>
    private void LookAt()
    {
        var (column, row, last) = (-1, 0, -1);
        package.Each(part, x =>
        {
            if (x.NodeType != XmlNodeType.Element) return;
            if (x.Depth == 0) space = x.NamespaceURI;
            if (x.LocalName == "row")
            {
                row = int.TryParse(x.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said : row + 1;
                column = -1;
            }
            else if (x.LocalName == "c" && x.Depth == 3)
            {
                column = ColumnOf(x.GetAttribute("r")) ?? column + 1;
                last = Math.Max(last, column);
                if (row == headRow && Style(x) is > 0 and var style) styleOfHead = style;
            }
        }, long.MaxValue);
        first = Math.Min(last + 1, MostColumns - 3);
    }

    private void Row(XmlReader from, int number)
    {
        var mark = marks.GetValueOrDefault(number);
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        if (from.MoveToFirstAttribute())
        {
            // "spans" is a hint that the new columns would make wrong.
            do if (from.LocalName != "spans" || from.NamespaceURI.Length > 0) to.WriteAttributeString(from.Prefix, from.LocalName, from.NamespaceURI.Length == 0 ? null : from.NamespaceURI, from.Value);
            while (from.MoveToNextAttribute());
            from.MoveToElement();
        }
        var waiting = new Queue<int>(mark?.Cells.Keys.Order() ?? Enumerable.Empty<int>());
        if (!from.IsEmptyElement)
        {
            var column = -1;
            XlsxPackage.Next(from);
            while (from.Depth > 2)
            {
                if (from is { NodeType: XmlNodeType.Element, Depth: 3, LocalName: "c" })
                {
                    column = ColumnOf(from.GetAttribute("r")) ?? column + 1;
                    while (waiting.TryPeek(out var blank) && blank < column) Blank(number, waiting.Dequeue(), mark!);
                    var isMarked = waiting.TryPeek(out var next) && next == column;
                    if (isMarked) waiting.Dequeue();
                    Cell(from, isMarked ? mark : null);
                    continue;
                }
                Pass(from);
                XlsxPackage.Next(from);
            }
        }
        while (waiting.TryDequeue(out var blank)) Blank(number, blank, mark!);
        if (number == headRow) Beside(number, styleOfHead, Sentences.Say(language, "marked.outcome"), Sentences.Say(language, "marked.reason"), Sentences.Say(language, "marked.fix"));
        else if (mark is not null) Beside(number, 0, mark.Outcome is { } outcome ? Sentences.Say(language, "marked.outcome." + outcome) : "", mark.Reason, mark.Fix);
        to.WriteEndElement();
        XlsxPackage.Next(from);
    }

    private void Cell(XmlReader from, RowMark? mark)
    {
        var depth = from.Depth;
        var isEmpty = from.IsEmptyElement;
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        var style = mark is null ? (int?)null : styles.Marked(Style(from), mark.Outcome);
        if (from.MoveToFirstAttribute())
        {
            do if (style is null || from.LocalName != "s" || from.Prefix.Length > 0) to.WriteAttributeString(from.Prefix, from.LocalName, from.NamespaceURI.Length == 0 ? null : from.NamespaceURI, from.Value);
            while (from.MoveToNextAttribute());
            from.MoveToElement();
        }
        if (style is { } marked) to.WriteAttributeString("s", marked.ToString(CultureInfo.InvariantCulture));
        XlsxPackage.Next(from);
        if (!isEmpty)
        {
            while (from.Depth > depth)
            {
                Pass(from);
                XlsxPackage.Next(from);
            }
            XlsxPackage.Next(from); // past </c>
        }
        to.WriteEndElement();
    }

    private void Blank(int row, int column, RowMark mark)
    {
        to.WriteStartElement("c", space);
        to.WriteAttributeString("r", Header.Letter(column) + row.ToString(CultureInfo.InvariantCulture));
        to.WriteAttributeString("s", styles.Marked(0, mark.Outcome).ToString(CultureInfo.InvariantCulture));
        to.WriteEndElement();
    }

    private void Beside(int row, int style, params ReadOnlySpan<string> texts)
    {
        for (var i = 0; i < texts.Length; i++)
        {
            if (texts[i].Length == 0) continue;
            to.WriteStartElement("c", space);
            to.WriteAttributeString("r", Header.Letter(first + i) + row.ToString(CultureInfo.InvariantCulture));
            if (style > 0) to.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("t", "inlineStr");
            to.WriteStartElement("is", space);
            to.WriteStartElement("t", space);
            to.WriteAttributeString("xml", "space", null, "preserve");
            to.WriteString(texts[i]);
            to.WriteEndElement();
            to.WriteEndElement();
            to.WriteEndElement();
        }
    }

    /// <summary>Widths of columns: those there are, then the three new ones unless a width already covers them.</summary>
    private void Columns(XmlReader from)
    {
        var covered = 0;
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        to.WriteAttributes(from, defattr: false);
        XlsxPackage.Next(from);
        while (from.Depth > 1)
        {
            if (from.NodeType == XmlNodeType.Element && int.TryParse(from.GetAttribute("max"), NumberStyles.None, CultureInfo.InvariantCulture, out var max)) covered = Math.Max(covered, max);
            Pass(from);
            XlsxPackage.Next(from);
        }
        if (covered <= first) Widths();
        to.WriteEndElement();
        XlsxPackage.Next(from);
    }

    private void NewColumns()
    {
        to.WriteStartElement("cols", space);
        Widths();
        to.WriteEndElement();
    }

    private void Widths()
    {
        for (var i = 0; i < widths.Length; i++)
        {
            to.WriteStartElement("col", space);
            to.WriteAttributeString("min", (first + i + 1).ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("max", (first + i + 1).ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("width", widths[i].ToString(CultureInfo.InvariantCulture));
            to.WriteAttributeString("customWidth", "1");
            to.WriteEndElement();
        }
    }

    private void Shapes()
    {
        if (shapesRelation is not { } relation) return;
        to.WriteStartElement("legacyDrawing", space);
        to.WriteAttributeString("r", "id", Relations, relation);
        to.WriteEndElement();
    }

    /// <summary>One node as it is.</summary>
    private void Pass(XmlReader from)
    {
        switch (from.NodeType)
        {
            case XmlNodeType.Element:
                to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
                to.WriteAttributes(from, defattr: false);
                if (from.IsEmptyElement) to.WriteEndElement();
                break;
            case XmlNodeType.EndElement:
                to.WriteFullEndElement();
                break;
            case XmlNodeType.Text:
            case XmlNodeType.CDATA:
                to.WriteString(from.Value);
                break;
            case XmlNodeType.Whitespace:
            case XmlNodeType.SignificantWhitespace:
                to.WriteWhitespace(from.Value);
                break;
            default: // declarations; notes of programs to themselves are not read
                break;
        }
    }

    private static int Style(XmlReader cell) => int.TryParse(cell.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) ? style : 0;

    /// <summary>"AB12" → 27; null when the cell does not say.</summary>
    private static int? ColumnOf(string? reference)
    {
        var column = 0;
        foreach (var c in reference ?? "")
        {
            if (!char.IsAsciiLetterUpper(c)) break;
            column = column * 26 + (c - 'A' + 1);
        }
        return column == 0 ? null : column - 1;
    }
}
