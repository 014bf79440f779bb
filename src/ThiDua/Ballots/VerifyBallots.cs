using ThiDua.Core.Ballots;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>Whether what votes came to still follows from their numbers, and their numbers from counts and ballots: for `verify`.</summary>
public static class VerifyBallots
{
    public static List<string> Faults(Db db, Installation installation)
    {
        var bad = new List<string>();
        foreach (var campaign in db.Query<string>("select distinct c.id from council_session s join campaign c on c.campaign_no = s.campaign_no order by 1"))
        {
            foreach (var session in new SessionQueries(db, campaign).All())
            {
                var left = session.Places;
                foreach (var round in session.Rounds.Where(r => r.Result is not null))
                {
                    bad.AddRange(Of(db, session, round, left).Select(f => $"{campaign} {session.No}: {f}"));
                    left -= round.Result!.Outcomes.Count(o => o == VoteOutcome.Passed);
                }
                if (session.Current is { Result: null, Opening: { } opening } open && (BallotBox.Open(installation, db, opening.Recording) is not { } box || OpenBallot.Sha256(box.Lists(open)) != opening.Sha256)) bad.Add($"{campaign} {session.No}: box");
            }
        }
        bad.AddRange(db.Query<string>("select r.by_whom from paper_count r where r.issued <> r.yes + r.no + r.blank + r.spoiled + r.unused").Select(by => $"{by}: issued"));
        return bad;
    }

    private static IEnumerable<string> Of(Db db, CouncilSession session, SessionRound round, int? places)
    {
        var (results, outcomes) = (round.Result!.Results, round.Result.Outcomes);
        if (results.Count != round.Names.Count || !VoteResult.Outcomes(results, places).SequenceEqual(outcomes)) yield return "outcome";
        if (!results.Select(r => r.At).SequenceEqual(round.Names.Select(n => session.At(round, n)))) yield return "roll";
        if (results.Any(r => VoteResult.Faults(session.Terms, r.At, r.Tally, r.Written).Any())) yield return "numbers";
        var lists = SessionQueries.Lists(db, round);
        if (session.ByCodes && (lists.Count != results.Count || lists.Zip(results).Any(x => x.First.Tally != x.Second.Tally || !x.First.IsInOrder))) yield return "ballots";
        if (session.ByCodes && lists.Count > 0 && OpenBallot.Sha256(lists) != round.Opening?.Sha256) yield return "marks";
        if (!session.ByCodes && (round.Counts.State != CountState.Agreed || !round.Counts.Entries[0].Names.Select(n => (n.Tally, n.Written)).SequenceEqual(results.Select(r => (r.Tally, r.Written))))) yield return "counts";
        if (db.One<string>("select after from trail where recording_id = @Recording", new { round.Result.Recording }) != CloseRound.Digest(results, outcomes, lists)) yield return "digest";
    }
}
