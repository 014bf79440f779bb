using System.Globalization;
using ThiDua.Core.Ballots;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Ballots;

/// <summary>Records who of the members is there, and who does not vote on a name because he is too near to it.</summary>
public sealed class CallRoll(Installation installation)
{
    /// <param name="present">Ids of members.</param>
    /// <exception cref="BallotException">The day has not come, or there are votes already.</exception>
    public string Record(string campaign, int no, IReadOnlyList<long> present)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var session = new SessionQueries(db, campaign).Find(no);
        if (session.Day > installation.Day) throw new BallotException("day-not-come", Written.Day(session.Day));
        if (session.Rounds.Any(r => r.HasVotes)) throw new BallotException("roll-late");
        var members = CouncilQueries.On(db, session.Day);
        if (present.Except(members.Select(m => m.Id)).Any()) throw new BallotException("not-member", Written.Day(session.Day));
        if (members.Count == 0) throw new BallotException("no-members", Written.Day(session.Day));
        var there = present.ToHashSet();
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Ballots, HoldSession.CampaignNo(db, campaign), campaign, $"{no} {string.Join(' ', there.Order())}");
        foreach (var (i, member) in members.Index())
            db.Execute("insert into session_roll (recording_id, row_no, session, member, is_present) values (@recording, @row, @session, @Id, @is)", new { recording, row = i + 1, session = session.Recording, member.Id, @is = there.Contains(member.Id) ? 1 : 0 });
        Trail.WriteTrail.Add(db, installation, "council-roll", HoldSession.Named(campaign, no), after: $"{there.Count}/{members.Count}", recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <param name="name">Number of the name in the round that runs.</param>
    public string DeclareConflict(string campaign, int no, long member, int name, string? reason)
    {
        var said = KeepCouncil.Clean(reason) ?? throw new BallotException("reason-missing");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var session = new SessionQueries(db, campaign).Find(no);
        if (session.Roll.Count == 0) throw new BallotException("roll-missing");
        if (session.Current.HasVotes) throw new BallotException("conflict-late");
        var who = session.Roll.FirstOrDefault(r => r.Member.Id == member)?.Member ?? throw new BallotException("not-member", Written.Day(session.Day));
        var about = session.Current.Names.FirstOrDefault(n => n.No == name) ?? throw new BallotException("name-unknown");
        if (session.ConflictsOn(session.Current, about).Any(c => c.Member.Id == who.Id)) throw new BallotException("conflict-already", who.Name, about.Name);
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Ballots, HoldSession.CampaignNo(db, campaign), campaign, $"{no} {member} {name} {said}");
        db.Execute("insert into session_conflict (recording_id, session, member, round, name_no, reason) values (@recording, @session, @member, @round, @name, @said)",
            new { recording, session = session.Recording, member, round = session.Current.Recording, name, said });
        Trail.WriteTrail.Add(db, installation, "council-conflict", HoldSession.Named(campaign, no), after: name.ToString(CultureInfo.InvariantCulture), recording: recording);
        transaction.Commit();
        return sha;
    }
}
