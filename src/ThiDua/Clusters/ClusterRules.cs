using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Clusters;

/// <summary>Which document says into how many clusters district offices are divided: a campaign with the word `clusters` whose window holds the day.</summary>
public static class ClusterRules
{
    /// <summary>Of the campaigns that the office has added, the last one; where there is none, of those that come with the program.</summary>
    /// <exception cref="QuestionException">No document is in force on that day.</exception>
    public static Campaign On(Db db, DateOnly day) =>
        LoadCampaigns.All(db, long.MaxValue).Select(c => c.Campaign).LastOrDefault(c => Holds(c, day)) ?? Shipped.Value.LastOrDefault(c => Holds(c, day))
            ?? throw new QuestionException("cluster-rule-unknown", Texts.Written.Day(day));

    private static readonly Lazy<List<Campaign>> Shipped = new(() =>
        [.. Directory.EnumerateFiles(ShippedFiles.Folder("campaigns"), "campaign.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => CampaignFile.Read(File.ReadAllText(f)).Campaign).OfType<Campaign>()]);

    private static bool Holds(Campaign campaign, DateOnly day) => campaign.Clusters is not null && campaign.Window.Value.Contains(day);
}
