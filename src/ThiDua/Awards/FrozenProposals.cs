using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Whom a campaign proposes: of units whose figures were frozen for a dossier whom these name, whatever was learned since; of the others whom the figures of today name.</summary>
public static class FrozenProposals
{
    public static IEnumerable<(Proposal Proposal, FrozenFigures? Frozen)> Standing(Db db, Ground ground, AwardAnswer answer)
    {
        var frozen = FreezeStanding.LastOfAll(db, ground.Stored.No, ground.Period?.Id, ground.Known);
        return [.. answer.Proposals.Where(p => p.Stands && !frozen.ContainsKey(p.Unit)).Select(p => (p, (FrozenFigures?)null)),
            .. frozen.Values.SelectMany(f => ground.Awards.SelectMany(a => Of(a, f.Figures)).Select(p => (p, (FrozenFigures?)f.Figures)))];
    }

    /// <summary>Of the units whose figures were frozen everybody, also those beyond the number, marked so.</summary>
    public static IEnumerable<Proposal> All(Ground ground, IEnumerable<Frozen> frozen) => frozen.SelectMany(f => ground.Awards.SelectMany(a =>
    {
        var within = Of(a, f.Figures).Select(p => p with { WithinQuota = a.Most is null ? null : true }).ToList();
        var known = within.Select(Nomination.KeyOf).ToHashSet();
        return within.Concat(Beyond(a, f.Figures).Where(p => !known.Contains(Nomination.KeyOf(p))));
    }));

    private static IEnumerable<Proposal> Beyond(AwardRule award, FrozenFigures figures)
    {
        var people = award.Subject == SubjectKind.Collective ? figures.Collectives ?? [] : figures.Officers;
        var isNamed = award.Criterion is AwardCriterion.Nominated or AwardCriterion.NominatedOutside or AwardCriterion.AllOf;
        var beyond = people.Where(o => o.WithinQuota == false && (o.Award == award.Id || !isNamed && o.Award is null)).DistinctBy(o => o.Code).Select(o => Of(award, figures, o));
        if (award.Subject == SubjectKind.Collective && !isNamed && figures.IsEligible && !figures.IsWithin(award)) beyond = beyond.Prepend(new(figures.Unit, award.Id, SubjectKind.Collective, figures.Unit, figures.UnitName, figures.CollectiveRank ?? 1, null, 0));
        // Without a number, or with figures that were not met, it was these that stood against them: the line is drawn among who meets them.
        return beyond.Select(p => award.Most is null || isNamed && award.Conditions.Count > 0 && !figures.IsEligible ? p with { MeetsCriteria = false } : p with { WithinQuota = false });
    }

    private static IEnumerable<Proposal> Of(AwardRule award, FrozenFigures figures)
    {
        var itself = new Proposal(figures.Unit, award.Id, SubjectKind.Collective, figures.Unit, figures.UnitName, figures.CollectiveRank ?? 1, null, 0);
        var named = award.Subject == SubjectKind.Collective ? figures.ProposedCollectives() : figures.Proposed();
        if (award.Criterion is AwardCriterion.Nominated or AwardCriterion.NominatedOutside || award.Criterion == AwardCriterion.AllOf && figures.Collectives is not null)
            return named.Where(o => o.Award == award.Id).Select(o => Of(award, figures, o));
        if (award.Subject == SubjectKind.Collective) return (figures.IsEligible && figures.IsWithin(award) ? [itself] : Enumerable.Empty<Proposal>()).Concat(named.Where(o => o.Award == award.Id).Select(o => Of(award, figures, o)));
        // Who is named for a counted award stands beside those whom its figures propose: he may be among them for another one.
        return named.Where(o => o.Award is null).Concat(figures.Officers.Where(o => o.Award == award.Id && o.WithinQuota != false)).DistinctBy(o => o.Code).Select(o => Of(award, figures, o));
    }

    /// <summary>Who was nominated without a code is known by his name, within his unit.</summary>
    private static Proposal Of(AwardRule award, FrozenFigures figures, FrozenOfficer o) => new(figures.Unit, award.Id, award.Subject, o.Code, o.Name, o.Rank, null, o.Persons)
    {
        Nominee = o.Award is null ? null : new(figures.Unit, figures.UnitName, null, award.Subject, o.Code, o.Name, o.Code != o.Name, award.Criterion == AwardCriterion.NominatedOutside, o.Summary ?? "", "", 0),
    };
}
