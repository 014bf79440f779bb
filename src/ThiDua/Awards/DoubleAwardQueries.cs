using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>One achievement, one award: who may be rewarded twice.</summary>
/// <param name="Proposed">In a movement that hangs together with this one too.</param>
/// <param name="Issued">By a decision already.</param>
public sealed record Doubles(IReadOnlyList<DoubleAward> Proposed, IReadOnlyList<AwardedBefore> Issued);

/// <summary>Who is proposed here, and in a movement that hangs together with this one or by a decision already, as all is known on a ground.</summary>
public static class DoubleAwardQueries
{
    public static Doubles All(Db db, Installation installation, Ground ground, AwardAnswer answer)
    {
        var (here, tied) = (Standing(db, ground, answer), Tied(db, ground).ToList());
        var doubles = new List<DoubleAward>();
        foreach (var there in tied.SelectMany(t => t.Campaign.Periods.Select(p => (string?)p.Id).Prepend(null).Select(p => Ground.Of(db, installation, t, ground.Known, new(Period: p) { AtPeriodEnd = true }))))
        {
            if (there.Awards.Count > 0) doubles.AddRange(DoubleAwards.Between(ground.Campaign, Time(ground), here, there.Campaign, Time(there), Standing(db, there, new AwardQueries(db, there, new(db, there)).Answer())));
        }
        return new(doubles, [.. DoubleAwards.Issued(ground.Campaign, Time(ground), here, [.. tied.Select(t => t.Campaign)], IssuedAwardQueries.All(db, ground))]);
    }

    private static List<Proposal> Standing(Db db, Ground ground, AwardAnswer answer) => [.. FrozenProposals.Standing(db, ground, answer).Select(p => p.Proposal)];

    private static Days Time(Ground ground) => ground.Period?.Days ?? ground.Campaign.Window.Value;

    /// <summary>The campaigns here that hang together with one.</summary>
    public static IEnumerable<StoredCampaign> Tied(Db db, Ground ground) =>
        LoadCampaigns.All(db, ground.Known).Where(c => c.No != ground.Stored.No && TiedMovements.AreTied(ground.Campaign, c.Campaign));

    /// <summary>Both awards, and the principle with its source and how sure that is.</summary>
    public static string Said(DoubleAward twice, Language language) => Sentences.Say(language, "awards.twice", twice.Here.Name, StandingsTables.In(twice.Award.Title, language), StandingsTables.In(twice.OtherAward.Title, language),
        StandingsTables.In(twice.OtherCampaign.ShortTitle, language), StandingsTables.In(twice.Principle.Value, language), twice.Principle.Source.Name, Certainty(twice.Principle, language));

    /// <summary>The award proposed, and the decision.</summary>
    public static string Said(AwardedBefore twice, Language language) => Sentences.Say(language, "awards.issued-before", twice.Here.Name, StandingsTables.In(twice.Award.Title, language), twice.Issued.Form,
        twice.Issued.Number, Written.Day(twice.Issued.Day), twice.Issued.Signer, Years(twice.Issued), StandingsTables.In(twice.Principle.Value, language), twice.Principle.Source.Name, Certainty(twice.Principle, language));

    /// <summary>Both awards of one campaign, and the principle.</summary>
    public static string Said(TwoAwards twice, Language language) => Sentences.Say(language, "awards.two", twice.First.Name, StandingsTables.In(twice.FirstAward.Title, language), StandingsTables.In(twice.SecondAward.Title, language),
        StandingsTables.In(twice.Principle.Value, language), twice.Principle.Source.Name, Certainty(twice.Principle, language));

    public static string Years(IssuedAward issued) => issued.FromYear == issued.ToYear ? Plain(issued.FromYear) : $"{Plain(issued.FromYear)}–{Plain(issued.ToYear)}";

    private static string Plain(int year) => year.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Certainty(Cited<LocalText> principle, Language language) =>
        Sentences.Say(language, principle.Source is { Kind: SourceKind.Law, Certainty: Core.Campaigns.Certainty.Recalled } ? "source.recalled" : "source.verified");
}
