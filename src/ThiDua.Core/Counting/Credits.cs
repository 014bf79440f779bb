using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;

namespace ThiDua.Core.Counting;

/// <summary>What an entry of the credit ledger says of the person, for the officer.</summary>
public enum CreditPart
{
    /// <summary>The person counts; of a declared relative: is covered or exempt.</summary>
    Counted = 0,
    /// <summary>A declared relative of the list, who has to be covered.</summary>
    Required = 1,
    /// <summary>A declared relative outside the list (spouse, other).</summary>
    DeclaredOther = 2,
    /// <summary>The officer declares that he has no relative.</summary>
    DeclaredNone = 3,
}

/// <summary>An entry of the credit ledger: ±1 for an officer, taking effect on a day. A known future lapse is posted ahead.</summary>
/// <param name="Indicator">Position among the campaign's counters.</param>
public readonly record struct Credit(int Indicator, CreditPart Part, int Officer, DateOnly Day, int Delta);

/// <summary>First pass, by person: from what is known of ONE person to his credits in one campaign.</summary>
public static class Credits
{
    /// <summary>Entries that hold from the beginning of time take effect on this day.</summary>
    public static readonly DateOnly FromTheBeginning = DateOnly.MinValue;

    public static void Of(Person person, Campaign campaign, PaymentWindows windows, List<Credit> into)
    {
        if (person.Receipts.Count == 0 && person.Relatives.Count == 0) return;
        var history = new History(person, windows);
        for (var i = 0; i < campaign.Counters.Count; i++)
        {
            var indicator = campaign.Counters[i].Indicator;
            if (indicator.Receipts is { } receipts && HasOne(person, receipts.Scheme.Value)) new JudgedReceipts(person, history, receipts).Post(i, into);
            if (indicator.Declarations is { } declarations)
            {
                foreach (var relative in person.Relatives) Declare(into, i, relative, history, declarations);
            }
        }
    }

    private static bool HasOne(Person person, Scheme scheme)
    {
        for (var i = 0; i < person.Receipts.Count; i++) if (person.Receipts[i].Scheme == scheme) return true;
        return false;
    }

    private static void Declare(List<Credit> into, int indicator, RelativeStatement relative, History history, DeclarationRule rule)
    {
        if (relative.Relation == Relation.NoneDeclared) Post(into, indicator, CreditPart.DeclaredNone, relative.Officer, Days.Always);
        else if (!rule.Relations.Value.Contains(relative.Relation)) Post(into, indicator, CreditPart.DeclaredOther, relative.Officer, Days.Always);
        else
        {
            Post(into, indicator, CreditPart.Required, relative.Officer, Days.Always);
            if (relative.Exempt) Post(into, indicator, CreditPart.Counted, relative.Officer, Days.Always);
            else foreach (var span in history.Cover) Post(into, indicator, CreditPart.Counted, relative.Officer, span);
        }
    }

    internal static void Post(List<Credit> into, int indicator, CreditPart part, int officer, Days days)
    {
        into.Add(new(indicator, part, officer, days.From ?? FromTheBeginning, +1));
        if (days.To is { } to && to < DateOnly.MaxValue) into.Add(new(indicator, part, officer, to.AddDays(1), -1));
    }
}
