using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Somebody who is proposed in two movements that hang together.</summary>
/// <param name="Principle">Of whichever of the two files holds to it.</param>
public sealed record DoubleAward(Proposal Here, AwardRule Award, Campaign OtherCampaign, Proposal Other, AwardRule OtherAward, Cited<LocalText> Principle);

/// <summary>Somebody who is proposed for two awards of one campaign and one time.</summary>
public sealed record TwoAwards(Proposal First, AwardRule FirstAward, Proposal Second, AwardRule SecondAward, Cited<LocalText> Principle);

/// <summary>An award that was decided.</summary>
/// <param name="Form">What it is, as the decision says.</param>
/// <param name="Subject">Mã cán bộ, else the name; null: the unit itself.</param>
/// <param name="Name">Null: not given beside the code.</param>
/// <param name="Movement">Id of a campaign, or the number of its document; null: the decision names none.</param>
/// <param name="FromYear">Years of the achievement.</param>
public sealed record IssuedAward(
    string Number, DateOnly Day, string Signer, string Form, SubjectKind Kind, string Unit, string UnitName, string? Subject, string? Name, bool IsOfficer, string? Movement,
    int FromYear, int ToYear, string? Summary, string File, int Row)
{
    /// <summary>Loại hình, as the decision says; null: it does not, or the file has no such column.</summary>
    public CommendationType? Type { get; init; }

    /// <summary>Of a decision that was made here: id of the award of the nomination from which it follows; null: it came in a file.</summary>
    public string? Proposed { get; init; }

    /// <summary>What was given within a movement is of that type, unless the decision says otherwise.</summary>
    public CommendationType? IsOfType => Type ?? (Movement is null ? null : CommendationType.Movement);
}

/// <summary>Somebody who is proposed, and was awarded already for what may be the same achievement.</summary>
public sealed record AwardedBefore(Proposal Here, AwardRule Award, IssuedAward Issued, Cited<LocalText> Principle);

/// <summary>One achievement is not rewarded twice: who may be, to be looked at by people.</summary>
public static class DoubleAwards
{
    /// <summary>
    /// Proposals within the number, of the same subject in both campaigns, where these hang together, their days overlap and one of them
    /// holds to the principle. Whether it is the same achievement only people can tell.
    /// </summary>
    /// <param name="days">The time that the proposals are for.</param>
    public static IEnumerable<DoubleAward> Between(Campaign campaign, Days days, IEnumerable<Proposal> proposals, Campaign other, Days otherDays, IReadOnlyList<Proposal> others) =>
        TiedMovements.AreTied(campaign, other) ? InBoth(campaign, days, proposals, other, otherDays, others) : [];

    /// <summary>
    /// The same for campaigns that do not hang together: the law knows no such difference, but what was done for one is less likely what was done for the other.
    /// </summary>
    public static IEnumerable<DoubleAward> Elsewhere(Campaign campaign, Days days, IEnumerable<Proposal> proposals, Campaign other, Days otherDays, IReadOnlyList<Proposal> others) =>
        TiedMovements.AreTied(campaign, other) ? [] : InBoth(campaign, days, proposals, other, otherDays, others);

    /// <summary>Proposals within the number of the same subject for two awards of a campaign that holds to the principle; each pair once, in the order of the file.</summary>
    /// <param name="proposals">All for one time: a period, or the whole.</param>
    public static IEnumerable<TwoAwards> Within(Campaign campaign, IEnumerable<Proposal> proposals)
    {
        if (campaign.OneAward is not { } principle) yield break;
        var order = campaign.Awards.Select((a, i) => (a.Id, i)).ToDictionary(a => a.Id, a => a.i, StringComparer.Ordinal);
        var standing = proposals.Where(p => p.Stands).ToList();
        var known = standing.SelectMany(p => Keys(p).Select(k => (Key: k, Proposal: p))).ToLookup(p => p.Key, p => p.Proposal);
        foreach (var first in standing)
        {
            foreach (var second in Keys(first).SelectMany(k => known[k]).Distinct().Where(s => order[s.Award] > order[first.Award]).OrderBy(s => order[s.Award]))
                yield return new(first, campaign.Awards[order[first.Award]], second, campaign.Awards[order[second.Award]], principle);
        }
    }

    private static IEnumerable<DoubleAward> InBoth(Campaign campaign, Days days, IEnumerable<Proposal> proposals, Campaign other, Days otherDays, IReadOnlyList<Proposal> others)
    {
        if ((campaign.OneAward ?? other.OneAward) is not { } principle || days.And(otherDays).IsEmpty) yield break;
        var known = others.Where(p => p.Stands).SelectMany(p => Keys(p).Select(k => (Key: k, Proposal: p))).ToLookup(p => p.Key, p => p.Proposal);
        foreach (var here in proposals.Where(p => p.Stands))
        {
            foreach (var there in Keys(here).SelectMany(k => known[k]).Distinct())
                yield return new(here, campaign.Awards.First(a => a.Id == here.Award), other, there, other.Awards.First(a => a.Id == there.Award), principle);
        }
    }

    /// <summary>
    /// Proposals of a subject that was awarded already for a year of theirs: for this campaign, for one that hangs together with it, or by a decision that names
    /// none. The decision that follows from the very proposal is no second award.
    /// </summary>
    /// <param name="tied">The campaigns here that hang together with this one.</param>
    public static IEnumerable<AwardedBefore> Issued(Campaign campaign, Days days, IEnumerable<Proposal> proposals, IReadOnlyCollection<Campaign> tied, IReadOnlyList<IssuedAward> issued)
    {
        var byKey = issued.SelectMany(i => Keys(i).Select(k => (Key: k, Award: i))).ToLookup(i => i.Key, i => i.Award);
        foreach (var here in proposals.Where(p => p.Stands))
        {
            var award = campaign.Awards.First(a => a.Id == here.Award);
            foreach (var before in Keys(here).SelectMany(k => byKey[k]).Distinct())
            {
                if (days.And(new(new(before.FromYear, 1, 1), new(before.ToYear, 12, 31))).IsEmpty) continue;
                var own = IsOf(campaign, before);
                var other = before.Movement is { } elsewhere && !own ? tied.FirstOrDefault(t => TiedMovements.IsCalled(t, elsewhere)) : null;
                var isAbout = before.Movement is not { } movement || own || other is not null || TiedMovements.Names(campaign, movement);
                if (isAbout && !(own && (before.Proposed == award.Id || Is(award, before.Form))) && (campaign.OneAward ?? other?.OneAward) is { } principle) yield return new(here, award, before, principle);
            }
        }
    }

    /// <summary>The decision from a file that gave a subject the very award that is proposed, for this time; null: none did.</summary>
    /// <param name="days">The time that the proposals are for.</param>
    public static Func<Proposal, IssuedAward?> Given(Campaign campaign, Days days, IEnumerable<IssuedAward> issued)
    {
        var byKey = issued.Where(i => i.Proposed is null && IsOf(campaign, i) && !days.And(new(new(i.FromYear, 1, 1), new(i.ToYear, 12, 31))).IsEmpty).SelectMany(i => Keys(i).Select(k => (Key: k, Award: i))).ToLookup(i => i.Key, i => i.Award);
        return proposal => byKey.Count == 0 ? null : Keys(proposal).SelectMany(k => byKey[k]).FirstOrDefault(i => Is(campaign.Awards.First(a => a.Id == proposal.Award), i.Form));
    }

    private static bool IsOf(Campaign campaign, IssuedAward award) => award.Movement is { } named && TiedMovements.IsCalled(campaign, named);

    /// <summary>What a subject was awarded before, of whatever time.</summary>
    public static IEnumerable<IssuedAward> Of(Proposal proposal, IEnumerable<IssuedAward> issued)
    {
        var keys = Keys(proposal).ToHashSet(StringComparer.Ordinal);
        return issued.Where(i => Keys(i).Any(keys.Contains));
    }

    private static bool Is(AwardRule award, string form) => form == award.Id || VietnameseText.SameKey(form) == VietnameseText.SameKey(award.Title.Vi) || VietnameseText.SameKey(form) == VietnameseText.SameKey(award.Title.En);

    /// <summary>By code of officer or unit; who has none, by his name within the unit that nominates.</summary>
    private static IEnumerable<string> Keys(Proposal p)
    {
        if (p.Nominee is not { IsOfficer: false }) yield return $"{p.SubjectKind} {p.Subject}";
        yield return Key(p.SubjectKind, p.Unit, p.Name);
    }

    private static IEnumerable<string> Keys(IssuedAward i)
    {
        if (i.IsOfficer) yield return $"{i.Kind} {i.Subject}";
        if (i.Subject is null) yield return $"{i.Kind} {i.Unit}";
        if ((i.Name ?? (i.Subject is null ? i.UnitName : null)) is { } name) yield return Key(i.Kind, i.Unit, name);
    }

    private static string Key(SubjectKind kind, string unit, string name) => $"{kind} {unit} {VietnameseText.Fold(name)}";
}
