namespace ThiDua.Core.Basics;

/// <summary>Which days people work on: Monday to Friday but for holidays, and the Saturdays worked in exchange for another day.</summary>
/// <param name="Off">Holidays and exchanged days.</param>
/// <param name="Worked">Days of a weekend that are worked instead.</param>
public sealed record WorkingDays(IReadOnlySet<DateOnly> Off, IReadOnlySet<DateOnly> Worked)
{
    public bool IsWorking(DateOnly day) => Worked.Contains(day) || (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Off.Contains(day));

    /// <summary>The n-th working day after a day, which itself is not counted.</summary>
    /// <param name="days">1 or more.</param>
    public DateOnly After(DateOnly day, int days) => Step(day, days, 1);

    /// <summary>The n-th working day before a day, which itself is not counted.</summary>
    /// <param name="days">1 or more.</param>
    public DateOnly Before(DateOnly day, int days) => Step(day, days, -1);

    private DateOnly Step(DateOnly day, int days, int by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        while (days > 0)
        {
            day = day.AddDays(by);
            if (IsWorking(day)) days--;
        }
        return day;
    }
}
