using System.Globalization;

namespace ThiDua.Intake.Files;

/// <summary>Days as spreadsheets count them.</summary>
public static class Serials
{
    /// <summary>The day of a serial number; null when it is none.</summary>
    public static DateOnly? Day(string serial, bool uses1904)
    {
        if (!decimal.TryParse(serial, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < 1 || number > 2_958_465) return null;
        var days = (int)decimal.Truncate(number);
        // Spreadsheets believe in 29/02/1900: from March 1900 on, day 0 is 30/12/1899.
        return uses1904 ? new DateOnly(1904, 1, 1).AddDays(days) : new DateOnly(1899, 12, days < 60 ? 31 : 30).AddDays(days);
    }
}
