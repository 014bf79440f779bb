using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>The header of a table: which column of the file is which known column.</summary>
/// <param name="LastRow">Number of the last row that belongs to the head.</param>
/// <param name="Positions">By known column: its position in the file, -1 when the file lacks it.</param>
/// <param name="Texts">Headers as written.</param>
public sealed record Header(int LastRow, IReadOnlyList<int> Positions, IReadOnlyList<string> Texts)
{
    public int Known => Positions.Count(p => p >= 0);

    /// <summary>How far down the sheet a head may stand, below titles.</summary>
    public const int SearchRows = 60;

    /// <summary>The head among the first rows; null when there is none.</summary>
    public static Header? Find(FileKind kind, IReadOnlyList<CellRow> rows)
    {
        Header? best = null;
        for (var i = 0; i < rows.Count; i++)
        {
            Consider(Read(kind, rows[i], null));
            if (i + 1 < rows.Count) Consider(Read(kind, rows[i], rows[i + 1]));
        }
        return best?.Known >= 2 ? best : null;

        void Consider(Header found)
        {
            if (best is null || found.Known > best.Known) best = found;
        }
    }

    /// <summary>Refuses a head that names a required column twice or not at all.</summary>
    public void Check(FileKind kind, IReadOnlyList<CellRow> rows)
    {
        var columns = KnownColumns.Of(kind);
        var seen = new Dictionary<int, int>();
        for (var i = 0; i < Texts.Count; i++)
        {
            var column = KnownColumns.Find(kind, Texts[i]);
            if (column < 0 || (!columns[column].Required && !columns[column].OneOf)) continue;
            if (!seen.TryAdd(column, i)) throw new RefusedFileException("column-twice", columns[column].Name, Letter(seen[column]), Letter(i));
        }
        var missing = columns.Where((c, i) => c.Required && Positions[i] < 0).Select(c => c.Name).ToList();
        if (columns.Any(c => c.OneOf) && !columns.Where((c, i) => c.OneOf && Positions[i] >= 0).Any())
        {
            missing.Add(string.Join(" / ", columns.Where(c => c.OneOf).Select(c => c.Name)));
        }
        if (missing.Count > 0)
        {
            throw new RefusedFileException("column-missing", string.Join(", ", missing), LastRow.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>One row as a head, or two read together: a merged upper cell speaks for the columns to its right.</summary>
    private static Header Read(FileKind kind, CellRow upper, CellRow? lower)
    {
        var width = Math.Max(upper.Cells.Length, lower?.Cells.Length ?? 0);
        var positions = Enumerable.Repeat(-1, KnownColumns.Of(kind).Count).ToArray();
        var texts = new string[width];
        var spoken = "";
        for (var i = 0; i < width; i++)
        {
            var top = upper.At(i);
            var bottom = lower?.At(i) ?? Cell.Blank;
            if (!top.IsBlank) spoken = top.Text;
            var text = lower is null || bottom.IsBlank ? top.Text : First(kind, $"{spoken} {bottom.Text}", bottom.Text, top.Text);
            texts[i] = text;
            var column = text.Length == 0 ? -1 : KnownColumns.Find(kind, text);
            if (column >= 0 && positions[column] < 0) positions[column] = i;
        }
        return new(lower?.Number ?? upper.Number, positions, texts);
    }

    private static string First(FileKind kind, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts) if (text.Length > 0 && KnownColumns.Find(kind, text) >= 0) return text;
        return texts[0];
    }

    /// <summary>0 → A, 27 → AB, as the spreadsheet names columns.</summary>
    public static string Letter(int column)
    {
        var letters = "";
        for (var i = column; i >= 0; i = i / 26 - 1) letters = (char)('A' + i % 26) + letters;
        return letters;
    }

    /// <summary>`(1) (2) (3)` or `A B 1 2` right under the head.</summary>
    public static bool IsNumbering(CellRow row)
    {
        var filled = 0;
        foreach (var cell in row.Cells)
        {
            if (cell.IsBlank) continue;
            var text = cell.Text.Trim('(', ')', '[', ']', ' ');
            var isNumber = text.Length is 1 or 2 && text.All(char.IsAsciiDigit);
            var isLetter = text.Length == 1 && char.IsAsciiLetter(text[0]);
            var isSum = text.Contains('=', StringComparison.Ordinal) && text.All(c => char.IsAsciiDigit(c) || c is '=' or '+' or '-' or ' ');
            if (!isNumber && !isLetter && !isSum) return false;
            filled++;
        }
        return filled >= 2;
    }

    /// <summary>A line that heads or sums a group and is no row: one lone text, or a total without the cells a row must have.</summary>
    public bool IsGroupOrTotal(CellRow row, IReadOnlyList<KnownColumn> columns)
    {
        var filled = 0;
        var first = "";
        foreach (var cell in row.Cells)
        {
            if (cell.IsBlank) continue;
            if (++filled == 1 || VietnameseText.Fold(first).Length <= 3) first = cell.Text;
        }
        var required = 0;
        var missing = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            if (!columns[i].Required) continue;
            required++;
            if (row.At(Positions[i]).IsBlank) missing++;
        }
        if (missing == 0) return false;
        if (filled <= 2 && missing >= required - 1 && required > 1) return true;
        var folded = VietnameseText.Fold(first);
        return folded is "tong" or "cong" or "tongcong" or "tongso" || folded.StartsWith("tongcong", StringComparison.Ordinal) || folded.StartsWith("congnhom", StringComparison.Ordinal);
    }
}
