using ThiDua.Core.Basics;
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
/// <param name="ToCall">Persons without cover whose earlier premium he collected, and who are still called.</param>
/// <param name="Contacts">Contacts that he made.</param>
public sealed record CollectorRow(int? Rank, string? Collector, long Counted, long WonBack, long ToCall, long Contacts);

/// <summary>The standing by collector (9936/VI.6.c): the reasons of the count, asked for the receipt that has the credit.</summary>
public sealed class CollectorQueries(Db db, Ground ground)
{
    /// <param name="calls">The call list on the same ground.</param>
    public IReadOnlyList<CollectorRow> Standing(IReadOnlyList<ExpiredPerson> calls)
    {
        var (counted, wonBack) = Counted();
        var toCall = calls.Where(p => p.Back is null && p.State != CallState.Ended).GroupBy(p => p.Collector ?? "").ToDictionary(g => g.Key, g => (long)g.Count());
        var contacts = ContactQueries.Held(new ContactQueries(db, ground).All()).GroupBy(c => c.Collector ?? "").ToDictionary(g => g.Key, g => (long)g.Count());
        var rows = counted.Keys.Union(toCall.Keys).Union(contacts.Keys)
            .Select(c => new CollectorRow(null, c.Length == 0 ? null : c, counted.GetValueOrDefault(c), wonBack.GetValueOrDefault(c), toCall.GetValueOrDefault(c), contacts.GetValueOrDefault(c)))
            .OrderBy(r => r.Collector is null).ThenByDescending(r => r.Counted).ThenBy(r => r.Collector, StringComparer.Ordinal).ToList();
        var ranks = Calling.Ranks([.. rows.Where(r => r.Collector is not null).Select(r => r.Counted)]);
        return [.. rows.Select((r, i) => i < ranks.Count ? r with { Rank = ranks[i] } : r)];
    }

    /// <summary>Which collector each receipt of the wanted persons names.</summary>
    public static Dictionary<RowId, string> OfWantedPersons(Db db)
    {
        var collectors = new Dictionary<RowId, string>();
        db.Read("select recording_id, row_no, collector from receipt where collector is not null and person_id in (select id from wanted)",
            r => collectors[new(r.GetInt64(0), r.GetInt32(1))] = r.GetString(2));
        return collectors;
    }

    private (Dictionary<string, long> Counted, Dictionary<string, long> WonBack) Counted()
    {
        var rules = ground.Campaign.Indicators.Select(i => i.Receipts).OfType<Core.Campaigns.ReceiptRule>().ToList();
        var (counted, wonBack) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        var loader = new LoadPersons(db, ground.Known, LoadOrganisation.OfficersSince(db, ground.Known, ground.Units));
        var seen = new HashSet<long>();
        foreach (var batch in db.Query<long>("select distinct person_id from credit where campaign_no = @c and part = 0 and day <= @d and recording_id <= @e order by person_id",
            new { c = ground.Stored.No, d = Stored.Day(ground.AsOf), e = ground.Known }).Chunk(20_000))
        {
            var clusters = loader.Of(batch);
            db.Want([.. loader.Connected.Keys]);
            var collectors = OfWantedPersons(db);
            foreach (var person in clusters.Values.SelectMany(c => c.Resolve().All))
            {
                if (seen.Add(person.Number)) Add(person);
            }

            void Add(Person person)
            {
                var history = new History(person, InsuranceCatalog.PaymentWindows);
                var credited = rules.Select(rule => (rule.WonBackOnly, Receipt: CreditedTo(person, history, rule))).Where(c => c.Receipt is not null)
                    .Select(c => (c.WonBackOnly, Collector: collectors.GetValueOrDefault(c.Receipt!.Id, ""))).ToList();
                foreach (var collector in credited.Select(c => c.Collector).Distinct()) counted[collector] = counted.GetValueOrDefault(collector) + 1;
                foreach (var collector in credited.Where(c => c.WonBackOnly).Select(c => c.Collector).Distinct()) wonBack[collector] = wonBack.GetValueOrDefault(collector) + 1;
            }
        }
        return (counted, wonBack);
    }

    private ReceiptStatement? CreditedTo(Person person, History history, Core.Campaigns.ReceiptRule rule)
    {
        var receipt = new JudgedReceipts(person, history, rule).Credited(ground.AsOf);
        return receipt is not null && rule.Participating.Value && !History.Includes(history.Participation, ground.AsOf) ? null : receipt;
    }
}
