using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Why there is no amount. It is never zero.</summary>
public enum RewardGap
{
    /// <summary>The catalogue has no such title or form.</summary>
    NoForm,
    /// <summary>It is not given to such a subject.</summary>
    NotForSubject,
    /// <summary>No coefficient of that day is known.</summary>
    NoRate,
    /// <summary>The law names the most it may be, no amount.</summary>
    AtMost,
    /// <summary>How much more a collective has on that day is not known.</summary>
    NoCollectiveRule,
    NoSalary,
    NoRounding,
}

/// <summary>The money of one award, with all that it was reckoned from.</summary>
/// <param name="Collective">The rule by which a collective has more; null: it has a coefficient of its own, or it is an individual.</param>
public sealed record RewardAmount(RewardForm Form, SubjectKind Subject, DateOnly Day, RewardRate Rate, CollectiveRule? Collective, BaseSalary Salary, RoundingRule Rounding)
{
    /// <summary>The factor comes first: 0.3 × 2 = 0.6, and only the product is rounded. Twice a rounded amount would be more.</summary>
    public decimal Coefficient => Rate.Coefficient * (Collective?.Factor ?? 1);

    public decimal Product => Coefficient * Salary.Dong;

    /// <summary>Rounded up; an exact multiple stays.</summary>
    public long Reckoned => (long)(decimal.Ceiling(Product / Rounding.Step) * Rounding.Step);

    /// <summary>The rows that it follows from, in the order of the reckoning.</summary>
    public IReadOnlyList<DatedRow> Rows => Collective is null ? [Rate, Salary, Rounding] : [Rate, Collective, Salary, Rounding];

    /// <summary>That of the least sure row.</summary>
    public Label Label => Rows.Max(r => r.Label);

    public bool NeedsConfirmation => Label == Label.Recalled;

    /// <summary>Recalled rows that nobody has confirmed as they are.</summary>
    public IReadOnlyList<DatedRow> Unconfirmed(IReadOnlyCollection<Confirmation> confirmations) =>
        [.. Rows.Where(r => r.IsUnconfirmed(confirmations))];

    /// <summary>What may be printed and paid; null while a recalled row waits to be confirmed.</summary>
    public long? Payable(IReadOnlyCollection<Confirmation> confirmations) => Unconfirmed(confirmations).Count == 0 ? Reckoned : null;
}

/// <summary>Coefficient × base salary on the day of the decision, rounded up (Decree 98/2023 Art. 53).</summary>
public static class RewardMoney
{
    /// <param name="day">The day of the decision, not that of the achievement or of paying.</param>
    /// <returns>Exactly one of the two.</returns>
    public static (RewardAmount? Amount, RewardGap? Gap) Of(Rewards rewards, string form, SubjectKind subject, DateOnly day)
    {
        if (rewards.Form(form) is not { } found) return (null, RewardGap.NoForm);
        if (!found.IsFor(subject)) return (null, RewardGap.NotForSubject);
        var byRule = subject == SubjectKind.Collective && found.CollectivesByRule;
        var rate = On(found.Rates.Where(r => r.Subject == (byRule ? SubjectKind.Individual : subject)), day);
        if (rate is null) return (null, RewardGap.NoRate);
        if (rate.AtMost) return (null, RewardGap.AtMost);
        var more = byRule ? On(rewards.Collectives, day) : null;
        if (byRule && more is null) return (null, RewardGap.NoCollectiveRule);
        if (On(rewards.Salaries, day) is not { } salary) return (null, RewardGap.NoSalary);
        if (On(rewards.Roundings, day) is not { } rounding) return (null, RewardGap.NoRounding);
        return (new(found, subject, day, rate, more, salary, rounding), null);
    }

    private static T? On<T>(IEnumerable<T> rows, DateOnly day) where T : DatedRow => rows.FirstOrDefault(r => r.Days.Contains(day));
}
