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
public sealed record Winners(IReadOnlyList<Decision> Issued, IReadOnlyDictionary<long, string> Released, IReadOnlyList<NewsItem> News);

/// <summary>One of a released decision whom nobody revoked, with no more than everybody is shown of him.</summary>
/// <param name="Decision">Its recording.</param>
/// <param name="Authority">Id in catalog/authorities.yaml.</param>
/// <param name="Of">The body at whose head he stands; null: not said.</param>
public sealed record PublicWinner(long Decision, int Line, string Number, DateOnly Day, string Authority, string? Of, string Award, string Name, string Unit);

/// <summary>What everybody is shown of a campaign.</summary>
/// <param name="News">Without what was written of people of whom none is shown.</param>
public sealed record PublicWinners(IReadOnlyList<PublicWinner> Winners, IReadOnlyList<NewsItem> News);

/// <summary>Who was honoured. Whom the public page names stands in the decisions themselves, so that who is revoked is named no more.</summary>
public static class WinnerQueries
{
    /// <param name="db">Without limits: what everybody is shown is chosen here.</param>
    public static Winners Of(Db db, string campaign)
    {
        var issued = DecisionQueries.All(db, campaign).Where(d => d.Issue is not null).OrderByDescending(d => d.Issue!.Day).ThenBy(d => d.No).ToList();
        var issuedAt = issued.ToDictionary(d => d.Recording, d => d.Issue!.Recording);
        var released = new Dictionary<long, string>();
        db.Read($"select r.decision, i.sha256, r.recording_id from winner_release r join campaign c on c.campaign_no = r.campaign_no join import i on i.recording_id = r.recording_id where c.id = @c and {Recordings.LiveByHand("r")} order by r.recording_id",
            r =>
            {
                if (issuedAt.TryGetValue(r.GetInt64(0), out var at) && at < r.GetInt64(2)) released[r.GetInt64(0)] = r.GetString(1); // it was said of that issue, not of a later one under another number
            }, ("c", campaign), ("e", long.MaxValue));
        return new(issued, released, News(db, campaign));
    }

    /// <summary>What the public page says, and nothing besides: whoever reads makes the program reckon nothing.</summary>
    public static PublicWinners Public(Db db, string campaign)
    {
        var shown = new List<PublicWinner>();
        db.Read($"""
            select r.recording_id, r.row_no, s.number, s.day, d.authority, d.authority_of, r.title, r.name, r.unit_name
            from award_decision_line r join award_decision d on d.recording_id = r.recording_id join campaign c on c.campaign_no = d.campaign_no join award_issue s on s.decision = r.recording_id
            where c.id = @c and {Recordings.LiveByHand("r")} and {Recordings.LiveByHand("s")}
              and exists (select 1 from winner_release o where o.decision = r.recording_id and o.recording_id > s.recording_id and {Recordings.LiveByHand("o")})
              and not exists (select 1 from award_revoked_line v where v.decision = r.recording_id and v.line = r.row_no and {Recordings.LiveByHand("v")})
            order by s.day desc, d.decision_no, r.row_no
            """, r => shown.Add(new(r.GetInt64(0), r.GetInt32(1), r.GetString(2), Stored.Day(r.GetInt32(3)), r.GetString(4), r.TextOrNull(5), r.GetString(6), r.GetString(7), r.GetString(8))), ("c", campaign), ("e", long.MaxValue));
        var named = shown.Select(w => (w.Decision, w.Line)).ToHashSet();
        return new(shown, [.. News(db, campaign).Where(n => n.Winners.Count == 0 || n.Winners.Any(named.Contains))]);
    }

    private static List<NewsItem> News(Db db, string campaign)
    {
        var winners = new List<(long Item, (long, int) Winner)>();
        db.Read($"select r.recording_id, r.decision, r.line from news_winner r join news_item n on n.recording_id = r.recording_id join campaign c on c.campaign_no = n.campaign_no where c.id = @c and {Recordings.LiveByHand("r")} order by r.recording_id, r.row_no",
            r => winners.Add((r.GetInt64(0), (r.GetInt64(1), r.GetInt32(2)))), ("c", campaign), ("e", long.MaxValue));
        var of = winners.ToLookup(w => w.Item, w => w.Winner);
        var news = new List<NewsItem>();
        db.Read($"""
            select r.recording_id, r.title, r.link, r.source, r.day, i.sha256 from news_item r join campaign c on c.campaign_no = r.campaign_no join import i on i.recording_id = r.recording_id
            where c.id = @c and {Recordings.LiveByHand("r")} order by r.day desc, r.recording_id desc
            """, r => news.Add(new(r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3), Stored.Day(r.GetInt32(4)), [.. of[r.GetInt64(0)]], r.GetString(5))), ("c", campaign), ("e", long.MaxValue));
        return news;
    }

    /// <summary>Campaigns of which winners are shown to everybody.</summary>
    public static IReadOnlyList<string> Campaigns(Db db) => db.Query<string>($"""
        select distinct c.id from winner_release r join campaign c on c.campaign_no = r.campaign_no join award_issue s on s.decision = r.decision and s.recording_id < r.recording_id
        where {Recordings.LiveByHand("r")} and {Recordings.LiveByHand("s")} order by c.id
        """, new { e = long.MaxValue });
}
