using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Ballots;

/// <summary>
/// Opens a round for voting in the room: as many codes as members who are there. The codes are given back once, to be printed and drawn, and are kept nowhere; the store
/// has only their marks, sealed in the box.
/// </summary>
public sealed class OpenBallot(Installation installation)
{
    /// <summary>With fewer, what came out tells who voted how.</summary>
    private const int Fewest = 3;

    /// <exception cref="BallotException">The session cannot vote, it votes on paper, or somebody who is there may not vote on a name.</exception>
    public IReadOnlyList<string> Open(string campaign, int no)
    {
        using var db = installation.Open();
        BallotBox.Sweep(db);
        using var transaction = db.BeginRecording();
        var session = new SessionQueries(db, campaign).Find(no);
        var round = session.Current;
        if (!session.ByCodes) throw new BallotException("on-paper");
        CountBallots.Ready(session);
        if (session.Day != installation.Day) throw new BallotException("not-today", Texts.Written.Day(session.Day));
        if (round.Opening is not null) throw new BallotException("open-already");
        if (session.Present < Fewest) throw new BallotException("too-few", CountBallots.Number(Fewest));
        // Nobody knows whose code is whose, so nobody can keep one of them from one name.
        if (round.Names.FirstOrDefault(n => session.At(round, n).ConflictedPresent > 0) is { } near)
            throw new BallotException("conflict-on-paper", near.Name, string.Join(", ", session.ConflictsOn(round, near).Select(c => c.Member.Name)));
        var codes = Enumerable.Range(0, session.Present).Select(_ => BallotCode.New()).ToList();
        var box = BallotBox.Empty(round, [.. codes.Select(c => BallotCode.Read(c)!)]);
        var marks = Sha256(box.Lists(round));
        var (recording, _) = Recordings.BeginByHand(db, installation, Recordings.Ballots, HoldSession.CampaignNo(db, campaign), campaign, $"{no} {marks}");
        db.Execute("insert into ballot_opening (recording_id, round, slips, marks_sha256) values (@recording, @round, @slips, @marks)", new { recording, round = round.Recording, slips = codes.Count, marks });
        box.Keep(installation, db, recording);
        Trail.WriteTrail.Add(db, installation, "ballot-opened", HoldSession.Named(campaign, no), after: $"{codes.Count.ToString(CultureInfo.InvariantCulture)} {marks}", recording: recording);
        transaction.Commit();
        return codes;
    }

    /// <summary>What was put in is void; the round can be opened again with new codes.</summary>
    public void Cancel(string campaign, int no, string? reason)
    {
        var said = KeepCouncil.Clean(reason) ?? throw new BallotException("reason-missing");
        using var db = installation.Open();
        var opening = Running(db, campaign, no);
        new WithdrawFile(installation).TakeBack(Recordings.Ballots, opening.Entry, said, now =>
        {
            if (Running(now, campaign, no).Recording != opening.Recording) throw new BallotException("not-open");
            BallotBox.Shut(now, opening.Recording);
        });
        if (!BallotBox.Sweep(db)) throw new BallotException("box-left");
    }

    private static BallotOpening Running(Db db, string campaign, int no) => new SessionQueries(db, campaign).Find(no).Current is { Result: null, Opening: { } found } ? found : throw new BallotException("not-open");

    /// <summary>Of all marks of a round, whatever stands on the ballots.</summary>
    internal static string Sha256(IReadOnlyList<BallotList> lists) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lists.SelectMany(l => l.Ballots.Select(b => b.Mark).Prepend(l.Contest))))));
}
