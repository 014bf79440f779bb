using System.Globalization;
using ThiDua.Core.Basics;

namespace ThiDua.Organisation;

/// <summary>A province, district or commune of one list.</summary>
/// <param name="Code">A key only together with the day of the list: later lists give old codes to other units.</param>
/// <param name="Name">With its rank, as the State writes it: "Huyện Trùng Khánh".</param>
/// <param name="Parent">Of a district its province; of a commune its district, from 01/7/2025 its province; null of a province.</param>
public sealed record AdministrativeUnit(string Code, string Name, string? Parent);

/// <summary>
/// The State's administrative units as one list has them (catalog/admin). A list is sure on its own day and until the day before
/// the next decree that is known to change units. On a later day before the next list, units may be other ones in places: the last list
/// stands for that day, and <see cref="IsSureOn"/> says that it is not certain.
/// </summary>
public sealed class AdministrativeUnits
{
    private static readonly Lazy<List<AdministrativeUnits>> Lists = new(Load);

    private readonly Lazy<Dictionary<string, AdministrativeUnit>> provinces;
    private readonly Lazy<Dictionary<string, AdministrativeUnit>> districts;
    private readonly Lazy<Dictionary<string, AdministrativeUnit>> communes;

    private AdministrativeUnits(DateOnly day, DateOnly? sureUntil)
    {
        (Day, SureUntil) = (day, sureUntil);
        provinces = new(() => Read("provinces", c => new(c[0], c[1], null)));
        districts = new(() => Read("districts", c => new(c[0], c[2], c[1])));
        communes = new(() => Read("communes", c => new(c[0], c[2], c[1])));
    }

    /// <summary>The day whose list it is.</summary>
    public DateOnly Day { get; }

    /// <summary>The last day on which the list is known to be right; null when no later decree is known.</summary>
    public DateOnly? SureUntil { get; }

    public IReadOnlyDictionary<string, AdministrativeUnit> Provinces => provinces.Value;

    /// <summary>None from 01/7/2025 on: there is no district level any more.</summary>
    public IReadOnlyDictionary<string, AdministrativeUnit> Districts => districts.Value;

    public IReadOnlyDictionary<string, AdministrativeUnit> Communes => communes.Value;

    /// <summary>Days of which there is a list, the first one first.</summary>
    public static IReadOnlyList<DateOnly> Days => Lists.Value.ConvertAll(l => l.Day);

    /// <summary>The list that stands for a day: the last one of that day or before; null before the first.</summary>
    public static AdministrativeUnits? On(DateOnly day) => Lists.Value.FindLast(l => l.Day <= day);

    public bool IsSureOn(DateOnly day) => day >= Day && !(day > SureUntil);

    /// <summary>Pairs of districts with a border in common, each once; also across provinces.</summary>
    public IEnumerable<(string A, string B)> Borders() => Table("neighbours", c => (c[0], c[1]));

    /// <summary>Districts without a land neighbour in their province, and the nearest one there.</summary>
    public IEnumerable<(string Island, string Nearest)> Islands() => Table("islands", c => (c[0], c[1]));

    /// <summary>Where a district lies: a point inside it, in ten-thousandths of a degree.</summary>
    public IEnumerable<(string District, int Longitude, int Latitude)> Points() => Table("districts", c => (c[0], Degrees(c[3]), Degrees(c[4])));

    /// <summary>Population of the census of 01/4/2019 by the districts of this list, wherever the people were counted then.</summary>
    public Dictionary<string, long> Census2019()
    {
        if (Districts.Count == 0) return [];
        var column = Array.FindIndex(AdministrativeChanges.CensusLists, d => d == Day) + 3;
        var population = Districts.Keys.ToDictionary(d => d, _ => 0L);
        foreach (var cells in AdministrativeCatalog.Rows("census_2019")) population[cells[column]] += long.Parse(cells[5], CultureInfo.InvariantCulture);
        return population;
    }

    private Dictionary<string, AdministrativeUnit> Read(string level, Func<string[], AdministrativeUnit> unit) =>
        Table(level, unit).ToDictionary(u => u.Code, StringComparer.Ordinal);

    private IEnumerable<T> Table<T>(string name, Func<string[], T> row) =>
        AdministrativeCatalog.Has($"{name}_{Day.Iso()}") ? AdministrativeCatalog.Rows($"{name}_{Day.Iso()}").Select(row) : [];

    private static int Degrees(string text) => (int)(decimal.Parse(text, CultureInfo.InvariantCulture) * 10_000);

    private static List<AdministrativeUnits> Load()
    {
        var decrees = AdministrativeChanges.Decrees.Select(d => d.Effective).Order().ToList();
        return [.. Directory.EnumerateFiles(AdministrativeCatalog.Folder, "provinces_*.csv")
            .Select(f => DateOnly.ParseExact(Path.GetFileNameWithoutExtension(f)["provinces_".Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Order()
            .Select(day => new AdministrativeUnits(day, decrees.Exists(d => d > day) ? decrees.Find(d => d > day).AddDays(-1) : null))];
    }
}
