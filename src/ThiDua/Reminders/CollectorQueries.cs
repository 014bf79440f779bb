using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Insurance;
using ThiDua.Core.Reminders;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Reminders;

/// <summary>What one collector (Mã nhân viên thu) has done.</summary>
/// <param name="Collector">Null: persons of whose receipts no collector is known; not ranked.</param>
/// <param name="Counted">Persons who count for an indicator by a receipt that he collected, each once.</param>
/// <param name="WonBack">Of those: who count as won back.</param>
/// <param name="ToCall">Persons to be called now whose earlier premium he collected.</param>
/// <param name="Contacts">Contacts that he made.</param>
public sealed record CollectorRow(int? Rank, string? Collector, long Counted, long WonBack, long ToCall, long Contacts);

/// <summary>A person who counts for an indicator, and by which receipt.</summary>
/// <param name="Person">His number in the store.</param>
/// <param name="Collector">Null: the receipt names none.</param>
public sealed record CollectedCredit(Indicator Indicator, long Person, ReceiptStatement Receipt, string? Collector);

/// <summary>The standing by collector (9936/VI.6.c): the reasons of the count, asked for the receipt that has the credit.</summary>
public sealed class CollectorQueries(Db db, Ground ground)
{
    /// <param name="calls">The call list on the same ground, of the same units.</param>
    /// <param name="within">Only what counts for officers of these units, and contacts with persons of their list; null: all.</param>
    public IReadOnlyList<CollectorRow> Standing(IReadOnlyList<ExpiredPerson> calls, IReadOnlySet<int>? within = null) => Standing(Credits(within), Held(calls, within), calls);

    /// <summary>The contacts that hold; of units: with persons of their call list.</summary>
    public IReadOnlyList<Contact> Held(IReadOnlyList<ExpiredPerson> calls, IReadOnlySet<int>? within) =>
        within is null ? [.. ContactQueries.Held(new ContactQueries(db, ground).All())] : [.. calls.SelectMany(p => p.Contacts)];

    /// <param name="held">The contacts that hold.</param>
    public static IReadOnlyList<CollectorRow> Standing(IReadOnlyList<CollectedCredit> credits, IEnumerable<Contact> held, IReadOnlyList<ExpiredPerson> calls)
    {
        var (counted, wonBack) = (Persons(credits), Persons(credits.Where(c => c.Indicator.Receipts!.WonBackOnly)));
        var toCall = calls.Where(p => p.IsToCall).GroupBy(p => p.Collector ?? "").ToDictionary(g => g.Key, g => (long)g.Count());
        var contacts = held.GroupBy(c => c.Collector ?? "").ToDictionary(g => g.Key, g => (long)g.Count());
        var rows = counted.Keys.Union(toCall.Keys).Union(contacts.Keys)
            .Select(c => new CollectorRow(null, c.Length == 0 ? null : c, counted.GetValueOrDefault(c), wonBack.GetValueOrDefault(c), toCall.GetValueOrDefault(c), contacts.GetValueOrDefault(c)))
            .OrderBy(r => r.Collector is null).ThenByDescending(r => r.Counted).ThenBy(r => r.Collector, StringComparer.Ordinal).ToList();
        var ranks = Calling.Ranks([.. rows.Where(r => r.Collector is not null).Select(r => r.Counted)]);
        return [.. rows.Select((r, i) => i < ranks.Count ? r with { Rank = ranks[i] } : r)];
    }

    private static Dictionary<string, long> Persons(IEnumerable<CollectedCredit> credits) =>
        credits.GroupBy(c => c.Collector ?? "").ToDictionary(g => g.Key, g => g.Select(c => c.Person).Distinct().LongCount());

    /// <summary>Which collector each receipt of the wanted persons names.</summary>
    public static Dictionary<RowId, string> OfWantedPersons(Db db)
    {
        var collectors = new Dictionary<RowId, string>();
        db.Read("select recording_id, row_no, collector from receipt where collector is not null and person_id in (select id from wanted)",
            r => collectors[new(r.GetInt64(0), r.GetInt32(1))] = r.GetString(2));
        return collectors;
    }

    /// <summary>
    /// What the standings count, by receipt: who counts for which indicator by which receipt. As there, only what measures the
    /// officer's unit on the as-of day counts, so that the collectors add up to the standings.
    /// </summary>
    /// <param name="within">Only for officers of these units; null: all.</param>
    public List<CollectedCredit> Credits(IReadOnlySet<int>? within = null)
    {
        var (standings, officers) = (new StandingsQueries(db, ground), ground.OfficersOf(db, within));
        var rules = ground.Indicators.Where(i => i.Receipts is not null).ToList();
        var listed = standings.ListedRoster().ToDictionary(r => r.Officer, r => r.Listed);
        var loader = new LoadPersons(db, ground.Known, new OfficersSince(db, ground.Known, ground.Units));
        var (credits, seen) = (new List<CollectedCredit>(), new HashSet<long>());
        foreach (var batch in db.Query<long>("select distinct person_id from credit where campaign_no = @c and part = 0 and day <= @d and recording_id <= @e order by person_id",
            new { c = ground.Stored.No, d = Stored.Day(ground.AsOf), e = ground.Known }).Chunk(20_000))
        {
            var clusters = loader.Of(batch);
            db.Want([.. loader.Connected.Keys]);
            var collectors = OfWantedPersons(db);
            foreach (var person in clusters.Values.SelectMany(c => c.Resolve().All))
            {
                if (!seen.Add(person.Number)) continue;
                var history = new History(person, InsuranceCatalog.PaymentWindows);
                foreach (var indicator in rules)
                {
                    if (CreditedTo(person, history, indicator.Receipts!) is { } receipt && officers?.Contains(receipt.Officer) != false && listed.TryGetValue(receipt.Officer, out var unit) && standings.Measures(indicator, unit))
                    {
                        credits.Add(new(indicator, person.Number, receipt, collectors.GetValueOrDefault(receipt.Id)));
                    }
                }
            }
        }
        return credits;
    }

    private ReceiptStatement? CreditedTo(Person person, History history, ReceiptRule rule)
    {
        var receipt = new JudgedReceipts(person, history, rule).Credited(ground.AsOf);
        return receipt is not null && rule.Participating.Value && !History.Includes(history.Participation, ground.AsOf) ? null : receipt;
    }
}
