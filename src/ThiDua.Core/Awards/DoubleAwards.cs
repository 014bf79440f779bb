using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Somebody who is proposed in two movements that hang together.</summary>
/// <param name="Principle">Of whichever of the two files holds to it.</param>
public sealed record DoubleAward(Proposal Here, AwardRule Award, Campaign OtherCampaign, Proposal Other, AwardRule OtherAward, Cited<LocalText> Principle);

/// <summary>One achievement is not rewarded twice: who may be, to be looked at by people.</summary>
public static class DoubleAwards
{
    /// <summary>
    /// Proposals within the number, of the same subject in both campaigns, where these hang together, their days overlap and one of them
    /// holds to the principle. Whether it is the same achievement only people can tell.
    /// </summary>
    public static IEnumerable<DoubleAward> Between(Campaign campaign, IEnumerable<Proposal> proposals, Campaign other, IReadOnlyList<Proposal> others)
    {
        if ((campaign.OneAward ?? other.OneAward) is not { } principle || !TiedMovements.AreTied(campaign, other) || campaign.Window.Value.And(other.Window.Value).IsEmpty) yield break;
        var known = others.Where(p => p.Stands).SelectMany(p => Keys(p).Select(k => (Key: k, Proposal: p))).ToLookup(p => p.Key, p => p.Proposal);
        foreach (var here in proposals.Where(p => p.Stands))
        {
            foreach (var there in Keys(here).SelectMany(k => known[k]).Distinct())
                yield return new(here, campaign.Awards.First(a => a.Id == here.Award), other, there, other.Awards.First(a => a.Id == there.Award), principle);
        }
    }

    /// <summary>By code of officer or unit; who has none, by his name within the unit that nominates.</summary>
    private static IEnumerable<string> Keys(Proposal p)
    {
        if (p.Nominee is not { IsOfficer: false }) yield return $"{p.SubjectKind} {p.Subject}";
        yield return $"{p.SubjectKind} {p.Unit} {VietnameseText.Fold(p.Name)}";
    }
}
