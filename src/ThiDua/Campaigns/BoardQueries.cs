using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Campaigns;

/// <summary>One tile of the board: an indicator over all its groups.</summary>
/// <param name="Share">How far, 0–1; null when there is nothing to measure yet.</param>
/// <param name="Target">Where the tick stands, 0–1.</param>
/// <param name="Change">Change of the numerator since yesterday evening; null when nothing was known then.</param>
public sealed record Tile(
    Indicator Indicator, int UnitsMet, int Units, long Numerator, long? Denominator, decimal? Share, decimal? Target, decimal? TargetNumber, long? Change);

/// <summary>Rows that wait, by why.</summary>
public sealed record WaitingRows(string Reason, int Rows);

/// <summary>The last file taken in.</summary>
public sealed record LastImport(string File, DateTimeOffset At, int Rows, int Waiting);

/// <summary>What the board shows.</summary>
public sealed record Board(
    Ground Ground, IReadOnlyList<Tile> Tiles, IReadOnlyList<(DateOnly Day, long Persons)> Counted, IReadOnlyList<WaitingRows> Waiting, int UnitsWithNobody, LastImport? Last);

/// <summary>The board of one campaign: how far, since when, what is to be done today.</summary>
public sealed class BoardQueries(Db db, Installation installation)
{
    public Board Board(string campaign)
    {
        var ground = Ground.Of(db, installation, campaign, new());
        var standings = new StandingsQueries(db, ground).Standings(new());
        var before = Before(campaign);
        var tiles = ground.Campaign.Indicators.Where(i => i.Measure != Measure.FigureAgainstTarget)
            .Select(i => Tile(i, [.. standings.Where(s => s.Indicator.Id == i.Id)], before)).ToList();
        var nobody = standings.Where(s => s.Indicator.Measure == Measure.OfficersWithCounted).SelectMany(s => s.Rows)
            .GroupBy(r => r.Code).Count(g => g.All(r => r.Numerator == 0) && g.Any(r => r.Denominator > 0));
        return new(ground, tiles, Counted(ground), Waiting(ground), nobody, Last());
    }

    /// <summary>The standings as they were known when this day began.</summary>
    private Dictionary<string, long>? Before(string campaign)
    {
        var midnight = new DateTimeOffset(installation.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7));
        try
        {
            var ground = Ground.Of(db, installation, campaign, new(KnownAt: midnight));
            return new StandingsQueries(db, ground).Standings(new()).GroupBy(s => s.Indicator.Id).ToDictionary(g => g.Key, g => g.Sum(s => s.Rows.Sum(r => (long)(r.Numerator ?? 0))));
        }
        catch (QuestionException)
        {
            return null;
        }
    }

    private static Tile Tile(Indicator indicator, List<Standing> parts, Dictionary<string, long>? before)
    {
        var rows = parts.SelectMany(p => p.Rows).ToList();
        var numerator = rows.Sum(r => (long)(r.Numerator ?? 0));
        var denominator = rows.Sum(r => (long)(r.Denominator ?? 0));
        var isRate = parts.Count > 0 && parts[0].IsRate;
        var wanted = isRate ? null : rows.Any(r => r.Target is not null) ? rows.Sum(r => r.Target) : null;
        decimal? share = isRate ? denominator == 0 ? null : (decimal)numerator / denominator : wanted is > 0 ? numerator / wanted : null;
        return new(indicator, rows.Count(r => r.Met == true), rows.Count(r => r.Target is not null), numerator, isRate ? denominator : null, share,
            isRate ? indicator.Target?.Percent / 100 : wanted is null ? null : 1, wanted, before is null ? null : numerator - before.GetValueOrDefault(indicator.Id));
    }

    /// <summary>Persons counted in some indicator, by the day of the receipt that first counted, summed up.</summary>
    private List<(DateOnly, long)> Counted(Ground ground)
    {
        var byDay = new SortedDictionary<DateOnly, long>();
        var receipts = string.Join(",", ground.Campaign.Indicators.Select((i, n) => (i, n)).Where(x => x.i.Receipts is not null).Select(x => ground.Stored.IndicatorNos[x.n].ToString(CultureInfo.InvariantCulture)).DefaultIfEmpty("-1"));
        db.Read($"""
            select first_day, count(*) from (
              select person_no, min(day) as first_day from credit
              where campaign_no = @c and part = 0 and indicator_no in ({receipts}) and day <= @d and recording_id <= @e
              group by person_no having sum(delta) > 0) counted group by first_day
            """,
            r => byDay[Stored.Day(r.GetInt32(0))] = r.GetInt64(1), ("c", ground.Stored.No), ("d", Stored.Day(ground.AsOf)), ("e", ground.Known));
        var sum = 0L;
        return [.. byDay.Select(d => (d.Key, sum += d.Value))];
    }

    private List<WaitingRows> Waiting(Ground ground)
    {
        var persons = db.Query<long>("""
            select r.person_id from receipt r join import i on i.recording_id = r.recording_id where i.waiting > 0
            union select r.person_id from relative r join import i on i.recording_id = r.recording_id where i.waiting > 0
            """);
        var since = LoadOrganisation.OfficersSince(db, ground.Known, ground.Units);
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var cluster in new LoadPersons(db, ground.Known, since).Of(persons).Values)
        {
            var resolved = cluster.Resolve();
            foreach (var row in cluster.Receipts.Select(r => r.Statement.Id).Concat(cluster.Relatives.Select(r => r.Statement.Id)).Concat(cluster.Cards.Select(r => r.Statement.Id)))
            {
                if (resolved.StandingOf(row).WaitsFor is { } reason) reasons[reason.Code] = reasons.GetValueOrDefault(reason.Code) + 1;
            }
        }
        var none = db.One<long>($"""
            select count(*) from relative n where n.relation = 0 and {Recordings.Live("n", "relatives", "person_id")}
              and exists (select 1 from relative r where r.officer_id = n.officer_id and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")})
            """, new { e = ground.Known });
        if (none > 0) reasons["none-beside-relatives"] = (int)none;
        return [.. reasons.Select(r => new WaitingRows(r.Key, r.Value))];
    }

    private LastImport? Last()
    {
        var row = db.One<LastRow>("""
            select i.file as File, r.at as At, i.row_count as Rows, i.waiting as Waiting from import i join recording r on r.recording_id = i.recording_id
            order by i.recording_id desc limit 1
            """);
        return row is null ? null : new(row.File, Stored.Moment(row.At), row.Rows, row.Waiting);
    }

    private sealed record LastRow
    {
        public string File { get; init; } = "";
        public string At { get; init; } = "";
        public int Rows { get; init; }
        public int Waiting { get; init; }
    }
}
