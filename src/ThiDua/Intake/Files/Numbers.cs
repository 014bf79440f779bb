using System.Globalization;

namespace ThiDua.Intake.Files;

/// <summary>Numbers as people and spreadsheets write them, exactly.</summary>
public static class Numbers
{
    /// <summary>What was read, and whether a single dot was taken as a thousands mark.</summary>
    public readonly record struct NumberRead(decimal? Value, bool ThousandsAssumed);

    public static NumberRead Read(string text, bool fromSpreadsheet)
    {
        if (fromSpreadsheet) return new(Stored(text), false);
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (plain.EndsWith('đ') || plain.EndsWith('₫')) plain = plain[..^1];
        var sign = plain.StartsWith('-') ? "-" : "";
        var digits = sign.Length > 0 || plain.StartsWith('+') ? plain[1..] : plain;
        if (digits.Length == 0 || !digits.All(c => char.IsAsciiDigit(c) || c is '.' or ',')) return default;
        if (!char.IsAsciiDigit(digits[0]) || !char.IsAsciiDigit(digits[^1])) return default;
        var comma = digits.Count(c => c == ',');
        var dot = digits.Count(c => c == '.');
        if (comma > 1 && dot > 1) return default;
        // 1.234.567,89 as Vietnamese write it, or 1,234,567.89 when the last mark is a dot beside commas.
        var dotDecides = dot == 1 && comma > 0 && digits.LastIndexOf('.') > digits.LastIndexOf(',');
        var assumed = false;
        string invariant;
        if (dotDecides) invariant = Grouped(digits[..digits.IndexOf('.', StringComparison.Ordinal)], ',') is { } whole ? whole + digits[digits.IndexOf('.', StringComparison.Ordinal)..] : "";
        else if (comma == 1)
        {
            var at = digits.IndexOf(',', StringComparison.Ordinal);
            invariant = Grouped(digits[..at], '.') is { } whole && !digits[at..].Contains('.', StringComparison.Ordinal) ? whole + "." + digits[(at + 1)..] : "";
        }
        else if (comma > 1) invariant = dot == 0 ? Grouped(digits, ',') ?? "" : "";
        else if (dot == 1)
        {
            assumed = digits.Length - digits.IndexOf('.', StringComparison.Ordinal) == 4 && digits[0] != '0';
            invariant = assumed ? digits.Replace(".", "", StringComparison.Ordinal) : digits;
        }
        else invariant = Grouped(digits, '.') ?? "";
        return decimal.TryParse(sign + invariant, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? new(value, assumed) : default;
    }

    /// <summary>A stored spreadsheet number as plain text; null when it is none.</summary>
    public static string? Plain(string stored) => Stored(stored) is { } value ? Invariant(value) : null;

    public static string Invariant(decimal value) => (value / 1.000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture);

    public static bool IsScientific(string text) =>
        text.Contains('E', StringComparison.OrdinalIgnoreCase) && text.Any(char.IsAsciiDigit) && text.All(c => char.IsAsciiDigit(c) || c is '.' or ',' or '+' or '-' or 'E' or 'e')
        && char.IsAsciiDigit(text[0]);

    /// <summary>Spreadsheets keep binary numbers: 46.15 may be stored as 46.150000000000006. Fifteen digits are what they mean.</summary>
    private static decimal? Stored(string text)
    {
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return null;
        var digits = text.TakeWhile(c => c is not ('E' or 'e')).Count(char.IsAsciiDigit);
        if (digits <= 15 || value == 0) return value;
        var whole = decimal.Truncate(Math.Abs(value)).ToString(CultureInfo.InvariantCulture);
        return whole.Length >= 15 ? value : decimal.Round(value, Math.Min(28, 15 - (whole == "0" ? 0 : whole.Length)));
    }

    /// <summary>Digits without their thousands marks; null when the groups are not of three.</summary>
    private static string? Grouped(string digits, char mark)
    {
        var groups = digits.Split(mark);
        if (groups.Length == 1) return groups[0].All(char.IsAsciiDigit) ? digits : null;
        if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(g => g.Length != 3) || !groups.All(g => g.All(char.IsAsciiDigit))) return null;
        return string.Concat(groups);
    }
}
