using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>
/// Everybody who is proposed for an award of a campaign, with what was recorded about it: who named him, holds, second awards, signed reasons. Nothing here is
/// stored; the figures of a unit whose dossier was frozen are the frozen ones (decision 0042).
/// </summary>
public sealed class NominationQueries(Db db, Ground ground)
{
    private AwardAnswer? answer;
    private IReadOnlyList<Nominee>? nominees;
    private Dictionary<string, Frozen>? frozen;

    /// <summary>What the figures of today and the nominees come to; asked once.</summary>
    public AwardAnswer Answer => answer ??= new AwardQueries(db, ground, new(db, ground)).Answer();

    /// <summary>On which figures the dossier of each unit stands; asked once.</summary>
    public IReadOnlyDictionary<string, Frozen> Frozen => frozen ??= FreezeStanding.LastOfAll(db, ground.Stored.No, ground.Period?.Id, ground.Known);

    /// <param name="within">Only of these units; null: of all.</param>
    public IReadOnlyList<Nomination> All(IReadOnlySet<int>? within = null)
    {
        var codes = ground.CodesOf(within);
        var all = Proposed();
        var standing = all.Where(n => n.Proposal.Stands && !n.WaitsForProposer).Select(n => n.Proposal).ToList();
        var issued = IssuedAwardQueries.All(db, ground);
        var given = DoubleAwards.Given(ground.Campaign, Time(ground), issued);
        var doubles = Doubles(standing, issued).ToLookup(d => d.Key, d => d.Second);
        var signed = Signed();
        var holds = HoldQueries.All(db, ground).Select(h => h.Hold).ToList();
        return [.. all.Where(n => codes?.Contains(n.Key.Unit) != false).Select(n => n with
        {
            Hold = holds.Find(h => h.IsOn(ground.WorkDay) && h.IsAbout(n.Proposal)),
            CountsFrom = holds.Where(h => h.IsAbout(n.Proposal)).Max(h => h.CountsFrom(Time(ground))),
            Given = given(n.Proposal),
            Doubles = [.. doubles[n.Key].Select(d => d with { Reason = signed.GetValueOrDefault((n.Key, d.Against)) })],
            Earlier = n.Award.Type == CommendationType.Merit ? [.. DoubleAwards.Of(n.Proposal, issued).Select(i => new EarlierAward(i, i.IsOfType is { } type ? Grounds.Counts(n.Award.Type, type) : null))] : [],
        })];
    }

    /// <summary>Where the line of an award lies, by the figures and nominees of today.</summary>
    public QuotaLine Line(AwardRule award)
    {
        var own = Answer.Proposals.Where(p => p.Award == award.Id).ToList();
        return QuotaLine.Of(award, a => Proposals.Lined(a, own));
    }

    private IReadOnlyList<Nominee> Nominees => nominees ??= NomineeQueries.All(db, ground);

    /// <summary>The rows that name one subject for an award, of files too.</summary>
    public IEnumerable<Nominee> Named(AwardRule award, string unit, SubjectKind kind, string subject) =>
        Nominees.Where(n => n.Unit == unit && n.Kind == kind && n.Subject == subject && (n.Award ?? award.Id) == award.Id);

    /// <summary>
    /// In the order of the awards of the file, then of the proposals; frozen ones in the place that they had. Who was taken back since is proposed no longer, and who was
    /// named since takes a place after the others of his unit: of both the number of the unit must not be exceeded.
    /// </summary>
    private List<Nomination> Proposed()
    {
        var named = Nominees.ToLookup(n => n.Unit, StringComparer.Ordinal);
        var now = Answer.Proposals.ToLookup(p => p.Award, StringComparer.Ordinal);
        var then = FrozenProposals.All(ground, Frozen.Values).ToLookup(p => p.Award, StringComparer.Ordinal);
        // Of a unit that is not there any more the nominees are not asked for: what it froze stands.
        var listed = ground.CodesOf(ground.Units.Known.Where(ground.Scope.Has).ToHashSet())!;
        return [.. ground.Awards.SelectMany(award =>
        {
            var kept = then[award.Id].Where(p => p.Nominee is null || !listed.Contains(p.Unit) || named[p.Unit].Any(n => n.IsIn(p) && (n.Award ?? award.Id) == award.Id)).ToList();
            var keys = kept.Select(Nomination.KeyOf).ToHashSet();
            // Who was named after his unit's figures were frozen stands here too; the dossier has him once it is frozen again.
            var since = now[award.Id].Where(p => !Frozen.ContainsKey(p.Unit) || p.Nominee is not null && !keys.Contains(Nomination.KeyOf(p))).ToList();
            IEnumerable<Proposal> all = award.Criterion is AwardCriterion.AllOf or AwardCriterion.Nominated or AwardCriterion.NominatedOutside
                ? Proposals.Placed(award, kept.OrderBy(p => p.Rank).Concat(since).OrderBy(p => p.Unit, StringComparer.Ordinal)) : kept.Concat(since).OrderBy(p => p.Rank);
            // Who was beyond the number when it was frozen is in no paper of the dossier, also where a place is free now.
            var beyond = kept.Where(p => p.WithinQuota == false).Select(Nomination.KeyOf).ToHashSet();
            return all.Select(p => beyond.Contains(Nomination.KeyOf(p)) ? p with { WithinQuota = false } : p).Select(p =>
            {
                var key = Nomination.KeyOf(p);
                var (isFrozen, by) = (keys.Contains(key), named[p.Unit].Where(n => n.IsIn(p) && (n.Award == award.Id || n.Award is null && p.Nominee is not null)).ToList());
                return new Nomination(key, p, award, isFrozen)
                {
                    Named = by, Since = by.Select(n => n.Recording).Append(isFrozen ? Frozen[p.Unit].After : 0).Max(),
                };
            });
        })];
    }

    private IEnumerable<(NominationKey Key, SecondAward Second)> Doubles(List<Proposal> standing, IReadOnlyList<IssuedAward> issued)
    {
        // Praise without a form of the catalogue, beside awards that have one, is no second commendation (SCT/I.4.2.a.1).
        var hasForms = ground.Campaign.Awards.Any(a => a.Form is not null);
        var formal = ground.Campaign.Awards.Where(a => !hasForms || a.Form is not null).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        standing = standing.FindAll(p => formal.Contains(p.Award));
        foreach (var two in DoubleAwards.Within(ground.Campaign, standing))
        {
            yield return (Nomination.KeyOf(two.First), new(Against(ground, two.SecondAward), two, null, null));
            yield return (Nomination.KeyOf(two.Second), new(Against(ground, two.FirstAward), two, null, null));
        }
        var others = LoadCampaigns.All(db, ground.Known).FindAll(c => c.No != ground.Stored.No);
        foreach (var other in others.Where(o => (ground.Campaign.OneAward ?? o.Campaign.OneAward) is not null))
        {
            foreach (var period in other.Campaign.Periods.Select(p => (Period?)p).Prepend(null))
            {
                if (standing.Count == 0 || !other.Campaign.Awards.Any(a => a.IsFor(period)) || Time(ground).And(period?.Days ?? other.Campaign.Window.Value).IsEmpty) continue;
                var there = ground.Beside(db, other, new(Period: period?.Id) { AtPeriodEnd = true });
                var proposed = new NominationQueries(db, there).Proposed().Where(n => n.Proposal.Stands && !n.WaitsForProposer).Select(n => n.Proposal).ToList();
                foreach (var twice in DoubleAwards.Between(ground.Campaign, Time(ground), standing, there.Campaign, Time(there), proposed).Concat(DoubleAwards.Elsewhere(ground.Campaign, Time(ground), standing, there.Campaign, Time(there), proposed)))
                    yield return (Nomination.KeyOf(twice.Here), new(Against(there, twice.OtherAward), null, twice, null));
            }
        }
        var tied = others.Select(o => o.Campaign).Where(o => TiedMovements.AreTied(ground.Campaign, o)).ToList();
        foreach (var before in DoubleAwards.Issued(ground.Campaign, Time(ground), standing, tied, issued))
            yield return (Nomination.KeyOf(before.Here), new($"{before.Issued.Number} {before.Issued.Day:yyyy-MM-dd}", null, null, before));
    }

    private static string Against(Ground there, AwardRule award) => $"{there.Campaign.Id} {there.Period?.Id} {award.Id}".Replace("  ", " ", StringComparison.Ordinal);

    /// <summary>Of the same nomination against the same award the last one holds.</summary>
    private Dictionary<(NominationKey, string), SignedReason> Signed()
    {
        var found = new Dictionary<(NominationKey, string), SignedReason>();
        db.Read($"""
            select r.award, r.unit_id, r.kind, r.subject, r.against, r.reason, r.document, r.signer, i.sha256
            from award_exception r join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c and r.period = @p and {Recordings.LiveByHand("r")} order by r.recording_id
            """,
            r =>
            {
                if (ground.Units.Latest(r.GetInt32(1)) is not { } unit) return;
                var key = new NominationKey(r.GetString(0), unit.Code, r.GetString(2) == NomineeQueries.Collective ? SubjectKind.Collective : SubjectKind.Individual, r.GetString(3));
                found[(key, r.GetString(4))] = new(key, r.GetString(4), r.GetString(5), r.GetString(6), r.GetString(7), r.GetString(8));
            },
            ("c", ground.Stored.No), ("p", ground.Period?.Id ?? ""), ("e", ground.Known));
        return found;
    }

    /// <summary>The time of the achievement.</summary>
    private static Days Time(Ground ground) => ground.Period?.Days ?? ground.Campaign.Window.Value;
}
