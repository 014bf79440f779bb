using ThiDua.Core.Ballots;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Ballots;

/// <summary>The last day of a membership.</summary>
public sealed record CouncilLeave(DateOnly Day, string Document, string Entry);

/// <summary>A member with what it takes to take him back.</summary>
public sealed record CouncilLine(CouncilMember Member, string Entry, CouncilLeave? Leave);

/// <summary>The members of the council, the chair first: for who may see everything.</summary>
public static class CouncilQueries
{
    public static IReadOnlyList<CouncilLine> All(Db db)
    {
        var leaves = new Dictionary<long, CouncilLeave>();
        db.Read($"select r.member, r.day, r.document, i.sha256 from council_leave r join import i on i.recording_id = r.recording_id where {Recordings.LiveByHand("r")} order by r.recording_id",
            r => leaves[r.GetInt64(0)] = new(Stored.Day(r.GetInt32(1)), r.GetString(2), r.GetString(3)), ("e", long.MaxValue));
        var found = new List<CouncilLine>();
        db.Read($"""
            select r.recording_id, r.name, r.position, r.post, r.officer, r.from_day, r.document, i.sha256 from council_member r join import i on i.recording_id = r.recording_id
            where {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r =>
            {
                var leave = leaves.GetValueOrDefault(r.GetInt64(0));
                found.Add(new(new(r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2), PostOf(r.GetString(3)), r.IsDBNull(4) ? null : r.GetString(4), new Days(Stored.Day(r.GetInt32(5)), leave?.Day), r.GetString(6)), r.GetString(7), leave));
            }, ("e", long.MaxValue));
        return [.. found.OrderBy(m => m.Member.Post)];
    }

    /// <summary>Who is a member on a day.</summary>
    public static IReadOnlyList<CouncilMember> On(Db db, DateOnly day) => [.. All(db).Select(m => m.Member).Where(m => m.Days.Contains(day))];

    internal static CouncilPost PostOf(string word) => word switch { "chair" => CouncilPost.Chair, "vice" => CouncilPost.Vice, _ => CouncilPost.Member };
}
