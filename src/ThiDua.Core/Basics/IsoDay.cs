using System.Globalization;

namespace ThiDua.Core.Basics;

/// <summary>Days as programs write them.</summary>
public static class IsoDay
{
    /// <summary>2024-11-15.</summary>
    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same; empty for an end that is open.</summary>
    public static string IsoOrEmpty(this DateOnly? day) => day?.Iso() ?? "";
}
