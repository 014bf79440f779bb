using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>What the council's vote on a nomination came to, in one round of a session.</summary>
/// <param name="Round">Recording of the names that were voted on.</param>
/// <param name="Session">Number.</param>
/// <param name="VotedAward">For which award it voted.</param>
/// <param name="Result">Null: it is not closed.</param>
/// <param name="Rule">By which it voted: id in catalog/vote-rules.yaml; null: the council's own.</param>
/// <param name="Before">The vote before, of the same session or another; null: there was none.</param>
public sealed record Verdict(long Round, int Session, DateOnly Day, string VotedAward, VoteOutcome? Outcome, VoteResult? Result, string? Rule, Verdict? Before = null)
{
    /// <summary>
    /// The vote that did not pass him for the award he is reviewed for, on the figures that hold: it stands whatever was voted on since, and whoever names him again does not undo it; only a
    /// run-off on the same figures takes its place. Null: there is none.
    /// </summary>
    public Verdict? NotPassed(ReviewedNomination n)
    {
        var again = new HashSet<int>();
        return Votes.FirstOrDefault(v => v.IsOnTheFiguresOf(n) && again.Add(v.Session) && v.Outcome is not (null or VoteOutcome.Passed));
    }

    /// <summary>
    /// The vote that passed him for the award he is reviewed for, as the law has that voted on, on the figures and words that hold: what was voted before he was named anew is over, whatever was
    /// voted on other figures since is none on these. Null: there is none.
    /// </summary>
    public Verdict? Passed(ReviewedNomination n)
    {
        var named = n.Nomination.Named.Max(x => (long?)x.Recording) ?? 0;
        return Votes.FirstOrDefault(v => v.Outcome == VoteOutcome.Passed && v.IsOnTheFiguresOf(n) && v.Round > named && v.IsByItsRule(n.Award));
    }

    /// <summary>The vote because of which he is not put to the vote once more: only other figures, or another award, are another vote. Null: there is none.</summary>
    public Verdict? Settles(ReviewedNomination n) => NotPassed(n) ?? Passed(n);

    /// <summary>The last one first.</summary>
    private IEnumerable<Verdict> Votes
    {
        get { for (var vote = this; vote is not null; vote = vote.Before) yield return vote; }
    }

    /// <summary>Whether it is on the award he is reviewed for and on the figures that hold, and not from before an award was revoked. Freezing the same figures once more makes no others.</summary>
    private bool IsOnTheFiguresOf(ReviewedNomination n) => VotedAward == n.Award.Id && n.Nomination.HadTheseFiguresAt(Round) && Round > (n.Revoked?.Recording ?? 0);

    /// <summary>Whether the council voted as the law has the award voted on; of most it says nothing.</summary>
    public bool IsByItsRule(AwardRule award) => VoteCatalog.Rules.For(award.Form) is not { } kind || kind == VoteCatalog.Rules.KindOf(Rule);
}

/// <summary>What votes say about nominations: a failed name enters no decision, and where the campaign file asks for a vote nobody does without a passed one.</summary>
public static class Verdicts
{
    /// <summary>Of each nomination that was put to the vote, the last time, from which those before follow.</summary>
    public static IReadOnlyDictionary<NominationKey, Verdict> Of(Db db, string campaign, string? period)
    {
        var found = new Dictionary<NominationKey, Verdict>();
        if (db.One<long>("select count(*) from council_session s join campaign c on c.campaign_no = s.campaign_no where c.id = @campaign", new { campaign }) == 0) return new Dictionary<NominationKey, Verdict>();
        var rounds = new SessionQueries(db, campaign).All().Where(s => s.Period == period).SelectMany(s => s.Rounds.Select(r => (Session: s, Round: r))).OrderBy(r => r.Round.Recording);
        foreach (var (session, round) in rounds)
        {
            foreach (var (i, name) in round.Names.Index())
            {
                found[name.Key] = new(round.Recording, session.No, session.Day, name.VotedAward, round.Result?.Outcomes[i], round.Result?.Results[i], session.Rule, found.GetValueOrDefault(name.Key));
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
        _ when verdict.NotPassed(n) is { } failed => ("ballot-failed", failed), // also where it passed him for another award since, and the change was taken back
        _ when verdict.Passed(n) is not null => null,
        { Outcome: not VoteOutcome.Passed } => ("ballot-failed", verdict), // and where the review changed the award since: of that the council has not voted
        _ when verdict.VotedAward != n.Award.Id => ("ballot-other", verdict),
        _ when !verdict.IsByItsRule(n.Award) => ("ballot-rule", verdict),
        _ => steps.Any(s => s.NeedsBallot) ? ("ballot-missing", verdict) : null,
    };
}
