using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;

namespace ThiDua.Core.Counting;

public enum VerdictKind
{
    Counted,
    NotCounted,
    Waiting,
}

/// <summary>Why one row counts or not for one indicator.</summary>
/// <param name="Source">The line of the campaign file that decides; null when the row itself does (waiting, superseded).</param>
public sealed record Verdict(VerdictKind Kind, Reason Reason, Source? Source)
{
    public static Verdict Not(Source? source, string code, params IReadOnlyList<string> arguments) =>
        new(VerdictKind.NotCounted, new(code, arguments), source);
}

/// <summary>The conditions of an indicator on one receipt, in the order in which they are weighed.</summary>
public enum ReceiptCondition
{
    Window,
    Relations,
    WonBack,
    Kinds,
}

/// <summary>One receipt of a person held against the conditions of an indicator, all but "who was first" and "on the as-of day".</summary>
/// <param name="Fails">The first condition it does not meet; null when it qualifies. Said in words only to who asks: counting needs none.</param>
public readonly record struct Judged(ReceiptStatement Receipt, Joining Joining, ReceiptCondition? Fails)
{
    public bool Qualifies => Fails is null;
}

/// <summary>The receipts of ONE person held against one rule.</summary>
public sealed class JudgedReceipts
{
    private readonly ReceiptRule rule;
    private readonly History history;
    private readonly List<Judged> judged;

    public JudgedReceipts(Person person, History history, ReceiptRule rule)
    {
        (this.rule, this.history) = (rule, history);
        judged = new(person.Receipts.Count);
        for (var i = 0; i < person.Receipts.Count; i++)
        {
            var receipt = person.Receipts[i];
            if (receipt.Scheme != rule.Scheme.Value) continue;
            var joining = history.JoiningOf(receipt);
            judged.Add(new(receipt, joining, Failing(receipt, joining)));
        }
    }

    public IReadOnlyList<Judged> All => judged;

    /// <summary>The receipt that has the credit on a day: the earliest or the latest of those that qualify and are dated by then.</summary>
    public ReceiptStatement? Credited(DateOnly asOf)
    {
        ReceiptStatement? found = null;
        foreach (var one in judged)
        {
            if (!one.Qualifies || one.Receipt.Date > asOf) continue;
            if (rule.Credit.Value == CreditRule.Earliest) return one.Receipt;
            found = one.Receipt;
        }
        return found;
    }

    /// <summary>The verdict on a receipt as of a day, the roster of its officer left aside.</summary>
    public Verdict On(Judged one, DateOnly asOf, Func<int, string> officerCode)
    {
        if (one.Receipt.Date > asOf) return Verdict.Not(rule.Window.Source, "receipt-after-as-of", one.Receipt.Date.Iso(), asOf.Iso());
        if (one.Fails is { } condition) return Fault(one, condition);
        var credited = Credited(asOf)!;
        if (credited.Id != one.Receipt.Id)
        {
            return Verdict.Not(rule.Credit.Source, rule.Credit.Value == CreditRule.Earliest ? "credited-earlier" : "credited-later",
                officerCode(credited.Officer), credited.Number, credited.Date.Iso());
        }
        if (rule.Participating.Value && !History.Includes(history.Participation, asOf))
        {
            return Verdict.Not(rule.Participating.Source, "no-longer-participating", asOf.Iso(), history.ParticipatesUntil(one.Receipt).Iso());
        }
        return Counted(one);
    }

    /// <summary>Posts the days on which the person counts, each for his officer.</summary>
    /// <param name="indicator">Position among the campaign's counters.</param>
    internal void Post(int indicator, List<Credit> into)
    {
        for (var i = 0; i < judged.Count; i++)
        {
            if (!judged[i].Qualifies) continue;
            var officer = judged[i].Receipt.Officer;
            var next = rule.Credit.Value == CreditRule.Latest ? NextQualifying(i) : null;
            var days = new Days(judged[i].Receipt.Date, next?.AddDays(-1));
            if (!rule.Participating.Value) Credits.Post(into, indicator, CreditPart.Counted, officer, days);
            else
            {
                foreach (var span in history.Participation)
                {
                    if (span.And(days) is { IsEmpty: false } both) Credits.Post(into, indicator, CreditPart.Counted, officer, both);
                }
            }
            if (rule.Credit.Value == CreditRule.Earliest) return;
        }
    }

    private DateOnly? NextQualifying(int after)
    {
        for (var i = after + 1; i < judged.Count; i++) if (judged[i].Qualifies) return judged[i].Receipt.Date;
        return null;
    }

    private ReceiptCondition? Failing(ReceiptStatement receipt, Joining joining)
    {
        if (!rule.Window.Value.Contains(receipt.Date)) return ReceiptCondition.Window;
        if (rule.Relations.Value is { } list && !list.Contains(receipt.Relation)) return ReceiptCondition.Relations;
        if (rule.WonBack is { } days && joining.EarlierCoverEnded is { } ended && days.Value.Contains(ended)) return null;
        if (rule.WonBackOnly) return ReceiptCondition.WonBack;
        return rule.Kinds.Value.Contains(joining.Kind) ? null : ReceiptCondition.Kinds;
    }

    private Verdict Fault(Judged one, ReceiptCondition condition)
    {
        var (receipt, joining) = (one.Receipt, one.Joining);
        return condition switch
        {
            ReceiptCondition.Window => Verdict.Not(rule.Window.Source, "outside-window", receipt.Date.Iso(), rule.Window.Value.From.IsoOrEmpty(), rule.Window.Value.To.IsoOrEmpty()),
            ReceiptCondition.Relations => Verdict.Not(rule.Relations.Source, "relation-not-listed", receipt.Relation.ToString()),
            ReceiptCondition.WonBack => joining.EarlierCoverEnded is { } lastDay
                ? Verdict.Not(rule.WonBack!.Source, "ended-outside", lastDay.Iso(), rule.WonBack.Value.From.IsoOrEmpty(), rule.WonBack.Value.To.IsoOrEmpty())
                : Verdict.Not(rule.WonBack!.Source, "no-earlier-cover", rule.WonBack.Value.From.IsoOrEmpty(), rule.WonBack.Value.To.IsoOrEmpty()),
            ReceiptCondition.Kinds => joining.FromHint ? Verdict.Not(rule.Kinds.Source, "hint-" + Code(joining.Kind))
                : Verdict.Not(rule.Kinds.Source, "kind-" + Code(joining.Kind), joining.EarlierCoverEnded.IsoOrEmpty()),
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };
    }

    private Verdict Counted(Judged one)
    {
        var ended = one.Joining.EarlierCoverEnded;
        if (rule.WonBack is { } days && ended is { } lastDay && days.Value.Contains(lastDay))
        {
            return new(VerdictKind.Counted, new("counted-won-back", lastDay.Iso()), days.Source);
        }
        if (one.Joining is { FromHint: true, Kind: not JoiningKind.New }) return new(VerdictKind.Counted, new("counted-hint-" + Code(one.Joining.Kind)), rule.Kinds.Source);
        return new(VerdictKind.Counted, new("counted-" + Code(one.Joining.Kind), ended.IsoOrEmpty()), rule.Kinds.Source);
    }

    public static string Code(JoiningKind kind) => kind switch
    {
        JoiningKind.New => "new",
        JoiningKind.Continued => "continued",
        JoiningKind.Rejoined => "rejoined",
        JoiningKind.Renewed => "renewed",
        JoiningKind.Returned => "returned",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
