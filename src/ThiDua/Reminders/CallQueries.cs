using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Core.Reminders;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;
using ThiDua.Standings;

namespace ThiDua.Reminders;

/// <summary>A person whose health cover ended in the days that the campaign wins back.</summary>
/// <param name="Number">His number in the store, see <see cref="FindPerson"/>.</param>
/// <param name="Commune">Mã xã of his card; null when it has none.</param>
/// <param name="Collector">Who collected his earlier premium (Mã nhân viên thu), when a receipt says so.</param>
/// <param name="Personal">Name, address, phone: to be shown only for a reason that is logged.</param>
/// <param name="Contacts">Those that hold, the last one last.</param>
/// <param name="Back">Since when he has cover again; null: he has none, and is to be called.</param>
public sealed record ExpiredPerson(
    long Number, string? Commune, string? Collector, DateOnly Ended, IReadOnlyDictionary<string, string> Personal, IReadOnlyList<Contact> Contacts, CallState State, DateOnly? Back)
{
    public Contact? Last => Contacts.Count == 0 ? null : Contacts[^1];

    public bool IsPromised => ContactCatalog.Find(Last?.Outcome)?.Promises == true;

    /// <summary>No cover, and either nobody called yet or the day to call again has come. What is counted and what is listed as "to call".</summary>
    public bool IsToCall => Back is null && (State is CallState.Due or CallState.New);

    /// <summary>The last three digits.</summary>
    public string Masked => ExplainQueries.Masked(Personal.GetValueOrDefault("siNumber") ?? Personal.GetValueOrDefault("nationalId") ?? "");
}

/// <summary>
/// The call list of a campaign (9936/I, VI.6.b): candidates by their cards in one query, decided by the core from all that is known
/// of them, with what came of each contact.
/// </summary>
public sealed class CallQueries(Db db, Ground ground)
{
    private readonly record struct Found(long Number, RowId Card, RowId? Receipt, DateOnly Ended, DateOnly? Back, List<Contact> Contacts);

    /// <summary>Who has no cover now, in the order in which one calls; then who was won back since the campaign began.</summary>
    /// <param name="communes">Only those with one of these Mã xã on their card; null: all.</param>
    public IReadOnlyList<ExpiredPerson> All(IReadOnlySet<string>? communes = null)
    {
        if (Span() is not { } span || communes is { Count: 0 }) return [];
        var only = communes is { Count: 1 } ? communes.First() : null; // several are sorted out below, of the list as it is for all
        var within = only is null ? "" : "where person_id in (select person_id from card where commune = @only)";
        var found = Decide(span, db.Query<long>($"select person_id from card {within} group by person_id having max(to_day) >= @from and min(to_day) <= @to order by person_id",
            new { from = Stored.Day(span.From!.Value), to = Stored.Day(span.To!.Value), only }));
        return communes is null ? found : found.FindAll(p => p.Commune is { } commune && communes.Contains(commune));
    }

    /// <summary>Whether the list of these communes has the person; who is on no list belongs where his last card says.</summary>
    /// <param name="communes">Null: all.</param>
    public bool IsIn(FoundPerson who, IReadOnlySet<string>? communes)
    {
        if (communes is null) return true;
        var commune = Of(who) is { } listed ? listed.Commune : db.One<string?>("select commune from card where person_id = @Person order by to_day desc, recording_id desc, row_no desc limit 1", new { who.Person });
        return commune is not null && communes.Contains(commune);
    }

    /// <summary>One person; null when he is neither to be called nor won back.</summary>
    public ExpiredPerson? Of(FoundPerson who)
    {
        if (Span() is not { } span) return null;
        var loader = new LoadPersons(db, ground.Known, new OfficersSince(db, ground.Known, ground.Units));
        var number = loader.Of([who.Person]).Values.Single().Resolve().Owner(ContactQueries.Named(who.Identifier));
        return Decide(span, [who.Person]).FirstOrDefault(p => p.Number == number);
    }

    /// <summary>The days in which cover must have ended; null: the campaign wins nobody back.</summary>
    private Days? Span() => ground.Campaign.Indicators.Select(i => i.Receipts).FirstOrDefault(r => r?.WonBackOnly == true)?.WonBack is { } wonBack
        ? new(wonBack.Value.From ?? DateOnly.MinValue, wonBack.Value.To ?? DateOnly.MaxValue) : null;

    private List<ExpiredPerson> Decide(Days span, List<long> candidates)
    {
        var loader = new LoadPersons(db, ground.Known, new OfficersSince(db, ground.Known, ground.Units));
        var contacts = ContactQueries.Held(new ContactQueries(db, ground).All()).ToLookup(c => c.Person);
        var found = new List<ExpiredPerson>();
        foreach (var batch in candidates.Chunk(20_000))
        {
            var clusters = loader.Of(batch);
            var connected = loader.Connected;
            var called = connected.Where(c => contacts.Contains(c.Key)).SelectMany(c => contacts[c.Key].Select(x => (Root: c.Value, Contact: x))).ToLookup(c => c.Root, c => c.Contact);
            var expired = new List<Found>();
            foreach (var cluster in clusters.Values)
            {
                var persons = cluster.Resolve();
                foreach (var person in persons.All)
                {
                    if (Expired(person, span) is not { } one) continue;
                    expired.Add(one with { Contacts = [.. called[cluster.Root].Where(c => persons.Owner(ContactQueries.Named(c.Identifier)) == person.Number).OrderBy(c => c.No)] });
                }
            }
            found.AddRange(Named(expired, connected.Keys));
        }
        return InOrder(found);
    }

    /// <summary>Cover that ended in the span: without cover now, or covered again by days that began in the campaign.</summary>
    private Found? Expired(Person person, Days span)
    {
        var cover = new History(person, InsuranceCatalog.PaymentWindows).Cover;
        var last = cover.Count - 1;
        while (last >= 0 && cover[last].From > ground.AsOf) last--;
        DateOnly? back = null;
        if (last >= 0 && cover[last].To >= ground.AsOf)
        {
            back = cover[last].From;
            if (ground.Campaign.Window.Value.From is { } begin && back < begin) return null;
            last--;
        }
        if (last < 0 || cover[last].To is not { } ended || !span.Contains(ended)) return null;
        if (person.Cards.LastOrDefault(c => c.To <= ended) is not { } card) return null;
        return new(person.Number, card.Id, person.Receipts.LastOrDefault(r => r.Scheme == Scheme.HouseholdHealthInsurance && r.Date <= ended)?.Id, ended, back, []);
    }

    private List<ExpiredPerson> Named(List<Found> found, IEnumerable<long> persons)
    {
        db.Want([.. persons]);
        var wanted = found.Select(f => f.Card).ToHashSet();
        var cards = new Dictionary<RowId, string?>();
        db.Read("select recording_id, row_no, commune from card where person_id in (select id from wanted)", r =>
        {
            var id = new RowId(r.GetInt64(0), r.GetInt32(1));
            if (wanted.Contains(id)) cards[id] = r.IsDBNull(2) ? null : r.GetString(2);
        });
        var collectors = CollectorQueries.OfWantedPersons(db);
        var personal = ReadSealed.OfPersons(db, [.. persons]);
        return found.ConvertAll(f => new ExpiredPerson(
            f.Number, cards[f.Card], f.Receipt is { } receipt ? collectors.GetValueOrDefault(receipt) : null, f.Ended, personal[f.Card], f.Contacts,
            f.Contacts.Count == 0 ? CallState.New : Calling.StateOf(ContactCatalog.Find(f.Contacts[^1].Outcome)?.Ends == true, f.Contacts[^1].Again, ground.WorkDay), f.Back));
    }

    private static List<ExpiredPerson> InOrder(List<ExpiredPerson> found) =>
        [.. found.OrderBy(p => p.Back is not null).ThenBy(p => p.State).ThenBy(p => p.State is CallState.Due or CallState.Later ? p.Last?.Again : null)
            .ThenBy(p => p.Commune, StringComparer.Ordinal).ThenBy(p => p.Ended)
            .ThenBy(p => p.Personal.GetValueOrDefault("name"), Comparer<string?>.Create((a, b) => VietnameseText.ComparePeople(a ?? "", b ?? ""))).ThenBy(p => p.Number)];
}
