using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Targets;

/// <summary>The target of a unit beside the sum of those of the units right below it.</summary>
/// <param name="Reason">Why they do not add up, as it was signed; null: nobody said.</param>
public sealed record CascadeSum(UnitStatement Above, string IndicatorId, string Period, decimal Target, decimal Sum, int Below, SignedReason? Reason)
{
    public decimal Difference => Sum - Target;

    /// <summary>They do not add up, and no document says why.</summary>
    public bool IsUnexplained => Difference != 0 && Reason is null;
}

/// <summary>A reason as a document gives it.</summary>
public sealed record SignedReason(string Text, string Document, string Signer, string Sha256);

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
            .Select(t => new CascadeSum(t.Above!, t.Target.Indicator, t.Target.Period, t.Target.Assigned, below[(t.Target.Unit, t.Target.Indicator, t.Target.Period)].Sum(),
                below[(t.Target.Unit, t.Target.Indicator, t.Target.Period)].Count(), reasons.GetValueOrDefault((t.Target.Unit, t.Target.Indicator, t.Target.Period))))
            .OrderBy(c => c.Above.Code, StringComparer.Ordinal).ThenBy(c => c.IndicatorId, StringComparer.Ordinal).ThenBy(c => c.Period, StringComparer.Ordinal)];
    }

    /// <summary>The reasons that hold, of each the last.</summary>
    private Dictionary<(int, string, string), SignedReason> Reasons()
    {
        var reasons = new Dictionary<(int, string, string), SignedReason>();
        db.Read($"""
            select d.unit_id, d.indicator, d.period, d.reason, d.document, d.signer, i.sha256 from target_difference d join import i on i.recording_id = d.recording_id
            where d.campaign_no = @c and {Recordings.LiveByHand("d")} order by d.recording_id
            """,
            r => reasons[(r.GetInt32(0), r.GetString(1), r.GetString(2))] = new(r.GetString(3), r.GetString(4), r.GetString(5), r.GetString(6)), ("c", ground.Stored.No), ("e", ground.Known));
        return reasons;
    }
}
