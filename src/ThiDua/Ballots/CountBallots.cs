using System.Globalization;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>Records what one of those who count came to: of paper ballots all of it, of a vote by codes only the written opinions of absent members. His last entry holds, and two accounts must come to the same.</summary>
public sealed class CountBallots(Installation installation)
{
    /// <param name="names">In the order of the round's names.</param>
    /// <exception cref="BallotException">A count cannot be right, or there is nothing to count.</exception>
    public string Record(string campaign, int no, IReadOnlyList<NameCount> names)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var session = new SessionQueries(db, campaign).Find(no);
        var round = session.Current;
        Ready(session);
        if (names.Count != round.Names.Count) throw new BallotException("count-incomplete");
        foreach (var (name, count) in round.Names.Zip(names))
        {
            if (session.ByCodes && count.Tally != default) throw new BallotException("count-by-codes");
            if (VoteResult.Faults(session.Terms, session.At(round, name), count.Tally, count.Written).Select(f => (TallyFault?)f).FirstOrDefault() is { } fault)
                throw new BallotException("fault." + BallotText.WordOf(fault), name.Name, Number(count.Tally.Issued), Number(count.Tally.Used), Number(count.Tally.Unused), Number(session.At(round, name).Voting), Number(count.Written.All), Number(session.At(round, name).Away));
        }
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Ballots, HoldSession.CampaignNo(db, campaign), campaign, $"{no} {installation.Actor}\n{string.Join('\n', names)}");
        foreach (var (name, count) in round.Names.Zip(names))
        {
            db.Execute("""
                insert into paper_count (recording_id, row_no, round, by_whom, issued, yes, no, blank, spoiled, unused, written_yes, written_no, written_blank)
                values (@recording, @No, @round, @by, @Issued, @Yes, @No1, @Blank, @Spoiled, @Unused, @writtenYes, @writtenNo, @writtenBlank)
                """, new
            {
                recording, name.No, round = round.Recording, by = installation.Actor, count.Tally.Issued, count.Tally.Yes, No1 = count.Tally.No, count.Tally.Blank, count.Tally.Spoiled, count.Tally.Unused,
                writtenYes = count.Written.Yes, writtenNo = count.Written.No, writtenBlank = count.Written.Blank,
            });
        }
        Trail.WriteTrail.Add(db, installation, "ballot-count", HoldSession.Named(campaign, no), recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>Whether the session can vote at all: its day has come, the roll was called, enough are there, and the round is not closed.</summary>
    internal static void Ready(CouncilSession session)
    {
        if (session.Roll.Count == 0) throw new BallotException("roll-missing");
        if (!session.HasQuorum) throw new BallotException("no-quorum", Number(session.Present), Number(session.Roll.Count), Number(session.Terms.QuorumOf(session.Roll.Count)), session.Terms.Quorum!.Value.ToString());
        if (session.Current.Result is not null) throw new BallotException("round-closed");
    }

    internal static string Number(int number) => Texts.Written.Number(number, Language.Vi);
}
