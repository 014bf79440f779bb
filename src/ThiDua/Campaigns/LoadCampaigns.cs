using System.Collections.Concurrent;
using ThiDua.Core.Campaigns;
using ThiDua.Database;

namespace ThiDua.Campaigns;

/// <summary>A campaign as stored: the version in force at a recording.</summary>
/// <param name="No">Number of the campaign in the store.</param>
/// <param name="IndicatorNos">Number in the store of each counter, by its position in the campaign.</param>
public sealed record StoredCampaign(int No, Campaign Campaign, string Text, string Sha256, IReadOnlyList<int> IndicatorNos)
{
    public string Id => Campaign.Id;
}

/// <summary>Reads campaigns as in force at a recording.</summary>
public static class LoadCampaigns
{
    /// <summary>Every page needs its campaign, and reading the text takes longer than the rest of many a page: each text is read once.</summary>
    private static readonly ConcurrentDictionary<string, Campaign> ReadBefore = new(StringComparer.Ordinal);

    /// <summary>More versions than an office ever has open together.</summary>
    private const int Kept = 100;

    public static List<StoredCampaign> All(Db db, long known)
    {
        var campaigns = new List<StoredCampaign>();
        var rows = db.Query<VersionRow>("""
            select v.campaign_no as No, v.text as Text, v.sha256 as Sha256 from campaign_version v
            where v.recording_id = (select max(x.recording_id) from campaign_version x where x.campaign_no = v.campaign_no and x.recording_id <= @known)
            order by v.campaign_no
            """, new { known });
        if (rows.Count == 0) return campaigns;
        var numbers = db.Query<IndicatorRow>("select campaign_no as No, indicator_no as IndicatorNo, id as Id from indicator")
            .ToDictionary(i => (i.No, i.Id), i => (int)i.IndicatorNo);
        foreach (var row in rows)
        {
            var campaign = Campaign(row.Text);
            campaigns.Add(new((int)row.No, campaign, row.Text, row.Sha256, [.. campaign.Counters.Select(i => numbers[(row.No, i.Id)])]));
        }
        return campaigns;
    }

    public static StoredCampaign? One(Db db, string id, long known) => All(db, known).Find(c => c.Id == id);

    private static Campaign Campaign(string text)
    {
        if (ReadBefore.Count > Kept) ReadBefore.Clear();
        return ReadBefore.GetOrAdd(text, t => CampaignFile.Stored(t) ?? throw new InvalidOperationException("A stored campaign file no longer reads."));
    }

    private sealed record VersionRow
    {
        public long No { get; init; }
        public string Text { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }

    private sealed record IndicatorRow
    {
        public long No { get; init; }
        public long IndicatorNo { get; init; }
        public string Id { get; init; } = "";
    }
}
