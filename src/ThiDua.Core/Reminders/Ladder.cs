namespace ThiDua.Core.Reminders;

/// <summary>Whom a reminder about a unit goes to.</summary>
public enum Addressee
{
    Unit,
    /// <summary>The unit above it.</summary>
    UnitAbove,
}

/// <param name="AfterDays">Days after the reminder before, at least; of the first step after nothing.</param>
public sealed record LadderStep(int AfterDays, Addressee To);

/// <summary>
/// Reminders climb: first the unit, again after some days, then the unit above it. Who has met his duty is not asked about, so the
/// ladder stops by itself; when its steps are used up it is silent (a reading, in catalog/reminders.yaml).
/// </summary>
public static class Ladder
{
    /// <summary>The step that is due, or null. Never two on one day.</summary>
    /// <param name="sent">Days on which reminders about the unit went out, any order.</param>
    public static LadderStep? Due(IReadOnlyList<LadderStep> steps, IReadOnlyCollection<DateOnly> sent, DateOnly today)
    {
        if (sent.Count >= steps.Count) return null;
        if (sent.Count == 0) return steps[0];
        var step = steps[sent.Count];
        return sent.Max().AddDays(Math.Max(1, step.AfterDays)) <= today ? step : null;
    }
}
