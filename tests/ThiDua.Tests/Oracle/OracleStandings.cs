using System.Globalization;

namespace ThiDua.Tests.Oracle;

/// <summary>The standings of 9936 reckoned from nothing, one definition of contract §3 and §4 after the other.</summary>
public static class OracleStandings
{
    private static readonly string[] Listed =
        ["cha", "mẹ", "cha vợ/chồng", "mẹ vợ/chồng", "con", "anh chị em ruột", "anh chị em vợ/chồng"];

    private static readonly Dictionary<string, string> GroupOfNhom = new()
    {
        ["phòng ban"] = "departments", ["xã phường"] = "communes", ["trạm y tế"] = "health-stations",
    };

    private static readonly (string Id, string[] Groups)[] Indicators =
    [
        ("staff-voluntary-si", ["departments", "communes"]), ("staff-all-relatives-hi", ["departments"]), ("staff-one-relative-hi", ["communes"]),
        ("won-back-hi", ["departments", "communes"]), ("staff-one-person-hi", ["health-stations"]),
    ];

    public static IReadOnlyList<OracleLine> Of(IReadOnlyList<OracleStep> known, DateOnly asOf)
    {
        var facts = new OracleFacts(new(known));
        var units = facts.Units.Select(u => u["Mã đơn vị"]).Distinct()
            .Select(c => OracleFacts.On(facts.Units, "Mã đơn vị", c, asOf)).OfType<OracleRow>().ToDictionary(u => u["Mã đơn vị"]);
        var roster = facts.Posts.Select(p => p["Mã cán bộ"]).Distinct()
            .Select(c => OracleFacts.On(facts.Posts, "Mã cán bộ", c, asOf)).OfType<OracleRow>().ToList();
        var lines = new List<OracleLine>();
        foreach (var (indicator, groups) in Indicators)
        {
            var counted = Counted(facts, indicator, asOf);
            foreach (var of in new[] { "units", "officers" })
            {
                foreach (var group in groups)
                {
                    lines.AddRange(Ranked(of == "units"
                        ? units.Values.Where(u => GroupOf(u) == group).Select(u => UnitLine(facts, indicator, group, u, roster.Where(p => Above(units, p["Mã đơn vị"]) == u).ToList(), counted, asOf))
                        : roster.Where(p => Above(units, p["Mã đơn vị"]) is { } u && GroupOf(u) == group).Select(p => OfficerLine(facts, indicator, group, p, counted, asOf)).OfType<OracleLine>()));
                }
            }
        }
        return lines;
    }

    private static string? GroupOf(OracleRow unit) => GroupOfNhom.GetValueOrDefault(unit["Nhóm"]);

    /// <summary>The listed unit into which a unit's own numbers go: itself or the nearest above it.</summary>
    private static OracleRow? Above(Dictionary<string, OracleRow> units, string code)
    {
        while (units.TryGetValue(code, out var unit))
        {
            if (GroupOf(unit) is not null) return unit;
            code = unit["Mã đơn vị cấp trên"];
        }
        return null;
    }

    private static OracleLine UnitLine(
        OracleFacts facts, string indicator, string group, OracleRow unit, List<OracleRow> officers, List<(string Officer, string Person)> counted, DateOnly asOf)
    {
        int Persons(OracleRow post) => counted.Count(c => c.Officer == post["Mã cán bộ"]);
        var (code, name) = (unit["Mã đơn vị"], unit["Tên đơn vị"]);
        if (indicator == "won-back-hi")
        {
            var number = officers.Sum(Persons);
            // Nobody asks for a period here: the target without one, else the only one there is (a reading).
            var given = facts.Targets.Where(t => t["Mã đơn vị"] == code && t["Chỉ tiêu"] == indicator).ToList();
            var target = (given.Find(t => t["Kỳ"] == "") ?? (given.Count == 1 ? given[0] : null))?["Giao"];
            return new(indicator, "units", group, null, code, name, number, null, Plain(number), target, target is null ? null : number >= int.Parse(target, CultureInfo.InvariantCulture));
        }
        int met, all;
        if (indicator == "staff-all-relatives-hi")
        {
            var measured = officers.Where(o => Declared(facts, o["Mã cán bộ"]) is var d && (d.Count == 0 || d.Any(r => Listed.Contains(r["Quan hệ"])))).ToList();
            all = measured.Count;
            met = measured.Count(o => Required(facts, o) is { Count: > 0 } required && required.All(r => IsCovered(facts, r, asOf)));
        }
        else (met, all) = (officers.Count(o => Persons(o) > 0), officers.Count);
        var percent = indicator == "staff-voluntary-si" ? 50 : 100;
        // Met when the numerator reaches the target's share of the denominator, rounded up.
        return new(indicator, "units", group, null, code, name, met, all, all == 0 ? null : Percent(met, all), percent + ".00", all > 0 && met >= (percent * all + 99) / 100);
    }

    private static OracleLine? OfficerLine(
        OracleFacts facts, string indicator, string group, OracleRow post, List<(string Officer, string Person)> counted, DateOnly asOf)
    {
        var (code, name) = (post["Mã cán bộ"], post["Họ và tên"]);
        if (indicator == "staff-all-relatives-hi")
        {
            var required = Required(facts, post);
            // No declaration at all: measured, not met, with nothing to divide; only others declared: not measured.
            if (required.Count == 0) return Declared(facts, code).Count == 0 ? new(indicator, "officers", group, null, code, name, 0, 0, null, "100.00", false) : null;
            var covered = required.Count(r => IsCovered(facts, r, asOf));
            return new(indicator, "officers", group, null, code, name, covered, required.Count, Percent(covered, required.Count), "100.00", covered == required.Count);
        }
        var number = counted.Count(c => c.Officer == code);
        return new(indicator, "officers", group, null, code, name, number, null, Plain(number), "1", number >= 1);
    }

    private static List<OracleRow> Declared(OracleFacts facts, string officer) => facts.Relatives.Where(r => r["Mã cán bộ"] == officer).ToList();

    private static List<OracleRow> Required(OracleFacts facts, OracleRow post) => Declared(facts, post["Mã cán bộ"]).Where(r => Listed.Contains(r["Quan hệ"])).ToList();

    private static bool IsCovered(OracleFacts facts, OracleRow relative, DateOnly day)
    {
        if (relative["Miễn trừ"] != "") return true;
        if (!OracleFacts.HasIdentifier(relative)) return false;
        var person = facts.PersonOf(relative);
        return facts.Cards.Any(c => facts.PersonOf(c) == person && c.Day("Giá trị từ") <= day && day <= c.Day("Giá trị đến"))
            || Receipts(facts, person, "HGD").Any(r => r.Day("Ngày biên lai") <= day && day <= LastPaidDay(r));
    }

    private static List<OracleRow> Receipts(OracleFacts facts, string person, string scheme) =>
        facts.Receipts.Where(r => facts.PersonOf(r) == person && r["Loại hình"] == scheme && r["Phương án"] != "HUY").ToList();

    /// <summary>§4: who counts for whom; one person once per indicator, for the officer of the earliest receipt that meets the rest.</summary>
    private static List<(string Officer, string Person)> Counted(OracleFacts facts, string indicator, DateOnly asOf)
    {
        var counted = new List<(string, string)>();
        if (indicator == "staff-all-relatives-hi") return counted;
        var scheme = indicator == "staff-voluntary-si" ? "TN" : "HGD";
        foreach (var person in facts.Receipts.Select(facts.PersonOf).Distinct())
        {
            var receipts = Receipts(facts, person, scheme);
            var first = receipts.Where(r => r.Day("Ngày biên lai") <= asOf && Qualifies(facts, indicator, person, r, receipts))
                .OrderBy(r => r.Day("Ngày biên lai")).ThenBy(r => r["Số biên lai"], StringComparer.Ordinal).FirstOrDefault();
            if (first is null || (scheme == "TN" && !Participates(receipts, asOf))) continue;
            counted.Add((first["Mã cán bộ vận động"], person));
        }
        return counted;
    }

    private static bool Qualifies(OracleFacts facts, string indicator, string person, OracleRow receipt, List<OracleRow> receipts)
    {
        var day = receipt.Day("Ngày biên lai")!.Value;
        if (day < new DateOnly(2024, 11, 15) || day > new DateOnly(2024, 11, 30)) return false;
        if (indicator == "staff-one-relative-hi" && !Listed.Contains(receipt["Quan hệ"])) return false;
        var earlier = receipts.Where(r => r.Day("Ngày biên lai") < day || (r.Day("Ngày biên lai") == day && string.CompareOrdinal(r["Số biên lai"], receipt["Số biên lai"]) < 0)).ToList();
        if (indicator == "staff-voluntary-si")
        {
            if (earlier.Count > 0) return !Participates(earlier, day);
            return receipt["Phương án"] != "DT";
        }
        var ends = earlier.Select(LastPaidDay).Concat(facts.Cards
            .Where(c => facts.PersonOf(c) == person && c.Day("Giá trị từ") < day && c.Day("Giá trị từ") < FirstPaidDay(receipt)).Select(c => c.Day("Giá trị đến")!.Value)).ToList();
        var wonBack = ends.Count > 0 && ends.Max() >= new DateOnly(2024, 1, 1) && ends.Max() <= new DateOnly(2024, 9, 30);
        if (indicator == "won-back-hi") return wonBack;
        // Renewed is the only kind that does not count: on time, or by the hint where nothing is known.
        return wonBack || (ends.Count > 0 ? day > ends.Max().AddMonths(3) : receipt["Phương án"] != "DT");
    }

    private static DateOnly FirstPaidDay(OracleRow receipt) => DateOnly.ParseExact("01/" + receipt["Từ tháng"], "dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static DateOnly LastPaidDay(OracleRow receipt) => FirstPaidDay(receipt).AddMonths(int.Parse(receipt["Số tháng"], CultureInfo.InvariantCulture)).AddDays(-1);

    /// <summary>§3: paid months that end on or after the day, or the payment window after them (595/QĐ-BHXH Art. 11).</summary>
    private static bool Participates(List<OracleRow> receipts, DateOnly day) => receipts.Any(r =>
    {
        var months = int.Parse(r["Số tháng"], CultureInfo.InvariantCulture);
        var window = months >= 12 ? 7 : months >= 6 ? 4 : months >= 3 ? 3 : 1;
        return r.Day("Ngày biên lai") <= day && day <= FirstPaidDay(r).AddMonths(months + window).AddDays(-1);
    });

    /// <summary>Competition ranking 1, 2, 2, 4 by the exact value; nothing to divide stands last without a rank.</summary>
    private static IEnumerable<OracleLine> Ranked(IEnumerable<OracleLine> lines)
    {
        var all = lines.ToList();
        bool IsHigher(OracleLine a, OracleLine b) => a.Numerator * (b.Denominator ?? 1) > b.Numerator * (a.Denominator ?? 1);
        return all.Select(l => l with { Rank = l.Value is null ? null : 1 + all.Count(o => o.Value is not null && IsHigher(o, l)) })
            .OrderBy(l => l.Rank ?? int.MaxValue).ThenBy(l => l.Code, StringComparer.Ordinal);
    }

    /// <summary>In percent with two decimals, rounded half up.</summary>
    private static string Percent(int of, int all)
    {
        var hundredths = (of * 10_000 * 2 + all) / (2 * all);
        return string.Create(CultureInfo.InvariantCulture, $"{hundredths / 100}.{hundredths % 100:00}");
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);
}
