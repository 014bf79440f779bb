using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>What the council's last vote on a nomination came to.</summary>
/// <param name="Round">Recording of the names that were voted on.</param>
/// <param name="Session">Number.</param>
/// <param name="VotedAward">For which award it voted.</param>
/// <param name="Result">Null: it is not closed.</param>
public sealed record Verdict(long Round, int Session, DateOnly Day, string VotedAward, VoteOutcome? Outcome, VoteResult? Result)
{
    /// <summary>Whether it is of the figures and words that hold: what was voted on before they changed, or before an award was revoked, is over.</summary>
    public bool IsOf(ReviewedNomination n) => Round > Math.Max(n.Nomination.Since, n.Revoked?.Recording ?? 0);

    /// <summary>Whether it passed him for that award.</summary>
    public bool Passed(ReviewedNomination n, string award) => Outcome == VoteOutcome.Passed && VotedAward == award && IsOf(n);
}

/// <summary>What votes say about nominations: a failed name enters no decision, and where the campaign file asks for a vote nobody does without a passed one.</summary>
public static class Verdicts
{
    /// <summary>Of each nomination that was put to the vote, the last time.</summary>
    public static IReadOnlyDictionary<NominationKey, Verdict> Of(Db db, string campaign, string? period)
    {
        var found = new Dictionary<NominationKey, (long At, Verdict Verdict)>();
        if (db.One<long>("select count(*) from council_session s join campaign c on c.campaign_no = s.campaign_no where c.id = @campaign", new { campaign }) == 0) return new Dictionary<NominationKey, Verdict>();
        foreach (var session in new SessionQueries(db, campaign).All().Where(s => s.Period == period))
        {
            foreach (var round in session.Rounds)
            {
                foreach (var (i, name) in round.Names.Index())
                {
                    if (found.TryGetValue(name.Key, out var before) && before.At > round.Recording) continue;
                    found[name.Key] = (round.Recording, new(round.Recording, session.No, session.Day, name.VotedAward, round.Result?.Outcomes[i], round.Result?.Results[i]));
                }
            }
        }
        return found.ToDictionary(f => f.Key, f => f.Value.Verdict);
    }

    /// <summary>Why a nomination may not be decided, as a code; null: no vote stands against it.</summary>
    /// <param name="steps">Of the campaign file.</param>
    public static string? Against(Verdict? verdict, ReviewedNomination n, IReadOnlyList<ReviewStep> steps) => verdict switch
    {
        { Outcome: null } => "ballot-open",
        { Outcome: not VoteOutcome.Passed } => "ballot-failed", // also where the review changed the award since: of that the council has not voted
        _ => steps.Any(s => s.NeedsBallot) && verdict?.Passed(n, n.Award.Id) != true ? "ballot-missing" : null,
    };
}
