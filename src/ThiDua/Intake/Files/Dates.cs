using System.Buffers;
using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>Days and months as people and spreadsheets write them.</summary>
public static class Dates
{
    private static readonly SearchValues<char> OfTimes = SearchValues.Create(" T0123456789:.APMZ+apm");

    public const int FirstYear = 1900;

    /// <summary>A year short of the last, so that a month may be added to any day.</summary>
    public const int LastYear = 9998;

    /// <summary>15/11/2024, 5/1/2024, 2024-11-15; dashes, dots and a time of day are borne. Null and a code of the fault when it is none.</summary>
    public static DateOnly? Day(ReadOnlySpan<char> text, out string fault)
    {
        fault = "not-a-day";
        if (!Parts(WithoutTime(text), out var a, out var b, out var c)) return null;
        var isIso = a.Length == 4;
        var day = isIso ? c : a;
        var year = isIso ? a : c;
        if (day.Length > 2 || b.Length > 2) return null;
        if (year.Length == 2)
        {
            fault = "two-digit-year";
            return null;
        }
        if (year.Length != 4) return null;
        var (d, m, y) = (Number(day), Number(b), Number(year));
        if (y is < FirstYear or > LastYear)
        {
            fault = "day-out-of-range";
            return null;
        }
        if (m is >= 1 and <= 12 && d >= 1 && d <= DateTime.DaysInMonth(y, m)) return new(y, m, d);
        fault = d is >= 1 and <= 12 && m is > 12 && m <= DateTime.DaysInMonth(y, d) ? "month-before-day" : "no-such-day";
        return null;
    }

    /// <summary>"12/31/2024" → 31/12/2024, the suggestion that goes with month-before-day.</summary>
    public static string Turned(ReadOnlySpan<char> text) =>
        Parts(WithoutTime(text), out var a, out var b, out var c) ? $"{(a.Length == 4 ? c : b)}/{(a.Length == 4 ? b : a)}/{(a.Length == 4 ? a : c)}" : text.ToString();

    /// <summary>11/2024, 2024-11; of a whole day its month.</summary>
    public static Month? Month(ReadOnlySpan<char> text)
    {
        if (Day(text, out _) is { } day) return Core.Basics.Month.Of(day);
        var at = text.IndexOfAny('/', '-', '.');
        if (at < 0) return null;
        var month = text[..at].Trim();
        var year = text[(at + 1)..].Trim();
        if (month.Length == 4)
        {
            var turned = month;
            month = year;
            year = turned;
        }
        if (year.Length != 4 || month.Length is 0 or > 2 || !AreDigits(month) || !AreDigits(year)) return null;
        return Number(month) is >= 1 and <= 12 and var n && Number(year) is >= FirstYear and <= 2200 and var of ? Core.Basics.Month.Of(of, n) : null;
    }

    /// <summary>A bare number in a date column of a spreadsheet: the serial of a day between 1954 and 2119.</summary>
    public static DateOnly? BareSerial(ReadOnlySpan<char> stored) =>
        Numbers.Stored(stored) is >= 20_000 and <= 80_000 ? Serials.Day(stored, uses1904: false) : null;

    /// <summary>Three numbers with the same marks between.</summary>
    private static bool Parts(ReadOnlySpan<char> text, out ReadOnlySpan<char> a, out ReadOnlySpan<char> b, out ReadOnlySpan<char> c)
    {
        a = b = c = default;
        var first = text.IndexOfAny('/', '-', '.');
        if (first < 1) return false;
        var second = text[(first + 1)..].IndexOf(text[first]);
        if (second < 1) return false;
        a = text[..first].Trim();
        b = text.Slice(first + 1, second).Trim();
        c = text[(first + second + 2)..].Trim();
        return a.Length is >= 1 and <= 4 && b.Length is >= 1 and <= 4 && c.Length is >= 1 and <= 4 && AreDigits(a) && AreDigits(b) && AreDigits(c);
    }

    /// <summary>"15/11/2024 08:30:00", "2024-11-15T00:00:00": the day counts.</summary>
    private static ReadOnlySpan<char> WithoutTime(ReadOnlySpan<char> text)
    {
        if (text.Length <= 10) return text;
        var colon = text.IndexOf(':');
        if (colon < 0) return text;
        var cut = text[..colon].LastIndexOfAny(' ', 'T');
        return cut > 0 && text[cut..].IndexOfAnyExcept(OfTimes) < 0 ? text[..cut].TrimEnd() : text;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static int Number(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits) number = number * 10 + c - '0';
        return number;
    }
}
