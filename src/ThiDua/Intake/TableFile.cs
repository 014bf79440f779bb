using ThiDua.Intake.Files;

namespace ThiDua.Intake;

/// <summary>One file opened as a table of one kind: the head is found and checked, the rows are streamed.</summary>
public sealed class TableFile : IDisposable
{
    private readonly FileKind kind;
    private readonly Header header;
    private readonly IEnumerable<CellRow> rows;
    private readonly XlsxWorkbook? workbook;

    private TableFile(FileKind kind, Header header, IEnumerable<CellRow> rows, XlsxWorkbook? workbook, string? sheet) =>
        (this.kind, this.header, this.rows, this.workbook, Sheet) = (kind, header, rows, workbook, sheet);

    /// <summary>Heads as written in the file.</summary>
    public IReadOnlyList<string> Headers => header.Texts;

    /// <summary>Of a workbook: the sheet that is read.</summary>
    public string? Sheet { get; }

    /// <exception cref="RefusedFileException">The file as a whole cannot be taken.</exception>
    public static TableFile Open(Stream seekable, string fileName, FileKind kind)
    {
        var tables = Tables(seekable, fileName, out var workbook);
        (Header Header, List<CellRow> Head, IEnumerable<CellRow> Rows, string? Sheet)? best = null;
        foreach (var (sheet, rows) in tables)
        {
            var head = rows.Take(Header.SearchRows).ToList();
            if (Header.Find(kind, head) is not { } found) continue;
            if (best is null) best = (found, head, rows, sheet);
            if (IsComplete(found, kind))
            {
                best = (found, head, rows, sheet);
                break;
            }
        }
        if (best is not { } chosen)
        {
            workbook?.Dispose();
            throw new RefusedFileException(seekable.Length == 0 ? "empty" : "no-header", string.Join(", ", KnownColumns.Of(kind).Where(c => c.Required).Select(c => c.Name)));
        }
        chosen.Header.Check(kind, chosen.Head);
        return new(kind, chosen.Header, chosen.Rows, workbook, chosen.Sheet);
    }

    /// <summary>The kind whose columns fit best; null when none has all it requires.</summary>
    public static FileKind? Recognise(Stream seekable, string fileName)
    {
        var tables = Tables(seekable, fileName, out var workbook);
        using (workbook)
        {
            (FileKind Kind, int Known)? best = null;
            foreach (var (_, rows) in tables)
            {
                var head = rows.Take(Header.SearchRows).ToList();
                foreach (var kind in Enum.GetValues<FileKind>())
                {
                    if (Header.Find(kind, head) is { } found && IsComplete(found, kind) && (best is null || found.Known > best.Value.Known)) best = (kind, found.Known);
                }
                if (best is not null) break;
            }
            return best?.Kind;
        }
    }

    /// <summary>The rows, one pass. Blank rows, numbering rows, group lines and totals are not rows.</summary>
    /// <param name="today">A receipt dated later is rejected.</param>
    public IEnumerable<ReadRow> Rows(DateOnly today)
    {
        var columns = KnownColumns.Of(kind);
        var cells = new RowCells(columns, header);
        var first = true;
        foreach (var row in rows)
        {
            if (row.Number <= header.LastRow || row.IsBlank) continue;
            if (first && Header.IsNumbering(row)) continue;
            first = false;
            if (header.IsGroupOrTotal(row, columns)) continue;
            cells.Start(row);
            var value = RowReaders.Read(kind, cells, today);
            var issues = cells.Issues;
            yield return new(row.Number, value, issues, issues.Count == 0 ? null : cells.Written());
        }
    }

    public void Dispose() => workbook?.Dispose();

    private static bool IsComplete(Header header, FileKind kind)
    {
        var columns = KnownColumns.Of(kind);
        return !columns.Where((c, i) => c.Required && header.Positions[i] < 0).Any()
            && (!columns.Any(c => c.OneOf) || columns.Where((c, i) => c.OneOf && header.Positions[i] >= 0).Any());
    }

    private static List<(string? Sheet, IEnumerable<CellRow> Rows)> Tables(Stream stream, string fileName, out XlsxWorkbook? workbook)
    {
        workbook = null;
        stream.Position = 0;
        Span<byte> start = stackalloc byte[8];
        var got = stream.ReadAtLeast(start, 8, throwOnEndOfStream: false);
        stream.Position = 0;
        if (got == 0) throw new RefusedFileException("empty");
        start = start[..got];
        if (start.StartsWith("PK"u8))
        {
            var opened = workbook = new(stream);
            return [.. opened.Sheets.Where(s => !s.Hidden).Select(s => ((string?)s.Name, XlsxRows.Read(opened, s)))];
        }
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new RefusedFileException("old-or-locked");
        if (start.StartsWith("%PDF"u8)) throw new RefusedFileException("pdf");
        if (start.StartsWith("<"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF, (byte)'<'])) throw new RefusedFileException("html");
        if (fileName.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase)) throw new RefusedFileException("damaged");
        return [(null, CsvRows.Read(stream))];
    }
}
