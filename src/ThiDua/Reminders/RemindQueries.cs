using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Insurance;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Reminders;

/// <summary>An officer who has not attained an indicator.</summary>
/// <param name="Rows">Rows that name him and did not bring it about: they are looked at before he is urged.</param>
/// <param name="Covered">Of declared relatives: how many are covered; null for other indicators.</param>
/// <param name="Required">Of declared relatives of the list: how many there are; 0: nothing declared yet.</param>
public sealed record UrgedOfficer(string Code, string Name, string? Position, long Rows, long? Covered, long? Required);

/// <summary>A unit that has not met an indicator, with its officers to urge; people by given name.</summary>
public sealed record UrgedUnit(Standing Standing, StandingRow Row, IReadOnlyList<UrgedOfficer> Officers);

/// <summary>An officer who has attained an indicator for which units have no target (SCT/I.3.b: praise in time).</summary>
public sealed record PraisedOfficer(Standing Standing, StandingRow Unit, string Code, string Name, long Persons);

/// <summary>Whom to urge, whom to call, who collected how much, whom to praise (SCT/I.3.b; 9936/I, VI.6).</summary>
/// <param name="Call">Who has no cover, by commune; in each in the order in which one calls.</param>
public sealed record Reminders(
    IReadOnlyList<UrgedUnit> Urge, IReadOnlyList<ExpiredPerson> Call, IReadOnlyList<CollectorRow> Collectors, IReadOnlyList<(Standing Standing, StandingRow Row)> Praise)
{
    /// <summary>Units whose figures do not meet a target or are not there yet, indicator by indicator, the lowest first (3096/III.1.1).</summary>
    public IReadOnlyList<(Standing Standing, StandingRow Row)> Figures { get; init; } = [];

    /// <summary>Of indicators without a target of units; who brought most stands first.</summary>
    public IReadOnlyList<PraisedOfficer> PraiseOfficers { get; init; } = [];
}

/// <summary>Reads the lists from totals and rows, a few queries for the whole campaign.</summary>
public sealed class RemindQueries(Db db, Ground ground)
{
    private readonly StandingsQueries standings = new(db, ground);
    private readonly Lazy<ILookup<string, (int Officer, Core.Organisation.PostStatement Post)>> roster = new(() => Roster(new(db, ground)));

    /// <param name="within">Only these units are urged and praised; null: all.</param>
    /// <param name="calling">Only persons and collectors of these units; null: of all.</param>
    public Reminders Ask(IReadOnlySet<int>? within = null, IReadOnlySet<int>? calling = null)
    {
        var (all, codes) = (standings.Standings(new()), ground.CodesOf(within));
        var calls = new CallQueries(db, ground).All(ground.CommunesOf(calling));
        return new(Urge(all, codes, ground.OfficersOf(db, within)), [.. calls.Where(p => p.Back is null).OrderBy(p => p.Commune, StringComparer.Ordinal)], calling is { Count: 0 } ? [] : new CollectorQueries(db, ground).Standing(calls, calling), [.. all.SelectMany(s => s.Rows.Where(r => r.Met == true && codes?.Contains(r.Code) != false).Select(r => (s, r)))])
        {
            Figures = [.. all.Where(s => s.Indicator.Measure == Measure.FigureAgainstTarget).SelectMany(s => s.Rows.Where(r => r.Met == false && codes?.Contains(r.Code) != false).Reverse().Select(r => (s, r)))],
            PraiseOfficers = PraiseOfficers(all, codes, ground.OfficersOf(db, within)),
        };
    }

    /// <summary>Whether officers are praised by themselves: where units have no target to meet.</summary>
    public static bool PraisesOfficers(Campaign campaign) => campaign.Indicators.Any(i => i is { Measure: Measure.OfficersWithCounted, Target: null });

    private List<PraisedOfficer> PraiseOfficers(IReadOnlyList<Standing> all, IReadOnlySet<string>? codes, IReadOnlySet<int>? among)
    {
        var praised = new List<PraisedOfficer>();
        foreach (var standing in all.Where(s => s.Indicator.Measure == Measure.OfficersWithCounted))
        {
            var amounts = standings.OfficerTotals(standing.Indicator);
            foreach (var row in standing.Rows.Where(r => r.Met is null && codes?.Contains(r.Code) != false))
            {
                praised.AddRange(roster.Value[row.Code].Where(o => among?.Contains(o.Officer) != false && amounts.GetValueOrDefault(o.Officer).Persons > 0)
                    .Select(o => new PraisedOfficer(standing, row, o.Post.Code, o.Post.Name, amounts[o.Officer].Persons)));
            }
        }
        return [.. praised.OrderByDescending(p => p.Persons).ThenBy(p => p.Name, Comparer<string>.Create(VietnameseText.ComparePeople)).ThenBy(p => p.Code, StringComparer.Ordinal)];
    }

    private List<UrgedUnit> Urge(IReadOnlyList<Standing> all, IReadOnlySet<string>? codes, IReadOnlySet<int>? among)
    {
        var urged = new List<UrgedUnit>();
        foreach (var (standing, row, officers) in NotYet(all, r => r.Met != true && codes?.Contains(r.Code) != false, roster.Value, standings.OfficerTotals, RowsByOfficer(), among)) if (officers.Count > 0) urged.Add(new(standing, row, officers));
        return urged;
    }

    /// <summary>The officers of one unit who have not attained an indicator, whether the unit has met its target or not.</summary>
    public IEnumerable<(string Indicator, UrgedOfficer Officer)> Missing(string unit)
    {
        var own = standings.RosterOf(unit);
        return NotYet(standings.Standings(new()), r => r.Code == unit, own.ToLookup(_ => unit), i => standings.OfficerTotals(i, own.Select(o => o.Officer)), RowsByOfficer([.. own.Select(o => (long)o.Officer)]), null)
            .SelectMany(n => n.Officers.Select(o => (n.Standing.IndicatorId, o)));
    }

    private static IEnumerable<(Standing Standing, StandingRow Row, List<UrgedOfficer> Officers)> NotYet(IReadOnlyList<Standing> all, Func<StandingRow, bool> which,
        ILookup<string, (int Officer, Core.Organisation.PostStatement Post)> roster, Func<Indicator, Dictionary<int, Amounts>> totals, Dictionary<(int, Scheme?), long> rows, IReadOnlySet<int>? among)
    {
        foreach (var standing in all.Where(s => s.Indicator.Measure is Measure.OfficersWithCounted or Measure.OfficersAllRelativesCovered))
        {
            var amounts = totals(standing.Indicator);
            foreach (var row in standing.Rows.Where(which))
            {
                var officers = roster[row.Code].Where(o => among?.Contains(o.Officer) != false && amounts.GetValueOrDefault(o.Officer) is { Denominator: > 0, Numerator: 0 })
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

    /// <summary>Who is on the roster, by the listed unit that his own numbers go into.</summary>
    private static ILookup<string, (int Officer, Core.Organisation.PostStatement Post)> Roster(StandingsQueries standings) =>
        standings.ListedRoster().ToLookup(r => r.Listed.Code, r => (r.Officer, r.Post));

    /// <summary>How many live receipts name an officer, by scheme.</summary>
    /// <param name="officers">Only these; null: all.</param>
    private Dictionary<(int, Scheme?), long> RowsByOfficer(IReadOnlyCollection<long>? officers = null)
    {
        if (officers is not null) db.Want(officers);
        var which = officers is null ? "" : "r.officer_id in (select id from wanted) and";
        var rows = new Dictionary<(int, Scheme?), long>();
        db.Read($"select r.officer_id, r.scheme, count(*) from receipt r where {which} {Recordings.Live("r", "results", "person_id")} and r.day <= @d group by r.officer_id, r.scheme",
            r => rows[(r.GetInt32(0), (Scheme)r.GetInt32(1))] = r.GetInt64(2), ("e", ground.Known), ("d", Stored.Day(ground.AsOf)));
        return rows;
    }
}
