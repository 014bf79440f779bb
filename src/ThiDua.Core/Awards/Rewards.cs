using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Lương cơ sở.</summary>
public sealed record BaseSalary(string Id, long Dong, Days Days, string Law, Label Label, LocalText? Remark = null) : DatedRow(Id, Days, Law, Label, Remark)
{
    protected override string Says => Plain(Dong);
}

/// <summary>Hệ số of a title or form for a kind of subject.</summary>
/// <param name="AtMost">The law says “at most”: how much it is somebody else decides, and no amount follows from it.</param>
public sealed record RewardRate(string Id, SubjectKind Subject, decimal Coefficient, bool AtMost, Days Days, string Law, Label Label, LocalText? Remark = null) : DatedRow(Id, Days, Law, Label, Remark)
{
    protected override string Says => $"{Subject} {(AtMost ? "≤ " : "")}{Plain(Coefficient)}";
}

/// <summary>How many times the coefficient of an individual a collective has, of forms that both may have.</summary>
public sealed record CollectiveRule(string Id, decimal Factor, Days Days, string Law, Label Label, LocalText? Remark = null) : DatedRow(Id, Days, Law, Label, Remark)
{
    protected override string Says => Plain(Factor);
}

/// <summary>To what amounts are rounded up.</summary>
public sealed record RoundingRule(string Id, long Step, Days Days, string Law, Label Label, LocalText? Remark = null) : DatedRow(Id, Days, Law, Label, Remark)
{
    protected override string Says => Plain(Step);
}

/// <summary>Titles and forms are two lists: mixed, what is sent to the national database comes out wrong.</summary>
public enum RewardKind
{
    /// <summary>Danh hiệu thi đua.</summary>
    Title,
    /// <summary>Hình thức khen thưởng.</summary>
    Form,
}

/// <summary>A title or form of commendation with its coefficients.</summary>
/// <param name="CollectivesByRule">A collective has the coefficient of an individual times the factor of the day.</param>
public sealed record RewardForm(string Id, RewardKind Kind, LocalText Title, bool CollectivesByRule, IReadOnlyList<RewardRate> Rates)
{
    /// <summary>Whether it is ever given to such a subject.</summary>
    public bool IsFor(SubjectKind subject) => CollectivesByRule && subject == SubjectKind.Collective || Rates.Any(r => r.Subject == subject);
}

/// <summary>What catalog/rewards.yaml says.</summary>
public sealed record Rewards(IReadOnlyList<BaseSalary> Salaries, IReadOnlyList<CollectiveRule> Collectives, IReadOnlyList<RoundingRule> Roundings, IReadOnlyList<RewardForm> Forms)
{
    public RewardForm? Form(string id) => Forms.FirstOrDefault(f => f.Id == id);

    /// <summary>Everything that an amount can follow from.</summary>
    public IEnumerable<DatedRow> Rows => [.. Salaries, .. Collectives, .. Roundings, .. Forms.SelectMany(f => f.Rates)];
}
