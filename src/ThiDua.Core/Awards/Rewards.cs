using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>How sure a row of the catalogue is, the surest first.</summary>
public enum Label
{
    /// <summary>[S] It stands in a document that is here.</summary>
    Document,
    /// <summary>[V] Read in a source that is named.</summary>
    Verified,
    /// <summary>[C] Reckoned from such.</summary>
    Computed,
    /// <summary>[I] Follows from such, by somebody's reading.</summary>
    Inferred,
    /// <summary>[R] Recalled; nobody has held it against its text, and it is never shown as law.</summary>
    Recalled,
}

/// <summary>A row that holds from a day to a day by an act of law.</summary>
/// <param name="Id">Made from what it is of and its first day.</param>
/// <param name="Remark">What is doubtful about it, or seen otherwise elsewhere; null: nothing.</param>
public abstract record DatedRow(string Id, Days Days, string Law, Label Label, LocalText? Remark)
{
    /// <summary>What it says, apart from when and by what.</summary>
    protected abstract string Says { get; }

    /// <summary>Of all that it says: whoever confirmed a row confirmed it as it then was.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}\n{Says}\n{Days.From?.Iso()}\n{Days.To?.Iso()}\n{Law}\n{Label}")));

    protected static string Plain(decimal value) => value.ToString("G29", CultureInfo.InvariantCulture);
}

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
