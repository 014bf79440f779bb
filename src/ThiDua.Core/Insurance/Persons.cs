using System.Runtime.InteropServices;
using ThiDua.Core.Basics;

namespace ThiDua.Core.Insurance;

/// <summary>What is known of one person: only rows that hold, each list in its own order.</summary>
/// <param name="Number">The smallest of the numbers of his identifiers.</param>
/// <param name="Receipts">Receipts that were not cancelled, by (Ngày biên lai, Số biên lai).</param>
/// <param name="Cards">By Giá trị từ.</param>
/// <param name="Relatives">Officers' declarations that name this person.</param>
public sealed record Person(
    long Number, IReadOnlyList<ReceiptStatement> Receipts, IReadOnlyList<CardStatement> Cards, IReadOnlyList<RelativeStatement> Relatives);

/// <summary>
/// From all live rows that are connected by identifiers to who is one person, and which rows hold, are superseded or wait.
/// Nothing is remembered between calls: the answer is a function of the rows and their order, so a withdrawn import, a link
/// found late or an officer who arrives late need no repair of earlier decisions.
/// </summary>
public sealed class Persons
{
    private readonly Dictionary<long, long> partner = [];
    private readonly Dictionary<RowId, RowStanding> standings = [];
    private readonly List<Person> all = [];

    public Persons(
        IReadOnlyList<ReceiptStatement> receipts, IReadOnlyList<CardStatement> cards, IReadOnlyList<RelativeStatement> relatives)
    {
        if (cards.Count == 0 && relatives.Count == 0 && receipts is [{ OfficerSince: not null, Hint: not JoiningHint.Cancelled } only])
        {
            AssembleOnly(only);
            return;
        }
        Link(receipts, cards, relatives);
        var heldReceipts = SupersedeReceipts(receipts);
        var heldCards = Supersede(cards, c => c.Id, c => (long?)0, c => (Owner(c.Person), c.CardCode, c.From));
        var heldRelatives = Supersede(relatives, r => r.Id, r => r.OfficerSince, r => (Owner(r.Person), r.Officer));
        Assemble(heldReceipts, heldCards, heldRelatives);
    }

    public IReadOnlyList<Person> All => all;

    public RowStanding StandingOf(RowId row) => standings[row];

    /// <summary>The person a row speaks of.</summary>
    public long Owner(Identifiers named)
    {
        var any = named.Any;
        return partner.TryGetValue(any, out var other) ? Math.Min(any, other) : any;
    }

    /// <summary>
    /// A row with both numbers says that they are one person. It waits when one of them is already paired with another number of
    /// the same kind (contract §3), and it pairs nothing while it waits for its officer or is a second claim on a receipt.
    /// </summary>
    private void Link(
        IReadOnlyList<ReceiptStatement> receipts, IReadOnlyList<CardStatement> cards, IReadOnlyList<RelativeStatement> relatives)
    {
        if (!HasPair(receipts, cards, relatives)) return;
        var rows = new List<(Place Place, Identifiers Named, ReceiptStatement? Receipt)>();
        foreach (var r in receipts) if (r.OfficerSince is { } since) rows.Add((Place.Of(r.Id, since), r.Person, r));
        foreach (var c in cards) rows.Add((Place.Of(c.Id, 0), c.Person, null));
        foreach (var r in relatives) if (r.OfficerSince is { } since) rows.Add((Place.Of(r.Id, since), r.Person, null));
        rows.Sort((a, b) => a.Place.CompareTo(b.Place));

        var claimed = new Dictionary<(long, Scheme, string), int>();
        foreach (var (place, named, receipt) in rows)
        {
            if (named is { NationalId: { } national, SiNumber: { } si })
            {
                if (Contradicts(national, si))
                {
                    standings[place.Id] = new(RowOutcome.Waiting, WaitsFor: new("identifiers-contradict"));
                    continue;
                }
                if (receipt is not null && (IsSecondClaim(national) || IsSecondClaim(si))) continue;
                partner[national] = si;
                partner[si] = national;
            }
            if (receipt is not null) claimed.TryAdd((Owner(named), receipt.Scheme, receipt.Number), receipt.Officer);

            bool IsSecondClaim(long identifier) =>
                claimed.TryGetValue((Owner(new(identifier, null)), receipt.Scheme, receipt.Number), out var officer) && officer != receipt.Officer;
        }
    }

    private bool Contradicts(long national, long si) =>
        (partner.TryGetValue(national, out var otherSi) && otherSi != si) || (partner.TryGetValue(si, out var otherNational) && otherNational != national);

    private static bool HasPair(
        IReadOnlyList<ReceiptStatement> receipts, IReadOnlyList<CardStatement> cards, IReadOnlyList<RelativeStatement> relatives)
    {
        foreach (var r in receipts) if (r.Person is { NationalId: not null, SiNumber: not null }) return true;
        foreach (var c in cards) if (c.Person is { NationalId: not null, SiNumber: not null }) return true;
        foreach (var r in relatives) if (r.Person is { NationalId: not null, SiNumber: not null }) return true;
        return false;
    }

    /// <summary>
    /// Versions of one receipt (person, scheme, Số biên lai): the later row supersedes; another officer on a known receipt is a
    /// second claim and waits. HUY is a version like any other, and takes the receipt away.
    /// </summary>
    private List<ReceiptStatement> SupersedeReceipts(IReadOnlyList<ReceiptStatement> receipts)
    {
        var current = new Dictionary<(long, Scheme, string), ReceiptStatement>();
        foreach (var row in InOrder(receipts, r => r.Id, r => r.OfficerSince))
        {
            ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(current, (Owner(row.Person), row.Scheme, row.Number), out var known);
            if (known && version!.Officer != row.Officer)
            {
                standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("second-claim"));
                continue;
            }
            if (known) standings[version!.Id] = standings[version.Id] with { SupersededBy = row.Id };
            standings[row.Id] = new(known ? RowOutcome.Corrected : RowOutcome.Accepted);
            version = row;
        }
        return [.. current.Values];
    }

    private List<T> Supersede<T, TKey>(IReadOnlyList<T> rows, Func<T, RowId> id, Func<T, long?> since, Func<T, TKey> key) where TKey : notnull
    {
        var current = new Dictionary<TKey, T>();
        foreach (var row in InOrder(rows, id, since))
        {
            ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(current, key(row), out var known);
            if (known) standings[id(version!)] = standings[id(version!)] with { SupersededBy = id(row) };
            standings[id(row)] = new(known ? RowOutcome.Corrected : RowOutcome.Accepted);
            version = row;
        }
        return [.. current.Values];
    }

    /// <summary>The rows that do not wait, in the order of what is known; the others are marked on the way.</summary>
    private List<T> InOrder<T>(IReadOnlyList<T> rows, Func<T, RowId> id, Func<T, long?> since)
    {
        var ordered = new List<(Place Place, T Row)>(rows.Count);
        foreach (var row in rows)
        {
            if (since(row) is not { } known) standings[id(row)] = new(RowOutcome.Waiting, WaitsFor: new("officer-unknown"));
            else if (!standings.ContainsKey(id(row))) ordered.Add((Place.Of(id(row), known), row));
        }
        if (ordered.Count > 1) ordered.Sort((a, b) => a.Place.CompareTo(b.Place));
        return ordered.ConvertAll(o => o.Row);
    }

    /// <summary>One receipt and nothing else is what most persons are: it holds, and there is nothing to weigh.</summary>
    private void AssembleOnly(ReceiptStatement only)
    {
        if (only.Person is { NationalId: { } national, SiNumber: { } si }) (partner[national], partner[si]) = (si, national);
        standings[only.Id] = new(RowOutcome.Accepted);
        all.Add(new(Owner(only.Person), [only], [], []));
    }

    private void Assemble(List<ReceiptStatement> receipts, List<CardStatement> cards, List<RelativeStatement> relatives)
    {
        var numbers = new SortedSet<long>();
        foreach (var r in receipts) numbers.Add(Owner(r.Person));
        foreach (var c in cards) numbers.Add(Owner(c.Person));
        foreach (var r in relatives) numbers.Add(Owner(r.Person));
        foreach (var number in numbers)
        {
            var own = receipts.FindAll(r => r.Hint != JoiningHint.Cancelled && Owner(r.Person) == number);
            own.Sort(InReceiptOrder);
            var ownCards = cards.FindAll(c => Owner(c.Person) == number);
            ownCards.Sort((a, b) => (a.From, a.To, a.Id).CompareTo((b.From, b.To, b.Id)));
            all.Add(new(number, own, ownCards, relatives.FindAll(r => Owner(r.Person) == number)));
        }
    }

    /// <summary>"Earlier" is smaller (Ngày biên lai, Số biên lai); numbers are text and compare letter by letter.</summary>
    public static int InReceiptOrder(ReceiptStatement a, ReceiptStatement b) =>
        a.Date != b.Date ? a.Date.CompareTo(b.Date)
        : a.Number != b.Number ? string.CompareOrdinal(a.Number, b.Number)
        : a.Id.CompareTo(b.Id);
}
