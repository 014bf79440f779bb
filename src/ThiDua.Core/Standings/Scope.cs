using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;

namespace ThiDua.Core.Standings;

/// <summary>
/// Which units take part in a campaign, with their officers. Who takes part is decided by the tree of the as-of day; on the tree of another day he is
/// where his unit goes, so that the same people are counted on all trees.
/// </summary>
public sealed class Scope
{
    private readonly ScopeRule? rule;
    private readonly Units units;
    private readonly DateOnly asOf;
    private readonly DateOnly tree;
    private readonly Dictionary<(int Unit, DateOnly Day), Holds> holds = [];
    private readonly HashSet<string> types;
    private readonly HashSet<string> groups;
    private readonly List<(int Unit, DateOnly Day)> named = [];
    private readonly List<Subtree> unknown = [];
    private readonly Dictionary<DateOnly, HashSet<int>> roots = [];
    private readonly Dictionary<int, bool> there = [];
    private HashSet<int>? above;

    [Flags]
    private enum Holds
    {
        Nothing = 0,
        Subtree = 1,
        Type = 2,
        Group = 4,
        Everything = Subtree | Type | Group,
    }

    /// <param name="rule">Null: everybody takes part.</param>
    /// <param name="tree">The day of whose tree the standings are.</param>
    public Scope(ScopeRule? rule, Units units, DateOnly asOf, DateOnly tree)
    {
        (this.rule, this.units, this.asOf, this.tree) = (rule is { IsEverybody: false } ? rule : null, units, asOf, tree);
        types = [.. (this.rule?.Types ?? []).Select(VietnameseText.SameKey)];
        groups = [.. (this.rule?.Groups ?? []).Select(VietnameseText.Fold)];
        if (this.rule is not { Subtrees.Count: > 0 }) return;
        var byCode = units.Known.Select(u => units.Latest(u)!).ToDictionary(u => u.Code, u => u.Unit, StringComparer.Ordinal);
        foreach (var subtree in this.rule.Subtrees)
        {
            if (byCode.TryGetValue(subtree.Code, out var unit) && units.On(unit, subtree.Day) is not null) named.Add((unit, subtree.Day));
            else unknown.Add(subtree);
        }
    }

    public bool IsEverybody => rule is null;

    /// <summary>Subtrees whose code names no unit on their day: nobody takes part by them.</summary>
    public IReadOnlyList<Subtree> Unknown => unknown;

    /// <summary>Whether a unit of the as-of day takes part.</summary>
    public bool Has(int unit) => IsEverybody || Of(unit, asOf) == Holds.Everything;

    /// <summary>
    /// Whether a unit of the tree takes part: one that was there on the as-of day, under another code or in parts, as it was then; one that is new, as it is now.
    /// </summary>
    public bool HasOnTree(int unit)
    {
        if (IsEverybody || tree == asOf) return Has(unit);
        if (there.TryGetValue(unit, out var known)) return known;
        var origins = units.Successions.AllInPlaceOf(unit, tree, asOf).Where(u => units.On(u, asOf) is not null).ToList();
        return there[unit] = origins.Count > 0 ? origins.Exists(Has) : Of(unit, tree) == Holds.Everything;
    }

    /// <summary>Whether a unit of the tree, or one below it, takes part.</summary>
    public bool Touches(int unit) => IsEverybody || (above ??= Above()).Contains(unit);

    private HashSet<int> Above()
    {
        var touched = new HashSet<int>();
        foreach (var unit in units.Known.Where(u => units.On(u, tree) is not null && HasOnTree(u)))
        {
            for (int? at = unit; at is { } one && touched.Add(one);) at = units.On(one, tree)?.Parent;
        }
        return touched;
    }

    /// <summary>What of the rule holds for a unit on a day, by itself or by a unit above it.</summary>
    private Holds Of(int unit, DateOnly day)
    {
        if (holds.TryGetValue((unit, day), out var known)) return known;
        holds[(unit, day)] = Holds.Nothing; // a circle of parents ends here instead of turning for ever
        if (units.On(unit, day) is not { Tree: Units.AdministrativeTree } statement) return Holds.Nothing;
        var own = (rule!.Subtrees.Count == 0 || Roots(day).Contains(unit) ? Holds.Subtree : 0)
            | (types.Count == 0 || types.Contains(VietnameseText.SameKey(statement.Type)) ? Holds.Type : 0)
            | (groups.Count == 0 || (statement.Group is { } group && groups.Contains(VietnameseText.Fold(group))) ? Holds.Group : 0);
        return holds[(unit, day)] = own == Holds.Everything || statement.Parent is not { } parent ? own : own | Of(parent, day);
    }

    /// <summary>What stands on a day in the place of the units that the rule names, each on its own day.</summary>
    private HashSet<int> Roots(DateOnly day)
    {
        if (!roots.TryGetValue(day, out var found)) roots[day] = found = [.. named.SelectMany(n => units.Successions.AllInPlaceOf(n.Unit, n.Day, day))];
        return found;
    }
}
