using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Something that cannot be done with a dossier as a whole, or a file that is not taken. Its sentence is "submission.CODE".</summary>
public sealed class SubmissionException(string code, params IReadOnlyList<string> arguments) : ToldException("submission", code, arguments);

/// <summary>Something that a dossier lacks before it can be sent; its sentence is "submission.CODE".</summary>
public sealed record Lack(string Code, params IReadOnlyList<string> Arguments);

/// <summary>A file as it was submitted: a paper that lies with the submission, or evidence.</summary>
/// <param name="Evidence">Number of the evidence; null: a paper.</param>
public sealed record SubmittedFile(string File, string Title, string Sha256, long Bytes, long? Evidence);

/// <summary>What was submitted, as the receipt has it.</summary>
/// <param name="Frozen">Hash of the frozen figures.</param>
public sealed record SubmittedIndex(string Receipt, string Campaign, string Unit, string UnitName, string? Period, string Frozen, IReadOnlyList<SubmittedFile> Files);

/// <summary>What was recorded of dossiers as wholes, and what one still lacks.</summary>
public static class SubmissionQueries
{
    /// <summary>Everything recorded of the dossiers of a campaign, or of a period of it, in the order of recording.</summary>
    public static ILookup<string, DossierEvent> Events(Db db, int campaign, string? period, string? unit = null) => db.Query<Row>($"""
        select event_id as Id, unit_code as Unit, kind as Kind, frozen_id as Frozen, submission as Submission, day as Day, receipt as Receipt, coalesce(is_late, 0) as IsLate, reason as Reason,
          name as Name, at as At, actor as Actor
        from dossier_event where campaign_no = @campaign and period = @period {(unit is null ? "" : "and unit_code = @unit")} order by event_id
        """, new { campaign, unit, period = period ?? "" })
        .ToLookup(r => r.Unit, r => new DossierEvent(r.Id, Act(r.Kind), r.Frozen, r.Submission, Stored.Day(r.Day), r.Receipt, r.IsLate == 1, r.Reason, r.Name, Stored.Moment(r.At), r.Actor), StringComparer.Ordinal);

    public static SubmissionState StateOf(Db db, Ground ground, string unit, long? frozen) =>
        Submissions.StateOf([.. Events(db, ground.Stored.No, ground.Period?.Id, unit)[unit]], frozen);

    /// <summary>What was submitted by one of the events; null when there is no such submission of the unit.</summary>
    public static SubmittedIndex? Index(Db db, int campaign, string unit, long submission) =>
        db.One<string>("select content from dossier_event where event_id = @submission and campaign_no = @campaign and unit_code = @unit and kind = 'submitted'", new { submission, campaign, unit }) is { } content
            ? System.Text.Json.JsonSerializer.Deserialize<SubmittedIndex>(content, SubmitDossier.Plain) : null;

    /// <summary>How an act is called in the store and in the keys of its sentences.</summary>
    public static string Name(DossierAct act) => act switch
    {
        DossierAct.Approved => "approved",
        DossierAct.Unapproved => "unapproved",
        DossierAct.Submitted => "submitted",
        DossierAct.Received => "received",
        DossierAct.Returned => "returned",
        _ => "withdrawn",
    };

    public static string Name(SubmissionStanding standing) => standing switch
    {
        SubmissionStanding.None => "none",
        SubmissionStanding.Submitted => "submitted",
        SubmissionStanding.Received => "received",
        SubmissionStanding.Returned => "returned",
        _ => "withdrawn",
    };

    private static DossierAct Act(string kind) => Enum.GetValues<DossierAct>().First(a => Name(a) == kind);

    /// <summary>
    /// What stands against sending a dossier, in the order in which it is to be mended: papers that are not signed on its figures or that nobody uploaded, more proposals than
    /// the unit may make, what the clause asks for of somebody, who is held. The head's approval comes last and is not among them.
    /// </summary>
    public static List<Lack> Lacks(Db db, Ground ground, DossierLine dossier, AwardAnswer answer, Language language)
    {
        var lacks = new List<Lack>();
        if (dossier.Frozen is not { } frozen) return [new("not-frozen")];
        var evidence = EvidenceQueries.Of(db, ground, dossier.Unit).Where(e => e.TakenBack is null).ToList();
        foreach (var paper in dossier.Papers)
        {
            var title = StandingsTables.In(paper.Asked.Title, language);
            if (paper.State.IsOutdated) lacks.Add(new("paper-outdated", title));
            else if (paper.State.Signed is null) lacks.Add(new("paper-unsigned", title));
            if (!paper.Asked.HasTemplate && !evidence.Exists(e => e.Paper == paper.Asked.Id)) lacks.Add(new("paper-not-uploaded", title));
        }
        foreach (var award in ground.Awards)
        {
            if (QuotaLine.Fault(award, dossier.Unit, answer.Proposals) is { } over)
                lacks.Add(new(over.Kind == SubjectKind.Collective ? "too-many-collectives" : "too-many-individuals", Written.Number(over.Most, language), ClauseOf(language, over.Source), string.Join(", ", over.Named), Written.Number(over.Named.Count - over.Most, language)));
        }
        var named = answer.Proposals.Where(p => p.Unit == dossier.Unit && p.Nominee is not null).ToDictionary(Nomination.KeyOf, p => p.Name);
        var then = FrozenProposals.All(ground, [frozen]).Where(p => p.Nominee is not null).ToDictionary(Nomination.KeyOf, p => p.Name);
        if (named.Keys.Except(then.Keys).Select(k => named[k]).Concat(then.Keys.Except(named.Keys).Select(k => then[k])).Distinct().ToList() is { Count: > 0 } changed) lacks.Add(new("named-since", string.Join(", ", changed)));
        var (solutions, reports) = (Solutions(db, ground), ReportParts.Of(db, ground, dossier.Unit));
        foreach (var subject in ReportParts.Subjects(frozen.Figures, ground.Campaign))
        {
            if (subject.Award?.Requires is not { } requires) continue;
            var own = evidence.Where(e => e.Kind == subject.KindWord && e.Subject == subject.Code).ToList();
            foreach (var part in requires.Value)
            {
                var given = part switch
                {
                    RequiredPart.Solution => own.Exists(e => e.Part == "solution") || solutions.Contains((dossier.Unit, subject.KindWord, subject.Code)) || reports.Has(subject, ReportParts.Solution),
                    RequiredPart.Report => own.Exists(e => e.Part == "report") || reports.HasAny(subject),
                    _ => own.Exists(e => e.Part is "evidence" or "solution"),
                };
                if (!given) lacks.Add(new("lacks-" + EvidenceQueries.Name(part), subject.Name, ClauseOf(language, requires.Source, subject.Award.CriterionSource, subject.Award.Source)));
            }
        }
        foreach (var name in Held(db, ground, dossier.Unit, frozen.Figures)) lacks.Add(new("held", name));
        return lacks;
    }

    /// <summary>"khoản KT.1.1.b"; of what a reading asks for, the clause that it reads at the award.</summary>
    private static string ClauseOf(Language language, params ReadOnlySpan<Source> sources)
    {
        foreach (var source in sources) if (source.Kind == SourceKind.Clause) return Sentences.Say(language, "dossier.clause", source.Name);
        return sources[0].Name;
    }

    /// <summary>Who is nominated with a solution in the list of nominees itself.</summary>
    private static HashSet<(string Unit, string Kind, string Subject)> Solutions(Db db, Ground ground) => [.. db.Query<Solution>($"""
        select u.code as Unit, r.kind as Kind, r.subject as Subject from nominee_detail d join nominee r on r.recording_id = d.recording_id and r.row_no = d.row_no join unit u on u.unit_id = r.unit_id
        where r.campaign_no = @campaign and d.solution is not null and {Recordings.Live("r", "nominees", "unit_id")}
        """, new { campaign = ground.Stored.No, e = ground.Known }).Select(s => (s.Unit, s.Kind, s.Subject))];

    /// <summary>Names of those in the dossier who are not looked at for an award today (Decree 98/2023 Art. 4(4)).</summary>
    private static IEnumerable<string> Held(Db db, Ground ground, string unit, FrozenFigures figures)
    {
        var held = HoldQueries.All(db, ground).Select(h => h.Hold).Where(h => h.IsOn(ground.WorkDay)).ToList();
        return ReportParts.Subjects(figures, ground.Campaign).Where(s => held.Exists(h => h.IsAbout(unit, s.Kind, s.Code, s.Name))).Select(s => s.Name);
    }

    private sealed record Solution
    {
        public string Unit { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Subject { get; init; } = "";
    }

    private sealed record Row
    {
        public long Id { get; init; }
        public string Unit { get; init; } = "";
        public string Kind { get; init; } = "";
        public long Frozen { get; init; }
        public long? Submission { get; init; }
        public int Day { get; init; }
        public string? Receipt { get; init; }
        public int IsLate { get; init; }
        public string? Reason { get; init; }
        public string? Name { get; init; }
        public string At { get; init; } = "";
        public string Actor { get; init; } = "";
    }
}
