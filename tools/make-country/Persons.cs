using System.Globalization;
using System.Text;

namespace MakeCountry;

/// <summary>Someone invented: all of him follows from his number, which is the last eight digits of his Mã số BHXH.</summary>
public readonly record struct Someone(long Number, ulong Bits)
{
    // Year, sex and six digits together follow from the number without two persons coming out alike.
    private const int Years = 56;

    public int Born => 1950 + (int)(Number % Years);

    public bool IsMan => Number / Years % 2 == 0;

    /// <summary>What stands in Số định danh after the province: sex and century, year, six digits.</summary>
    public (int Century, int Year, long Serial) National => ((Born >= 2000 ? 2 : 0) + (IsMan ? 0 : 1), Born % 100, ((Number / (2 * Years) * 611_953) + 271_828) % 1_000_000);

    /// <summary>To the officer who mobilises or declares him: as his age and sex allow.</summary>
    public Relation Relation => ((Bits >> 52) & 15) switch
    {
        15 => Relation.Nobody,
        13 or 14 => Relation.Other,
        var chance when Born < 1968 => (chance < 10, IsMan) switch
        {
            (true, true) => Relation.Father,
            (true, false) => Relation.Mother,
            (false, true) => Relation.FatherInLaw,
            _ => Relation.MotherInLaw,
        },
        var chance when Born < 1995 => chance < 8 ? Relation.Sibling : chance < 10 ? Relation.SiblingInLaw : Relation.Spouse,
        _ => Relation.Child,
    };
}

/// <summary>Up to the spouse they are on the list of plan 9936, III.1.1.b.</summary>
public enum Relation
{
    Father,
    Mother,
    FatherInLaw,
    MotherInLaw,
    Child,
    Sibling,
    SiblingInLaw,
    Spouse,
    Other,
    Nobody,
}

/// <summary>Names by how often they are borne, as bytes.</summary>
public sealed class Persons
{
    /// <summary>So many numbers can be told apart.</summary>
    public const long Most = 100_000_000;

    private static readonly byte[][] Relations = [.. new[]
    {
        "cha", "mẹ", "cha vợ/chồng", "mẹ vợ/chồng", "con", "anh chị em ruột", "anh chị em vợ/chồng", "vợ/chồng", "khác", "không phải người thân",
    }.Select(Encoding.UTF8.GetBytes)];

    private readonly ulong seed;
    private readonly byte[][] surnames, men, women;

    public Persons(string root, ulong seed)
    {
        this.seed = seed;
        var names = File.ReadLines(Path.Combine(root, "tools", "data", "names.csv")).Skip(1).Select(l => l.Split(',')).ToLookup(f => f[0]);
        (surnames, men, women) = (Slots(names["surname"], 4_096), Slots(names["given-male"], 1_024), Slots(names["given-female"], 1_024));
    }

    /// <param name="place">His place among all, below <see cref="Most"/>; the numbers of neighbours are far apart.</param>
    public Someone Of(long place) => new(((place * 61_803_399) + 14_142_135) % Most, Mixed.Of(seed, place));

    public static ReadOnlySpan<byte> Text(Relation relation) => Relations[(int)relation];

    /// <summary>Cells Họ và tên and Ngày sinh.</summary>
    public void Write(Sheet sheet, in Someone who)
    {
        sheet.Add(surnames[who.Bits & 4_095]).Add(" "u8).Cell((who.IsMan ? men : women)[(who.Bits >> 12) & 1_023]);
        sheet.Cell(1 + (int)((who.Bits >> 22) % 28), 1 + (int)((who.Bits >> 27) % 12), who.Born);
    }

    public static void WriteSi(Sheet sheet, int province, in Someone who) => sheet.Add(province, 2).Add(who.Number, 8).Next();

    public static void WriteNational(Sheet sheet, int province, in Someone who)
    {
        var (century, year, serial) = who.National;
        sheet.Add(province, 3).Add(century, 1).Add(year, 2).Add(serial, 6).Next();
    }

    /// <summary>Each name as often as its weight says.</summary>
    private static byte[][] Slots(IEnumerable<string[]> weighted, int count)
    {
        var names = weighted.Select(f => (Name: Encoding.UTF8.GetBytes(f[1]), Weight: int.Parse(f[2], CultureInfo.InvariantCulture))).ToList();
        var all = names.Sum(n => n.Weight);
        var slots = new byte[count][];
        var (at, until) = (-1, 0);
        for (var i = 0; i < count; i++)
        {
            while (until * count <= i * all) until += names[++at].Weight;
            slots[i] = names[at].Name;
        }
        return slots;
    }
}
