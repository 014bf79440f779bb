using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>A paper that is asked for, and how far it is.</summary>
/// <param name="History">Every step ever recorded, also those taken back, in the order of recording.</param>
public sealed record PaperLine(AskedPaper Asked, PaperState State, IReadOnlyList<PaperStep> History);

/// <summary>The dossier of one unit.</summary>
/// <param name="Qualifies">By the frozen figures where there are any, else by what is known now.</param>
/// <param name="LastDay">The last day on which it is in time; null when the campaign names none.</param>
public sealed record DossierLine(string Unit, string Name, Frozen? Frozen, IReadOnlyList<PaperLine> Papers, DossierStanding Standing, bool Qualifies, DateOnly? LastDay)
{
    /// <summary>Whether its head approved it, whether it was sent as a whole, and what became of that.</summary>
    public SubmissionState Submission { get; init; } = SubmissionState.Nothing;

    /// <summary>Papers that the receiving office still waits for.</summary>
    public IEnumerable<PaperLine> Missing => Papers.Where(p => !p.State.IsDelivered);

    public bool IsComplete => Standing is DossierStanding.Complete or DossierStanding.CompleteLate;

    public bool IsOutdated => Papers.Any(p => p.State.IsOutdated);
}

/// <summary>The dossiers of a campaign as the office that receives them looks for them: one query of figures, one of steps.</summary>
public sealed class DossierQueries(Db db, Ground ground, DateOnly today)
{
    /// <param name="within">Only of these units; null: of all.</param>
    public IReadOnlyList<DossierLine> All(IReadOnlySet<int>? within = null)
    {
        var codes = ground.CodesOf(within);
        var queries = new StandingsQueries(db, ground);
        var frozen = FreezeStanding.LastOfAll(db, ground.Stored.No, ground.Period?.Id);
        var steps = Steps(db, ground.Stored.No, ground.Period?.Id).ToLookup(s => s.Unit, s => s.Step, StringComparer.Ordinal);
        var events = SubmissionQueries.Events(db, ground.Stored.No, ground.Period?.Id);
        var proposed = new AwardQueries(db, ground, queries).Answer().Proposals.Where(p => p.Nominee is null || p.Stands).Select(p => p.Unit).ToHashSet(StringComparer.Ordinal);
        var (asked, lastDay) = (DossierPapers.Of(ground.Campaign), DossierPapers.LastDay(ground.Campaign, ground.Period?.Id));
        // A unit that has frozen something and is listed no longer still has its dossier, under the name that it had.
        var units = queries.Standings(new()).SelectMany(s => s.Rows).Select(r => (r.Code, r.Name)).Concat(frozen.Values.Select(f => (Code: f.Figures.Unit, Name: f.Figures.UnitName))).DistinctBy(u => u.Code).Where(u => codes?.Contains(u.Code) != false);
        return [.. units.Select(unit =>
        {
            var held = frozen.GetValueOrDefault(unit.Code);
            var own = steps[unit.Code].ToLookup(s => s.Paper, StringComparer.Ordinal);
            var papers = asked.Select(a => new PaperLine(a, PaperSteps.StateOf(a.Id, held?.Id, [.. own[a.Id]]), [.. own[a.Id]])).ToList();
            var qualifies = held?.Figures.Qualifies ?? proposed.Contains(unit.Code);
            return new DossierLine(unit.Code, held?.Figures.UnitName ?? unit.Name, held, papers, PaperSteps.Whole(papers.ConvertAll(p => p.State), lastDay, today, qualifies), qualifies, lastDay) { Submission = Submissions.StateOf([.. events[unit.Code]], held?.Id) };
        })];
    }

    /// <summary>The dossier of one unit. Fault: the unit is not listed in the campaign.</summary>
    public DossierLine Of(string unit) => All().FirstOrDefault(d => d.Unit == unit) ?? throw new StandingsQueries(db, ground).NotListed(unit);

    /// <summary>What reads otherwise now than in the frozen figures.</summary>
    public static IReadOnlyList<FigureChange> Changes(Db db, Installation installation, Campaign campaign, DossierLine dossier, Texts.Language language)
    {
        if (dossier.Frozen is not { } frozen) return [];
        try
        {
            return FigureChange.Between(frozen.Figures.In(campaign, language), FreezeStanding.Now(db, installation, frozen).In(campaign, language), language);
        }
        catch (QuestionException)
        {
            return [new(dossier.Name, "listed", Texts.Sentences.Say(language, "dossier.yes"), Texts.Sentences.Say(language, "dossier.no"))];
        }
    }

    /// <summary>Everything recorded of the papers of a campaign, or of a period of it, in the order of recording.</summary>
    public static IReadOnlyList<(string Unit, PaperStep Step)> Steps(Db db, int campaign, string? period) => db.Query<Row>("""
        select s.step_id as Id, s.unit_code as Unit, s.paper as Paper, s.step as Step, s.frozen_id as Frozen, s.day as Day, s.number as Number,
          s.office as Office, s.reason as Reason, s.at as At, b.at as TakenBack
        from dossier_step s left join dossier_step_taken_back b on b.step_id = s.step_id
        join frozen_standing f on f.frozen_id = s.frozen_id where s.campaign_no = @campaign and f.period = @period order by s.step_id
        """, new { campaign, period = period ?? "" }).ConvertAll(r => (r.Unit, new PaperStep(r.Id, r.Paper, Kind(r.Step)!.Value, r.Frozen,
            Stored.Day(r.Day), r.Number, r.Office, r.Reason, Stored.Moment(r.At), r.TakenBack is { } at ? Stored.Moment(at) : null)));

    /// <summary>How a step is called in the store, in commands and in addresses.</summary>
    public static string Name(PaperStepKind kind) => kind switch
    {
        PaperStepKind.Signed => "signed",
        PaperStepKind.Sent => "sent",
        PaperStepKind.Received => "received",
        _ => "returned",
    };

    public static PaperStepKind? Kind(string name)
    {
        foreach (var kind in Enum.GetValues<PaperStepKind>()) if (Name(kind) == name) return kind;
        return null;
    }

    /// <summary>How a state is called in JSON and in the keys of its sentence.</summary>
    public static string Name(PaperStanding standing) => standing switch
    {
        PaperStanding.NotMade => "not-made",
        PaperStanding.Made => "made",
        PaperStanding.Signed => "signed",
        PaperStanding.Sent => "sent",
        PaperStanding.Received => "received",
        _ => "returned",
    };

    public static string Name(DossierStanding standing) => standing switch
    {
        DossierStanding.NothingToPropose => "nothing-to-propose",
        DossierStanding.NotBegun => "not-begun",
        DossierStanding.Underway => "underway",
        DossierStanding.Late => "late",
        DossierStanding.CompleteLate => "complete-late",
        _ => "complete",
    };

    private sealed record Row
    {
        public long Id { get; init; }
        public string Unit { get; init; } = "";
        public string Paper { get; init; } = "";
        public string Step { get; init; } = "";
        public long Frozen { get; init; }
        public int Day { get; init; }
        public string? Number { get; init; }
        public string? Office { get; init; }
        public string? Reason { get; init; }
        public string At { get; init; } = "";
        public string? TakenBack { get; init; }
    }
}
