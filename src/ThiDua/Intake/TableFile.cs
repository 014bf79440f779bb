using System.Globalization;
using ThiDua.Intake.Files;

namespace ThiDua.Intake;

/// <summary>One file opened as a table of one kind: the head is found and checked, the rows are streamed.</summary>
public sealed class TableFile : IDisposable
{
    private const int LongestHead = 200;
    private const int WidestHead = 2_000;
    private const int NumberingRows = 2;

    private readonly FileKind kind;
    private readonly Containers containers;
    private readonly RowSource source;
    private readonly Header header;
    private readonly LegacyText legacy;

    private TableFile(FileKind kind, Containers containers, RowSource source, Header header, LegacyText legacy) =>
        (this.kind, this.containers, this.source, this.header, this.legacy) = (kind, containers, source, header, legacy);

    /// <summary>Heads as written in the file, one for each column.</summary>
    public IReadOnlyList<string> Headers => header.Texts;

    /// <summary>Of a workbook: the sheet that is read.</summary>
    public string? Sheet => source.Sheet;

    /// <summary>Of a workbook: the part of the package that holds the sheet.</summary>
    public string? SheetPart => source.Part;

    /// <summary>Number of the last row of the head.</summary>
    public int HeadRow => header.LastRow;

    /// <summary>Every row as it stands, blank cells as empty texts, numbered as the spreadsheet shows it.</summary>
    public IEnumerable<(int Number, string[] Cells)> WrittenRows()
    {
        var row = new CellBuffer();
        source.Restart();
        while (source.Read(row))
        {
            var cells = new string[row.Count];
            for (var i = 0; i < cells.Length; i++) cells[i] = row.Text(i).ToString();
            yield return (row.Number, cells);
        }
    }

    /// <summary>How far the reading is, of <see cref="Length"/>; of a workbook in inflated bytes of its sheet.</summary>
    public long BytesRead => source.BytesRead;

    public long Length => source.Length;

    /// <summary>
    /// Whether an indicator, as targets and figures name it, is a percentage: there "46.150" is refused and not taken for a
    /// thousands mark. Set it before <see cref="Rows"/>; without it only a % sign in cell or head says so.
    /// </summary>
    public Func<string, bool>? IsPercentage { get; set; }

    /// <summary>After <see cref="Rows"/>: what the file says of itself and is not so (AC-15).</summary>
    public IReadOnlyList<RowIssue> SaidWrongly { get; private set; } = [];

    /// <exception cref="RefusedFileException">The file as a whole cannot be taken.</exception>
    public static TableFile Open(Stream seekable, string fileName, FileKind kind)
    {
        var containers = Containers.Open(seekable);
        try
        {
            (RowSource Source, Header Header, LegacyText Legacy)? best = null;
            RefusedFileException? fault = null;
            var isEmpty = true;
            foreach (var table in containers.Tables)
            {
                var legacy = new LegacyText();
                if (FirstRows(table, legacy, ref fault) is not { } rows) continue;
                isEmpty &= rows.Count == 0;
                if (Header.Find(kind, rows) is not { } found || found.Known <= best?.Header.Known) continue;
                best = (table, found, legacy);
                if (found.IsComplete(kind)) break;
            }
            if (best is not { } chosen) throw fault ?? new RefusedFileException(isEmpty ? "empty" : "no-header", Required(kind));
            chosen.Header.Check(kind);
            return new(kind, containers, chosen.Source, chosen.Header, chosen.Legacy);
        }
        catch
        {
            containers.Dispose();
            throw;
        }
    }

    /// <summary>The kind whose columns fit best; null when none has all it requires.</summary>
    /// <exception cref="RefusedFileException">The file is no table at all.</exception>
    public static FileKind? Recognise(Stream seekable, string fileName)
    {
        using var containers = Containers.Open(seekable);
        RefusedFileException? fault = null;
        foreach (var table in containers.Tables)
        {
            if (FirstRows(table, new(), ref fault) is not { } rows) continue;
            (FileKind Kind, int Known)? best = null;
            foreach (var kind in Enum.GetValues<FileKind>())
            {
                if (Header.Find(kind, rows) is { } found && found.IsComplete(kind) && (best is null || found.Known > best.Value.Known)) best = (kind, found.Known);
            }
            if (best is not null) return best.Value.Kind;
        }
        return null;
    }

    /// <summary>Position among <see cref="Headers"/> of the column that a finding names; -1 when the file lacks it.</summary>
    public int PositionOf(string column)
    {
        var columns = KnownColumns.Of(kind);
        for (var i = 0; i < columns.Count; i++) if (columns[i].Name == column) return header.Positions[i];
        return Array.IndexOf(header.Texts, column);
    }

    /// <summary>The rows, streamed. Blank rows, numbering rows, group lines and totals are not rows.</summary>
    /// <param name="today">A receipt dated later is rejected.</param>
    /// <exception cref="RefusedFileException">The file turns out to be damaged further down: nothing of it may be kept.</exception>
    public IEnumerable<ReadRow> Rows(DateOnly today)
    {
        var row = new CellBuffer();
        var cells = new RowCells(kind, header, row, today, source.IsEightBit, legacy);
        var readers = new RowReaders(cells, IsPercentage);
        var notRows = new NotRows(kind, header);
        var said = new SaidOfItself(kind, header);
        var seen = 0;
        source.Restart();
        while (source.Read(row))
        {
            if (row.Number <= header.LastRow || row.IsBlank) continue;
            if (seen++ < NumberingRows && NotRows.IsNumbering(row)) continue;
            cells.Start();
            var value = readers.Read(kind);
            if (row.HasTooLong)
            {
                cells.RejectTooLong();
                if (cells.IsRejected) value = null;
            }
            if (value is null && notRows.IsNoRow(row))
            {
                said.Line(row);
                continue;
            }
            var issues = cells.Issues;
            said.Row(value, row, issues);
            yield return new(row.Number, value, issues, issues.Count == 0 ? null : cells.Written());
        }
        SaidWrongly = said.End(source, row);
    }

    public void Dispose() => containers.Dispose();

    /// <summary>The rows among which the head is looked for; they also show by which font an old text was typed.</summary>
    /// <param name="fault">What is wrong with the text if this separator is the one; null is returned then.</param>
    private static List<HeadRow>? FirstRows(RowSource source, LegacyText legacy, ref RefusedFileException? fault)
    {
        try
        {
            return FirstRows(source, legacy);
        }
        catch (RefusedFileException e) when (e.Code is "quote-open" or "too-many-columns")
        {
            fault ??= e;
            return null;
        }
    }

    private static List<HeadRow> FirstRows(RowSource source, LegacyText legacy)
    {
        var rows = new List<HeadRow>();
        var row = new CellBuffer();
        source.Restart();
        while (rows.Count < Header.SearchRows && source.Read(row))
        {
            if (row.IsBlank) continue;
            var texts = new string[Math.Min(row.Count, WidestHead)];
            for (var i = 0; i < texts.Length; i++)
            {
                var text = row.Kind(i) == CellKind.TooLong ? "" : row.Text(i)[..Math.Min(row.Text(i).Length, LongestHead)].ToString();
                if (CleanText.LookAt(text) == CleanText.Look.Unicode) legacy.SawUnicode();
                texts[i] = CleanText.Of(legacy.Repair(text) ?? text);
                if (source.IsEightBit && !LegacyText.IsVietnamese(texts[i], strict: false)) throw new RefusedFileException("not-utf8", row.Number.ToString(CultureInfo.InvariantCulture));
            }
            rows.Add(new(row.Number, texts));
        }
        return rows;
    }

    private static string Required(FileKind kind) => string.Join(", ", KnownColumns.Of(kind).Where(c => c.Required).Select(c => c.Name));
}
