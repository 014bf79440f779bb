using System.Globalization;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Targets;

/// <summary>The target of a unit beside the sum of those of the units right below it.</summary>
/// <param name="Reason">Why they differ by this much, as it was signed; null: nobody said.</param>
public sealed record CascadeSum(UnitStatement Above, string IndicatorId, string Period, decimal Target, decimal Sum, int Below, SignedReason? Reason)
{
    /// <summary>The last reason that was signed for another difference, where none is for this one; null: there is none.</summary>
    public SignedReason? Earlier { get; init; }

    public decimal Difference => Sum - Target;

    /// <summary>They do not add up, and no document says why.</summary>
    public bool IsUnexplained => Difference != 0 && Reason is null;
}

/// <summary>A reason as a document gives it.</summary>
/// <param name="Of">The difference for which it was signed; null: from before that was kept.</param>
public sealed record SignedReason(string Text, string Document, string Signer, string Sha256, decimal? Of);

/// <summary>Whether targets add up down the tree of a day, wherever a unit and units right below it have some.</summary>
public sealed class TargetDifferences(Db db, Ground ground, StandingsQueries standings)
{
    public IReadOnlyList<CascadeSum> All()
    {
        var assigned = standings.Numbers.All().Where(t => ground.Campaign.Indicator(t.Indicator)?.Unit != FigureUnit.Percent && ground.Scope.HasOnTree(t.Unit)).ToList();
        if (assigned.Count == 0) return [];
        var reasons = Reasons();
        var below = assigned.Select(t => (Target: t, Unit: ground.Units.On(t.Unit, ground.Tree))).Where(t => t.Unit is { Tree: Units.AdministrativeTree, Parent: not null })
            .ToLookup(t => (t.Unit!.Parent!.Value, t.Target.Indicator, t.Target.Period), t => t.Target.Assigned);
        return [.. assigned.Where(t => below.Contains((t.Unit, t.Indicator, t.Period)))
            .Select(t => (Target: t, Above: ground.Units.On(t.Unit, ground.Tree))).Where(t => t.Above is not null)
            .Select(t => Compared(t.Above!, t.Target.Indicator, t.Target.Period, t.Target.Assigned, [.. below[(t.Target.Unit, t.Target.Indicator, t.Target.Period)]], reasons[(t.Target.Unit, t.Target.Indicator, t.Target.Period)]))
            .OrderBy(c => c.Above.Code, StringComparer.Ordinal).ThenBy(c => c.IndicatorId, StringComparer.Ordinal).ThenBy(c => c.Period, StringComparer.Ordinal)];
    }

    /// <summary>A reason explains the difference for which it was signed (decision 0037).</summary>
    private static CascadeSum Compared(UnitStatement above, string indicator, string period, decimal target, List<decimal> below, IEnumerable<SignedReason> signed)
    {
        var sum = below.Sum();
        var own = signed.LastOrDefault(r => r.Of == sum - target);
        return new(above, indicator, period, target, sum, below.Count, own) { Earlier = own is null ? signed.LastOrDefault() : null };
    }

    /// <summary>The reasons that hold, in the order in which they were recorded.</summary>
    private ILookup<(int, string, string), SignedReason> Reasons()
    {
        var reasons = new List<((int, string, string) Of, SignedReason Reason)>();
        db.Read($"""
            select d.unit_id, d.indicator, d.period, d.reason, d.document, d.signer, i.sha256, s.difference from target_difference d join import i on i.recording_id = d.recording_id
            left join signed_difference s on s.recording_id = d.recording_id
            where d.campaign_no = @c and {Recordings.LiveByHand("d")} order by d.recording_id
            """,
            r => reasons.Add(((r.GetInt32(0), r.GetString(1), r.GetString(2)), new(r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6), r.IsDBNull(7) ? null : decimal.Parse(r.GetString(7), CultureInfo.InvariantCulture)))),
            ("c", ground.Stored.No), ("e", ground.Known));
        return reasons.ToLookup(r => r.Of, r => r.Reason);
    }
}
