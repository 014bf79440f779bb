using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A step of the review cannot be recorded. Its sentence is "review.CODE".</summary>
public sealed class ReviewException(string code, params IReadOnlyList<string> arguments) : ToldException("review", code, arguments);

/// <summary>What came of a step, as it is entered.</summary>
/// <param name="Period">Id; null: the whole.</param>
/// <param name="Of">The nominations that it is about.</param>
/// <param name="Day">Null: today.</param>
/// <param name="ToAward">To which award it was changed.</param>
/// <param name="Document">Number of the minutes.</param>
public sealed record EnteredReview(
    string Step, IReadOnlyList<NominationKey> Of, ReviewOutcome Outcome, DateOnly? Day = null, string? Opinion = null, string? ToAward = null, string? Reason = null, string? Document = null, string? Period = null);

/// <summary>Records what came of a step of the review, in the order of the campaign file, by who has its role; of one nomination or of many at once (3096/KT.2.1).</summary>
public sealed class RecordReview(Installation installation)
{
    private const int Longest = 1000;

    /// <param name="roles">Of whoever records it.</param>
    /// <returns>By which all of it is taken back.</returns>
    /// <exception cref="ReviewException">It is not that step's turn, or something is missing.</exception>
    public string Record(string campaign, EnteredReview entered, IEnumerable<Role> roles)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(entered.Period));
        var step = ground.Campaign.Review.FirstOrDefault(s => s.Id == entered.Step) ?? throw new ReviewException(ground.Campaign.Review.Count == 0 ? "no-steps" : "step-unknown", entered.Step);
        if (!roles.Contains(step.Role)) throw new ReviewException("not-his-step", step.Title.Vi, step.Reviewer.Vi);
        if (entered.Of.Count == 0) throw new ReviewException("nobody");
        var day = entered.Day ?? installation.Day;
        if (day > installation.Day) throw new ReviewException("day-ahead", Written.Day(day));
        var (opinion, reason, document) = (Clean(entered.Opinion), Clean(entered.Reason), Clean(entered.Document));
        if (entered.Outcome != ReviewOutcome.Agreed && reason is null) throw new ReviewException("reason-missing");
        var known = new ReviewQueries(db, ground).All().ToDictionary(n => n.Key);
        var rows = entered.Of.Distinct().Select(key => Checked(known, key, step, day, entered, ground)).ToList();
        if (step.NeedsBallot && entered.Outcome == ReviewOutcome.Agreed) KeepBallot(Ballots.Verdicts.Of(db, ground), rows, day, step);
        var to = entered.Outcome == ReviewOutcome.Changed ? entered.ToAward : null;
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Reviews, ground.Stored.No, $"{campaign} {step.Id}", $"{entered.Outcome} {to} {Stored.Day(day)} {opinion} {reason} {document}\n{string.Join('\n', rows.Select(n => NominationAddresses.Write(n.Key)))}");
        foreach (var (i, n) in rows.Index())
        {
            db.Execute("""
                insert into award_review (recording_id, row_no, campaign_no, period, award, unit_id, kind, subject, step, role, outcome, day, opinion, to_award, reason, document)
                values (@recording, @row, @no, @period, @award, (select unit_id from unit where code = @unit), @kind, @subject, @step, @role, @outcome, @day, @opinion, @to, @reason, @document)
                """,
                new
                {
                    recording, row = i + 1, no = ground.Stored.No, period = ground.Period?.Id ?? "", award = n.Key.Award, unit = n.Key.Unit, kind = DecisionQueries.WordOf(n.Key.Kind), subject = n.Key.Subject,
                    step = step.Id, role = step.Role.ToString(), outcome = WordOf(entered.Outcome), day = Stored.Day(day), opinion, to, reason, document,
                });
        }
        Trail.WriteTrail.Add(db, installation, "review", $"{campaign} {step.Id}", after: $"{WordOf(entered.Outcome)} {rows.Count}", recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>Takes back what was recorded at once; nothing may rest on it.</summary>
    /// <exception cref="ReviewException">A later step or a decision rests on it, or it is there no more.</exception>
    public void TakeBack(string campaign, string? period, string entry, string? reason, IEnumerable<Role> roles)
    {
        if (Clean(reason) is not { } said) throw new ReviewException("take-back-reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Reviews, entry, said, db =>
        {
            var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
            var queries = new ReviewQueries(db, ground);
            var found = queries.Entries.FirstOrDefault(e => e.Entry == entry) ?? throw new ReviewException("gone");
            if (!roles.Any(r => r.ToString() == found.Mark.Role)) throw new ReviewException("not-his-step", Title(ground, found.Mark.Step), ground.Campaign.Review.FirstOrDefault(s => s.Id == found.Mark.Step)?.Reviewer.Vi ?? "");
            var of = found.Of.ToHashSet();
            if (queries.Entries.FirstOrDefault(e => e.Mark.Recording > found.Mark.Recording && e.Of.Any(of.Contains)) is { } later) throw new ReviewException("not-the-last", Title(ground, later.Mark.Step));
            if (queries.Decisions.FirstOrDefault(d => d.Standing.Any(l => of.Contains(l.Key))) is { } decision) throw new ReviewException("in-decision", DecisionText.Called(decision, Language.Vi));
            if (queries.Lists.FirstOrDefault(l => l.Recording > found.Mark.Recording && l.Step == found.Mark.Step && found.Of.Any(k => ReviewQueries.MarkOf(k) is var mark && l.Items.Any(i => i.Mark == mark))) is { } list)
                throw new ReviewException("in-list", Written.Day(list.Days.From!.Value));
        });
    }

    /// <summary>The step agrees only to whom the council's vote passed, and not before that day. Of an award that it changes the council votes afterwards: no decision takes it before.</summary>
    private static void KeepBallot(Ballots.Verdicts verdicts, List<ReviewedNomination> rows, DateOnly day, ReviewStep step)
    {
        foreach (var n in rows)
        {
            var (name, last) = (n.Nomination.Proposal.Name, verdicts.About(n));
            if (Ballots.Verdicts.Against(last, n, [step]) is var (_, vote)) throw new ReviewException("ballot-missing", name, step.Title.Vi, vote?.Result is { } result ? Ballots.BallotText.Arithmetic(result, Language.Vi) : "–");
            if (last?.Passed(n)?.Day > day) throw new ReviewException("before-vote", Written.Day(day), name, Written.Day(last.Passed(n)!.Day));
        }
    }

    private static ReviewedNomination Checked(Dictionary<NominationKey, ReviewedNomination> known, NominationKey key, ReviewStep step, DateOnly day, EnteredReview entered, Ground ground)
    {
        if (!known.TryGetValue(key, out var n)) throw new ReviewException("nomination-gone", key.Subject);
        var name = n.Nomination.Proposal.Name;
        switch (n.State)
        {
            case ReviewState.Decided: throw new ReviewException("decided", name, n.Decision!.Number!);
            case ReviewState.Drafted: throw new ReviewException("drafted", name);
            case ReviewState.Stopped: throw new ReviewException("stopped." + NominationText.WordOf(n.Nomination.State), name);
            case ReviewState.NotFrozen: throw new ReviewException("not-frozen", name);
            case ReviewState.Declined: throw new ReviewException("declined", name, Title(ground, n.Review.Last!.Step));
            case ReviewState.Commenting: throw new ReviewException("commenting." + WordOf(n.Review.Wait), name, Title(ground, n.Review.Last!.Step));
        }
        if (n.Review.Next is not { } next) throw new ReviewException("agreed", name);
        if (next.Id != step.Id) throw new ReviewException("not-the-turn", name, next.Title.Vi, next.Reviewer.Vi);
        if (n.Review.Marks.Where(m => m.Step != step.Id).Select(m => (DateOnly?)m.Day).LastOrDefault() > day) throw new ReviewException("day-before", name, Written.Day(n.Review.Marks.Last(m => m.Step != step.Id).Day));
        if (entered.Outcome == ReviewOutcome.Changed && (ground.Awards.FirstOrDefault(a => a.Id == entered.ToAward) is not { } to || to.Subject != n.Award.Subject || to.Id == n.Award.Id))
            throw new ReviewException("to-award-wrong", name);
        if (entered.Outcome == ReviewOutcome.Changed) Fits(known, n, ground.Awards.First(a => a.Id == entered.ToAward), entered.Of);
        return n;
    }

    /// <summary>What an award asks of whoever is proposed for it, it asks of whom the review changes to it: who proposes him, the number, and no second one of it.</summary>
    /// <param name="together">Those who are changed at once.</param>
    private static void Fits(Dictionary<NominationKey, ReviewedNomination> known, ReviewedNomination n, AwardRule to, IReadOnlyList<NominationKey> together)
    {
        var name = n.Nomination.Proposal.Name;
        if (to.Proposer is { } proposer && n.Nomination.By != ProposedBy.Agency) throw new ReviewException("to-award-proposer", name, to.Title.Vi, proposer.Vi);
        var there = known.Values.Where(o => o.Key != n.Key && o.State is not (ReviewState.Stopped or ReviewState.Declined) && (o.Award.Id == to.Id || o.Nomination.Award.Subject == to.Subject && together.Contains(o.Key))).ToList();
        if (there.Find(o => o.Award.Id == to.Id && o.Key.Unit == n.Key.Unit && (o.Key.Subject == n.Key.Subject || Core.Basics.VietnameseText.SameKey(o.Nomination.Proposal.Name) == Core.Basics.VietnameseText.SameKey(name))) is not null) throw new ReviewException("to-award-twice", name, to.Title.Vi);
        var (most, taken) = to.QuotaPerUnit is { } each ? (each.Value, there.FindAll(o => o.Key.Unit == n.Key.Unit)) : (to.Quota ?? int.MaxValue, there);
        if (taken.Count >= most) throw new ReviewException("to-award-full", name, to.Title.Vi, Written.Number(most, Language.Vi), string.Join(", ", taken.Select(o => o.Nomination.Proposal.Name)));
    }

    private static string Title(Ground ground, string step) => ground.Campaign.Review.FirstOrDefault(s => s.Id == step)?.Title.Vi ?? step;

    /// <summary>How the store and addresses call an outcome.</summary>
    public static string WordOf(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Agreed => "agreed",
        ReviewOutcome.Declined => "declined",
        ReviewOutcome.Returned => "returned",
        _ => "changed",
    };

    public static string WordOf(CommentWait wait) => wait switch
    {
        CommentWait.ToPublish => "to-publish",
        CommentWait.Open => "open",
        CommentWait.ToAnswer => "to-answer",
        _ => "none",
    };

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Length > Longest ? throw new ReviewException("too-long", Written.Number(Longest, Language.Vi)) : text.Trim().Normalize();
}
