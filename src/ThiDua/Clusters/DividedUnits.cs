using ThiDua.Organisation;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Clusters;

/// <summary>The administrative units that are divided into clusters, as the list of a day has them: districts of a province, or the provinces.</summary>
/// <param name="Among">`provinces`, or the code of a province.</param>
/// <param name="Own">Those that are divided, by code.</param>
public sealed record DividedUnits(AdministrativeUnits List, string Among, IReadOnlyDictionary<string, AdministrativeUnit> Own)
{
    /// <exception cref="QuestionException">There are none on that day.</exception>
    public static DividedUnits On(DateOnly day, string among)
    {
        var list = AdministrativeUnits.On(day) ?? throw new QuestionException("units-unknown-then", Written.Day(day), Written.Day(AdministrativeUnits.Days[0]));
        if (among == ClusterQueries.Provinces) return new(list, among, list.Provinces);
        if (!list.Provinces.TryGetValue(among, out var province)) throw Unknown(list, among);
        if (list.Districts.Count == 0) throw new QuestionException("no-districts", province.Name, Written.Day(day), list.Communes.Values.Count(c => c.Parent == among).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new(list, among, list.Districts.Values.Where(d => d.Parent == among).OrderBy(d => d.Code, StringComparer.Ordinal).ToDictionary(d => d.Code, StringComparer.Ordinal));
    }

    internal static QuestionException Unknown(AdministrativeUnits list, string province) =>
        new("province-unknown", province, Written.Day(list.Day), string.Join(", ", list.Provinces.Keys.Order(StringComparer.Ordinal)));

    public bool IsOfProvinces => Among == ClusterQueries.Provinces;

    /// <summary>A code of the level that is meant; null: none of that day. A program that took it for a number has lost its zeros.</summary>
    public string? CodeOf(string written)
    {
        var known = IsOfProvinces ? List.Provinces : List.Districts;
        if (known.ContainsKey(written)) return written;
        var filled = written.PadLeft(IsOfProvinces ? 2 : 3, '0');
        return written.Length > 0 && known.ContainsKey(filled) ? filled : null;
    }

    /// <summary>
    /// Who borders on whom. By the office's own borders where it says so; but a unit that shares nothing there, an island or one that was left
    /// out, keeps the neighbours of the catalog.
    /// </summary>
    public List<(string A, string B)> Neighbours(OfficeBorders? own)
    {
        var known = List.Borders().Concat(List.Islands()).Where(b => Own.ContainsKey(b.A) && Own.ContainsKey(b.B)).Distinct();
        if (own is not { AsNeighbours: true }) return [.. known];
        var sharing = own.Neighbours.SelectMany(n => new[] { n.A, n.B }).ToHashSet(StringComparer.Ordinal);
        return [.. own.Neighbours, .. known.Where(b => !sharing.Contains(b.A) || !sharing.Contains(b.B))];
    }
}
