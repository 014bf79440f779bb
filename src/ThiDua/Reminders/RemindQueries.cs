using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Insurance;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;
using ThiDua.Standings;

namespace ThiDua.Reminders;

/// <summary>An officer who has not attained an indicator.</summary>
/// <param name="Rows">Rows that name him and did not bring it about: they are looked at before he is urged.</param>
/// <param name="Covered">Of declared relatives: how many are covered; null for other indicators.</param>
/// <param name="Required">Of declared relatives of the list: how many there are; 0: nothing declared yet.</param>
public sealed record UrgedOfficer(string Code, string Name, string? Position, long Rows, long? Covered, long? Required);

/// <summary>A unit that has not met an indicator, with its officers to urge; people by given name.</summary>
public sealed record UrgedUnit(Standing Standing, StandingRow Row, IReadOnlyList<UrgedOfficer> Officers);

/// <summary>A person whose health cover ended in the days that the campaign wins back, and who has no cover now.</summary>
/// <param name="Commune">Mã xã of his card; null when it has none.</param>
/// <param name="Collector">Who collected his earlier premium (Mã nhân viên thu), when a receipt says so.</param>
/// <param name="Personal">Name, address, phone: to be shown only for a reason that is logged.</param>
public sealed record ExpiredPerson(string? Commune, string? Collector, DateOnly Ended, IReadOnlyDictionary<string, string> Personal);

/// <summary>Whom to urge, whom to call, whom to praise (SCT/I.3.b; 9936/I, VI.6).</summary>
public sealed record Reminders(
    IReadOnlyList<UrgedUnit> Urge, IReadOnlyList<ExpiredPerson> Call, IReadOnlyList<(Standing Standing, StandingRow Row)> Praise);

/// <summary>Reads the lists from totals and rows, a few queries for the whole campaign.</summary>
public sealed class RemindQueries(Db db, Ground ground)
{
    private readonly StandingsQueries standings = new(db, ground);

    public Reminders Ask()
    {
        var all = standings.Standings(new());
        return new(Urge(all), Call(), [.. all.SelectMany(s => s.Rows.Where(r => r.Met == true).Select(r => (s, r)))]);
    }

    private List<UrgedUnit> Urge(IReadOnlyList<Standing> all)
    {
        var urged = new List<UrgedUnit>();
        foreach (var (standing, row, officers) in NotYet(all, r => r.Met == false)) if (officers.Count > 0) urged.Add(new(standing, row, officers));
        return urged;
    }

    /// <summary>The officers of one unit who have not attained an indicator, whether the unit has met its target or not.</summary>
    public IEnumerable<(string Indicator, UrgedOfficer Officer)> Missing(string unit) =>
        NotYet(standings.Standings(new()), r => r.Code == unit).SelectMany(n => n.Officers.Select(o => (n.Standing.IndicatorId, o)));

    private IEnumerable<(Standing Standing, StandingRow Row, List<UrgedOfficer> Officers)> NotYet(IReadOnlyList<Standing> all, Func<StandingRow, bool> which)
    {
        var rollup = standings.ByGroup();
        var roster = standings.Roster().Select(r => (r.Officer, r.Post, Unit: rollup.ListedFor(r.Post.Unit)?.Code)).Where(r => r.Unit is not null).ToLookup(r => r.Unit!);
        var rows = RowsByOfficer();
        foreach (var standing in all.Where(s => s.Indicator.Measure is Measure.OfficersWithCounted or Measure.OfficersAllRelativesCovered))
        {
            var amounts = standings.OfficerTotals(standing.Indicator);
            foreach (var row in standing.Rows.Where(which))
            {
                var officers = roster[row.Code].Where(o => amounts.GetValueOrDefault(o.Officer) is { Denominator: > 0, Numerator: 0 })
                    .Select(o => Officer(o.Post, standing.Indicator, amounts[o.Officer], rows.GetValueOrDefault((o.Officer, standing.Indicator.Receipts?.Scheme.Value)))).ToList();
                officers.Sort((a, b) => VietnameseText.ComparePeople(a.Name, b.Name));
                yield return (standing, row, officers);
            }
        }
    }

    private static UrgedOfficer Officer(Core.Organisation.PostStatement post, Indicator indicator, Amounts amounts, long rows) =>
        indicator.Measure == Measure.OfficersAllRelativesCovered
            ? new(post.Code, post.Name, post.Position, 0, amounts.Persons, amounts.Required)
            : new(post.Code, post.Name, post.Position, rows, null, null);

    /// <summary>How many live receipts name an officer, by scheme.</summary>
    private Dictionary<(int, Scheme?), long> RowsByOfficer()
    {
        var rows = new Dictionary<(int, Scheme?), long>();
        db.Read($"select r.officer_id, r.scheme, count(*) from receipt r where {Recordings.Live("r", "results", "person_id")} and r.day <= @d group by r.officer_id, r.scheme",
            r => rows[(r.GetInt32(0), (Scheme)r.GetInt32(1))] = r.GetInt64(2), ("e", ground.Known), ("d", Stored.Day(ground.AsOf)));
        return rows;
    }

    /// <summary>Persons to be won back: candidates by their cards in one query, decided by the core from all that is known of them.</summary>
    private List<ExpiredPerson> Call()
    {
        if (ground.Campaign.Indicators.Select(i => i.Receipts).FirstOrDefault(r => r?.WonBackOnly == true)?.WonBack is not { } wonBack) return [];
        var (from, to) = (wonBack.Value.From ?? DateOnly.MinValue, wonBack.Value.To ?? DateOnly.MaxValue);
        var candidates = db.Query<long>("select person_id from card group by person_id having max(to_day) >= @from and min(to_day) <= @to order by person_id",
            new { from = Stored.Day(from), to = Stored.Day(to) });
        var since = LoadOrganisation.OfficersSince(db, ground.Known, ground.Units);
        var loader = new LoadPersons(db, ground.Known, since);
        var found = new List<(RowId Card, RowId? Receipt, DateOnly Ended)>();
        foreach (var batch in candidates.Chunk(20_000))
        {
            foreach (var person in loader.Of(batch).Values.SelectMany(c => c.Resolve().All))
            {
                var cover = new History(person, InsuranceCatalog.PaymentWindows).Cover;
                if (cover.LastOrDefault(s => s.From <= ground.AsOf).To is not { } ended || ended < from || ended > to || ended >= ground.AsOf) continue;
                if (person.Cards.LastOrDefault(c => c.To <= ended) is not { } card) continue;
                found.Add((card.Id, person.Receipts.LastOrDefault(r => r.Scheme == Scheme.HouseholdHealthInsurance)?.Id, ended));
            }
        }
        return Named(found);
    }

    private List<ExpiredPerson> Named(List<(RowId Card, RowId? Receipt, DateOnly Ended)> found)
    {
        var (wanted, persons) = (found.Select(f => f.Card).ToHashSet(), new HashSet<long>());
        var cards = new Dictionary<RowId, string?>();
        db.Want([.. found.Select(f => f.Card.Recording).Distinct()]);
        db.Read("select recording_id, row_no, commune, person_id from card where recording_id in (select id from wanted)",
            r =>
            {
                var card = new RowId(r.GetInt64(0), r.GetInt32(1));
                if (!wanted.Contains(card)) return;
                cards[card] = r.IsDBNull(2) ? null : r.GetString(2);
                persons.Add(r.GetInt64(3));
            });
        var collectors = new Dictionary<RowId, string>();
        db.Want([.. found.Where(f => f.Receipt is not null).Select(f => f.Receipt!.Value.Recording).Distinct()]);
        db.Read("select recording_id, row_no, collector from receipt where collector is not null and recording_id in (select id from wanted)",
            r => collectors[new(r.GetInt64(0), r.GetInt32(1))] = r.GetString(2));
        var personal = ReadSealed.OfPersons(db, persons);
        return [.. found.Select(f => new ExpiredPerson(cards[f.Card], f.Receipt is { } receipt ? collectors.GetValueOrDefault(receipt) : null, f.Ended, personal[f.Card]))
            .OrderBy(p => p.Commune, StringComparer.Ordinal).ThenBy(p => p.Ended).ThenBy(p => p.Personal.GetValueOrDefault("name"), Comparer<string?>.Create((a, b) => VietnameseText.ComparePeople(a ?? "", b ?? "")))];
    }
}
