#:property PublishAot=false
#:property RunAnalyzers=false

// Makes samples/long-xuyen: a Long Xuyên as it was on 15/11/2024, with invented persons and a known answer.
//   dotnet run tools/make-sample.cs -- samples/long-xuyen
// The same program always writes the same bytes. Every case is planned first, together with what it must come to; the rows are
// written from the plan, and answer.json is added up from the plan alone, not from what any program makes of the rows.

using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

var folder = args.Length > 0 ? args[0] : "samples/long-xuyen";
var here = Path.Combine(Directory.GetCurrentDirectory(), "tools", "data");
Directory.CreateDirectory(Path.Combine(folder, "thu"));
var plan = new Plan(new Names(File.ReadAllLines(Path.Combine(here, "names.csv"))), File.ReadAllLines(Path.Combine(here, "long-xuyen.csv")).Skip(1));
plan.Make();
new Writing(plan, folder).Write();

/// <summary>Numbers that are always the same (SplitMix64).</summary>
sealed class Chance(ulong seed)
{
    private ulong state = seed;

    public int Below(int limit)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % (ulong)limit);
    }

    public bool Percent(int percent) => Below(100) < percent;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public DateOnly Day(DateOnly from, DateOnly to) => from.AddDays(Below(to.DayNumber - from.DayNumber + 1));
}

sealed class Names
{
    private readonly List<string> surnames = [];
    private readonly List<string> male = [];
    private readonly List<string> female = [];

    public Names(IEnumerable<string> lines)
    {
        foreach (var fields in lines.Skip(1).Select(l => l.Split(',')))
        {
            var list = fields[0] switch { "surname" => surnames, "given-male" => male, _ => female };
            for (var i = 0; i < int.Parse(fields[2], CultureInfo.InvariantCulture); i++) list.Add(fields[1]);
        }
    }

    public string Any(Chance chance, bool man) => $"{chance.Of(surnames)} {chance.Of(man ? male : female)}";
}

sealed record Unit(string Code, string Name, string? Parent, string Type, string? Group, string? Admin);

sealed record Someone(string Name, bool Man, DateOnly Born, string National, string Si);

sealed class Officer
{
    public required string Code;
    public required Someone Person;
    public required string Unit;
    public string Position = "Chuyên viên", Role = "trực tiếp", Kind = "công chức";
    public string? MovedTo;
    public DateOnly? From, To;
    // What the plan comes to.
    public bool Voluntary, OneHealth, Declared, OnlyOutside;
    public int Required, Covered, WonBack;
    public string? UnitOnTheDay => To is { } to && to < Plan.AsOf ? null : From is { } from && from > Plan.AsOf ? null : MovedTo ?? Unit;
}

sealed record Receipt(
    string Case, Someone Who, string Scheme, string Hint, DateOnly Day, string Number, string From, string Months, long? Amount, string Officer, string Relation,
    string Verdict, bool NationalToo = false, string? SiText = null, string? DayText = null);

/// <summary>Who is who, and what happens: every receipt with the verdict it must come to.</summary>
sealed class Plan(Names names, IEnumerable<string> communes)
{
    public static readonly DateOnly AsOf = new(2024, 11, 30);
    private static readonly DateOnly Won1 = new(2024, 1, 1), Won2 = new(2024, 9, 30);

    private readonly Chance chance = new(9936);
    private int serial = 1000, receipt = 20000;

    public List<Unit> Units { get; } = [];
    public List<Officer> Officers { get; } = [];
    public List<string[]> Relatives { get; } = [];
    public List<string[]> Cards { get; } = [];
    public List<Receipt> Week1 { get; } = [];
    public List<Receipt> Week2 { get; } = [];
    public List<Receipt> Again { get; } = [];
    public List<Receipt> Trial { get; } = [];

    public void Make()
    {
        MakeUnits();
        MakeOfficers();
        foreach (var officer in Officers) DeclareRelatives(officer);
        MakeResults();
        MakeSpecialCases();
        MakeTrial();
        OtherResidents();
        Resend();
    }

    public string? GroupOf(string unit) => Units.First(u => u.Code == unit) is { } found && found.Group is null && found.Parent is { } parent ? GroupOf(parent) : Units.First(u => u.Code == unit).Group;

    public string Listed(string unit) => Units.First(u => u.Code == unit) is { Group: null, Parent: { } parent } ? Listed(parent) : unit;

    private void MakeUnits()
    {
        Units.Add(new("LX", "Ủy ban nhân dân thành phố Long Xuyên", null, "cơ quan", null, "883"));
        foreach (var (code, name) in new[]
        {
            ("PB-VP", "Văn phòng HĐND và UBND thành phố"), ("PB-NV", "Phòng Nội vụ"), ("PB-YT", "Phòng Y tế"), ("PB-GDDT", "Phòng Giáo dục và Đào tạo"),
            ("PB-TTYT", "Trung tâm Y tế thành phố"), ("PB-TCKH", "Phòng Tài chính – Kế hoạch"), ("PB-TP", "Phòng Tư pháp"),
            ("PB-LDTBXH", "Phòng Lao động – Thương binh và Xã hội"), ("PB-KT", "Phòng Kinh tế"), ("PB-QLDT", "Phòng Quản lý đô thị"),
            ("PB-TNMT", "Phòng Tài nguyên và Môi trường"), ("PB-VHTT", "Phòng Văn hóa và Thông tin"), ("PB-TT", "Thanh tra thành phố"),
            ("DT-MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố"), ("DT-TD", "Thành đoàn Long Xuyên"), ("DT-PN", "Hội Liên hiệp Phụ nữ thành phố"),
            ("DT-LDLD", "Liên đoàn Lao động thành phố"), ("DT-ND", "Hội Nông dân thành phố"), ("DT-CCB", "Hội Cựu chiến binh thành phố"),
        }) Units.Add(new(code, name, "LX", code.StartsWith("PB", StringComparison.Ordinal) ? "phòng ban" : "đoàn thể", "phòng ban", null));
        foreach (var fields in communes.Select(l => l.Split(',')))
        {
            Units.Add(new("XP-" + fields[0], fields[1], "LX", fields[1].StartsWith("Xã", StringComparison.Ordinal) ? "xã" : "phường", "xã phường", fields[0]));
            Units.Add(new("TYT-" + fields[0], "Trạm Y tế " + char.ToLowerInvariant(fields[1][0]) + fields[1][1..], "PB-TTYT", "trạm y tế", "trạm y tế", null));
        }
        var wards = Units.Where(u => u.Group == "xã phường").Select(u => u.Name[(u.Name.IndexOf(' ') + 1)..]).ToList();
        for (var i = 0; i < 14; i++) Units.Add(new($"TH-{i + 1:00}", $"Trường {(i % 3 == 0 ? "Trung học cơ sở" : "Tiểu học")} số {i / 13 + 1} {wards[i % 13]}", "PB-GDDT", "trường học", null, null));
    }

    private void MakeOfficers()
    {
        foreach (var unit in Units.Where(u => u.Code != "LX"))
        {
            var count = unit switch
            {
                { Code: "DT-CCB" } => 1,
                { Group: "xã phường" } => 15 + chance.Below(8),
                { Group: "trạm y tế" } => 4 + chance.Below(3),
                { Type: "trường học" } => 14 + chance.Below(8),
                { Code: "PB-GDDT" } => 15,
                _ => 8 + chance.Below(7),
            };
            if (unit.Code == "PB-TP") count = 13; // 50 % of 13 is 7
            for (var i = 0; i < count; i++) AddOfficer(unit, i == 0);
        }
        for (var i = 0; i < 6; i++) Officers[40 + i * 97].MovedTo = Units.Where(u => u.Group == "xã phường").ElementAt(i).Code;
        for (var i = 0; i < 4; i++) Officers[25 + i * 151].To = new(2024, 10, 31);
        for (var i = 0; i < 3; i++) Officers[60 + i * 211].From = new(2024, 11, 20);
        Officers[300].From = new(2024, 12, 1); // comes after the drive
    }

    private void AddOfficer(Unit unit, bool head) => Officers.Add(new()
    {
        Code = $"CB-{Officers.Count + 1:0000}", Person = Someone(1968, 1999), Unit = unit.Code,
        Position = head ? "Trưởng đơn vị" : unit.Type == "trường học" ? "Giáo viên" : unit.Group == "trạm y tế" ? "Y sĩ" : "Chuyên viên",
        Role = head ? "lãnh đạo" : "trực tiếp", Kind = unit.Type is "trường học" or "trạm y tế" ? "viên chức" : "công chức",
    });

    public Someone Someone(int from, int to)
    {
        var man = chance.Percent(48);
        var born = chance.Day(new(from, 1, 1), new(to, 12, 31));
        var century = (born.Year >= 2000 ? 2 : 0) + (man ? 0 : 1);
        serial++;
        return new(names.Any(chance, man), man, born, $"089{century}{born.Year % 100:00}{serial:000000}", $"89{20000000 + serial * 7:00000000}");
    }

    private void DeclareRelatives(Officer officer)
    {
        var kind = chance.Below(100);
        if (kind < 6) return; // no declaration at all
        officer.Declared = true;
        if (kind < 9)
        {
            Relatives.Add([officer.Code, "không có", "", "", "", "", ""]);
            officer.OnlyOutside = true;
            return;
        }
        var careful = chance.Percent(62); // whose whole family is covered
        if (kind < 13) officer.OnlyOutside = true;
        else
        {
            var relations = new List<string> { "cha", "mẹ" };
            if (chance.Percent(60)) relations.Add("con");
            if (chance.Percent(45)) relations.Add("con");
            if (chance.Percent(50)) relations.Add("anh chị em ruột");
            if (chance.Percent(40)) relations.Add("mẹ vợ/chồng");
            if (chance.Percent(35)) relations.Add("cha vợ/chồng");
            if (chance.Percent(20)) relations.Add("anh chị em vợ/chồng");
            foreach (var relation in relations) DeclareOne(officer, relation, careful || chance.Percent(70), careful);
        }
        if (chance.Percent(50) || officer.OnlyOutside) Relatives.Add(Row(officer, chance.Percent(80) ? "vợ/chồng" : "khác", Someone(1970, 1995), 0, ""));
    }

    private void DeclareOne(Officer officer, string relation, bool covered, bool careful)
    {
        var who = relation switch { "con" => Someone(2001, 2022), "anh chị em ruột" or "anh chị em vợ/chồng" => Someone(1965, 2000), _ => Someone(1938, 1962) };
        officer.Required++;
        if (!careful && chance.Percent(4))
        {
            Relatives.Add(Row(officer, relation, who, 3, "")); // no number: cannot be matched, so not covered
            return;
        }
        if (chance.Percent(3))
        {
            Relatives.Add(Row(officer, relation, who, chance.Below(3), "quân đội"));
            officer.Covered++;
            return;
        }
        Relatives.Add(Row(officer, relation, who, chance.Below(3), ""));
        if (!covered)
        {
            if (chance.Percent(50)) Card(who, new(2023, 11, 1), chance.Day(new(2024, 10, 5), new(2024, 11, 10)));
            return;
        }
        Card(who, new(2024, 1, 1), chance.Percent(85) ? new(2024, 12, 31) : AsOf); // the last day counts
        officer.Covered++;
    }

    /// <summary>numbers: 0 both, 1 Mã số BHXH, 2 Số định danh, 3 none.</summary>
    private static string[] Row(Officer officer, string relation, Someone who, int numbers, string exempt) =>
        [officer.Code, relation, who.Name, Text(who.Born), numbers is 0 or 2 ? who.National : "", numbers is 0 or 1 ? who.Si : "", exempt];

    private void Card(Someone who, DateOnly from, DateOnly to, string? commune = null) =>
        Cards.Add([who.Si, who.National, who.Name, Text(who.Born), $"GD489{who.Si}", Text(from), Text(to), commune ?? "", "", ""]);

    private void MakeResults()
    {
        // How eager each listed unit is: some meet 50 %, some do not.
        var eager = Units.ToDictionary(u => u.Code, _ => 18 + chance.Below(55));
        foreach (var officer in Officers)
        {
            var group = GroupOf(officer.Unit);
            if (officer.Code is "CB-0001" or "CB-0002" or "CB-0003" || officer.Unit == "PB-TP") continue; // kept for the planned cases
            if (chance.Percent(eager[Listed(officer.Unit)])) Voluntary(officer);
            if (chance.Percent(25)) VoluntaryInVain(officer);
            if (chance.Percent(group == "phòng ban" ? 30 : eager[Listed(officer.Unit)] + 15)) Health(officer);
            if (chance.Percent(18)) HealthInVain(officer);
        }
        foreach (var officer in Officers.Where(o => o.Unit == "PB-TP").Take(7)) Voluntary(officer);
    }

    private void Voluntary(Officer officer)
    {
        var who = Someone(1965, 2005);
        if (chance.Percent(12))
        {
            // paid one month in March, stopped, and is back
            Add(new("TN: tham gia lại theo lịch sử (lần trước)", who, "TN", "TM", new(2024, 3, 5), Next(), "03/2024", "1", 330000, officer.Code, "khác", "not-counted"));
            Add(new("TN: tham gia lại theo lịch sử", who, "TN", "DT", Any(), Next(), "11/2024", "3", 990000, officer.Code, "anh chị em ruột", "counted"));
        }
        else Add(new(chance.Percent(50) ? "TN: tham gia mới, đóng 1 tháng" : "TN: tham gia mới", who, "TN", chance.Percent(20) ? "TL" : "TM", Any(), Next(), "11/2024", chance.Of(["1", "3", "6", "12", "5"]), 330000, officer.Code, chance.Of(["cha", "mẹ", "con", "vợ/chồng", "khác"]), "counted"));
        officer.Voluntary = true;
    }

    private void VoluntaryInVain(Officer officer)
    {
        var who = Someone(1965, 2005);
        switch (chance.Below(3))
        {
            case 0:
                Add(new("TN: đóng tiếp theo gợi ý", who, "TN", "DT", Any(), Next(), "11/2024", "3", 990000, officer.Code, "mẹ", "not-counted"));
                break;
            case 1:
                Add(new("TN: đóng tiếp theo lịch sử (lần trước)", who, "TN", "TM", new(2024, 8, 12), Next(), "08/2024", "3", 990000, officer.Code, "cha", "not-counted"));
                Add(new("TN: đóng tiếp theo lịch sử", who, "TN", "TM", Any(), Next(), "11/2024", "3", 990000, officer.Code, "cha", "not-counted"));
                break;
            default:
                // September paid late in November: the window of October is over by the as-of day
                Add(new("TN: hết hạn đóng trước ngày chốt", who, "TN", "TM", Any(), Next(), "09/2024", "1", 330000, officer.Code, "con", "not-counted"));
                break;
        }
    }

    private void Health(Officer officer)
    {
        var who = Someone(1950, 2003);
        var listed = true;
        var relation = chance.Of(["cha", "mẹ", "con", "anh chị em ruột", "mẹ vợ/chồng"]);
        var day = Any();
        DateOnly? ended = null;
        switch (chance.Below(5))
        {
            case 0 or 1:
                Add(new("HGD: tham gia mới", who, "HGD", "TM", day, Next(), "11/2024", "12", 1263600, officer.Code, relation, "counted"));
                break;
            case 2 or 3:
                Card(who, new(2023, 7, 1), (ended = chance.Day(Won1, new(2024, 8, 10))).Value);
                Add(new("HGD: thẻ hết hạn 01–09/2024, tham gia lại", who, "HGD", "DT", day, Next(), "11/2024", "12", 1263600, officer.Code, relation, "counted"));
                break;
            default:
                relation = chance.Of(["vợ/chồng", "khác", "không phải người thân"]);
                listed = false;
                Add(new("HGD: quan hệ ngoài danh sách", who, "HGD", "TM", day, Next(), "11/2024", "6", 631800, officer.Code, relation, "not-counted"));
                break;
        }
        if (listed || GroupOf(officer.UnitOnTheDay ?? officer.Unit) == "trạm y tế") officer.OneHealth = true;
        if (ended is not null) officer.WonBack++;
    }

    private void HealthInVain(Officer officer)
    {
        var who = Someone(1950, 2003);
        Card(who, new(2023, 11, 1), chance.Day(new(2024, 10, 1), new(2024, 11, 30)));
        Add(new("HGD: gia hạn đúng hạn", who, "HGD", "TM", Any(), Next(), "12/2024", "12", 1263600, officer.Code, "mẹ", "not-counted"));
    }

    private string Next() => $"BL-{++receipt}";

    private DateOnly Any() => chance.Percent(45) ? chance.Day(new(2024, 11, 15), new(2024, 11, 17)) : chance.Day(new(2024, 11, 18), new(2024, 11, 22));

    private void Add(Receipt row) => (row.Day <= new DateOnly(2024, 11, 17) ? Week1 : Week2).Add(row);

    /// <summary>Each situation that the rules know once by name, on officers kept free for it (CB-0001 and CB-0002 of the Office, CB-0003).</summary>
    private void MakeSpecialCases()
    {
        var (a, b, c) = (Officers[0], Officers[1], Officers[2]);
        var station = Officers.First(o => GroupOf(o.Unit) == "trạm y tế");
        var commune = Officers.Where(o => GroupOf(o.Unit) == "xã phường" && o.UnitOnTheDay is not null && o.MovedTo is null).ToList();

        var shared = Someone(1970, 1990);
        Add(new("Một người, hai cán bộ: biên lai sớm hơn được tính", shared, "TN", "TM", D(15), Next(), "11/2024", "3", 990000, a.Code, "khác", "counted"));
        Add(new("Một người, hai cán bộ: biên lai sau không tính", shared, "TN", "TM", D(19), Next(), "02/2025", "3", 990000, b.Code, "khác", "not-counted"));
        a.Voluntary = true;

        var claimed = Someone(1970, 1990);
        var number = Next();
        Add(new("Biên lai đã ghi cho cán bộ khác", claimed, "TN", "TM", D(16), number, "11/2024", "3", 990000, b.Code, "cha", "counted"));
        Add(new("Cán bộ khác nhận cùng biên lai: chờ", claimed, "TN", "TM", D(16), number, "11/2024", "3", 990000, c.Code, "cha", "waiting"));
        b.Voluntary = true;

        Add(new("Mã cán bộ chưa có: chờ", Someone(1970, 1990), "TN", "TM", D(16), Next(), "11/2024", "3", 990000, "CB-9999", "cha", "waiting"));
        Add(new("Biên lai ngày 14/11 nằm ngoài đợt", Someone(1970, 1990), "TN", "TM", D(14), Next(), "11/2024", "3", 990000, c.Code, "cha", "not-counted"));

        var linked = Someone(1970, 1990);
        Add(new("Chỉ có Mã số BHXH", linked, "HGD", "TM", D(15), Next(), "11/2024", "3", 315900, commune[0].Code, "cha", "counted"));
        Add(new("Nối hai số của một người", linked, "TN", "DT", D(18), Next(), "11/2024", "1", 330000, commune[0].Code, "cha", "not-counted", NationalToo: true));
        Add(new("Mã số BHXH gắn với Số định danh khác: chờ", linked with { National = Someone(1980, 1981).National }, "TN", "DT", D(19), Next(), "12/2024", "1", 330000, commune[1].Code, "cha", "waiting", NationalToo: true));
        commune[0].OneHealth = true;

        Border("HGD: đúng 3 tháng sau hạn thẻ vẫn là gia hạn", new(2024, 8, 18), D(18), commune[2], "cha", counted: true, wonBack: true);
        Border("HGD: thẻ hết hạn 31/12/2023 không thuộc 01–09/2024", new(2023, 12, 31), D(18), commune[3], "cha", counted: true, wonBack: false);
        Border("HGD: thẻ hết hạn 01/01/2024", new(2024, 1, 1), D(18), commune[4], "cha", counted: true, wonBack: true);
        Border("HGD: thẻ hết hạn 30/09/2024", new(2024, 9, 30), D(18), commune[5], "cha", counted: true, wonBack: true);
        Border("HGD: thẻ hết hạn 01/10/2024", new(2024, 10, 1), D(18), commune[6], "cha", counted: false, wonBack: false);
        Border("Trạm y tế: không cần là người thân", null, D(18), station, "không phải người thân", counted: true, wonBack: false);

        var gone = Officers.First(o => o.To is not null);
        Add(new("Cán bộ đã rời đơn vị: mất", Someone(1970, 1990), "TN", "TM", D(19), Next(), "11/2024", "3", 990000, gone.Code, "cha", "not-counted"));

        Relatives.Add([Officers.First(o => o.Required > 0).Code, "không có", "", "", "", "", ""]); // beside declared relatives: waits
        var damaged = Someone(1970, 1990) with { Si = "0089123456" };
        Add(new("Mã số BHXH mất số 0 ở đầu", damaged, "TN", "TM", D(17), Next(), "11/2024", "3", 990000, c.Code, "mẹ", "counted", SiText: "89123456"));
        c.Voluntary = true;

        Add(new("Không có ngày 31/11", Someone(1970, 1990), "TN", "TM", D(17), Next(), "11/2024", "3", 990000, c.Code, "mẹ", "rejected", DayText: "31/11/2024"));
        Add(new("Thiếu số biên lai", Someone(1970, 1990), "TN", "TM", D(17), "", "11/2024", "3", 990000, c.Code, "mẹ", "rejected"));
        Add(new("Chữ I trong mã số", Someone(1970, 1990), "TN", "TM", D(17), Next(), "11/2024", "3", 990000, c.Code, "mẹ", "rejected", SiText: "89I2044715"));
        Add(new("Số tháng âm", Someone(1970, 1990), "TN", "TM", D(20), Next(), "11/2024", "-3", 990000, c.Code, "mẹ", "rejected"));

        static DateOnly D(int day) => new(2024, 11, day);
    }

    private void Border(string name, DateOnly? ended, DateOnly day, Officer officer, string relation, bool counted, bool wonBack)
    {
        var who = Someone(1955, 1990);
        if (ended is { } end) Card(who, end.AddMonths(-12).AddDays(1), end);
        Add(new(name, who, "HGD", "TM", day, Next(), "12/2024", "12", 1263600, officer.Code, relation, counted ? "counted" : "not-counted"));
        if (counted) officer.OneHealth = true;
        if (wonBack) officer.WonBack++;
    }

    /// <summary>A day's file to try: it lifts one ward several ranks.</summary>
    private void MakeTrial()
    {
        var ward = Units.Where(u => u.Group == "xã phường").OrderBy(u => Officers.Count(o => o.UnitOnTheDay == u.Code && o.Voluntary) * 100 / Officers.Count(o => o.UnitOnTheDay == u.Code)).ElementAt(3);
        foreach (var officer in Officers.Where(o => o.UnitOnTheDay == ward.Code && !o.Voluntary).Take(7)) TrialRow(officer, "TN");
        foreach (var officer in Officers.Where(o => GroupOf(o.Unit) == "phòng ban" && o.UnitOnTheDay is not null).Where((_, i) => i % 23 == 5).Take(31)) TrialRow(officer, "HGD");
    }

    private void TrialRow(Officer officer, string scheme) =>
        Trial.Add(new("thử", Someone(1960, 2000), scheme, "TM", chance.Day(new(2024, 11, 21), new(2024, 11, 22)), Next(), "11/2024", "6", 650000, officer.Code, "mẹ", "counted"));

    private void OtherResidents()
    {
        var wards = Units.Where(u => u.Group == "xã phường").Select(u => u.Admin!).ToList();
        while (Cards.Count < 6000)
        {
            var to = chance.Percent(20) ? chance.Day(Won1, Won2) : chance.Day(new(2024, 12, 1), new(2025, 10, 31));
            Card(Someone(1940, 2020), to.AddMonths(-12).AddDays(1), to, chance.Of(wards));
        }
    }

    /// <summary>Week 1 sent again: other order, some values corrected, some rows new, one cancelled, some left out (which deletes nothing).</summary>
    private void Resend()
    {
        var officers = Officers.ToDictionary(o => o.Code);
        var sound = Week1.Where(r => r.Verdict is "counted" or "not-counted").ToList();
        for (var i = 0; i < sound.Count; i++)
        {
            if (i % 31 == 7) continue;
            Again.Add(i % 19 == 3 ? sound[i] with { Amount = sound[i].Amount + 1000 } : sound[i]);
        }
        Again.Reverse();
        var cancelled = sound.First(r => r.Case == "TN: tham gia mới" && r.Day >= new DateOnly(2024, 11, 15) && sound.Concat(Week2).Count(x => x.Scheme == "TN" && x.Officer == r.Officer && x.Verdict == "counted") == 1);
        Again[Again.FindIndex(r => r.Number == cancelled.Number)] = cancelled with { Hint = "HUY", Verdict = "not-counted", Case = "Biên lai bị hủy" };
        officers[cancelled.Officer].Voluntary = false;
        var late = Officers.First(o => o.Unit == "PB-NV" && !o.Voluntary && o.UnitOnTheDay is not null);
        Again.Add(new("Dòng mới trong tệp gửi lại", Someone(1970, 1990), "TN", "TM", new(2024, 11, 17), Next(), "11/2024", "6", 1980000, late.Code, "con", "counted"));
        late.Voluntary = true;
    }

    public static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}

/// <summary>Writes the files, and the answer added up from the plan.</summary>
sealed class Writing(Plan plan, string folder)
{
    private static readonly string[] ResultHead =
        ["STT", "Họ và tên", "Ngày sinh", "Mã số BHXH", "Số định danh", "Loại hình", "Phương án", "Ngày biên lai", "Số biên lai", "Từ tháng", "Số tháng", "Số tiền", "Mã cán bộ vận động", "Quan hệ", "Mã nhân viên thu", "Ghi chú"];

    private readonly SortedDictionary<string, object> cases = new(StringComparer.Ordinal);

    public void Write()
    {
        Csv("don-vi.csv", ["Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên", "Loại", "Nhóm", "Mã hành chính"],
            plan.Units.Select(u => new[] { u.Code, u.Name, u.Parent ?? "", u.Type, u.Group ?? "", u.Admin ?? "" }));
        Officers();
        Csv("nguoi-than.csv", ["Mã cán bộ", "Quan hệ", "Họ và tên", "Ngày sinh", "Số định danh", "Mã số BHXH", "Miễn trừ"], plan.Relatives);
        Csv("the-bhyt.csv", ["Mã số BHXH", "Số định danh", "Họ và tên", "Ngày sinh", "Mã thẻ", "Giá trị từ", "Giá trị đến", "Mã xã", "Địa chỉ", "Điện thoại"], plan.Cards);
        Numbers();
        Csv("ket-qua-tuan-1.csv", ResultHead, plan.Week1.Select(Row), ';', bom: true);
        for (var i = 0; i < plan.Week1.Count; i++) Remember("ket-qua-tuan-1.csv", i + 2, plan.Week1[i]);
        Week2();
        Csv("ket-qua-tuan-1-gui-lai.csv", ResultHead, plan.Again.Select(Row), ';', bom: true);
        for (var i = 0; i < plan.Again.Count; i++)
        {
            if (plan.Again[i].Case is "Biên lai bị hủy" or "Dòng mới trong tệp gửi lại") Remember("ket-qua-tuan-1-gui-lai.csv", i + 2, plan.Again[i]);
        }
        var wrong = plan.Trial.ToList();
        wrong[3] = wrong[3] with { DayText = "31/11/2024" };
        wrong[5] = wrong[5] with { Number = "" };
        wrong[11] = wrong[11] with { SiText = "89I2044715" };
        Csv("thu/ket-qua-ngay-22-loi.csv", ResultHead, wrong.Select(Row));
        Csv("thu/ket-qua-ngay-22-da-sua.csv", ResultHead, plan.Trial.Select(Row));
        Answer();
    }

    private static string[] Row(Receipt r, int index) =>
    [
        (index + 1).ToString(CultureInfo.InvariantCulture), r.Who.Name, Plan.Text(r.Who.Born), r.SiText ?? r.Who.Si, r.NationalToo ? r.Who.National : "", r.Scheme, r.Hint,
        r.DayText ?? Plan.Text(r.Day), r.Number, r.From, r.Months, r.Amount?.ToString(CultureInfo.InvariantCulture) ?? "", r.Officer, r.Relation, "NVT-0" + r.Number.LastOrDefault('1'), "",
    ];

    private void Officers()
    {
        var rows = new List<object[]>();
        foreach (var o in plan.Officers)
        {
            var until = o.MovedTo is null ? o.To : new DateOnly(2024, 11, 17);
            rows.Add(Post(o, o.Unit, o.From, until));
            if (o.MovedTo is { } moved) rows.Add(Post(o, moved, new DateOnly(2024, 11, 18), null));
        }
        string[] head = ["Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Số định danh", "Mã đơn vị", "Chức vụ", "Nhóm", "Đối tượng", "Từ ngày", "Đến ngày"];
        Xlsx("can-bo.xlsx", "Danh sách", [["DANH SÁCH CÁN BỘ, CÔNG CHỨC, VIÊN CHỨC"], ["Thành phố Long Xuyên, tháng 11 năm 2024"], head, [.. head.Select((_, i) => $"({i + 1})")], .. rows]);
    }

    private static object[] Post(Officer o, string unit, DateOnly? from, DateOnly? to) =>
        [o.Code, o.Person.Name, o.Person.Born, o.Person.Man ? "Nam" : "Nữ", o.Person.National, unit, o.Position, o.Role, o.Kind, (object?)from ?? "", (object?)to ?? ""];

    private void Numbers()
    {
        var wards = plan.Units.Where(u => u.Group == "xã phường").ToList();
        var targets = wards.Select((w, i) => new[] { w.Code, "won-back-hi", "", (4 + i % 4).ToString(CultureInfo.InvariantCulture), "" })
            .Concat(wards.Select((w, i) => new[] { w.Code, "plan9882-bhyt-ho-gia-dinh", "", (300 + i * 25).ToString(CultureInfo.InvariantCulture), (310 + i * 25).ToString(CultureInfo.InvariantCulture) }))
            .Concat(wards.Select((w, i) => new[] { w.Code, "plan9882-bhxh-tu-nguyen", "", (40 + i * 3).ToString(CultureInfo.InvariantCulture), "" }))
            .Append(["PB-GDDT", "won-back-hi", "", "20", ""]);
        Csv("chi-tieu.csv", ["Mã đơn vị", "Chỉ tiêu", "Kỳ", "Giao", "Đăng ký"], targets);
        var figures = wards.SelectMany((w, i) => new[]
        {
            new[] { w.Code, "plan9882-bhyt-ho-gia-dinh", "15/11/2024", (210 + i * 22).ToString(CultureInfo.InvariantCulture), "BHXH thành phố" },
            new[] { w.Code, "plan9882-bhyt-ho-gia-dinh", "22/11/2024", (255 + i * 27).ToString(CultureInfo.InvariantCulture), "BHXH thành phố" },
            new[] { w.Code, "plan9882-bhxh-tu-nguyen", "22/11/2024", (30 + i * 4).ToString(CultureInfo.InvariantCulture), "BHXH thành phố" },
        });
        Csv("so-lieu.csv", ["Mã đơn vị", "Chỉ tiêu", "Ngày chốt", "Thực hiện", "Nguồn"], figures);
    }

    private void Week2()
    {
        var rows = new List<object[]>
        {
            new object[] { "BẢO HIỂM XÃ HỘI THÀNH PHỐ LONG XUYÊN" }, new object[] { "Kết quả vận động từ 18/11 đến 22/11/2024" }, ResultHead,
            ResultHead.Select((_, i) => (object)$"({i + 1})").ToArray(),
        };
        var places = new List<int>();
        var number = 0;
        foreach (var scheme in new[] { "TN", "HGD" })
        {
            rows.Add([scheme == "TN" ? "I. BHXH tự nguyện" : "II. BHYT hộ gia đình"]);
            foreach (var r in plan.Week2.Where(r => r.Scheme == scheme))
            {
                object[] row = [.. Row(r, number++)];
                if (r.DayText is null) row[7] = r.Day;
                row[2] = r.Who.Born;
                row[0] = number;
                rows.Add(row);
                Remember("ket-qua-tuan-2.xlsx", rows.Count, r);
            }
        }
        rows.Add(["", "Tổng cộng", "", "", "", "", "", "", "", "", "", plan.Week2.Sum(r => r.Amount ?? 0)]);
        Xlsx("ket-qua-tuan-2.xlsx", "Kết quả", rows);
    }

    /// <summary>One row for each case, on an officer whose unit the indicator measures, and that no later file corrects.</summary>
    private void Remember(string file, int row, Receipt r)
    {
        if (cases.ContainsKey(r.Case) || (file == "ket-qua-tuan-1.csv" && plan.Again.Any(a => a.Number == r.Number && a != r))) return;
        var officer = plan.Officers.FirstOrDefault(o => o.Code == r.Officer);
        var group = officer is null ? null : plan.GroupOf(officer.UnitOnTheDay ?? officer.Unit);
        var indicator = r.Scheme == "TN" ? "staff-voluntary-si" : group == "trạm y tế" ? "staff-one-person-hi" : "staff-one-relative-hi";
        if ((indicator == "staff-one-relative-hi" && group != "xã phường") || (r.Scheme == "TN" && group == "trạm y tế")) return;
        if (group == "trạm y tế" && !r.Case.StartsWith("Trạm", StringComparison.Ordinal)) return;
        cases[r.Case] = new { @case = r.Case, file, row, indicator, officer = r.Officer, verdict = r.Verdict };
    }

    private void Answer()
    {
        var standings = new List<object>();
        foreach (var (indicator, groups) in new (string, (string Id, string Nhom)[])[]
        {
            ("staff-voluntary-si", [("departments", "phòng ban"), ("communes", "xã phường")]), ("staff-all-relatives-hi", [("departments", "phòng ban")]),
            ("staff-one-relative-hi", [("communes", "xã phường")]), ("won-back-hi", [("departments", "phòng ban"), ("communes", "xã phường")]),
            ("staff-one-person-hi", [("health-stations", "trạm y tế")]),
        })
        {
            foreach (var (id, nhom) in groups)
            {
                var rows = plan.Units.Where(u => u.Group == nhom).OrderBy(u => u.Code, StringComparer.Ordinal).Select(u => Sum(indicator, u)).ToList();
                standings.Add(new { indicator, group = id, rows });
            }
        }
        var json = JsonSerializer.Serialize(new { campaign = "9936", asOf = "2024-11-30", today = "2024-11-22", standings, cases = cases.Values },
            new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        File.WriteAllText(Path.Combine(folder, "answer.json"), json.ReplaceLineEndings("\n") + "\n");
    }

    private object Sum(string indicator, Unit unit)
    {
        var officers = plan.Officers.Where(o => o.UnitOnTheDay is { } on && plan.Listed(on) == unit.Code).ToList();
        return indicator switch
        {
            "staff-voluntary-si" => new { code = unit.Code, numerator = officers.Count(o => o.Voluntary), denominator = (int?)officers.Count },
            "staff-all-relatives-hi" => new { code = unit.Code, numerator = officers.Count(o => o.Required > 0 && o.Covered == o.Required), denominator = (int?)officers.Count(o => !(o.Required == 0 && o.Declared)) },
            "won-back-hi" => new { code = unit.Code, numerator = officers.Sum(o => o.WonBack), denominator = (int?)null },
            _ => new { code = unit.Code, numerator = officers.Count(o => o.OneHealth), denominator = (int?)officers.Count },
        };
    }

    private void Csv(string name, string[] head, IEnumerable<string[]> rows, char separator = ',', bool bom = false)
    {
        var text = new StringBuilder();
        foreach (var row in rows.Prepend(head)) text.AppendJoin(separator, row.Select(c => c.IndexOfAny([separator, '"', '\n']) < 0 ? c : "\"" + c.Replace("\"", "\"\"") + "\"")).Append('\n');
        File.WriteAllText(Path.Combine(folder, name), text.ToString(), new UTF8Encoding(bom));
    }

    private void Xlsx(string name, string sheet, IReadOnlyList<object[]> rows)
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var zip = new ZipArchive(File.Create(Path.Combine(folder, name)), ZipArchiveMode.Create);
        Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
        Part("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"{rel}/styles\" Target=\"styles.xml\"/></Relationships>");
        Part("xl/workbook.xml", $"<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"{sheet}\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
        Part("xl/styles.xml", $"<styleSheet xmlns=\"{main}\"><fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
        var xml = new StringBuilder($"<worksheet xmlns=\"{main}\"><sheetData>");
        for (var i = 0; i < rows.Count; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{i + 1}\">");
            for (var j = 0; j < rows[i].Length; j++)
            {
                var at = $"{(char)('A' + j)}{i + 1}";
                xml.Append(rows[i][j] switch
                {
                    "" => "",
                    DateOnly day => $"<c r=\"{at}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
                    int or long => $"<c r=\"{at}\"><v>{rows[i][j]}</v></c>",
                    var text => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(text.ToString())}</t></is></c>",
                });
            }
            xml.Append("</row>");
        }
        Part("xl/worksheets/sheet1.xml", xml.Append("</sheetData></worksheet>").ToString());

        void Part(string part, string text)
        {
            var entry = zip.CreateEntry(part);
            entry.LastWriteTime = new DateTimeOffset(2024, 11, 22, 0, 0, 0, TimeSpan.Zero);
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text));
        }
    }
}
