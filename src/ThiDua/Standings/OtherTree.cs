using ThiDua.Core.Counting;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Organisation;
using ThiDua.Texts;

namespace ThiDua.Standings;

/// <summary>
/// The units under a unit of another tree (a trade union, SCT/II.3): an officer's own numbers go where he is a member on the as-of day.
/// Everybody in the administrative tree is in exactly one row, so both trees come to the same totals.
/// </summary>
public sealed class OtherTree
{
    /// <summary>In place of a unit: those who are in none under the one asked for.</summary>
    public const int Outside = 0;

    public const string OutsideCode = "-";

    private readonly Dictionary<int, int> unitOf = [];

    public OtherTree(Db db, Ground ground, Rollup rollup, int under, IReadOnlyList<(int Officer, PostStatement Post)> roster)
    {
        var members = LoadOrganisation.AllMemberRows(db, ground.Known);
        var since = LoadOrganisation.OfficersSince(db, ground.Known, ground.Units);
        var isThere = ground.Units.On(under, ground.Tree) is not null;
        foreach (var (officer, post) in roster)
        {
            if (ground.Units.On(post.Unit, ground.Tree) is not { Tree: Units.AdministrativeTree }) continue; // lost there too
            var unit = members.TryGetValue(officer, out var rows) && since.TryGetValue(officer, out var known)
                ? new Memberships([.. rows.Select(r => r.Statement)], known, ground.Units).On(rollup.Tree, ground.AsOf) : null;
            unitOf[officer] = unit == under && isThere ? under : unit is { } own && ground.OnTree(own) is { } there && rollup.ListedFor(there) is { } listed ? listed.Unit : Outside;
        }
    }

    public static string OutsideName(string tree, Language language) => Sentences.Say(language, "standings.outside", tree);

    /// <summary>The name of a row in the reader's language.</summary>
    /// <param name="tree">Of the unit under which is listed; null: the listing of the campaign.</param>
    public static string NameOf(Core.Standings.StandingRow row, string? tree, DateOnly day, Language language) => row.Code != OutsideCode ? row.Name
        : tree is null or Units.AdministrativeTree ? GoneName(day, language) : OutsideName(tree, language);

    /// <summary>Of units for which nothing stands on the tree of another day.</summary>
    public static string GoneName(DateOnly tree, Language language) => Sentences.Say(language, "standings.gone", Written.Day(tree));

    /// <summary>The row of an officer; null when he is in neither tree.</summary>
    public int? UnitOf(int officer) => unitOf.TryGetValue(officer, out var unit) ? unit : null;

    /// <summary>The sums of the rows, from the officers' own numbers.</summary>
    public IReadOnlyDictionary<int, Amounts> Sum(IReadOnlyDictionary<int, Amounts> officers)
    {
        var sums = new Dictionary<int, Amounts>();
        foreach (var (officer, unit) in unitOf) sums[unit] = sums.GetValueOrDefault(unit) + officers.GetValueOrDefault(officer);
        return sums;
    }
}
