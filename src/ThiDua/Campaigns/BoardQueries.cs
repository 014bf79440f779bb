using System.Globalization;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Problems;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Worklist;

namespace ThiDua.Campaigns;

/// <summary>One tile of the board: an indicator over all its groups.</summary>
/// <param name="Share">How far, 0–1; null when there is nothing to measure yet.</param>
/// <param name="Target">Where the tick stands, 0–1.</param>
/// <param name="Change">Change of the numerator since yesterday evening; null when nothing was known then.</param>
public sealed record Tile(
    Indicator Indicator, int UnitsMet, int Units, long Numerator, long? Denominator, decimal? Share, decimal? Target, decimal? TargetNumber, long? Change)
{
    /// <summary>Figures of units are of different sizes and may be rates: they are not summed up, only those that meet their target are counted.</summary>
    public bool IsFigure => Indicator.Measure == Measure.FigureAgainstTarget;

    /// <summary>The target for a day that the figures are held against.</summary>
    public DatedTarget? Aim { get; init; }
}

/// <summary>Rows that wait, by why.</summary>
public sealed record Waiting(string Reason, int Rows);

/// <summary>The last file taken in.</summary>
public sealed record LastImport(string File, DateTimeOffset At, int Rows, int Waiting);

/// <summary>What the board shows.</summary>
public sealed record Board(
    Ground Ground, IReadOnlyList<Tile> Tiles, IReadOnlyList<(DateOnly Day, long Persons)> Counted, IReadOnlyList<Waiting> Waiting, int UnitsWithNobody, LastImport? Last,
    IReadOnlyList<TaskProgress> Late, int OpenProblems)
{
    /// <summary>Targets that do not add up below a unit without a signed reason.</summary>
    public int UnevenTargets { get; init; }

    /// <summary>Campaigns of this installation by the number of their document.</summary>
    public IReadOnlyDictionary<string, string> Tied { get; init; } = new Dictionary<string, string>();
}

/// <summary>The board of one campaign: how far, since when, what is to be done today.</summary>
/// <param name="installation">As who asks sees it.</param>
/// <param name="within">The units whose waiting rows are counted; null: all.</param>
public sealed class BoardQueries(Installation installation, IReadOnlySet<int>? within)
{
    /// <exception cref="QuestionException">There is no such campaign.</exception>
    public Board Board(string campaign)
    {
        var (ground, told, counted, waiting) = OfAll(campaign);
        using var db = installation.Open();
        return new(ground, told.Tiles, counted, waiting, told.Nobody, Last(db),
            Late(db, campaign), new ProblemQueries(db, ground).All().Count(p => p.State == ProblemState.Open))
        {
            UnevenTargets = told.UnevenTargets,
            Tied = Awards.DoubleAwardQueries.Tied(db, ground).Where(c => c.Campaign.Document.Number is not null).DistinctBy(c => c.Campaign.Document.Number).ToDictionary(c => c.Campaign.Document.Number!, c => c.Id, StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>
    /// Worked out once for everybody, of all that is stored, and numbers only; rows that wait are then counted for who asks. Behind the wall the store would be asked of every receipt
    /// whether he may see it, and of a country's receipts that is minutes. It is shut before the one behind the wall is opened: who holds one and waits for another keeps others waiting.
    /// </summary>
    private (Ground Ground, Summed Told, IReadOnlyList<(DateOnly, long)> Counted, List<Waiting> Waiting) OfAll(string campaign)
    {
        using var whole = installation.Unlimited.Open();
        var ground = Ground.Of(whole, installation, campaign, new());
        var queries = new StandingsQueries(whole, ground);
        var counted = Remembered.At(whole, ground.Known, ("counted", ground.Stored.No, ground.AsOf), () => Counted(whole, ground, queries));
        return (ground, Told(whole, campaign, ground, queries), counted, [.. new WaitingQueries(whole, ground, within: within).Counts().Select(w => new Waiting(w.Reason, w.Count))]);
    }

    /// <summary>What is summed over all units, of which a country has thousands: worked out once for what is known now and what was known at midnight.</summary>
    private sealed record Summed(IReadOnlyList<Tile> Tiles, int Nobody, int UnevenTargets);

    private Summed Told(Db db, string campaign, Ground ground, StandingsQueries queries)
    {
        var midnight = AtMidnight(db, campaign);
        return Remembered.At(db, ground.Known, ("board", ground.Stored.No, ground.Stored.Sha256, ground.AsOf, midnight?.Known, midnight?.AsOf), () =>
        {
            var standings = queries.Standings(new());
            var before = midnight is null ? null : new StandingsQueries(db, midnight).Standings(new()).GroupBy(s => s.Indicator.Id).ToDictionary(g => g.Key, g => g.Sum(s => s.Rows.Sum(r => (long)(r.Numerator ?? 0))));
            // In a campaign of figures they are what it is about; beside counted persons they have their own page.
            var tiles = ground.Campaign.Indicators.Where(i => i.Measure != Measure.FigureAgainstTarget || ground.Campaign.IsOfFigures)
                .Select(i => Tile(i, [.. standings.Where(s => s.Indicator.Id == i.Id)], before)).ToList();
            var nobody = standings.Where(s => s.Indicator.Measure == Measure.OfficersWithCounted).SelectMany(s => s.Rows)
                .GroupBy(r => r.Code).Count(g => g.All(r => r.Numerator == 0) && g.Any(r => r.Denominator > 0));
            return new Summed(tiles, nobody, new Targets.TargetDifferences(db, ground, queries).All().Count(t => t.IsUnexplained));
        });
    }

    /// <summary>Tasks that are late today, whatever day the campaign measures on. Reports are shown to some only.</summary>
    private List<TaskProgress> Late(Db db, string campaign)
    {
        var today = Ground.Of(db, installation, campaign, TaskAddresses.Today(installation));
        return Remembered.At<List<TaskProgress>>(db, today.Known, ("late", today.Stored.No, today.Stored.Sha256, today.AsOf, db.Wall), () => [.. new TaskQueries(db, today).Tasks().Where(t => t.Late > 0)]);
    }

    /// <summary>The ground when this day began; null when the campaign was not known.</summary>
    private Ground? AtMidnight(Db db, string campaign)
    {
        var midnight = new DateTimeOffset(installation.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7));
        try
        {
            return Ground.Of(db, installation, campaign, new(KnownAt: midnight));
        }
        catch (QuestionException)
        {
            return null;
        }
    }

    private static Tile Tile(Indicator indicator, List<Standing> parts, Dictionary<string, long>? before)
    {
        var rows = parts.SelectMany(p => p.Rows).ToList();
        if (indicator.Measure == Measure.FigureAgainstTarget)
        {
            var (met, asked) = (rows.Count(r => r.Met == true), rows.Count(r => r.Target is not null));
            return new(indicator, met, asked, 0, null, asked == 0 ? null : (decimal)met / asked, null, null, null) { Aim = parts.FirstOrDefault()?.Aim };
        }
        var numerator = rows.Sum(r => (long)(r.Numerator ?? 0));
        var denominator = rows.Sum(r => (long)(r.Denominator ?? 0));
        var isRate = parts.Count > 0 && parts[0].IsRate;
        var wanted = isRate ? null : rows.Any(r => r.Target is not null) ? rows.Sum(r => r.Target) : null;
        decimal? share = isRate ? denominator == 0 ? null : (decimal)numerator / denominator : wanted is > 0 ? numerator / wanted : null;
        return new(indicator, rows.Count(r => r.Met == true), rows.Count(r => r.Target is not null), numerator, isRate ? denominator : null, share,
            isRate ? indicator.Target?.Percent / 100 : wanted is null ? null : 1, wanted, before is null ? null : numerator - before.GetValueOrDefault(indicator.Id));
    }

    /// <summary>Persons counted in the indicators of receipts, each in each, by the day from which they count, summed up: as the standings do.</summary>
    private static List<(DateOnly, long)> Counted(Db db, Ground ground, StandingsQueries standings)
    {
        var byDay = new SortedDictionary<int, long>();
        var rollup = ground.Campaign.Groups.Count > 0 ? standings.ByGroup() : null;
        foreach (var indicator in ground.Campaign.Indicators.Where(i => i.Receipts is not null))
        {
            db.Read("""
                select unit_id, day, sum(persons) from unit_total
                where campaign_no = @c and indicator_no = @i and day <= @d and recording_id <= @e group by unit_id, day
                """,
                r =>
                {
                    if (!ground.Scope.Has(r.GetInt32(0))) return;
                    if (rollup is not null && (rollup.ListedFor(r.GetInt32(0)) is not { } unit || standings.GroupOf(unit) is not { } group || !indicator.Groups.Contains(group.Id))) return;
                    byDay[r.GetInt32(1)] = byDay.GetValueOrDefault(r.GetInt32(1)) + Convert.ToInt64(r.GetValue(2), CultureInfo.InvariantCulture);
                },
                ("c", ground.Stored.No), ("i", standings.IndicatorNo(indicator)), ("d", Stored.Day(ground.AsOf)), ("e", ground.Known));
        }
        var sum = 0L;
        return [.. byDay.Where(d => d.Value != 0).Select(d => (Stored.Day(d.Key), sum += d.Value))];
    }

    private static LastImport? Last(Db db)
    {
        var row = db.One<LastRow>($"""
            select i.file as File, r.at as At, i.row_count as Rows, i.waiting as Waiting from import i join recording r on r.recording_id = i.recording_id
            where i.kind not in {Recordings.ByHand} and not exists (select 1 from withdrawal w where w.import_id = i.recording_id)
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
