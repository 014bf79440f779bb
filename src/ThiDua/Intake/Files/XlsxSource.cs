using System.Globalization;
using System.Xml;

namespace ThiDua.Intake.Files;

/// <summary>Streams the rows of one sheet: memory does not grow with the number of rows.</summary>
public sealed class XlsxSource(XlsxWorkbook workbook, XlsxSheet sheet) : RowSource
{
    /// <summary>A spreadsheet has no more rows than this.</summary>
    private const int MaxRows = 1_048_576;

    private readonly XlsxText text = new();
    private readonly char[] stored = new char[64];
    private XmlReader? xml;
    private InflatedStream? stream;
    private (string Row, string Cell, string Value, string Formula, string Inline, string Extent) names;
    private int last;
    private int? saidLast;

    public override string? Sheet => sheet.Name;

    public override string? Part => sheet.Part;

    public override int? SaidLast => saidLast;

    public override long BytesRead => stream?.BytesRead ?? 0;

    public override long Length => workbook.Package.LengthOf(sheet.Part);

    public override void Restart()
    {
        xml?.Dispose();
        var opened = workbook.Package.Open(sheet.Part) ?? throw new RefusedFileException("damaged");
        (xml, stream) = opened;
        var table = xml.NameTable;
        names = (table.Add("row"), table.Add("c"), table.Add("v"), table.Add("f"), table.Add("is"), table.Add("dimension"));
        last = 0;
    }

    public override bool Read(CellBuffer row)
    {
        try
        {
            while (XlsxPackage.Next(xml!))
            {
                if (xml!.NodeType != XmlNodeType.Element) continue;
                if (ReferenceEquals(xml.LocalName, names.Extent)) saidLast = LastRow(xml.GetAttribute("ref"));
                if (!ReferenceEquals(xml.LocalName, names.Row)) continue;
                ReadRow(row);
                return true;
            }
            return false;
        }
        catch (Exception e) when (XlsxPackage.IsDamage(e))
        {
            throw new RefusedFileException("damaged");
        }
    }

    public override void Dispose() => xml?.Dispose();

    private void ReadRow(CellBuffer row)
    {
        var number = xml!.GetAttribute("r");
        last = number is null ? last + 1 : int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        row.Begin(last);
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        var next = 0;
        while (XlsxPackage.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && ReferenceEquals(xml.LocalName, names.Cell)) next = ReadCell(row, next) + 1;
        }
    }

    /// <summary>Reads one cell; returns its column.</summary>
    private int ReadCell(CellBuffer row, int column)
    {
        var type = ' ';
        var style = 0;
        if (xml!.MoveToFirstAttribute())
        {
            do
            {
                var name = xml.LocalName;
                if (name.Length != 1) continue;
                if (name[0] == 'r') column = Column(xml.Value);
                else if (name[0] == 's') style = int.Parse(xml.Value, NumberStyles.None, CultureInfo.InvariantCulture);
                else if (name[0] == 't') type = Type(xml.Value);
            }
            while (xml.MoveToNextAttribute());
            xml.MoveToElement();
        }
        if (column is < 0 or >= CellBuffer.MaxColumns) throw new InvalidDataException("A cell stands outside the sheet.");
        if (xml.IsEmptyElement) return column;
        var depth = xml.Depth;
        var hasFormula = false;
        var hasValue = false;
        while (XlsxPackage.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (ReferenceEquals(xml.LocalName, names.Formula)) hasFormula = true;
            else if (ReferenceEquals(xml.LocalName, names.Value))
            {
                hasValue = !xml.IsEmptyElement || type == 's';
                ReadValue(row, column, type, style);
            }
            else if (ReferenceEquals(xml.LocalName, names.Inline))
            {
                hasValue = true;
                text.Read(xml, runs: true);
                row.Append(text.Text);
                row.EndCell(column, text.IsTooLong ? CellKind.TooLong : CellKind.Text);
            }
        }
        if (hasFormula && !hasValue) row.EndCell(column, CellKind.Formula);
        return column;
    }

    private void ReadValue(CellBuffer row, int column, char type, int style)
    {
        if (type is 't' or 'e')
        {
            text.Read(xml!, runs: false);
            row.Append(text.Text);
            row.EndCell(column, text.IsTooLong ? CellKind.TooLong : type == 'e' ? CellKind.Error : CellKind.Text);
            return;
        }
        var value = ReadStored();
        switch (type)
        {
            case 's':
                row.EndCell(column, workbook.SharedStrings.AppendTo(row, value, text.Scratch) ?? throw new InvalidDataException("A cell names a shared text that is not there."));
                break;
            case 'b':
                row.Append(value);
                row.EndCell(column, CellKind.Truth);
                break;
            case 'd':
                row.Append(value);
                row.EndCell(column, CellKind.Date);
                break;
            default:
                var shown = style < workbook.Styles.Count ? workbook.Styles[style] : CellKind.Number;
                if (shown == CellKind.Date)
                {
                    if (Serials.Day(value, workbook.Uses1904) is { } day)
                    {
                        Span<char> iso = stackalloc char[10];
                        day.TryFormat(iso, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                        row.Append(iso);
                    }
                    else
                    {
                        row.Append(value);
                        shown = CellKind.Number;
                    }
                }
                else row.Append(value);
                row.EndCell(column, shown);
                break;
        }
    }

    /// <summary>A number or an index: longer ones than a spreadsheet writes are none.</summary>
    private ReadOnlySpan<char> ReadStored()
    {
        if (xml!.IsEmptyElement) return [];
        var length = 0;
        var depth = xml.Depth;
        while (XlsxPackage.Next(xml) && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)) continue;
            for (int got; (got = xml.ReadValueChunk(stored, length, stored.Length - length)) > 0;) length += got;
            if (length == stored.Length) throw new InvalidDataException("A number is too long.");
        }
        return stored.AsSpan(0, length).Trim();
    }

    private static char Type(string type) => type switch
    {
        "s" => 's',
        "str" => 't',
        "inlineStr" => 'i',
        "b" => 'b',
        "e" => 'e',
        "d" => 'd',
        _ => ' ',
    };

    /// <summary>"A1:O1001" → 1001; what is no extent, or reaches to the end of all sheets, says nothing.</summary>
    private static int? LastRow(string? extent) => extent?.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
        && int.TryParse(extent.AsSpan(colon + 1).TrimStart("$ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row < MaxRows ? row : null;

    /// <summary>"C12" → 2.</summary>
    private static int Column(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (c is < 'A' or > 'Z') break;
            column = column * 26 + c - 'A' + 1;
            if (column > CellBuffer.MaxColumns) break;
        }
        return column - 1;
    }
}
