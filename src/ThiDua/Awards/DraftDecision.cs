using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Drafts a decision of nominations that the review agreed to: of one authority, everything copied as it is then (decision 0044).</summary>
public sealed class DraftDecision(Installation installation)
{
    private const int Longest = 300;

    /// <param name="period">Id; null: the whole.</param>
    /// <param name="onProposal">“Tờ trình số …”; null: none.</param>
    /// <returns>The number by which the campaign knows it.</returns>
    /// <exception cref="DecisionException">Somebody cannot be decided on, or not by the same authority.</exception>
    public int Draft(string campaign, string? period, IReadOnlyList<NominationKey> of, string? onProposal = null)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        if (of.Count == 0) throw new DecisionException("nobody");
        if (onProposal?.Length > Longest) throw new DecisionException("too-long", Longest.ToString(CultureInfo.InvariantCulture));
        var known = new ReviewQueries(db, ground).All().ToDictionary(n => n.Key);
        var chosen = of.Distinct().Select(k => known.TryGetValue(k, out var n) ? n : throw new DecisionException("nomination-gone", k.Subject)).OrderBy(n => ground.Awards.Index().First(a => a.Item.Id == n.Award.Id).Index).ToList();
        foreach (var n in chosen.Where(n => n.State != ReviewState.Agreed)) throw NotAgreed(n);
        if (chosen.GroupBy(n => (n.Award.Id, n.Key.Unit, n.Key.Kind, n.Key.Subject)).FirstOrDefault(g => g.Count() > 1) is { } same) throw new DecisionException("same-award", same.First().Nomination.Proposal.Name, same.First().Award.Title.Vi);
        var frozen = FreezeStanding.LastOfAll(db, ground.Stored.No, ground.Period?.Id, ground.Known);
        NotAway(db, ground, chosen, frozen);
        var verdicts = Ballots.Verdicts.Of(db, ground);
        foreach (var n in chosen) KeepBallot(verdicts, n, ground.Campaign.Review);
        var units = chosen.Select(n => n.Key.Unit).Distinct().ToDictionary(c => c, c => ground.Units.Known.Select(ground.Units.Latest).First(u => u?.Code == c)!);
        var deciders = chosen.Select(n => DeciderOf(n, units[n.Key.Unit].Name)).Distinct().ToList();
        if (deciders.Count > 1) throw new DecisionException("several-deciders", string.Join("; ", deciders.Select(d => DecisionText.Named(AuthorityCatalog.Find(d.Authority)!, d.Of, Texts.Language.Vi))));
        var positions = new StandingsQueries(db, ground).Roster().ToDictionary(r => r.Post.Code, r => r.Post.Position);
        var no = db.One<int>("select coalesce(max(decision_no), 0) + 1 from award_decision where campaign_no = @no", new { no = ground.Stored.No });
        var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Decisions, ground.Stored.No, campaign, $"{deciders[0]} {onProposal}\n{string.Join('\n', chosen.Select(n => NominationAddresses.Write(n.Key)))}");
        db.Execute("insert into award_decision (recording_id, campaign_no, period, decision_no, authority, authority_of, on_proposal) values (@recording, @campaign, @period, @no, @authority, @authorityOf, @onProposal)",
            new { recording, campaign = ground.Stored.No, period = ground.Period?.Id ?? "", no, authority = deciders[0].Authority, authorityOf = deciders[0].Of, onProposal = string.IsNullOrWhiteSpace(onProposal) ? null : onProposal.Trim().Normalize() });
        foreach (var (i, n) in chosen.Index())
        {
            var figures = frozen[n.Key.Unit];
            db.Execute("""
                insert into award_decision_line (recording_id, row_no, unit_id, unit_name, kind, subject, name, position, officer_id, proposed_award, award, title, type, form, summary, frozen_id, exception)
                values (@recording, @row, @unit, @unitName, @kind, @subject, @name, @position, (select officer_id from officer where code = @officer), @proposed, @award, @title, @type, @form, @summary, @frozen,
                  (select e.recording_id from award_exception e join import i on i.recording_id = e.recording_id where i.sha256 = @exception))
                """,
                new
                {
                    recording, row = i + 1, unit = units[n.Key.Unit].Unit, unitName = units[n.Key.Unit].Name, kind = DecisionQueries.WordOf(n.Key.Kind), subject = n.Key.Subject, name = n.Nomination.Proposal.Name,
                    position = n.Key.Kind == SubjectKind.Individual ? positions.GetValueOrDefault(n.Key.Subject) : null, officer = IsOfficer(n.Nomination.Proposal) ? n.Key.Subject : null, proposed = n.Key.Award, award = n.Award.Id,
                    title = Title(n.Award, deciders[0]), type = Campaigns.Format.Vocabulary.CommendationTypes[(int)n.Award.Type], form = n.Award.Form, summary = Summary(n.Nomination, figures.Figures), frozen = figures.Id,
                    exception = n.Nomination.Doubles.Select(d => d.Reason?.Sha256).FirstOrDefault(s => s is not null),
                });
        }
        Trail.WriteTrail.Add(db, installation, "decision-drafted", $"{campaign} {no.ToString(CultureInfo.InvariantCulture)}", after: chosen.Count.ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
        return no;
    }

    /// <summary>What a unit was asked to mend, or took back, or sent on other figures, is not decided on; where dossiers go by paper alone nothing was sent here.</summary>
    private static void NotAway(Db db, Ground ground, List<ReviewedNomination> chosen, Dictionary<string, Frozen> frozen)
    {
        var events = SubmissionQueries.Events(db, ground.Stored.No, ground.Period?.Id);
        foreach (var (unit, of) in chosen.GroupBy(n => n.Key.Unit).Select(g => (frozen[g.Key], g.First().Nomination.Proposal.Name)))
        {
            var state = Submissions.StateOf([.. events[unit.Figures.Unit]], unit.Id);
            if (state.Standing is SubmissionStanding.Returned or SubmissionStanding.Withdrawn) throw new DecisionException("dossier-" + SubmissionQueries.Name(state.Standing), of, unit.Figures.UnitName);
            if (state.IsAway && state.Submission!.Frozen != unit.Id) throw new DecisionException("dossier-other-figures", of, unit.Figures.UnitName);
        }
    }

    /// <summary>Who is named for an award without a body is the head of each unit.</summary>
    /// <exception cref="DecisionException">The campaign file does not say whose decision it is, or the law gives the award to somebody else.</exception>
    internal static (string Authority, string? Of) DeciderOf(ReviewedNomination n, string unitName)
    {
        if (n.Award.DecidedBy is not { } decider) throw new DecisionException("no-decider", n.Award.Title.Vi);
        var authority = AuthorityCatalog.Find(decider.Authority) ?? throw new DecisionException("no-decider", n.Award.Title.Vi);
        if (n.Award.Form is { } form && !authority.Gives.Contains(form)) throw new DecisionException("not-his", n.Award.Title.Vi, DecisionText.Named(authority, decider.Of?.Vi, Texts.Language.Vi));
        return (authority.Id, decider.Of?.Vi ?? unitName);
    }

    /// <summary>Whom the council's vote failed is decided on by nobody; where the campaign file asks for a vote, neither is whom it has not passed.</summary>
    /// <exception cref="DecisionException">A vote stands against him, or is missing.</exception>
    internal static void KeepBallot(Ballots.Verdicts verdicts, ReviewedNomination n, IReadOnlyList<ReviewStep> steps)
    {
        if (Ballots.Verdicts.Against(verdicts.About(n), n, steps) is not (var against, var verdict)) return;
        throw new DecisionException(against, n.Nomination.Proposal.Name, verdict?.Session.ToString(CultureInfo.InvariantCulture) ?? "", verdict is null ? "" : Texts.Written.Day(verdict.Day), verdict?.Result is { } result ? Ballots.BallotText.Arithmetic(result, Texts.Language.Vi) : "");
    }

    /// <summary>Why somebody may not stand in a decision, as what is told to a person.</summary>
    internal static DecisionException NotAgreed(ReviewedNomination n) => n.State switch
    {
        ReviewState.Decided => new("decided", n.Nomination.Proposal.Name, n.Decision!.Number!),
        ReviewState.Drafted => new("drafted", n.Nomination.Proposal.Name, n.Decision!.Decision.ToString(CultureInfo.InvariantCulture)),
        ReviewState.Stopped => new("stopped." + NominationText.WordOf(n.Nomination.State), n.Nomination.Proposal.Name),
        ReviewState.NotFrozen => new("not-frozen", n.Nomination.Proposal.Name),
        ReviewState.Declined => new("declined", n.Nomination.Proposal.Name),
        ReviewState.Commenting => new("commenting", n.Nomination.Proposal.Name),
        _ => new("not-agreed", n.Nomination.Proposal.Name, n.Review.Next!.Title.Vi, n.Review.Next.Reviewer.Vi),
    };

    /// <summary>What is given, by the name of who gives it: documents say “Giấy khen của UBND” where the law gives it to the Chairman. Without a form of the catalogue the file's own words.</summary>
    private static string Title(AwardRule award, (string Authority, string? Of) decider)
    {
        const string Of = " của ";
        return award.Form is { } form && RewardCatalog.Rewards.Form(form)?.Title.Vi is { } known && known.IndexOf(Of, StringComparison.Ordinal) is var end and > 0 && AuthorityCatalog.Find(decider.Authority) is { } authority
            ? known[..end] + Of + DecisionText.Named(authority, decider.Of, Texts.Language.Vi) : award.Title.Vi;
    }

    private static bool IsOfficer(Proposal proposal) => proposal.SubjectKind == SubjectKind.Individual && (proposal.Nominee?.IsOfficer ?? true);

    /// <summary>What the dossier says of him: of whom figures propose these, whatever somebody typed besides.</summary>
    private static string Summary(Nomination n, FrozenFigures figures)
    {
        if (n.Proposal.Nominee is { Summary.Length: > 0 } nominee) return nominee.Summary;
        if (figures.Officers.FirstOrDefault(o => o.Code == n.Key.Subject && o.Award is null) is { } frozen) return DossierPapers.Summary(frozen);
        var place = n.Proposal.Rank.ToString(CultureInfo.InvariantCulture);
        return n.Key.Kind == SubjectKind.Collective ? $"Đạt tiêu chí của phong trào, xếp thứ {place}." : $"Vận động được {Texts.Written.Number(n.Proposal.Persons, Texts.Language.Vi)} người tham gia được tính, xếp thứ {place}.";
    }
}
