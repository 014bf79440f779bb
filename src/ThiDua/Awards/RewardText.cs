using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>There is no amount, or none that may be printed. Its sentence is "money.CODE".</summary>
public sealed class MoneyException(string code, params IReadOnlyList<string> arguments) : ToldException("money", code, arguments);

/// <summary>Money of awards, and what stands against it, in words.</summary>
public static class RewardText
{
    /// <summary>"0,3 × 2 × 2.340.000 đ = 1.404.000 đ, làm tròn lên hàng 10.000 đ: 1.410.000 đ".</summary>
    public static string Arithmetic(RewardAmount amount, Language language) => Sentences.Say(language, "money.arithmetic",
        Factors(amount, language), Written.Dong(amount.Salary.Dong, language), Number(amount.Product, language) + "\u00a0đ", Written.Dong(amount.Rounding.Step, language), Written.Dong(amount.Reckoned, language));

    /// <summary>As <see cref="Arithmetic"/>; while a recalled row waits to be confirmed only what it would be reckoned from: no amount that nobody may print (decision 0041).</summary>
    public static string Reckoning(RewardAmount amount, IReadOnlyCollection<Confirmation> confirmations, Language language) => amount.Payable(confirmations) is not null ? Arithmetic(amount, language)
        : Sentences.Say(language, "money.factors", Factors(amount, language), Written.Dong(amount.Salary.Dong, language));

    private static string Factors(RewardAmount amount, Language language) =>
        amount.Collective is { } more ? $"{Number(amount.Rate.Coefficient, language)} × {Number(more.Factor, language)}" : Number(amount.Rate.Coefficient, language);

    /// <summary>Each row with its act. A recalled one is said to be that, and by what somebody confirmed it; its act is never shown as its source.</summary>
    public static IEnumerable<string> Sources(RewardAmount amount, IReadOnlyCollection<Confirmation> confirmations, Language language) =>
        amount.Rows.Select(r => Source(r, confirmations.FirstOrDefault(c => c.Row == r.Id && c.Sha256 == r.Sha256), language));

    public static string Source(DatedRow row, Confirmation? confirmed, Language language) =>
        row.Label != Core.Campaigns.Label.Recalled ? Sentences.Say(language, "money.cited", Value(row, language), row.Law, Label(row.Label, language))
        : confirmed is null ? Sentences.Say(language, "money.recalled", Value(row, language), row.Law)
        : Sentences.Say(language, "money.confirmed", Value(row, language), confirmed.Citation);

    public static string Label(Label label, Language language) => Sentences.Say(language, "money.label." + Word(label));

    /// <summary>As programs write it.</summary>
    public static string Word(Label label) => label switch
    {
        Core.Campaigns.Label.Document => "document",
        Core.Campaigns.Label.Verified => "verified",
        Core.Campaigns.Label.Computed => "computed",
        Core.Campaigns.Label.Inferred => "inferred",
        _ => "recalled",
    };

    public static string Subject(SubjectKind subject, Language language) => Sentences.Say(language, "money.subject." + Word(subject));

    public static string Word(SubjectKind subject) => subject == SubjectKind.Collective ? "collective" : "individual";

    /// <summary>Why there is no amount, as what is told to a person.</summary>
    public static MoneyException Told(RewardGap gap, string form, SubjectKind subject, DateOnly day, Language language) => new(
        gap switch
        {
            RewardGap.NoForm => "no-form",
            RewardGap.NotForSubject => "not-for-subject",
            RewardGap.NoRate => "no-rate",
            RewardGap.AtMost => "at-most",
            RewardGap.NoCollectiveRule => "no-collective-rule",
            RewardGap.NoSalary => "no-salary",
            _ => "no-rounding",
        },
        RewardCatalog.Rewards.Form(form) is { } known ? StandingsTables.In(known.Title, language) : form, Subject(subject, language), Written.Day(day));

    /// <summary>The amount may not be printed yet: which rows wait, each as what it is.</summary>
    public static MoneyException Unconfirmed(RewardAmount amount, IReadOnlyCollection<Confirmation> confirmations, Language language) => new("unconfirmed",
        StandingsTables.In(amount.Form.Title, language), Subject(amount.Subject, language), Written.Day(amount.Day), string.Join("; ", amount.Unconfirmed(confirmations).Select(r => Source(r, null, language))));

    /// <summary>“Mỗi đơn vị đề nghị nhiều nhất 3 cá nhân (khoản III.2.b); đã có A, B, C. Rút một người rồi đề nghị lại.”</summary>
    public static string Quota(QuotaFault fault, Language language) => Sentences.Say(language, fault.Kind == SubjectKind.Collective ? "quota.collectives" : "quota.individuals",
        Written.Number(fault.Most, language), fault.Source.Kind == SourceKind.Clause ? Sentences.Say(language, "quota.clause", fault.Source.Name) : fault.Source.Name, string.Join(", ", fault.Named));

    /// <summary>"hệ số 0,3".</summary>
    public static string Value(DatedRow row, Language language) => row switch
    {
        RewardRate rate => Sentences.Say(language, "money.row.rate", Number(rate.Coefficient, language)),
        CollectiveRule rule => Sentences.Say(language, "money.row.factor", Number(rule.Factor, language)),
        BaseSalary salary => Sentences.Say(language, "money.row.salary", Written.Dong(salary.Dong, language)),
        RoundingRule rule => Sentences.Say(language, "money.row.rounding", Written.Dong(rule.Step, language)),
        _ => row.Id,
    };

    private static string Number(decimal value, Language language) => Written.Number(value.ToString("0.######", CultureInfo.InvariantCulture), language);
}
