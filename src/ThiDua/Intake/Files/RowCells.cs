using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>
/// The cells of one row by known column, turned into values. What cannot be read becomes a finding with column, reason and fix;
/// the reading goes on, so that all faults of a row are told at once.
/// </summary>
public sealed class RowCells(IReadOnlyList<KnownColumn> columns, Header header)
{
    private readonly List<RowIssue> issues = [];
    private CellRow row;

    public IReadOnlyList<RowIssue> Issues => issues.Count == 0 ? [] : [.. issues];

    public bool Rejected { get; private set; }

    public int RowNumber => row.Number;

    public void Start(CellRow next)
    {
        row = next;
        issues.Clear();
        Rejected = false;
    }

    public void Reject(int column, string code, params IReadOnlyList<string> arguments) => Add(column, code, true, arguments);

    public void Warn(int column, string code, params IReadOnlyList<string> arguments) => Add(column, code, false, arguments);

    public Cell Cell(int column) => row.At(header.Positions[column]);

    /// <summary>The text of a cell; null when it is blank. A required cell that is blank rejects the row.</summary>
    public string? Text(int column)
    {
        var cell = Cell(column);
        switch (cell.Kind)
        {
            case CellKind.Blank:
                if (columns[column].Required) Reject(column, "missing");
                return null;
            case CellKind.Error:
                Reject(column, "error-value", cell.Text);
                return null;
            case CellKind.Formula:
                Reject(column, "formula-without-value");
                return null;
            case CellKind.TooLong:
                Reject(column, "too-long");
                return null;
            case CellKind.Number:
                return Numbers.Plain(cell.Text) ?? cell.Text;
            case CellKind.Date:
                return cell.Text;
            case CellKind.Text:
            default:
                return Repaired(column, cell.Text);
        }
    }

    private string Repaired(int column, string text)
    {
        text = LegacyText.MendLookAlikes(text);
        if (LegacyText.Repair(text) is not { } repaired) return text;
        Warn(column, "legacy-encoding", text, repaired);
        return repaired;
    }

    /// <summary>A code: text whose leading zeros survive. A formula in its place rejects the row.</summary>
    public string? Code(int column)
    {
        var text = Text(column);
        if (text is null) return null;
        if (text[0] is '=' or '@' || (text[0] is '+' or '-' && text.Length > 1 && char.IsLetter(text[1])))
        {
            Reject(column, "formula-text", text);
            return null;
        }
        var code = text.TrimStart('\'').Trim();
        if (Cell(column).Kind == CellKind.Text && Numbers.IsScientific(code))
        {
            Reject(column, "scientific", code);
            return null;
        }
        return code.Length == 0 ? null : code;
    }

    /// <summary>Mã số BHXH: 10 digits; 8 or 9 lost their leading zeros in a spreadsheet (contract §2).</summary>
    public string? SiNumber(int column) => Digits(column, 10, 8);

    /// <summary>Số định danh: 12 digits; 10 or 11 lost leading zeros; 9 is an old CMND, which names no one here.</summary>
    public string? NationalId(int column) => Digits(column, 12, 10);

    private string? Digits(int column, int length, int shortest)
    {
        var text = Code(column);
        if (text is null) return null;
        var digits = string.Concat(text.Where(c => c is not (' ' or '.' or '-' or '\'')));
        if (!digits.All(char.IsAsciiDigit))
        {
            var suggestion = digits.ToUpperInvariant().Replace('O', '0').Replace('I', '1').Replace('L', '1');
            if (suggestion.Length == length && suggestion.All(char.IsAsciiDigit)) Reject(column, "letters-in-number-suggest", text, Invariant(length), suggestion);
            else Reject(column, "letters-in-number", text, Invariant(length));
            return null;
        }
        if (digits.Length == length) return digits;
        if (length == 12 && digits.Length == 9)
        {
            Reject(column, "old-identity-card", digits);
            return null;
        }
        if (digits.Length >= shortest && digits.Length < length)
        {
            var repaired = digits.PadLeft(length, '0');
            Warn(column, "zeros-restored", digits, repaired);
            return repaired;
        }
        Reject(column, "wrong-length", digits, Invariant(length), Invariant(digits.Length));
        return null;
    }

    public DateOnly? Day(int column)
    {
        var text = Text(column);
        if (text is null) return null;
        if (Dates.Day(text, Cell(column).Kind) is { } day) return day;
        Reject(column, Dates.LooksLikeDay(text) ? "no-such-day" : "not-a-day", text);
        return null;
    }

    /// <summary>Ngày sinh: a day, or a bare year when only that is known.</summary>
    public string? Born(int column)
    {
        var text = Text(column);
        if (text is null) return null;
        if (text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100) return text;
        if (Dates.Day(text, Cell(column).Kind) is { } day) return day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Reject(column, Dates.LooksLikeDay(text) ? "no-such-day" : "not-a-day", text);
        return null;
    }

    public Month? Month(int column)
    {
        var text = Text(column);
        if (text is null) return null;
        if (Dates.Month(text, Cell(column).Kind) is { } month) return month;
        Reject(column, "not-a-month", text);
        return null;
    }

    /// <summary>A number; in text a dot before exactly three last digits is a thousands mark (contract §2).</summary>
    public decimal? Number(int column, bool isPercentage = false)
    {
        var text = Text(column);
        if (text is null) return null;
        var percent = text.EndsWith('%');
        if (percent) text = text[..^1].Trim();
        var read = Numbers.Read(text, Cell(column).Kind == CellKind.Number);
        if (read.Value is null) Reject(column, "not-a-number", text);
        else if (read.ThousandsAssumed && (percent || isPercentage))
        {
            Reject(column, "ambiguous-percentage", text, text.Replace('.', ','));
            return null;
        }
        else if (read.ThousandsAssumed) Warn(column, "thousands-assumed", text, Numbers.Invariant(read.Value.Value));
        return read.Value;
    }

    /// <summary>A whole number, for example months or đồng.</summary>
    public long? Whole(int column)
    {
        if (Number(column) is not { } value) return null;
        if (decimal.IsInteger(value) && value is > -1_000_000_000_000_000m and < 1_000_000_000_000_000m) return (long)value;
        Reject(column, "not-whole", Numbers.Invariant(value));
        return null;
    }

    /// <summary>A word of a fixed list.</summary>
    public T? Word<T>(int column, Func<string, T?> parse) where T : struct
    {
        var text = Text(column);
        if (text is null) return null;
        if (parse(text) is { } value) return value;
        Reject(column, "unknown-word", text);
        return null;
    }

    public string? Official(int column, string list)
    {
        var text = Text(column);
        if (text is null) return null;
        if (KnownWords.Official(list, text) is { } word) return word;
        Reject(column, "unknown-word", text);
        return null;
    }

    /// <summary>Columns nobody asked for, kept as they are.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Extra()
    {
        List<KeyValuePair<string, string>>? extra = null;
        for (var i = 0; i < row.Cells.Length && i < header.Texts.Count; i++)
        {
            if (row.Cells[i].IsBlank || header.Texts[i].Length == 0 || header.Positions.Contains(i) || IsCount(header.Texts[i])) continue;
            (extra ??= []).Add(new(header.Texts[i], row.Cells[i].Text));
        }
        return extra ?? (IReadOnlyList<KeyValuePair<string, string>>)[];
    }

    public IReadOnlyList<string> Written() => [.. header.Texts.Select((_, i) => row.At(i).Text)];

    private static bool IsCount(string text) => VietnameseText.Fold(text) is "stt" or "tt" or "sothutu";

    private void Add(int column, string code, bool rejects, IReadOnlyList<string> arguments)
    {
        issues.Add(new(row.Number, column < 0 ? null : columns[column].Name, code, arguments, rejects));
        Rejected |= rejects;
    }

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
