using System.Buffers;
using System.Globalization;
using System.Text;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>Lines of a table that are no rows: numbering, heads repeated, heads of groups, totals (contract §2).</summary>
public sealed class NotRows(FileKind kind, Header header)
{
    private static readonly SearchValues<char> OfSums = SearchValues.Create("0123456789()[]=+-x*/ ABCDEFGHIJ");

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

    /// <summary>One text alone, beside at most a group's numeral: "I. Phường Mỹ Bình", "A | Tăng".</summary>
    private bool IsGroup(CellBuffer row)
    {
        var only = -1;
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Kind(i) == CellKind.Blank || (i == count && IsNumeral(row.Text(i)))) continue;
            if (only >= 0 || row.Kind(i) != CellKind.Text) return false;
            only = i;
        }
        if (only < 0) return true;
        if (!AnyRequiredBlank(row)) return false;
        // A lone word with digits, like a code in its column, is a row that lost its other cells, and is told.
        return row.Text(only).Contains(' ') || row.Text(only).IndexOfAnyInRange('0', '9') < 0;
    }

    private bool IsTotal(CellBuffer row)
    {
        if (!AnyRequiredBlank(row)) return false;
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Kind(i) != CellKind.Text) continue;
            if (row.Text(i).Length > 60) return false;
            var text = row.Text(i).ToString().Normalize(NormalizationForm.FormC).ToUpperInvariant().Trim(' ', ':', '.', '*');
            if (text is "TỔNG" or "CỘNG" or "TONG" or "CONG" or "TONG CONG" or "TOTAL"
                || text.StartsWith("TỔNG CỘNG", StringComparison.Ordinal) || text.StartsWith("TỔNG SỐ", StringComparison.Ordinal)
                || text.StartsWith("CỘNG NHÓM", StringComparison.Ordinal) || text.StartsWith("CỘNG DỒN", StringComparison.Ordinal)) return true;
            if (i != count) return false;
        }
        return false;
    }

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
    private static bool IsNumeral(ReadOnlySpan<char> text) => text.Length <= 6 && VietnameseText.Fold(text.ToString()) is [not (>= '0' and <= '9'), ..];
}
