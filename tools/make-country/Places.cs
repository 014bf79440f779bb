using System.Globalization;

namespace MakeCountry;

public sealed record Unit(string Code, string Name, int? Parent, string Type, string? Group, string? Admin, int Province);

/// <summary>Units and who works where when. Provinces and communes are those of 01/7/2025.</summary>
public sealed class Places
{
    private const int Provinces = 34;

    /// <summary>Bodies invented for each commune, in turn.</summary>
    private static readonly (string Code, string Name, string Type, string? Group)[] Bodies =
    [
        ("TYT", "Trạm Y tế", "trạm y tế", "trạm y tế"), ("TH", "Trường Tiểu học", "trường học", null), ("VP", "Văn phòng Ủy ban nhân dân", "phòng ban", "phòng ban"),
        ("THCS", "Trường Trung học cơ sở", "trường học", null), ("VHXH", "Phòng Văn hóa – Xã hội", "phòng ban", "phòng ban"),
    ];

    private readonly Asked asked;
    private readonly int firstWithOfficers;
    private readonly int withOfficers;
    private readonly DateOnly first;
    private readonly int days;

    public Places(Asked asked, string root)
    {
        this.asked = asked;
        (first, days) = (new(asked.From, 1, 1), (asked.To - asked.From + 1) * 365);
        var admin = Path.Combine(root, "catalog", "admin");
        var provinces = Lines(admin, "provinces_2025-07-01.csv").Take(Math.Clamp(asked.Units / 10, 1, Provinces)).ToList();
        Units.Add(new("VN", "Việt Nam", null, "cả nước", null, null, 0));
        foreach (var p in provinces) Units.Add(new("T" + p[0], p[1], 0, p[1].StartsWith("Tỉnh", StringComparison.Ordinal) ? "tỉnh" : "thành phố", null, p[0], int.Parse(p[0], CultureInfo.InvariantCulture)));
        firstWithOfficers = Units.Count;
        var place = provinces.Index().ToDictionary(p => p.Item[0], p => p.Index + 1);
        // The first of each province, then the second of each: fewer units still are a country.
        var communes = Lines(admin, "communes_2025-07-01.csv").Where(c => place.ContainsKey(c[1])).GroupBy(c => c[1]).SelectMany(g => g.Index())
            .OrderBy(c => c.Index).ThenBy(c => c.Item[1], StringComparer.Ordinal).Take(asked.Units - Units.Count);
        foreach (var (_, c) in communes) Units.Add(new("X" + c[0], c[2], place[c[1]], TypeOf(c[2]), "xã phường", c[0], Units[place[c[1]]].Province));
        var count = Units.Count - firstWithOfficers;
        for (var i = 0; Units.Count < asked.Units; i++) AddBody(firstWithOfficers + (i % count), i / count);
        withOfficers = Units.Count - firstWithOfficers;
    }

    public List<Unit> Units { get; } = [];

    /// <summary>The posts of an officer: most have one, one in twelve moves in the middle of the years, one in sixty leaves.</summary>
    public (int Unit, DateOnly? Until, int? Then) PostsOf(int officer)
    {
        var at = (int)((long)officer * withOfficers / asked.Officers);
        var bits = Mixed.Of(asked.Seed ^ 0x0FF1CE, officer);
        var until = first.AddDays((days / 4) + Mixed.Below(days / 2, bits));
        return (bits % 60) switch
        {
            < 5 when withOfficers > 1 => (firstWithOfficers + at, until, firstWithOfficers + ((at + 1 + (int)((bits >> 8) % (ulong)(withOfficers - 1))) % withOfficers)),
            5 => (firstWithOfficers + at, until, null),
            _ => (firstWithOfficers + at, null, null),
        };
    }

    /// <summary>Where an officer works on a day; null: nowhere any more.</summary>
    public int? UnitOn(int officer, DateOnly day)
    {
        var (unit, until, then) = PostsOf(officer);
        return until is null || day <= until ? unit : then;
    }

    /// <summary>The code of the province in which an officer began: his and his persons' numbers begin with it.</summary>
    public int ProvinceOf(int officer) => Units[firstWithOfficers + (int)((long)officer * withOfficers / asked.Officers)].Province;

    /// <summary>The unit that is listed in standings and takes in this one: itself or the nearest above with a group.</summary>
    public int? Listed(int unit) => Units[unit] is { Group: null } without ? without.Parent is { } parent ? Listed(parent) : null : unit;

    private void AddBody(int commune, int round)
    {
        var (code, name, type, group) = Bodies[round % Bodies.Length];
        var (above, number) = (Units[commune], (round / Bodies.Length) + 1);
        var of = char.ToLowerInvariant(above.Name[0]) + above.Name[1..];
        Units.Add(new($"{above.Code}-{code}{number}", number == 1 ? $"{name} {of}" : $"{name} số {number} {of}", commune, type, group, null, above.Province));
    }

    private static string TypeOf(string name) => name.Split(' ')[0] switch { "Xã" => "xã", "Phường" => "phường", _ => "đặc khu" };

    private static IEnumerable<string[]> Lines(string folder, string name) => File.ReadLines(Path.Combine(folder, name)).Skip(1).Select(l => l.Split(','));
}
