using System.Buffers;
using System.Globalization;

namespace ThiDua.Intake.Files;

/// <summary>How a number was written, when that leaves a doubt worth telling.</summary>
public enum NumberDoubt
{
    None,
    /// <summary>"46.150": one dot before exactly three last digits, taken as a thousands mark (contract §2).</summary>
    ThousandsDot,
    /// <summary>"0.500": no thousands begin with zero, so it is a decimal mark; in a percentage too doubtful to take.</summary>
    DotAfterZero,
    /// <summary>"702,000": a comma before exactly three last digits; a decimal mark, or in whole numbers a thousands mark.</summary>
    CommaBeforeThree,
}

/// <summary>A number as read; Value is null when the text is none.</summary>
public readonly record struct NumberRead(decimal? Value, NumberDoubt Doubt);

/// <summary>Numbers as people and spreadsheets write them, exactly: no binary fraction is ever made.</summary>
public static class Numbers
{
    private static readonly SearchValues<char> DigitsAndMarks = SearchValues.Create("0123456789.,");

    private const NumberStyles Simple = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    /// <summary>`1.234.567,89`, `1234567,89`, `1234567.89`, also `1,234,567.89`; a currency word or spaces between do no harm.</summary>
    public static NumberRead Written(ReadOnlySpan<char> text)
    {
        Span<char> plain = stackalloc char[48];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u200b' or '\u2060') continue;
            if (length == plain.Length) return default;
            plain[length++] = c == '−' ? '-' : c;
        }
        ReadOnlySpan<char> number = plain[..length];
        foreach (var currency in (ReadOnlySpan<string>)["đồng", "VNĐ", "VND", "₫", "đ"])
        {
            if (!number.EndsWith(currency, StringComparison.OrdinalIgnoreCase)) continue;
            number = number[..^currency.Length];
            break;
        }
        var isNegative = number.StartsWith("-");
        if (isNegative || number.StartsWith("+")) number = number[1..];
        if (number.Length == 0 || number.IndexOfAnyExcept(DigitsAndMarks) >= 0 || !char.IsAsciiDigit(number[0]) || !char.IsAsciiDigit(number[^1])) return default;
        var read = Unsigned(number);
        return isNegative ? read with { Value = -read.Value } : read;
    }

    private static NumberRead Unsigned(ReadOnlySpan<char> number)
    {
        var (dots, commas) = (number.Count('.'), number.Count(','));
        var (lastDot, lastComma) = (number.LastIndexOf('.'), number.LastIndexOf(','));
        if (dots == 0 && commas == 0) return new(Parse(number, "", '\0'), NumberDoubt.None);
        if (dots > 0 && commas > 0)
        {
            // The last mark is the decimal one and stands once; the other groups by three.
            var (mark, at, times) = lastDot > lastComma ? (',', lastDot, dots) : ('.', lastComma, commas);
            return times == 1 ? new(Parse(number[..at], number[(at + 1)..], mark), NumberDoubt.None) : default;
        }
        if (dots > 1) return new(Parse(number, "", '.'), NumberDoubt.None);
        if (commas > 1) return new(Parse(number, "", ','), NumberDoubt.None);
        var only = Math.Max(lastDot, lastComma);
        var threeFollow = number.Length - only == 4 && number[0] != '0';
        if (dots == 1 && threeFollow) return new(Parse(number[..only], "", '\0') * 1_000 + Parse(number[(only + 1)..], "", '\0'), NumberDoubt.ThousandsDot);
        var doubt = dots == 1 && number.Length - only == 4 ? NumberDoubt.DotAfterZero : threeFollow && only <= 3 ? NumberDoubt.CommaBeforeThree : NumberDoubt.None;
        return new(Parse(number[..only], number[(only + 1)..], '\0'), doubt);
    }

    /// <summary>Whole digits grouped by a mark, and decimals; null when the groups are not of three.</summary>
    private static decimal? Parse(ReadOnlySpan<char> whole, ReadOnlySpan<char> decimals, char mark)
    {
        Span<char> plain = stackalloc char[50];
        var length = 0;
        var group = 0;
        var groups = 0;
        foreach (var c in whole)
        {
            if (c == mark)
            {
                if (group is 0 or > 3 || (groups > 0 && group != 3)) return null;
                groups++;
                group = 0;
                continue;
            }
            if (!char.IsAsciiDigit(c)) return null;
            plain[length++] = c;
            group++;
        }
        if (groups > 0 && group != 3) return null;
        if (decimals.Length > 0)
        {
            plain[length++] = '.';
            decimals.CopyTo(plain[length..]);
            length += decimals.Length;
        }
        return decimal.TryParse(plain[..length], Simple, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    /// <summary>
    /// A number as a spreadsheet stores it, E notation included. Spreadsheets keep binary numbers, so 46.15 may be stored as
    /// 46.150000000000006: fifteen digits are what they mean and show.
    /// </summary>
    public static decimal? Stored(ReadOnlySpan<char> text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        if (value == 0) return 0;
        var digits = 0;
        foreach (var c in text)
        {
            if (c is 'E' or 'e') break;
            if (char.IsAsciiDigit(c)) digits++;
        }
        return digits <= 15 ? value : ToFifteenDigits(value);
    }

    private static decimal ToFifteenDigits(decimal value)
    {
        var scale = 15;
        for (var size = Math.Abs(value); size >= 1; size /= 10) scale--;
        for (var size = Math.Abs(value); size < 0.1m; size *= 10) scale++;
        if (scale >= 0) return decimal.Round(value, Math.Min(28, scale), MidpointRounding.AwayFromZero);
        var unit = 1m;
        for (; scale < 0; scale++) unit *= 10;
        return decimal.Round(value / unit, MidpointRounding.AwayFromZero) * unit;
    }

    /// <summary>Without zeros at the end: 46.1500 → "46.15".</summary>
    public static string Invariant(decimal value) => (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    /// <summary>A number as Vietnamese write it: "46,15".</summary>
    public static string Vietnamese(decimal value) => Invariant(value).Replace('.', ',');

    /// <summary>"8.9E+11", "1,099E+10": what a spreadsheet shows of a long number; digits are lost.</summary>
    public static bool IsScientific(ReadOnlySpan<char> text)
    {
        var e = text.IndexOfAny('E', 'e');
        return e > 0 && char.IsAsciiDigit(text[0]) && text[..e].IndexOfAnyExcept(DigitsAndMarks) < 0
            && (text[e + 1] == '+' || text[..e].IndexOfAny('.', ',') > 0) && text[(e + 1)..].TrimStart('+') is { Length: > 0 } power && power.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
