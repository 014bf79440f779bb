using ThiDua.Core.Basics;

namespace ThiDua.Core.Insurance;

/// <summary>How a receipt joins: its kind, and the earlier cover it was judged by.</summary>
/// <param name="Kind">Kind of joining.</param>
/// <param name="EarlierCoverEnded">
/// Last day of the latest earlier cover (HGD), or last day of participation by the earlier receipts (TN); null without history.
/// </param>
public readonly record struct Joining(JoiningKind Kind, DateOnly? EarlierCoverEnded)
{
    public bool FromHint => EarlierCoverEnded is null;
}

/// <summary>The insurance history of ONE person: participation, cover and kinds of joining (contract §3).</summary>
public sealed class History(Person person, PaymentWindows windows)
{
    private IReadOnlyList<Days>? participation;
    private IReadOnlyList<Days>? cover;

    /// <summary>
    /// Days on which the person participates in voluntary SI: from each receipt's date to the end of the payment window after
    /// its paid months (Decision 595/QĐ-BHXH Art. 11). Paying in advance participates at once.
    /// </summary>
    public IReadOnlyList<Days> Participation => participation ??= Spans.Merge(Voluntary());

    /// <summary>Days covered by health insurance: the days of each card; of an HGD receipt from its date to its last month's end.</summary>
    public IReadOnlyList<Days> Cover => cover ??= Spans.Merge([
        .. person.Cards.Select(c => new Days(c.From, c.To)),
        .. person.Receipts.Where(r => r.Scheme == Scheme.HouseholdHealthInsurance).Select(r => new Days(r.Date, r.LastMonth.LastDay))]);

    private List<Days> Voluntary()
    {
        var days = new List<Days>(person.Receipts.Count);
        foreach (var receipt in person.Receipts) if (receipt.Scheme == Scheme.VoluntarySocialInsurance) days.Add(new(receipt.Date, ParticipatesUntil(receipt)));
        return days;
    }

    public static bool Includes(IReadOnlyList<Days> spans, DateOnly day)
    {
        foreach (var span in spans) if (span.Contains(day)) return true;
        return false;
    }

    /// <summary>Kind of joining of one of the person's receipts: by history where there is any, else by the hint.</summary>
    public Joining JoiningOf(ReceiptStatement receipt) => receipt.Scheme switch
    {
        Scheme.VoluntarySocialInsurance => VoluntaryJoining(receipt),
        Scheme.HouseholdHealthInsurance => HealthJoining(receipt),
        _ => throw new ArgumentOutOfRangeException(nameof(receipt)),
    };

    private Joining VoluntaryJoining(ReceiptStatement receipt)
    {
        DateOnly? until = null;
        foreach (var earlier in person.Receipts)
        {
            if (Persons.InReceiptOrder(earlier, receipt) >= 0) break;
            if (earlier.Scheme != receipt.Scheme) continue;
            var end = ParticipatesUntil(earlier);
            if (until is null || end > until) until = end;
        }
        if (until is null)
        {
            return new(receipt.Hint switch
            {
                JoiningHint.Continued => JoiningKind.Continued,
                JoiningHint.Rejoined => JoiningKind.Rejoined,
                _ => JoiningKind.New,
            }, null);
        }
        return new(receipt.Date <= until ? JoiningKind.Continued : JoiningKind.Rejoined, until);
    }

    private Joining HealthJoining(ReceiptStatement receipt)
    {
        DateOnly? ended = null;
        foreach (var earlier in person.Receipts)
        {
            if (Persons.InReceiptOrder(earlier, receipt) >= 0) break;
            if (earlier.Scheme == receipt.Scheme) Extend(earlier.LastMonth.LastDay);
        }
        foreach (var card in person.Cards)
        {
            // The card that this very receipt pays for is no earlier cover.
            if (card.From < receipt.Date && card.From < receipt.From.FirstDay) Extend(card.To);
        }
        if (ended is null)
        {
            return new(receipt.Hint switch
            {
                JoiningHint.Continued => JoiningKind.Renewed,
                JoiningHint.Rejoined => JoiningKind.Returned,
                _ => JoiningKind.New,
            }, null);
        }
        // AddMonths clamps to the month's end: 30/11 + 3 months = 28/02. That day is still in time.
        var renewableUntil = ended.Value.AddMonths(windows.RenewalMonths);
        return new(receipt.Date <= renewableUntil ? JoiningKind.Renewed : JoiningKind.Returned, ended);

        void Extend(DateOnly lastDay)
        {
            if (ended is null || lastDay > ended) ended = lastDay;
        }
    }

    /// <summary>Last day of the payment window after the receipt's paid months.</summary>
    public DateOnly ParticipatesUntil(ReceiptStatement receipt) => receipt.LastMonth.Plus(windows.After(receipt.Months)).LastDay;
}
