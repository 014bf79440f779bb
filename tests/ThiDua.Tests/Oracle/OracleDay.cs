using System.Globalization;

namespace ThiDua.Tests.Oracle;

/// <summary>The world as of a day.</summary>
internal sealed class OracleDay
{
    private static readonly DateOnly WindowFrom = new(2024, 11, 15);
    private static readonly DateOnly WindowTo = new(2024, 11, 30);
    private static readonly DateOnly WonBackFrom = new(2024, 1, 1);
    private static readonly DateOnly WonBackTo = new(2024, 9, 30);

    private readonly OracleWorld world;
    private readonly DateOnly day;
    private readonly Dictionary<string, Statement> units;
    private readonly Dictionary<string, Statement> officers;
    private readonly List<Statement> receipts;
    private readonly List<Statement> cards;
    private readonly List<Statement> relatives;
    private readonly List<Statement> targets;

    public OracleDay(OracleWorld world, DateOnly day)
    {
        this.world = world;
        this.day = day;
        units = InForce("units", "Mã đơn vị");
        officers = InForce("officers", "Mã cán bộ");
        receipts = world.Holding("results").Where(r => r["Phương án"] != "HUY" && ReceiptDay(r) <= day).ToList();
        cards = world.Holding("cards");
        relatives = world.Holding("relatives");
        targets = world.Holding("targets");
    }

    private Dictionary<string, Statement> InForce(string kind, string code) =>
        world.Holding(kind).Where(r => From(r) <= day && day <= To(r)).GroupBy(r => r[code]).ToDictionary(g => g.Key, g => g.MaxBy(From)!);

    private static DateOnly From(Statement row) => row["Từ ngày"] == "" ? DateOnly.MinValue : Date(row["Từ ngày"]);

    private static DateOnly To(Statement row) => row["Đến ngày"] == "" ? DateOnly.MaxValue : Date(row["Đến ngày"]);

    public static string? GroupOf(Statement unit) => unit["Nhóm"] switch
    {
        "phòng ban" => "departments",
        "xã phường" => "communes",
        "trạm y tế" => "health-stations",
        _ => null,
    };

    public List<Statement> UnitsOf(string group) => units.Values.Where(u => GroupOf(u) == group).ToList();

    /// <summary>The officers in force whose nearest unit with a Nhóm is this one.</summary>
    public List<Statement> RosterOf(Statement unit) => officers.Values.Where(o => ListedUnit(o["Mã đơn vị"]) == unit).ToList();

    private Statement? ListedUnit(string code)
    {
        while (units.TryGetValue(code, out var unit))
        {
            if (GroupOf(unit) != null) return unit;
            code = unit["Mã đơn vị cấp trên"];
        }
        return null;
    }

    /// <summary>The units in force that have officers of their own in force.</summary>
    public List<Statement> UnitsWithOfficers() => units.Values.Where(u => OwnOfficersOf(u).Count > 0).ToList();

    public List<Statement> OwnOfficersOf(Statement unit) => officers.Values.Where(o => o["Mã đơn vị"] == unit["Mã đơn vị"]).ToList();

    public List<Statement> DeclarationsOf(Statement officer) => relatives.Where(r => r["Mã cán bộ"] == officer["Mã cán bộ"]).ToList();

    public int? TargetOf(Statement unit, string indicator)
    {
        var ofUnit = targets.Where(t => t["Mã đơn vị"] == unit["Mã đơn vị"] && t["Chỉ tiêu"] == indicator).ToList();
        var used = ofUnit.Find(t => t["Kỳ"] == "") ?? (ofUnit.Count == 1 ? ofUnit[0] : null);
        return used == null ? null : int.Parse(used["Giao"], CultureInfo.InvariantCulture);
    }

    /// <summary>The officer of each counted person: that of the earliest receipt that counts.</summary>
    public List<string> Credits(Func<Statement, bool> counts) =>
        receipts.Where(counts).GroupBy(world.Person).Select(person => InOrder(person).First()["Mã cán bộ vận động"]).ToList();

    public bool CountsVoluntarySi(Statement receipt) =>
        receipt["Loại hình"] == "TN" && InWindow(receipt) && VoluntarySiKind(receipt) is ("new" or "rejoined") && Participates(Receipts(receipt, "TN"), day);

    /// <summary>Campaign sct: the officer of each person who participates today, that of his latest joining within these days.</summary>
    public List<string> CreditsOfLatestJoinings(DateOnly from, DateOnly to)
    {
        var credits = new List<string>();
        foreach (var person in receipts.Where(r => r["Loại hình"] == "TN").GroupBy(world.Person))
        {
            var joinings = InOrder(person).Where(r => from <= ReceiptDay(r) && ReceiptDay(r) <= to && VoluntarySiKind(r) is ("new" or "rejoined")).ToList();
            if (joinings.Count > 0 && Participates([.. person], day)) credits.Add(joinings[^1]["Mã cán bộ vận động"]);
        }
        return credits;
    }

    public int? TargetOf(Statement unit, string indicator, string period) =>
        targets.Find(t => t["Mã đơn vị"] == unit["Mã đơn vị"] && t["Chỉ tiêu"] == indicator && t["Kỳ"] == period) is { } target ? int.Parse(target["Giao"], CultureInfo.InvariantCulture) : null;

    public bool CountsHi(Statement receipt) =>
        receipt["Loại hình"] == "HGD" && InWindow(receipt) && (HiKind(receipt) is ("new" or "returned") || IsWonBack(receipt));

    public bool CountsWonBack(Statement receipt) => receipt["Loại hình"] == "HGD" && InWindow(receipt) && IsWonBack(receipt);

    private static bool InWindow(Statement receipt) => WindowFrom <= ReceiptDay(receipt) && ReceiptDay(receipt) <= WindowTo;

    // ---- voluntary SI

    private string VoluntarySiKind(Statement receipt)
    {
        var earlier = Earlier(receipt);
        if (earlier.Count == 0) return receipt["Phương án"] switch { "DT" => "continued", "TL" => "rejoined", _ => "new" };
        return Participates(earlier, ReceiptDay(receipt)) ? "continued" : "rejoined";
    }

    private static bool Participates(List<Statement> receipts, DateOnly on) =>
        receipts.Any(r => ReceiptDay(r) <= on && on <= EndOfMonths(r, Months(r) + PaymentWindow(Months(r))));

    private static int PaymentWindow(int months)
    {
        if (months >= 12) return 7;
        if (months >= 6) return 4;
        return months >= 3 ? 3 : 1;
    }

    // ---- household HI

    private string HiKind(Statement receipt)
    {
        var last = LastEarlierCover(receipt);
        if (last == null) return receipt["Phương án"] switch { "DT" => "renewed", "TL" => "returned", _ => "new" };
        return ReceiptDay(receipt) <= last.Value.AddMonths(3) ? "renewed" : "returned";
    }

    private bool IsWonBack(Statement receipt) => LastEarlierCover(receipt) is { } last && WonBackFrom <= last && last <= WonBackTo;

    private DateOnly? LastEarlierCover(Statement receipt)
    {
        var ends = Earlier(receipt).Select(r => EndOfMonths(r, Months(r))).ToList();
        var before = cards.Where(c => world.Person(c) == world.Person(receipt))
            .Where(c => Date(c["Giá trị từ"]) < ReceiptDay(receipt) && Date(c["Giá trị từ"]) < FirstMonth(receipt));
        ends.AddRange(before.Select(c => Date(c["Giá trị đến"])));
        return ends.Count == 0 ? null : ends.Max();
    }

    public bool IsCovered(Statement relative)
    {
        var person = world.Person(relative);
        if (person == "") return false;
        return cards.Any(c => world.Person(c) == person && Date(c["Giá trị từ"]) <= day && day <= Date(c["Giá trị đến"]))
            || receipts.Any(r => world.Person(r) == person && r["Loại hình"] == "HGD" && day <= EndOfMonths(r, Months(r)));
    }

    // ---- receipts

    private List<Statement> Receipts(Statement samePerson, string scheme) =>
        receipts.Where(r => r["Loại hình"] == scheme && world.Person(r) == world.Person(samePerson)).ToList();

    private List<Statement> Earlier(Statement receipt) =>
        InOrder(Receipts(receipt, receipt["Loại hình"])).TakeWhile(r => r != receipt).ToList();

    private static IEnumerable<Statement> InOrder(IEnumerable<Statement> some) =>
        some.OrderBy(ReceiptDay).ThenBy(r => r["Số biên lai"], StringComparer.Ordinal);

    private static DateOnly ReceiptDay(Statement receipt) => Date(receipt["Ngày biên lai"]);

    private static int Months(Statement receipt) => int.Parse(receipt["Số tháng"], CultureInfo.InvariantCulture);

    private static DateOnly FirstMonth(Statement receipt) => Date("01/" + receipt["Từ tháng"]);

    /// <summary>The last day of so many months from Từ tháng on.</summary>
    private static DateOnly EndOfMonths(Statement receipt, int months) => FirstMonth(receipt).AddMonths(months).AddDays(-1);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture);
}
