using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>
/// Closes a round: says of each name whether it passed, with all numbers that this follows from. Of a vote by codes the box is opened, its ballots are written down in the order of
/// their marks, and the box is gone.
/// </summary>
public sealed class CloseRound(Installation installation)
{
    /// <exception cref="BallotException">Two who count have not come to the same, or the round is not open; "box-left": it is closed, and earlier states of the box are still to be wiped out.</exception>
    public void Close(string campaign, int no)
    {
        using var db = installation.Open();
        bool hasBox;
        using (var transaction = db.BeginRecording())
        {
            var session = new SessionQueries(db, campaign).Find(no);
            var round = session.Current;
            CountBallots.Ready(session);
            if (round.Counts.State is CountState.One or CountState.Differ || (!session.ByCodes && round.Counts.State == CountState.None)) throw new BallotException("counts." + BallotText.WordOf(round.Counts.State));
            var lists = session.ByCodes ? Opened(db, round) : [];
            // Opinions that were forgotten would fail a name for good: that there are none is counted too.
            if (session.ByCodes && round.Counts.State == CountState.None && session.Terms.CountsWritten && round.Names.Any(n => session.At(round, n).Away > 0)) throw new BallotException("counts.none");
            var counts = round.Counts.State == CountState.Agreed ? round.Counts.Entries[0].Names : [.. round.Names.Select(_ => default(NameCount))];
            var results = round.Names.Select((n, i) => new VoteResult(session.Terms, session.At(round, n), session.ByCodes ? lists[i].Tally : counts[i].Tally, counts[i].Written)).ToList();
            foreach (var (name, result) in round.Names.Zip(results))
                if (VoteResult.Faults(session.Terms, result.At, result.Tally, result.Written).Any()) throw new BallotException("count-wrong", name.Name);
            var outcomes = VoteResult.Outcomes(results, session.PlacesLeft);
            var digest = Digest(results, outcomes, lists);
            var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Ballots, HoldSession.CampaignNo(db, campaign), campaign, $"{no} {digest}");
            foreach (var (i, r) in results.Index())
            {
                db.Execute("""
                    insert into session_result (recording_id, row_no, round, members, present, conflicted, conflicted_present, issued, yes, no, blank, spoiled, unused, written_yes, written_no, written_blank, outcome)
                    values (@recording, @row, @round, @Members, @Present, @Conflicted, @ConflictedPresent, @Issued, @Yes, @No, @Blank, @Spoiled, @Unused, @writtenYes, @writtenNo, @writtenBlank, @outcome)
                    """, new
                {
                    recording, row = round.Names[i].No, round = round.Recording, r.At.Members, r.At.Present, r.At.Conflicted, r.At.ConflictedPresent, r.Tally.Issued, r.Tally.Yes, r.Tally.No, r.Tally.Blank, r.Tally.Spoiled, r.Tally.Unused,
                    writtenYes = r.Written.Yes, writtenNo = r.Written.No, writtenBlank = r.Written.Blank, outcome = BallotText.WordOf(outcomes[i]),
                });
            }
            Publish(db, recording, round, lists);
            hasBox = round.Opening is { } opening && BallotBox.Shut(db, opening.Recording);
            Trail.WriteTrail.Add(db, installation, "ballot-closed", HoldSession.Named(campaign, no), after: digest, recording: recording);
            transaction.Commit();
        }
        if (hasBox && !BallotBox.Sweep(db)) throw new BallotException("box-left");
    }

    /// <summary>Takes back what was entered of a session by mistake, as long as nothing rests on it.</summary>
    public void TakeBack(string campaign, int no, string entry, string? reason)
    {
        var said = KeepCouncil.Clean(reason) ?? throw new BallotException("reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Ballots, entry, said, db =>
        {
            var session = new SessionQueries(db, campaign).Find(no);
            var round = session.Current;
            // What was counted once is counted again under the same rule, names and roll: a vote that displeased is not undone by taking back what it rests on.
            bool HadVotes(SessionRound r) => r.HasVotes || db.One<long>("select count(*) from session_result where round = @Recording", new { r.Recording }) > 0;
            if (entry == session.Entry)
            {
                if (session.Rounds.Any(HadVotes)) throw new BallotException("session-voted");
            }
            else if (entry == session.RollEntry)
            {
                if (session.Rounds.Any(HadVotes)) throw new BallotException("roll-late");
            }
            else if (session.Conflicts.FirstOrDefault(c => c.Entry == entry) is { } conflict)
            {
                if (session.Rounds.Any(r => r.Recording == conflict.Round && HadVotes(r))) throw new BallotException("conflict-late");
            }
            else if (round.Counts.Entries.Any(c => c.Entry == entry))
            {
                if (round.Result is not null) throw new BallotException("round-closed");
            }
            else if (entry == round.Entry)
            {
                if (HadVotes(round)) throw new BallotException("session-voted");
            }
            else if (entry == round.Result?.Entry)
            {
                if (session.ByCodes) throw new BallotException("codes-final");
                var names = round.Names.Select(n => n.Key).ToHashSet();
                if (Awards.DecisionQueries.All(db, campaign).FirstOrDefault(d => d.Period == session.Period && d.Standing.Any(l => names.Contains(l.Key))) is { } decision) throw new BallotException("in-decision", Awards.DecisionText.Called(decision, Language.Vi));
            }
            else throw new BallotException("gone");
        });
    }

    /// <summary>Stands for all that a round came to; it is printed on the record of the counting and lies in the trail.</summary>
    public static string Digest(IReadOnlyList<VoteResult> results, IReadOnlyList<VoteOutcome> outcomes, IReadOnlyList<BallotList> lists)
    {
        var text = new StringBuilder();
        foreach (var (r, outcome) in results.Zip(outcomes)) text.Append(CultureInfo.InvariantCulture, $"{r.At} {r.Tally} {r.Written} {outcome}\n");
        foreach (var list in lists) text.Append(list.Sha256).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private IReadOnlyList<BallotList> Opened(Db db, SessionRound round)
    {
        if (round.Opening is not { } opening) throw new BallotException("not-open");
        var lists = BallotBox.Open(installation, db, opening.Recording)?.Lists(round);
        return lists is not null && OpenBallot.Sha256(lists) == opening.Sha256 ? lists : throw new BallotException("box-broken");
    }

    private static void Publish(Db db, long recording, SessionRound round, IReadOnlyList<BallotList> lists)
    {
        using var writer = db.Bulk("cast_ballot", "recording_id", "row_no", "round", "name_no", "mark", "choice");
        foreach (var (i, (name, ballot)) in round.Names.Zip(lists).SelectMany(x => x.Second.Ballots.Select(b => (x.First.No, b))).Index())
            writer.Add(recording).Add(i + 1).Add(round.Recording).Add(name).Add(ballot.Mark).Add(BallotText.WordOf(ballot.Choice)).EndRow();
    }
}
