using System.Globalization;

namespace ThiDua.Organisation;

/// <summary>What became of one commune, of one island district without communes, or of one province that was joined with others, on 01/7/2025.</summary>
/// <param name="Old">Code before; of the list of 01/3/2025 unless the note says that the unit was gone already.</param>
/// <param name="New">Code from 01/7/2025 on.</param>
/// <param name="IsWhole">False when only a part went to that unit; the old one then has several rows.</param>
/// <param name="Resolution">The resolution of the National Assembly's Standing Committee, and its clause.</param>
/// <param name="Agreeing">How many of two further sources say the same.</param>
/// <param name="Note">What makes the row doubtful; null of nearly all.</param>
public sealed record CommuneChange(string Old, string New, bool IsWhole, string Resolution, string Clause, int Agreeing, string? Note)
{
    /// <summary>The source took another unit of the same name for this one: the row is to be left out.</summary>
    public bool IsMistaken => Note == "suspect_name_collision";
}

/// <summary>A decree or resolution that changed units.</summary>
public sealed record UnitDecree(string Number, DateOnly? Issued, DateOnly Effective, string Subject);

/// <summary>How one list of administrative units went over into the next (catalog/admin).</summary>
public static class AdministrativeChanges
{
    /// <summary>The lists by whose districts the census of 2019 is known, in the order of its columns.</summary>
    internal static readonly DateOnly[] CensusLists = [new(2022, 10, 1), new(2025, 3, 1)];

    /// <summary>Those in effect from the day of the first list on, in order of the day.</summary>
    public static IReadOnlyList<UnitDecree> Decrees { get; } =
        [.. AdministrativeCatalog.Rows("resolutions").Select(c => new UnitDecree(c[0], c[1].Length == 0 ? null : Day(c[1]), Day(c[2]), c[3]))];

    /// <summary>Old commune → new commune of 01/7/2025, without mistaken rows.</summary>
    public static IEnumerable<CommuneChange> Communes() => AdministrativeCatalog.Rows("commune_map_2025-07-01")
        .Select(c => new CommuneChange(c[0], c[1], c[2] == "full", c[3], c[4], int.Parse(c[5], CultureInfo.InvariantCulture), c[6].Length == 0 ? null : c[6]))
        .Where(c => !c.IsMistaken);

    /// <summary>Old province → the one that it is part of from 01/7/2025 on.</summary>
    public static Dictionary<string, string> Provinces() => AdministrativeCatalog.Rows("province_map_2025-07-01").ToDictionary(c => c[0], c => c[1]);

    /// <summary>Provinces of which several became one; the others went on as they were.</summary>
    public static IEnumerable<CommuneChange> JoinedProvinces() => AdministrativeCatalog.Rows("province_map_2025-07-01").GroupBy(c => c[1]).Where(g => g.Skip(1).Any())
        .SelectMany(g => g).Select(c => new CommuneChange(c[0], c[1], true, c[2], "", 2, null));

    private static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
