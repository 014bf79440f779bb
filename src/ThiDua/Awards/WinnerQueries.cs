using ThiDua.Core.Awards;
using ThiDua.Database;

namespace ThiDua.Awards;

/// <summary>What was written about a campaign.</summary>
/// <param name="Source">Which paper or station; null: not said.</param>
/// <param name="Winners">Of whom it is: decision (recording) and number of the line.</param>
/// <param name="Entry">By which it is taken back.</param>
public sealed record NewsItem(string Title, string Link, string? Source, DateOnly Day, IReadOnlyList<(long Decision, int Line)> Winners, string Entry);

/// <summary>Issued decisions of a campaign, which of them are shown to everybody, and what was written.</summary>
/// <param name="Released">By recording of the decision: the entry by which it is taken back.</param>
public sealed record Winners(IReadOnlyList<Decision> Issued, IReadOnlyDictionary<long, string> Released, IReadOnlyList<NewsItem> News)
{
    /// <summary>Those of released decisions whom nobody revoked.</summary>
    public IEnumerable<(Decision Decision, DecisionLine Line)> Public => Issued.Where(d => Released.ContainsKey(d.Recording)).SelectMany(d => d.Standing.Select(l => (d, l)));
}

/// <summary>Who was honoured. Whom the public page names stands in the decisions themselves, so that who is revoked is named no more.</summary>
public static class WinnerQueries
{
    /// <param name="db">Without limits: what everybody is shown is chosen here.</param>
    public static Winners Of(Db db, string campaign)
    {
        var issued = DecisionQueries.All(db, campaign).Where(d => d.Issue is not null).OrderByDescending(d => d.Issue!.Day).ThenBy(d => d.No).ToList();
        var released = new Dictionary<long, string>();
        db.Read($"select r.decision, i.sha256 from winner_release r join campaign c on c.campaign_no = r.campaign_no join import i on i.recording_id = r.recording_id where c.id = @c and {Recordings.LiveByHand("r")} order by r.recording_id",
            r => released[r.GetInt64(0)] = r.GetString(1), ("c", campaign), ("e", long.MaxValue));
        var winners = new List<(long Item, (long, int) Winner)>();
        db.Read($"select r.recording_id, r.decision, r.line from news_winner r join news_item n on n.recording_id = r.recording_id join campaign c on c.campaign_no = n.campaign_no where c.id = @c and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no",
            r => winners.Add((r.GetInt64(0), (r.GetInt64(1), r.GetInt32(2)))), ("c", campaign), ("e", long.MaxValue));
        var of = winners.ToLookup(w => w.Item, w => w.Winner);
        var news = new List<NewsItem>();
        db.Read($"""
            select r.recording_id, r.title, r.link, r.source, r.day, i.sha256 from news_item r join campaign c on c.campaign_no = r.campaign_no join import i on i.recording_id = r.recording_id
            where c.id = @c and {Recordings.LiveByHand("r")} order by r.day desc, r.recording_id desc
            """, r => news.Add(new(r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), Stored.Day(r.GetInt32(4)), [.. of[r.GetInt64(0)]], r.GetString(5))), ("c", campaign), ("e", long.MaxValue));
        return new(issued, released, news);
    }

    /// <summary>Campaigns of which winners are shown to everybody.</summary>
    public static IReadOnlyList<string> Campaigns(Db db) => db.Query<string>($"""
        select distinct c.id from winner_release r join campaign c on c.campaign_no = r.campaign_no where {Recordings.LiveByHand("r")} order by c.id
        """, new { e = long.MaxValue });
}
