using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>A hold with what it takes to end it or take it back.</summary>
/// <param name="EndedBy">Entry of its end; null: no end was recorded.</param>
public sealed record HoldLine(Hold Hold, string UnitName, string Entry, string? EndReason, string? EndedBy);

/// <summary>Who is held from the review, as known on a ground: of all campaigns.</summary>
public static class HoldQueries
{
    public static IReadOnlyList<HoldLine> All(Db db, Ground ground, IReadOnlySet<int>? within = null)
    {
        var ends = new Dictionary<long, (DateOnly Day, string Reason, string Entry)>();
        db.Read($"select r.hold, r.day, r.reason, i.sha256 from award_hold_end r join import i on i.recording_id = r.recording_id where {Recordings.LiveByHand("r")} order by r.recording_id",
            r => ends[r.GetInt64(0)] = (Stored.Day(r.GetInt32(1)), r.GetString(2), r.GetString(3)), ("e", ground.Known));
        var holds = new List<HoldLine>();
        db.Read($"""
            select r.recording_id, r.unit_id, r.kind, r.subject, r.name, r.officer_id, r.ground, r.reason, r.document, r.from_day, r.to_day, i.sha256
            from award_hold r join import i on i.recording_id = r.recording_id where {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r =>
            {
                if (within?.Contains(r.GetInt32(1)) == false || ground.Units.KnownSince(r.GetInt32(1)) is null || ground.Units.Latest(r.GetInt32(1)) is not { } unit) return;
                var end = ends.TryGetValue(r.GetInt64(0), out var found) ? found : ((DateOnly Day, string Reason, string Entry)?)null;
                holds.Add(new(new(r.GetInt64(0), unit.Code, r.GetString(2) == NomineeQueries.Collective ? SubjectKind.Collective : SubjectKind.Individual, r.GetString(3), r.GetString(4), !r.IsDBNull(5),
                    Enum.Parse<HoldGround>(r.GetString(6), ignoreCase: true), r.GetString(7), r.IsDBNull(8) ? null : r.GetString(8), Stored.Days(r.GetInt32(9), r.GetInt32(10)), end?.Day),
                    unit.Name, r.GetString(11), end?.Reason, end?.Entry));
            },
            ("e", ground.Known));
        return holds;
    }
}
