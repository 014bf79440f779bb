using System.Buffers;
using System.Globalization;
using System.Text;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>Lines of a table that are no rows: numbering, heads repeated, heads of groups, totals (contract §2).</summary>
public sealed class NotRows(FileKind kind, Header header)
{
    private static readonly SearchValues<char> OfSums = SearchValues.Create("0123456789()[]=+-x*/ ABCDEFGHIJ");

    private static readonly string[] SumWords = ["TỔNG", "CỘNG", "TONG", "CONG", "LŨY KẾ", "LUỸ KẾ", "TOTAL", "GRAND TOTAL", "SUM"];

    private readonly IReadOnlyList<KnownColumn> columns = KnownColumns.Of(kind);
    private readonly int count = Array.FindIndex(header.Texts, t => t.Length > 0 && KnownColumns.IsCount(t));

    /// <summary>`(1) (2) (3)`, `1 2 3`, `A B C 1 2`, `(5) = (3) + (4)` below the head.</summary>
    public static bool IsNumbering(CellBuffer row)
    {
        var (filled, inBrackets, expected) = (0, 0, 0);
        for (var i = 0; i < row.Count; i++)
        {
            var text = row.Text(i);
            if (text.IsEmpty) continue;
            filled++;
            if (text[0] is '(' or '[') inBrackets++;
            if (text.Contains('=') && text.IndexOfAnyExcept(OfSums) < 0) continue;
            var mark = text.Trim("()[] ");
            if (mark.Length == 1 && char.IsAsciiLetter(mark[0]))
            {
                expected = 0;
                continue;
            }
            if (mark.Length is 0 or > 2 || mark.IndexOfAnyExceptInRange('0', '9') >= 0) return false;
            // Numbers of columns count on; values of a row only by chance.
            var number = int.Parse(mark, NumberStyles.None, CultureInfo.InvariantCulture);
            if (expected > 0 && number != expected && inBrackets == 0) return false;
            if (expected == 0 && number is not (0 or 1) && inBrackets == 0) return false;
            expected = number + 1;
        }
        return filled >= 3 || (filled >= 2 && inBrackets == filled);
    }

    /// <summary>Of a line that cannot be taken as a row: whether it never was meant as one.</summary>
    public bool IsNoRow(CellBuffer row) => IsGroup(row) || IsTotal(row) || IsHeadAgain(row);

    /// <summary>The same in a list of codes and numbers alone: a total in place of a code, or one text alone without a number.</summary>
    public static bool IsNoRow(CellBuffer row, int code)
    {
        var (filled, text, isTotal) = (0, -1, false);
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Kind(i) == CellKind.Blank) continue;
            filled++;
            if (IsNumber(row, i)) continue;
            text = i;
            isTotal |= IsSumWord(row.Text(i));
        }
        var hasCode = code < row.Count && row.Kind(code) != CellKind.Blank && !IsSumWord(row.Text(code));
        return (isTotal && !hasCode) || (filled == 1 && text >= 0 && row.Text(text).Contains(' '));
    }

    /// <summary>
    /// One text alone, beside at most a group's numeral: "I. Phường Mỹ Bình", "A | Tăng"; after a numeral its sums may follow:
    /// "B | Khối xã phường | | 7".
    /// </summary>
    private bool IsGroup(CellBuffer row)
    {
        var (numeral, only, sums) = (-1, -1, 0);
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Kind(i) == CellKind.Blank) continue;
            if (numeral < 0 && only < 0 && IsNumeral(row.Text(i))) numeral = i;
            else if (only >= 0 && IsNumber(row, i)) sums++;
            else if (only >= 0 || row.Kind(i) != CellKind.Text) return false;
            else only = i;
        }
        if (only < 0) return numeral < 0 || numeral == count;
        if (!AnyRequiredBlank(row)) return false;
        if (sums > 0) return numeral >= 0;
        // A lone word with digits, like a code in its column, is a row that lost its other cells, and is told.
        return row.Text(only).Contains(' ') || row.Text(only).IndexOfAnyInRange('0', '9') < 0;
    }

    /// <summary>A text that begins with a word for sums, and nothing else but numbers: "Cộng khối phòng ban | | 5", "TỔNG (I+II)".</summary>
    private bool IsTotal(CellBuffer row)
    {
        if (!AnyRequiredBlank(row)) return false;
        var isNamed = false;
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Kind(i) == CellKind.Blank || IsNumber(row, i)) continue;
            if (row.Kind(i) != CellKind.Text) return false;
            if (IsSumWord(row.Text(i))) isNamed = true;
            else if (isNamed || !IsNumeral(row.Text(i))) return false;
        }
        return isNamed;
    }

    private static bool IsSumWord(ReadOnlySpan<char> cell)
    {
        if (cell.Length > 80) return false;
        var text = cell.ToString().Normalize(NormalizationForm.FormC).ToUpperInvariant().TrimStart(' ', '*', '-');
        foreach (var word in SumWords)
        {
            if (text.StartsWith(word, StringComparison.Ordinal) && (text.Length == word.Length || !char.IsLetterOrDigit(text[word.Length]))) return true;
        }
        return false;
    }

    private static bool IsNumber(CellBuffer row, int column) =>
        row.Kind(column) is CellKind.Number or CellKind.Percent || (row.Kind(column) == CellKind.Text && Numbers.Written(row.Text(column)).Value is not null);

    /// <summary>Printed tables repeat their head on every page.</summary>
    private bool IsHeadAgain(CellBuffer row)
    {
        var same = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            var position = header.Positions[i];
            if (position < 0 || row.Kind(position) == CellKind.Blank) continue;
            if (row.Kind(position) != CellKind.Text || row.Text(position).Length > 100 || KnownColumns.Find(kind, row.Text(position).ToString()) != i) return false;
            same++;
        }
        return same >= 2;
    }

    private bool AnyRequiredBlank(CellBuffer row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Required && (header.Positions[i] < 0 || row.Kind(header.Positions[i]) == CellKind.Blank)) return true;
        }
        return false;
    }

    /// <summary>I, II.1, A, a) — what groups are numbered with; rows are counted 1, 2, 3.</summary>
    private static bool IsNumeral(ReadOnlySpan<char> text)
    {
        var mark = text.TrimEnd(".) ");
        var dot = mark.IndexOf('.');
        if (dot > 0 && mark[(dot + 1)..].IndexOfAnyExceptInRange('0', '9') < 0) mark = mark[..dot];
        return mark.Length is > 0 and <= 6 && ((mark.Length == 1 && char.IsLetter(mark[0])) || mark.IndexOfAnyExcept("IVXLC") < 0);
    }
}
