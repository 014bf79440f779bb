using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>More than one unit may propose.</summary>
/// <param name="Named">Who takes the places, in the order in which the unit gives them.</param>
public sealed record QuotaFault(SubjectKind Kind, int Most, Source Source, IReadOnlyList<string> Named);

/// <summary>Where the line of the number lies, and who stands at it.</summary>
/// <param name="Within">How many are within.</param>
/// <param name="Most">Null: no such limit; then nobody is next.</param>
/// <param name="Next">The first below the line, of each unit where the limit is the unit's; equals all of them.</param>
/// <param name="OneMore">Who would be within if there were one place more. Empty where equals lie across that line too: then it is no one's for certain.</param>
public sealed record QuotaLine(int Within, int? Most, IReadOnlyList<Proposal> Next, IReadOnlyList<Proposal> OneMore)
{
    /// <param name="propose">What is proposed by an award, if its number were that.</param>
    public static QuotaLine Of(AwardRule award, Func<AwardRule, IReadOnlyList<Proposal>> propose)
    {
        var now = propose(award);
        if (award.Most is not { } most) return new(now.Count(p => p.Stands), null, [], []);
        var beyond = now.Where(p => p is { WithinQuota: false, MeetsCriteria: true }).ToList();
        var next = award.QuotaPerUnit is null ? First(beyond) : beyond.GroupBy(p => p.Unit, StringComparer.Ordinal).SelectMany(First);
        var within = now.Where(p => p.Stands).Select(Key).ToHashSet();
        var wider = award.QuotaPerUnit is { } own ? award with { QuotaPerUnit = own with { Value = most + 1 } } : award with { Quota = most + 1 };
        return new(within.Count, most, [.. next], [.. propose(wider).Where(p => p.Stands && !within.Contains(Key(p)))]);

        static IEnumerable<Proposal> First(IEnumerable<Proposal> below) => below.GroupBy(p => p.Rank).OrderBy(g => g.Key).Take(1).SelectMany(g => g);

        static (string, SubjectKind, string, string) Key(Proposal p) => (p.Unit, p.SubjectKind, p.Subject, p.Name);
    }

    /// <summary>What stands against a unit's proposals for an award: more than it may propose (3096/III.2.b). Outsiders have an award of their own and take no place.</summary>
    /// <param name="proposals">For that award, of whichever units.</param>
    /// <param name="more">How many are about to be added.</param>
    public static QuotaFault? Fault(AwardRule award, string unit, IEnumerable<Proposal> proposals, int more = 0)
    {
        if (award.QuotaPerUnit is not { } quota) return null;
        var own = proposals.Where(p => p.Award == award.Id && p.Unit == unit).OrderBy(p => p.Rank).Select(p => p.Name).ToList();
        return own.Count + more > quota.Value ? new(award.Subject, quota.Value, quota.Source, own) : null;
    }
}
