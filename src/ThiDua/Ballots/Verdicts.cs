using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>What the council's vote on a nomination came to, in the last round of a session.</summary>
/// <param name="Round">Recording of the names that were voted on.</param>
/// <param name="Session">Number.</param>
/// <param name="VotedAward">For which award it voted.</param>
/// <param name="Result">Null: it is not closed.</param>
/// <param name="Rule">By which it voted: id in catalog/vote-rules.yaml; null: the council's own.</param>
/// <param name="Before">Of the session before; null: there was none.</param>
public sealed record Verdict(long Round, int Session, DateOnly Day, string VotedAward, VoteOutcome? Outcome, VoteResult? Result, string? Rule, Verdict? Before = null)
{
    /// <summary>
    /// The vote that did not pass him for the award he is reviewed for, on the figures that hold: it stands whatever was voted on since, and whoever names him again does not undo it.
    /// Null: there is none.
    /// </summary>
    public Verdict? NotPassed(ReviewedNomination n)
    {
        for (var vote = this; vote is not null; vote = vote.Before)
            if (vote.Outcome is not (null or VoteOutcome.Passed) && vote.VotedAward == n.Award.Id && n.Nomination.HadTheseFiguresAt(vote.Round) && vote.Round > (n.Revoked?.Recording ?? 0)) return vote;
        return null;
    }

    /// <summary>Whether it is of the figures and words that hold: what was voted on other figures, before he was named anew or before an award was revoked, is over. Freezing the same figures once more undoes no vote.</summary>
    public bool IsOf(ReviewedNomination n) => n.Nomination.HadTheseFiguresAt(Round) && Round > n.Nomination.Named.Select(x => x.Recording).Append(n.Revoked?.Recording ?? 0).Max();

    /// <summary>Whether it passed him for the award he is reviewed for, as the law has that voted on.</summary>
    public bool Passed(ReviewedNomination n) => Outcome == VoteOutcome.Passed && VotedAward == n.Award.Id && IsOf(n) && IsByItsRule(n.Award);

    /// <summary>Whether the council voted as the law has the award voted on; of most it says nothing.</summary>
    public bool IsByItsRule(AwardRule award) => VoteCatalog.Rules.For(award.Form) is not { } kind || kind == VoteCatalog.Rules.KindOf(Rule);
}

/// <summary>What votes say about nominations: a failed name enters no decision, and where the campaign file asks for a vote nobody does without a passed one.</summary>
public static class Verdicts
{
    /// <summary>Of each nomination that was put to the vote, the last time.</summary>
    public static IReadOnlyDictionary<NominationKey, Verdict> Of(Db db, string campaign, string? period)
    {
        var found = new Dictionary<NominationKey, Verdict>();
        if (db.One<long>("select count(*) from council_session s join campaign c on c.campaign_no = s.campaign_no where c.id = @campaign", new { campaign }) == 0) return new Dictionary<NominationKey, Verdict>();
        var rounds = new SessionQueries(db, campaign).All().Where(s => s.Period == period).SelectMany(s => s.Rounds.Select(r => (Session: s, Round: r))).OrderBy(r => r.Round.Recording);
        foreach (var (session, round) in rounds)
        {
            foreach (var (i, name) in round.Names.Index())
            {
                var last = found.GetValueOrDefault(name.Key);
                found[name.Key] = new(round.Recording, session.No, session.Day, name.VotedAward, round.Result?.Outcomes[i], round.Result?.Results[i], session.Rule, last?.Session == session.No ? last.Before : last);
            }
        }
        return found;
    }

    /// <summary>Why a nomination may not be decided, as a code, and the vote that says so; null: no vote stands against it.</summary>
    /// <param name="steps">Of the campaign file.</param>
    public static (string Code, Verdict? Vote)? Against(Verdict? verdict, ReviewedNomination n, IReadOnlyList<ReviewStep> steps) => verdict switch
    {
        null => steps.Any(s => s.NeedsBallot) ? ("ballot-missing", null) : null,
        { Outcome: null } => ("ballot-open", verdict),
        { Outcome: not VoteOutcome.Passed } => ("ballot-failed", verdict), // also where the review changed the award since: of that the council has not voted
        _ when verdict.NotPassed(n) is { } failed => ("ballot-failed", failed), // and where it passed him for another award since, and the change was taken back
        _ when verdict.VotedAward != n.Award.Id => ("ballot-other", verdict),
        _ when !verdict.IsByItsRule(n.Award) => ("ballot-rule", verdict),
        _ => steps.Any(s => s.NeedsBallot) && !verdict.Passed(n) ? ("ballot-missing", verdict) : null,
    };
}
