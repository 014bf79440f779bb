using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Who is proposed here and in a movement that hangs together with this one, as both are known on a ground.</summary>
public static class DoubleAwardQueries
{
    public static IReadOnlyList<DoubleAward> All(Db db, Installation installation, Ground ground, AwardAnswer answer)
    {
        var doubles = new List<DoubleAward>();
        foreach (var other in Tied(db, ground))
        {
            var there = Ground.Of(db, installation, other, ground.Known, new());
            doubles.AddRange(DoubleAwards.Between(ground.Campaign, answer.Proposals, other.Campaign, new AwardQueries(db, there, new(db, there)).Answer().Proposals));
        }
        return doubles;
    }

    /// <summary>The campaigns here that hang together with one.</summary>
    public static IEnumerable<StoredCampaign> Tied(Db db, Ground ground) =>
        LoadCampaigns.All(db, ground.Known).Where(c => c.No != ground.Stored.No && TiedMovements.AreTied(ground.Campaign, c.Campaign));

    /// <summary>Both awards, and the principle with its source and how sure that is.</summary>
    public static string Said(DoubleAward twice, Language language) => Sentences.Say(language, "awards.twice", twice.Here.Name, StandingsTables.In(twice.Award.Title, language), StandingsTables.In(twice.OtherAward.Title, language),
        StandingsTables.In(twice.OtherCampaign.ShortTitle, language), StandingsTables.In(twice.Principle.Value, language), twice.Principle.Source.Name,
        Sentences.Say(language, twice.Principle.Source is { Kind: SourceKind.Law, Certainty: Certainty.Recalled } ? "source.recalled" : "source.verified"));
}
