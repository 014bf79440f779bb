using System.Globalization;

namespace ThiDua.Texts;

/// <summary>Numbers and days as people write them: 1.234 · 46,15 % · 15/11/2024 · 702.000 đ (English: 1,234 · 46.15 %).</summary>
public static class Written
{
    public static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>As papers of the State write it: a nought stands before days below ten and before January and February, before no other month (Decree 30/2020, annex I).</summary>
    public static string PaperDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"ngày {day.Day:00} tháng {(day.Month < 3 ? "0" : "")}{day.Month} năm {day.Year}");

    /// <summary>An ISO day as dd/MM/yyyy; anything else stays as it is.</summary>
    public static string Day(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Day(day) : iso;

    /// <summary>Reads a day as forms send it and people write it: 2024-11-15, 15/11/2024 or 5/1/2024. Nothing written is no day.</summary>
    /// <returns>False: it is no day.</returns>
    public static bool TryDay(string? text, out DateOnly? day)
    {
        day = DateOnly.TryParseExact(text?.Trim(), ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        return day is not null || string.IsNullOrWhiteSpace(text);
    }

    public static string Number(long value, Language language) => Number(value.ToString(CultureInfo.InvariantCulture), language);

    /// <summary>A plain decimal text ("1234.5") with the language's thousands and decimal marks.</summary>
    public static string Number(string plain, Language language)
    {
        if (!decimal.TryParse(plain, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value)) return plain;
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : plain.Length - point - 1;
        var english = value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return language == Language.En ? english : english.Replace(',', '\u0001').Replace('.', ',').Replace('\u0001', '.');
    }

    /// <summary>"46.15" → "46,15 %"; null (0/0) → "–".</summary>
    public static string Percent(string? plain, Language language) =>
        plain is null ? "–" : Number(plain, language) + "\u00a0%";

    public static string Dong(long amount, Language language) => Number(amount, language) + "\u00a0đ";
}
