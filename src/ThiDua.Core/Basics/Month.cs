using System.Globalization;

namespace ThiDua.Core.Basics;

/// <summary>A calendar month, as contributions are paid by month ("Từ tháng" in result files).</summary>
/// <param name="Index">Months since year 0: year × 12 + (month − 1).</param>
public readonly record struct Month(int Index) : IComparable<Month>
{
    public static Month Of(int year, int month) => new(year * 12 + month - 1);

    public static Month Of(DateOnly day) => Of(day.Year, day.Month);

    public int Year => Index / 12;

    public int Number => Index % 12 + 1;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => new(Year, Number, DateTime.DaysInMonth(Year, Number));

    public Month Plus(int months) => new(Index + months);

    public int CompareTo(Month other) => Index.CompareTo(other.Index);

    public static bool operator <(Month a, Month b) => a.Index < b.Index;
    public static bool operator >(Month a, Month b) => a.Index > b.Index;
    public static bool operator <=(Month a, Month b) => a.Index <= b.Index;
    public static bool operator >=(Month a, Month b) => a.Index >= b.Index;

    /// <summary>MM/yyyy, as people write it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number:00}/{Year:0000}");
}
