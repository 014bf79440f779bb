using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>Identifiers, days, months and numbers of a row.</summary>
public sealed partial class RowCells
{
    /// <summary>Mã số BHXH.</summary>
    public string? SiNumber(int column) => Identifier(column, Identifiers.SiLength, Identifiers.Si);

    /// <summary>Số định danh.</summary>
    public string? NationalId(int column) => Identifier(column, Identifiers.NationalLength, Identifiers.National);

    private string? Identifier(int column, int length, Func<string, IdentifierRead> read)
    {
        var cell = row.Text(header.Positions[column]);
        if (cell.Length == length && cell.IndexOfAnyExceptInRange('0', '9') < 0) return cell.ToString();
        if (Code(column, repeats: false) is not { } text) return null;
        var found = read(text);
        if (found.Code is { } code)
        {
            if (found.Number is null) Reject(column, code, found.Arguments);
            else Warn(column, code, found.Arguments);
        }
        return found.Number;
    }

    public DateOnly? Day(int column)
    {
        if (!Holds(column, out var kind, out var text)) return null;
        var fault = "not-a-day";
        if ((kind is CellKind.Number ? Dates.BareSerial(text) : kind is CellKind.Text or CellKind.Date ? Dates.Day(text, out fault) : null) is { } day) return day;
        RejectDay(column, fault, text);
        return null;
    }

    /// <summary>Ngày sinh: a day, or a bare year when only the year is known (also "00/00/1965", "05/1965").</summary>
    public string? Born(int column)
    {
        if (!Holds(column, out var kind, out var text)) return null;
        var fault = "not-a-day";
        var day = kind == CellKind.Number ? BornSerial(text) : kind is CellKind.Text or CellKind.Date ? Dates.Day(text, out fault) : null;
        if (day is { } born)
        {
            if (born > Today) Reject(column, "born-in-future", born.Iso());
            return kind != CellKind.Number && text.Length == 10 && text[4] == '-' ? text.ToString() : born.Iso();
        }
        if (Year(text) is not { } year)
        {
            RejectDay(column, fault, text);
            return null;
        }
        if (year > Today.Year) Reject(column, "born-in-future", text.ToString());
        return year.ToString(CultureInfo.InvariantCulture);
    }

    public Month? Month(int column)
    {
        if (!Holds(column, out var kind, out var text)) return null;
        var month = kind switch
        {
            CellKind.Number => Dates.BareSerial(text) is { } day ? Core.Basics.Month.Of(day) : null,
            CellKind.Text or CellKind.Date => Dates.Month(text),
            _ => null,
        };
        if (month is null) Reject(column, "not-a-month", text.ToString());
        return month;
    }

    /// <summary>A number, of a percentage in percent: 46,15 stands for 46,15 %.</summary>
    /// <param name="isPercentage">Known to be one; a sign in the cell or in the header says so too.</param>
    public decimal? Number(int column, bool isPercentage = false)
    {
        if (!Holds(column, out var kind, out var text)) return null;
        if (kind is CellKind.Number or CellKind.Percent) return StoredNumber(column, kind, text);
        var percent = isPercentage || isPercentColumn[column];
        var number = text;
        if (kind == CellKind.Text && text[^1] == '%')
        {
            percent = true;
            number = text[..^1];
        }
        var read = kind == CellKind.Text ? Numbers.Written(number) : default;
        if (read.Value is not { } value)
        {
            Reject(column, text[0] == '=' ? "formula-text" : "not-a-number", text.ToString());
            return null;
        }
        if (read.Doubt is NumberDoubt.ThousandsDot or NumberDoubt.DotAfterZero && percent)
        {
            Reject(column, "ambiguous-percentage", text.ToString(), number.ToString().Trim().Replace('.', ','));
            return null;
        }
        if (read.Doubt == NumberDoubt.ThousandsDot) Warn(column, "thousands-assumed", text.ToString(), Numbers.Invariant(value));
        else if (read.Doubt is NumberDoubt.CommaBeforeThree or NumberDoubt.DotAfterZero && !percent) Warn(column, "decimals-assumed", text.ToString(), Numbers.Vietnamese(value));
        return value;
    }

    /// <summary>A whole number, for example months; a comma before three digits can only group them.</summary>
    /// <param name="rounds">Money in whole đồng: a fraction is rounded half up, and told.</param>
    public long? Whole(int column, bool rounds = false)
    {
        var cell = row.Text(header.Positions[column]);
        if (cell.Length is > 0 and <= 15 && row.Kind(header.Positions[column]) is CellKind.Text or CellKind.Number && cell.IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return long.Parse(cell, NumberStyles.None, CultureInfo.InvariantCulture);
        }
        if (!Holds(column, out var kind, out var text)) return null;
        decimal? number;
        if (kind == CellKind.Number) number = StoredNumber(column, kind, text);
        else
        {
            var read = kind == CellKind.Text ? Numbers.Written(text) : default;
            number = read.Doubt == NumberDoubt.CommaBeforeThree ? read.Value * 1_000 : read.Value;
            if (number is { } assumed && read.Doubt is NumberDoubt.ThousandsDot or NumberDoubt.CommaBeforeThree) Warn(column, "thousands-assumed", text.ToString(), Numbers.Invariant(assumed));
            if (number is null) Reject(column, text[0] == '=' ? "formula-text" : "not-a-number", text.ToString());
        }
        if (number is not { } value) return null;
        if (rounds && !decimal.IsInteger(value))
        {
            Warn(column, "amount-rounded", Numbers.Invariant(value), Numbers.Invariant(Math.Round(value, MidpointRounding.AwayFromZero)));
            value = Math.Round(value, MidpointRounding.AwayFromZero);
        }
        if (decimal.IsInteger(value) && Math.Abs(value) < 1_000_000_000_000_000m) return (long)value;
        Reject(column, "not-whole", Numbers.Invariant(value));
        return null;
    }

    private decimal? StoredNumber(int column, CellKind kind, ReadOnlySpan<char> text)
    {
        if (Numbers.Stored(text) is not { } value)
        {
            Reject(column, "not-a-number", text.ToString());
            return null;
        }
        if (kind != CellKind.Percent) return value;
        if (Math.Abs(value) > 1_000_000m)
        {
            Reject(column, "not-a-number", text.ToString());
            return null;
        }
        Warn(column, "percent-cell", Numbers.Vietnamese(value), Numbers.Vietnamese(value * 100));
        return value * 100;
    }

    private void RejectDay(int column, string fault, ReadOnlySpan<char> text)
    {
        if (text[0] == '=') Reject(column, "formula-text", text.ToString());
        else if (fault == "month-before-day") Reject(column, fault, text.ToString(), Dates.Turned(text));
        else Reject(column, fault, text.ToString());
    }

    /// <summary>Born before 1954, too, when the column lost its date style; small numbers are years.</summary>
    private static DateOnly? BornSerial(ReadOnlySpan<char> stored) => Numbers.Stored(stored) is > 2_100 and <= 80_000 ? Serials.Day(stored, uses1904: false) : null;

    private static int? Year(ReadOnlySpan<char> text)
    {
        var year = text;
        if (text.StartsWith("00/00/")) year = text[6..];
        else if (text.Length is 6 or 7 && Dates.Month(text) is not null) year = text[^4..];
        return year.Length == 4 && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= Dates.FirstYear and <= 2100 ? number : null;
    }
}
