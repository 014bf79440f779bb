using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Notices;

/// <summary>A milestone that is near enough to be announced.</summary>
/// <param name="LastDay">The last day that is still in time.</param>
/// <param name="DaysBefore">The day count of the subscription that is reached.</param>
public sealed record NearDeadline(string Milestone, DateOnly LastDay, int DaysBefore);

/// <summary>Which milestones of a campaign are to be announced today.</summary>
public static class Deadlines
{
    /// <summary>
    /// Of each milestone that is not over, the smallest day count that is reached, unless it was announced. Who starts to listen
    /// late hears once, not once for each day count that has passed.
    /// </summary>
    /// <param name="daysBefore">Day counts of one subscription, any order.</param>
    /// <param name="announced">What that subscription was told. A milestone that moved to another day is announced anew.</param>
    public static IReadOnlyList<NearDeadline> Due(
        IEnumerable<Milestone> milestones, IReadOnlyCollection<int> daysBefore, DateOnly today, IReadOnlySet<NearDeadline> announced)
    {
        var due = new List<NearDeadline>();
        foreach (var milestone in milestones)
        {
            var left = milestone.LastDay.DayNumber - today.DayNumber;
            var reached = daysBefore.Where(d => left >= 0 && left <= d).Select(d => (int?)d).Min();
            if (reached is { } days && new NearDeadline(milestone.Id, milestone.LastDay, days) is var near && !announced.Contains(near)) due.Add(near);
        }
        return due;
    }
}
