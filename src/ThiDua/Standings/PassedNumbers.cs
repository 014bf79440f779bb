using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>What became of one entered number by a reorganisation, as a sentence.</summary>
public sealed record PassedNumber(DateOnly Day, string Campaign, string Unit, string Indicator, string Said, bool IsUntold);

/// <summary>The entered numbers that reorganisations carry to other units, and those that cannot be told any more: to be looked at before the file is taken in, and after.</summary>
public static class PassedNumbers
{
    /// <param name="recording">Only of what this recording states; null: of all that is known.</param>
    public static IReadOnlyList<PassedNumber> Of(Db db, Installation installation, long known, Language language, long? recording = null)
    {
        var steps = LoadOrganisation.Units(db, known).Successions.Held.Where(s => recording is null || s.Id.Recording == recording).ToLookup(s => s.Day, s => s.To);
        if (steps.Count == 0) return [];
        var found = new List<PassedNumber>();
        var entered = db.Query<int>("select campaign_no from target union select campaign_no from figure").ToHashSet();
        foreach (var stored in LoadCampaigns.All(db, known).Where(c => entered.Contains(c.No)))
        {
            foreach (var day in steps)
            {
                var ground = Ground.Of(db, installation, stored, known, new(day.Key));
                var (queries, codes) = (new StandingsQueries(db, ground), ground.CodesOf(day.OfType<int>().ToHashSet())!);
                foreach (var standing in stored.Campaign.Indicators.Where(TakesNumbers).SelectMany(i => queries.Ids(i)).SelectMany(id => queries.Standings(new(Indicator: id))))
                {
                    found.AddRange(standing.Rows.Where(r => codes.Contains(r.Code)).SelectMany(r => PassedText.Of(standing, r, ground.Units, language)
                        .Select(said => new PassedNumber(day.Key, stored.Id, r.Name, StandingsTables.Named(standing, standing.Indicator.ShortTitle, language), said, PassedText.IsUntold(r)))));
                }
            }
        }
        return [.. found.OrderByDescending(f => f.IsUntold).ThenBy(f => f.Day)];
    }

    /// <summary>Of figures, or with targets that offices enter.</summary>
    private static bool TakesNumbers(Indicator indicator) => indicator.Measure == Measure.FigureAgainstTarget || indicator.Target is { Percent: null };
}
