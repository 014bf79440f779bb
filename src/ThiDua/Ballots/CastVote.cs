using ThiDua.Core.Ballots;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>The round that a code is for.</summary>
/// <param name="Campaign">Id.</param>
public sealed record CodeRound(string Campaign, CouncilSession Session, SessionRound Round);

/// <summary>
/// Puts a ballot into an open box, by whoever has a code that was given out: no account, no recording, no entry of the trail, no moment. Until the round is closed a code may vote again, and
/// the last time counts.
/// </summary>
/// <param name="installation">Of the site, never of a viewer: code and account must not meet.</param>
public sealed class CastVote(Installation installation)
{
    /// <summary>The round of a code, open or closed; the latest one.</summary>
    /// <exception cref="BallotException">It is no code, or of no round.</exception>
    public CodeRound Find(string? code)
    {
        using var db = installation.Open();
        using var reading = db.BeginReading();
        return Of(db, Read(code));
    }

    /// <param name="choices">By number of the name; one for each.</param>
    /// <exception cref="BallotException">The code is none, the round is closed, or a name has no choice.</exception>
    public CodeRound Put(string? code, IReadOnlyDictionary<int, BallotChoice> choices)
    {
        var read = Read(code);
        using var db = installation.Open();
        using (db.BeginReading()) Of(db, read); // a code that is none holds up nobody who records
        using var transaction = db.BeginRecording();
        var found = Of(db, read);
        if (found.Round.Result is not null) throw new BallotException("vote-closed");
        foreach (var name in found.Round.Names) if (choices.GetValueOrDefault(name.No) == BallotChoice.Unused) throw new BallotException("choice-missing", name.Name);
        var opening = found.Round.Opening!.Recording;
        var box = BallotBox.Open(installation, db, opening) ?? throw new BallotException("box-broken");
        foreach (var name in found.Round.Names) box.Put(found.Round, name, read, choices[name.No]);
        box.Keep(installation, db, opening);
        transaction.Commit();
        return found;
    }

    private static byte[] Read(string? code) => BallotCode.Read(code) ?? throw new BallotException("code-unread");

    private CodeRound Of(Db db, byte[] code)
    {
        foreach (var campaign in db.Query<string>($"""
            select distinct c.id from ballot_opening r join session_name n on n.recording_id = r.round join council_session s on s.recording_id = n.session join campaign c on c.campaign_no = s.campaign_no
            where {Recordings.LiveByHand("r")}
            """, new { e = long.MaxValue }))
        {
            foreach (var session in new SessionQueries(db, campaign).All().Where(s => s.ByCodes).Reverse())
            {
                foreach (var round in session.Rounds.Where(r => r.Opening is not null).Reverse())
                {
                    if (round.Result is not null ? Closed(db, round, code) : BallotBox.Open(installation, db, round.Opening!.Recording)?.Knows(round, code) == true) return new(campaign, session, round);
                }
            }
        }
        throw new BallotException("code-unknown");
    }

    private static bool Closed(Db db, SessionRound round, byte[] code)
    {
        var mark = BallotList.MarkOf(code, round.ContestOf(round.Names[0]));
        return db.One<long>("select count(*) from cast_ballot where recording_id = @Recording and mark = @mark", new { round.Result!.Recording, mark }) > 0;
    }
}
