using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Intake.Files;

/// <summary>Days and months as people and spreadsheets write them.</summary>
public static class Dates
{
    private static readonly string[] Formats =
    [
        "dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "dd-MM-yyyy", "d-M-yyyy", "dd.MM.yyyy", "d.M.yyyy", "yyyy/MM/dd",
        "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "yyyy-MM-ddTHH:mm:ss",
    ];

    public static DateOnly? Day(string text, CellKind kind)
    {
        if (kind == CellKind.Number)
        {
            return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var n) && n is >= 20_000 and <= 80_000 ? Serials.Day(text, false) : null;
        }
        return DateOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 9998 ? day : null;
    }

    /// <summary>Three numbers with marks between: someone meant a day.</summary>
    public static bool LooksLikeDay(string text)
    {
        var parts = text.Split(['/', '-', '.'], StringSplitOptions.TrimEntries);
        return parts.Length == 3 && parts.All(p => p.Length is >= 1 and <= 4 && p.All(char.IsAsciiDigit));
    }

    /// <summary>MM/yyyy and the like; of a whole day its month.</summary>
    public static Month? Month(string text, CellKind kind)
    {
        if (Day(text, kind) is { } day) return Core.Basics.Month.Of(day);
        var parts = text.Split(['/', '-', '.'], StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || !parts.All(p => p.Length > 0 && p.All(char.IsAsciiDigit))) return null;
        var (month, year) = parts[0].Length == 4 ? (parts[1], parts[0]) : (parts[0], parts[1]);
        if (year.Length != 4 || month.Length > 2) return null;
        var (m, y) = (int.Parse(month, CultureInfo.InvariantCulture), int.Parse(year, CultureInfo.InvariantCulture));
        return m is >= 1 and <= 12 && y is >= 1900 and <= 2200 ? Core.Basics.Month.Of(y, m) : null;
    }
}
