using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Frozen figures bear Vietnamese titles, as the papers do; a page in English shows the campaign's own.</summary>
public static class ShownFigures
{
    /// <summary>An indicator that the campaign no longer has keeps the title under which it was frozen.</summary>
    public static FrozenFigures In(this FrozenFigures figures, Campaign campaign, Language language)
    {
        if (language == Language.Vi) return figures;
        return figures with
        {
            Indicators = [.. figures.Indicators.Select(i => i with { Title = Title(i.Id, i.Title, x => x.Title) })],
            Officers = [.. figures.Officers.Select(o => o with { Counts = [.. o.Counts.Select(c => c with { Title = Title(c.Indicator, c.Title, x => x.ShortTitle) })] })],
        };

        string Title(string id, string frozen, Func<Indicator, LocalText> title) => campaign.Indicator(id) is { } known ? StandingsTables.Named(known, id, title(known), language) : frozen;
    }
}
