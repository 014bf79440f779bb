using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThiDua.Campaigns;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>One indicator of a unit, as it was frozen.</summary>
public sealed record FrozenIndicator(string Id, string Title, string? Clause, string Numerator, string? Denominator, string? Value, string? Target, bool? Met, int? Rank, int Of);

/// <summary>One officer who is proposed, with the persons counted for him by indicator.</summary>
public sealed record FrozenOfficer(string Code, string Name, string? Position, long Persons, int Rank, bool? WithinQuota, IReadOnlyList<FrozenCount> Counts)
{
    /// <summary>Of a nominee: his achievements as the unit put them; null: the counts speak.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Summary { get; init; }

    /// <summary>Of a nominee: for which award.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Award { get; init; }
}

public sealed record FrozenCount(string Indicator, string Title, long Persons);

/// <summary>Everything that the papers of one unit say in numbers.</summary>
public sealed record FrozenFigures(
    string Campaign, string CampaignSha256, string Unit, string UnitName, DateOnly AsOf, DateOnly Tree, bool IsEligible, int? CollectiveRank,
    IReadOnlyList<FrozenIndicator> Indicators, IReadOnlyList<FrozenOfficer> Officers)
{
    /// <summary>Collectives that the unit nominates; null: none, it stands for itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FrozenOfficer>? Collectives { get; init; }

    /// <summary>Id of the period they are of; null: the whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Period { get; init; }

    /// <summary>Whether there is anybody to propose.</summary>
    [JsonIgnore]
    public bool Qualifies => IsEligible || Proposed().Any() || ProposedCollectives().Any();

    /// <summary>
    /// What is frozen of one subject's achievements for an award. His place among the others, the day, by which code and name he stands there, what his position is called, what the campaign calls
    /// its indicators and what he is named for beside it aside, freezes that say the same of him are one to whoever votes on him.
    /// </summary>
    public string SaysOf(string award, SubjectKind kind, string subject)
    {
        var texts = Of(award, kind, subject).Select(o => JsonSerializer.Serialize(o with { Code = "", Name = "", Summary = Words(o.Summary), Position = null, Rank = 0, WithinQuota = null, Award = null, Counts = [.. o.Counts.Select(c => c with { Title = "" })] })).Distinct();
        return string.Join('\n', kind == SubjectKind.Individual ? texts : texts.Prepend(JsonSerializer.Serialize(Indicators.Select(i => i with { Title = "", Clause = null, Rank = null, Of = 0 }))));
    }

    /// <summary>His achievements as the unit put them, to be compared; null: it put none.</summary>
    public string? WordsOn(string award, SubjectKind kind, string subject) => Of(award, kind, subject).Select(o => Words(o.Summary)).FirstOrDefault(s => s is not null);

    /// <summary>Spaces, signs and capitals aside: they make no other achievement. Null: there are no words.</summary>
    public static string? Words(string? summary) => summary is not null && VietnameseText.SameKey(summary) is { Length: > 0 } words ? words : null;

    /// <summary>Who is named for the award is there for it alone; whom his figures propose is there for all awards they do.</summary>
    private List<FrozenOfficer> Of(string award, SubjectKind kind, string subject)
    {
        var own = (kind == SubjectKind.Individual ? Officers : Collectives ?? []).Where(o => o.Code == subject).ToList();
        return own.FindAll(o => o.Award == award) is { Count: > 0 } named ? named : own.FindAll(o => o.Award is null);
    }

    /// <summary>The nominated collectives whom the papers name.</summary>
    public IEnumerable<FrozenOfficer> ProposedCollectives() => (Collectives ?? []).Where(c => c.WithinQuota != false);

    /// <summary>The officers whom the papers and the honour list name: a quota is a maximum, who is beyond it is not proposed.</summary>
    public IEnumerable<FrozenOfficer> Proposed() => Officers.Where(o => o.WithinQuota != false).DistinctBy(o => o.Code);

    /// <summary>Whether the unit itself is within the number of an award.</summary>
    /// <param name="award">Null: the campaign has none for units.</param>
    public bool IsWithin(AwardRule? award) => (CollectiveRank ?? 1) <= (award?.Most ?? int.MaxValue);
}

/// <param name="Id">Number of the freeze; papers are signed on one of them.</param>
/// <param name="Content">The figures as JSON; the hash is of these bytes.</param>
/// <param name="Reason">Why they were frozen again; null for the first time.</param>
public sealed record Frozen(long Id, FrozenFigures Figures, string Content, string Sha256, DateTimeOffset At, string? Reason)
{
    /// <summary>Hash of the trail's entry of the freeze; printed, it anchors the whole trail up to then on paper.</summary>
    public string? TrailHead { get; init; }

    /// <summary>The last recording there was when it was frozen: what was recorded later was recorded of these figures, also where they are of what was known at an earlier moment.</summary>
    public long After { get; init; }
}

/// <summary>Freezes the figures of a unit for its dossier: the first time, or again for a reason; all of them are kept.</summary>
public sealed class FreezeStanding(Installation installation)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="vantage">Of what day and knowledge; used when something is frozen now.</param>
    /// <param name="refreeze">Freeze again, for this reason.</param>
    public Frozen Freeze(string campaign, string unit, Vantage vantage, string? refreeze)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, vantage);
        if (refreeze is null && Last(db, ground.Stored.No, unit, ground.Period?.Id) is { } kept) return kept;
        Keep(db, ground, unit, new Answered(db, ground), refreeze);
        transaction.Commit();
        return Last(db, ground.Stored.No, unit, ground.Period?.Id)!;
    }

    /// <summary>Freezes, all at once and on the same knowledge, every unit that is listed or proposes somebody and has no frozen figures yet.</summary>
    /// <returns>How many were frozen now.</returns>
    public int FreezeAll(string campaign, Vantage vantage)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, vantage);
        var (answered, kept) = (new Answered(db, ground), LastOfAll(db, ground.Stored.No, ground.Period?.Id));
        var units = answered.Rows.Select(r => r.Key).Concat(answered.Answer.Proposals.Select(p => p.Unit)).Distinct().Where(u => !kept.ContainsKey(u)).Order(StringComparer.Ordinal).ToList();
        foreach (var unit in units) Keep(db, ground, unit, answered, null);
        transaction.Commit();
        return units.Count;
    }

    private void Keep(Db db, Ground ground, string unit, Answered answered, string? refreeze)
    {
        var content = Content(Figures(ground, unit, answered));
        var at = Stored.Moment(installation.Clock.GetUtcNow());
        db.Execute("""
            insert into frozen_standing (frozen_id, campaign_no, unit_code, period, at, recording_id, made_after, as_of, tree, reason, content, sha256)
            values ((select coalesce(max(frozen_id), 0) + 1 from frozen_standing), @campaign, @unit, @period, @at, @known, (select max(recording_id) from recording), @asOf, @tree, @refreeze, @content, @sha)
            """,
            new { campaign = ground.Stored.No, unit, period = ground.Period?.Id ?? "", at, known = ground.Known, asOf = Stored.Day(ground.AsOf), tree = Stored.Day(ground.Tree), refreeze, content, sha = Sha256(content) });
        Trail.WriteTrail.Add(db, installation, "freeze", $"{ground.Campaign.Id} {unit}", after: Sha256(content));
    }

    /// <summary>What the figures of all units are made of: asked once, however many are frozen.</summary>
    private sealed class Answered(Db db, Ground ground)
    {
        private readonly StandingsQueries queries = new(db, ground);
        private ILookup<string, (Standing Standing, StandingRow Row)>? rows;
        private AwardAnswer? answer;
        private Dictionary<string, string?>? positions;
        private Dictionary<string, List<FrozenCount>>? counts;

        public ILookup<string, (Standing Standing, StandingRow Row)> Rows => rows ??= queries.Standings(new()).SelectMany(s => s.Rows.Select(r => (Standing: s, Row: r))).ToLookup(x => x.Row.Code, StringComparer.Ordinal);

        public AwardAnswer Answer => answer ??= new AwardQueries(db, ground, queries).Answer();

        public Dictionary<string, string?> Positions => positions ??= queries.Roster().ToDictionary(r => r.Post.Code, r => r.Post.Position);

        public Dictionary<string, List<FrozenCount>> Counts => counts ??= FreezeStanding.Counts(queries, Answer.Proposals.Select(p => p.Subject).ToHashSet());

        public QuestionException NotListed(string unit) => queries.NotListed(unit);
    }

    /// <summary>What would be frozen now: for a warning before it is done.</summary>
    public static FrozenFigures Now(Db db, Ground ground, string unit) => Figures(db, ground, unit);

    /// <summary>What is known now, for the day and the tree of the frozen figures.</summary>
    public static FrozenFigures Now(Db db, Installation installation, Frozen frozen) =>
        Figures(db, Ground.Of(db, installation, frozen.Figures.Campaign, new(frozen.Figures.AsOf, null, frozen.Figures.Tree, frozen.Figures.Period)), frozen.Figures.Unit);

    /// <summary>Frozen figures that do not come to the same bytes again: for `verify`.</summary>
    public static IEnumerable<string> NotReproduced(Db db, Installation installation)
    {
        foreach (var row in db.Query<Row>(Columns + " order by frozen_id"))
        {
            var id = db.One<string>("select id from campaign where campaign_no = @Campaign", row)!;
            var stored = LoadCampaigns.One(db, id, row.Recording);
            var ground = stored is null ? null : Ground.Of(db, installation, stored, row.Recording, new(Stored.Day(row.AsOf), null, Stored.Day(row.Tree), row.Period.Length == 0 ? null : row.Period));
            if (ground is null || Sha256(row.Content) != row.Sha256 || Content(Figures(db, ground, row.Unit)) != row.Content) yield return row.Unit;
        }
    }

    private const string Columns = """
        select frozen_id as Id, campaign_no as Campaign, unit_code as Unit, period as Period, at as At, recording_id as Recording, made_after as MadeAfter, as_of as AsOf, tree as Tree, reason as Reason,
          content as Content, sha256 as Sha256,
          (select max(t.sha256) from trail t where t.entry_no = (select max(e.entry_no) from trail e where e.act = 'freeze' and e.after = frozen_standing.sha256)) as TrailHead
        from frozen_standing
        """;

    /// <summary>The figures that the dossier of a unit stands on; null when none were frozen yet.</summary>
    /// <param name="period">Id of the period; null: the whole.</param>
    public static Frozen? Last(Db db, int campaign, string unit, string? period) =>
        db.One<Row>(Columns + " where campaign_no = @campaign and unit_code = @unit and period = @period order by frozen_id desc limit 1", new { campaign, unit, period = period ?? "" }) is { } row ? Read(row) : null;

    /// <summary>The same for every unit that has any, by code.</summary>
    /// <param name="known">Only what was frozen before the next recording.</param>
    public static Dictionary<string, Frozen> LastOfAll(Db db, int campaign, string? period, long known = long.MaxValue) =>
        db.Query<Row>(Columns + " where frozen_id in (select max(frozen_id) from frozen_standing where campaign_no = @campaign and period = @period and made_after <= @known group by unit_code)", new { campaign, period = period ?? "", known })
            .ToDictionary(r => r.Unit, Read, StringComparer.Ordinal);

    /// <summary>Every time that a unit was frozen whose nominees the council voted on, the first time first.</summary>
    /// <param name="known">Only what was frozen before the next recording.</param>
    public static ILookup<string, Frozen> OfVotedOn(Db db, int campaign, string? period, long known) => db.Query<Row>(Columns + """
         where campaign_no = @campaign and period = @period and made_after <= @known and unit_code in (select u.code from session_name n
           join council_session s on s.recording_id = n.session join unit u on u.unit_id = n.unit_id where s.campaign_no = @campaign and s.period = @period) order by frozen_id
        """, new { campaign, period = period ?? "", known }).ToLookup(r => r.Unit, Read, StringComparer.Ordinal);

    private static Frozen Read(Row row) =>
        new(row.Id, JsonSerializer.Deserialize<FrozenFigures>(row.Content, Plain)!, row.Content, row.Sha256, Stored.Moment(row.At), row.Reason) { TrailHead = row.TrailHead, After = row.MadeAfter };

    private static FrozenFigures Figures(Db db, Ground ground, string unit) => Figures(ground, unit, new Answered(db, ground));

    private static FrozenFigures Figures(Ground ground, string unit, Answered answered)
    {
        var rows = answered.Rows[unit].ToList();
        var (answer, positions, counts) = (answered.Answer, answered.Positions, answered.Counts);
        var own = answer.Proposals.Where(p => p.Unit == unit).ToList();
        if (rows.Count + own.Count == 0) throw answered.NotListed(unit);
        // Who only nominates, in a movement without figures of his, freezes that.
        var name = rows.Count > 0 ? rows[0].Row.Name : own.Select(p => p.Nominee?.UnitName).First(n => n is not null)!;
        return new(ground.Campaign.Id, ground.Stored.Sha256, unit, name, ground.AsOf, ground.Tree,
            answer.Criteria.Any(c => c.Candidate.Unit == unit && c.Candidate.Eligible), own.Find(p => p.SubjectKind == SubjectKind.Collective)?.Rank,
            rows.ConvertAll(x => Indicator(x.Standing, x.Row)),
            [.. own.Where(p => p.SubjectKind == SubjectKind.Individual).Select(p =>
                new FrozenOfficer(p.Subject, p.Name, positions.GetValueOrDefault(p.Subject), p.Persons, p.Rank, p.Nominee?.Award is null || p.MeetsCriteria ? p.WithinQuota : false, counts.GetValueOrDefault(p.Subject) ?? []) { Summary = p.Nominee?.Summary, Award = p.Nominee is null ? null : p.Award })])
        {
            Collectives = own.Where(p => p is { SubjectKind: SubjectKind.Collective, Nominee: not null }).Select(p =>
                new FrozenOfficer(p.Subject, p.Name, null, 0, p.Rank, p.MeetsCriteria ? p.WithinQuota : false, []) { Summary = p.Nominee!.Summary, Award = p.Award }).ToList() is { Count: > 0 } nominated ? nominated : null,
            Period = ground.Period?.Id,
        };
    }

    private static Dictionary<string, List<FrozenCount>> Counts(StandingsQueries queries, HashSet<string> officers)
    {
        var counts = new Dictionary<string, List<FrozenCount>>(StringComparer.Ordinal);
        foreach (var standing in queries.Standings(new(StandingOf.Officers)).Where(s => s.Indicator.Receipts is not null))
        {
            foreach (var row in standing.Rows.Where(r => r.Numerator > 0 && officers.Contains(r.Code)))
            {
                if (!counts.TryGetValue(row.Code, out var own)) counts[row.Code] = own = [];
                own.Add(new(standing.IndicatorId, standing.Indicator.ShortTitle.Vi, (long)row.Numerator!.Value));
            }
        }
        return counts;
    }

    private static FrozenIndicator Indicator(Standing standing, StandingRow row) => new(
        standing.IndicatorId, Title(standing), standing.Indicator.Source.Kind == SourceKind.Clause ? standing.Indicator.Source.Name : null,
        Text(row.Numerator) ?? "", Text(row.Denominator), standing.IsRate ? row.Value?.ToPercent() : Text(row.Numerator),
        StandingsTables.PlainTarget(standing, row) is { Length: > 0 } target ? target : null, row.Met, row.Rank, standing.Rows.Count);

    /// <summary>Members of a family bear the name that the office gave them.</summary>
    private static string Title(Standing standing) => standing.IndicatorId == standing.Indicator.Id ? standing.Indicator.Title.Vi : $"{standing.Indicator.Title.Vi} ({standing.IndicatorId})";

    private static string Content(FrozenFigures figures) => JsonSerializer.Serialize(figures, Plain);

    private static string? Text(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture);

    private static string Sha256(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private sealed record Row
    {
        public long Id { get; init; }
        public int Campaign { get; init; }
        public string Unit { get; init; } = "";
        public string Period { get; init; } = "";
        public string At { get; init; } = "";
        public long Recording { get; init; }
        public long MadeAfter { get; init; }
        public int AsOf { get; init; }
        public int Tree { get; init; }
        public string? Reason { get; init; }
        public string Content { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string? TrailHead { get; init; }
    }
}
