using ThiDua.Core.Basics;
using ThiDua.Core.Counting;
using ThiDua.Core.Organisation;

namespace ThiDua.Core.Standings;

/// <summary>Which units a standing lists on the tree of a day, and into which of them each unit's own numbers go.</summary>
public sealed class Rollup
{
    private readonly Dictionary<int, UnitStatement> onDay = [];
    private readonly Dictionary<int, UnitStatement?> listedAbove = [];
    private readonly Func<UnitStatement, bool> isListed;

    private Rollup(Units units, DateOnly treeDay, Func<UnitStatement, bool> isListed, string tree = Units.AdministrativeTree)
    {
        Tree = tree;
        this.isListed = isListed;
        foreach (var unit in units.Known)
        {
            if (units.On(unit, treeDay) is { } statement && statement.Tree == tree) onDay[unit] = statement;
        }
    }

    /// <summary>Units with one of the groups; each sums its subtree down to units that are listed themselves.</summary>
    /// <param name="scope">Only units that take part, or with such below them.</param>
    public static Rollup ByGroup(Units units, DateOnly treeDay, IReadOnlySet<string> groups, Scope scope) =>
        new(units, treeDay, u => u.Group is { } group && groups.Contains(group) && scope.Touches(u.Unit));

    /// <summary>Units with officers or numbers of their own, each with its own (campaigns without groups).</summary>
    public static Rollup Of(Units units, DateOnly treeDay, IReadOnlySet<int> own) =>
        new(units, treeDay, u => own.Contains(u.Unit));

    /// <summary>The direct children of a unit in its own tree, each with its whole subtree. Who takes part is said of the administrative tree.</summary>
    public static Rollup Under(Units units, DateOnly treeDay, int parent, Scope scope) =>
        new(units, treeDay, u => u.Parent == parent && (u.Tree != Units.AdministrativeTree || scope.Touches(u.Unit)),
            (units.On(parent, treeDay) ?? units.Latest(parent))?.Tree ?? Units.AdministrativeTree);

    /// <summary>Column Cây of the units looked at.</summary>
    public string Tree { get; }

    public bool IsAdministrative => Tree == Units.AdministrativeTree;

    public IEnumerable<UnitStatement> Listed => onDay.Values.Where(isListed);

    /// <summary>The listed unit into which a unit's own numbers go: itself or the nearest listed one above; null when there is none.</summary>
    public UnitStatement? ListedFor(int unit)
    {
        if (listedAbove.TryGetValue(unit, out var known)) return known;
        listedAbove[unit] = null; // a circle of parents ends here instead of turning for ever
        UnitStatement? found = null;
        if (onDay.TryGetValue(unit, out var statement))
        {
            found = isListed(statement) ? statement : statement.Parent is { } parent ? ListedFor(parent) : null;
        }
        return listedAbove[unit] = found;
    }

    /// <summary>The sums of listed units, from the units' own numbers.</summary>
    public IReadOnlyDictionary<int, Amounts> Sum(IEnumerable<KeyValuePair<int, Amounts>> own)
    {
        var sums = new Dictionary<int, Amounts>();
        foreach (var (unit, amounts) in own)
        {
            if (ListedFor(unit) is { } listed) sums[listed.Unit] = sums.GetValueOrDefault(listed.Unit) + amounts;
        }
        return sums;
    }
}
