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
    private static readonly RowStanding Holds = new(RowOutcome.Accepted);
    private static readonly Dictionary<long, long> NoPartner = [];
    private static readonly Dictionary<long, RowId> NoPair = [];
    private static readonly Dictionary<RowId, RowStanding> NoStanding = [];

    /// <summary>The only row, where there is one and it holds.</summary>
    private readonly ReceiptStatement? only;
    private readonly Dictionary<long, long> partner = NoPartner;
    private readonly Dictionary<long, RowId> pairedBy = NoPair;
    private readonly Dictionary<RowId, RowStanding> standings = NoStanding;

    public Persons(
        IReadOnlyList<ReceiptStatement> receipts, IReadOnlyList<CardStatement> cards, IReadOnlyList<RelativeStatement> relatives)
    {
        if (cards.Count == 0 && relatives.Count == 0 && receipts is [{ OfficerSince: not null, Hint: not JoiningHint.Cancelled, Settled: null } one])
        {
            // One receipt and nothing else is what most persons are: it holds, and there is nothing to weigh.
            only = one;
            if (one.Person is { NationalId: { } national, SiNumber: { } si }) partner = new() { [national] = si, [si] = national };
            All = [new(Owner(one.Person), receipts, [], [])];
            return;
        }
        (partner, pairedBy, standings) = ([], [], []);
        foreach (var row in receipts) SetAside(row);
        foreach (var row in cards) SetAside(row);
        foreach (var row in relatives) SetAside(row);
        Link(receipts, cards, relatives);
        var heldReceipts = SupersedeReceipts(receipts);
        var heldCards = Supersede(cards, c => (Owner(c.Person), c.CardCode, c.From));
        var heldRelatives = Supersede(relatives, r => (Owner(r.Person), r.Officer));
        All = Assemble(heldReceipts, heldCards, heldRelatives);
    }

    public IReadOnlyList<Person> All { get; }

    public RowStanding StandingOf(RowId row) => only is null ? standings[row] : only.Id == row ? Holds : throw new KeyNotFoundException();

    /// <summary>The person a row speaks of.</summary>
    public long Owner(Identifiers named)
    {
        var any = named.Any;
        return partner.TryGetValue(any, out var other) ? Math.Min(any, other) : any;
    }

    private void SetAside(PersonStatement row)
    {
        if (row.IsSetAside) standings[row.Id] = new(RowOutcome.Accepted, IsSetAside: true);
    }

    /// <summary>
    /// A row with both numbers says that they are one person. It waits when one of them is already paired with another number of
    /// the same kind (contract §3), and it pairs nothing while it waits for its officer or is a second claim on a receipt.
    /// </summary>
    private void Link(
        IReadOnlyList<ReceiptStatement> receipts, IReadOnlyList<CardStatement> cards, IReadOnlyList<RelativeStatement> relatives)
    {
        if (!HasPair(receipts, cards, relatives)) return;
        var rows = new List<(Place Place, PersonStatement Row)>();
        Add(receipts);
        Add(cards);
        Add(relatives);
        rows.Sort((a, b) => a.Place.CompareTo(b.Place));

        var claims = new Dictionary<(long, Scheme, string), (Place Place, int Officer)>();
        foreach (var (place, row) in rows)
        {
            var receipt = row as ReceiptStatement;
            if (row.Person is { NationalId: { } national, SiNumber: { } si })
            {
                if (Contradicts(national, si))
                {
                    standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("identifiers-contradict"), Against: pairedBy.TryGetValue(national, out var by) ? by : pairedBy[si]);
                    continue;
                }
                if (receipt is { IsTaken: false } && FirstClaim(receipt, national, si) is { } first && first.Officer != receipt.Officer)
                {
                    standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("second-claim"), Against: first.Place.Id);
                    continue;
                }
                partner[national] = si;
                partner[si] = national;
                pairedBy.TryAdd(national, row.Id);
                pairedBy.TryAdd(si, row.Id);
            }
            if (receipt is { IsTaken: true }) claims[Claim(receipt, Owner(row.Person))] = (place, receipt.Officer);
            else if (receipt is not null) claims.TryAdd(Claim(receipt, Owner(row.Person)), (place, receipt.Officer));
        }

        // Both numbers may have come upon the receipt, each for another officer: who was first holds it.
        (Place Place, int Officer)? FirstClaim(ReceiptStatement receipt, long national, long si)
        {
            var hasOne = claims.TryGetValue(Claim(receipt, Owner(new(national, null))), out var one);
            var hasOther = claims.TryGetValue(Claim(receipt, Owner(new(null, si))), out var other);
            return !hasOne ? hasOther ? other : null : hasOther && other.Place < one.Place ? other : one;
        }

        static (long, Scheme, string) Claim(ReceiptStatement receipt, long person) => (person, receipt.Scheme, receipt.Number);

        void Add(IEnumerable<PersonStatement> statements)
        {
            foreach (var row in statements) if (row is { IsSetAside: false, CodesSince: { } since }) rows.Add((row.PlaceSince(since), row));
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
    /// second claim and waits, unless a person decided for it. HUY is a version like any other, and takes the receipt away.
    /// </summary>
    private List<ReceiptStatement> SupersedeReceipts(IReadOnlyList<ReceiptStatement> receipts)
    {
        var current = new Dictionary<(long, Scheme, string), ReceiptStatement>();
        foreach (var row in InOrder(receipts))
        {
            ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(current, (Owner(row.Person), row.Scheme, row.Number), out var known);
            if (known && version!.Officer != row.Officer && !row.IsTaken)
            {
                standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("second-claim"), Against: version.Id);
                continue;
            }
            if (known) standings[version!.Id] = standings[version.Id] with { SupersededBy = row.Id };
            standings[row.Id] = new(known ? RowOutcome.Corrected : RowOutcome.Accepted);
            version = row;
        }
        return [.. current.Values];
    }

    private List<T> Supersede<T, TKey>(IReadOnlyList<T> rows, Func<T, TKey> key) where T : PersonStatement where TKey : notnull
    {
        var current = new Dictionary<TKey, T>();
        foreach (var row in InOrder(rows))
        {
            ref var version = ref CollectionsMarshal.GetValueRefOrAddDefault(current, key(row), out var known);
            if (known) standings[version!.Id] = standings[version.Id] with { SupersededBy = row.Id };
            standings[row.Id] = new(known ? RowOutcome.Corrected : RowOutcome.Accepted);
            version = row;
        }
        return [.. current.Values];
    }

    /// <summary>The rows that neither wait nor were set aside, in the order of what is known; those that wait for a code are marked on the way.</summary>
    private List<T> InOrder<T>(IReadOnlyList<T> rows) where T : PersonStatement
    {
        var ordered = new List<(Place Place, T Row)>(rows.Count);
        foreach (var row in rows)
        {
            if (standings.ContainsKey(row.Id)) continue;
            if (row.CodesSince is { } known) ordered.Add((row.PlaceSince(known), row));
            else standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("officer-unknown"));
        }
        if (ordered.Count > 1) ordered.Sort((a, b) => a.Place.CompareTo(b.Place));
        return ordered.ConvertAll(o => o.Row);
    }

    private List<Person> Assemble(List<ReceiptStatement> receipts, List<CardStatement> cards, List<RelativeStatement> relatives)
    {
        var all = new List<Person>();
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
        return all;
    }

    /// <summary>"Earlier" is smaller (Ngày biên lai, Số biên lai); numbers are text and compare letter by letter.</summary>
    public static int InReceiptOrder(ReceiptStatement a, ReceiptStatement b) =>
        a.Date != b.Date ? a.Date.CompareTo(b.Date)
        : a.Number != b.Number ? string.CompareOrdinal(a.Number, b.Number)
        : a.Id.CompareTo(b.Id);
}
