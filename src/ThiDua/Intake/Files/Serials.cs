using System.Globalization;

namespace ThiDua.Intake.Files;

/// <summary>Days as spreadsheets count them.</summary>
public static class Serials
{
    private const int LastDay1900 = 2_958_465;

    /// <summary>The day of a serial number; null when it is none.</summary>
    public static DateOnly? Day(ReadOnlySpan<char> serial, bool uses1904)
    {
        if (!decimal.TryParse(serial, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < (uses1904 ? 0 : 1) || number > LastDay1900) return null;
        var days = (int)decimal.Truncate(number);
        if (uses1904) return days <= LastDay1900 - 1462 ? new DateOnly(1904, 1, 1).AddDays(days) : null;
        // Spreadsheets believe in 29/02/1900, their day 60: from March 1900 on, day 0 is 30/12/1899.
        return days == 60 ? null : new DateOnly(1899, 12, days < 60 ? 31 : 30).AddDays(days);
    }
}
