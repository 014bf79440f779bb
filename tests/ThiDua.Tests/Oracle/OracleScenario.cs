using System.Globalization;

namespace ThiDua.Tests.Oracle;

/// <summary>Small, nasty campaigns: few units, officers and persons, so that everything happens to the same ones.</summary>
public sealed class OracleScenario
{
    private static readonly string[] UnitHead = ["Mã đơn vị", "Tên đơn vị", "Mã đơn vị cấp trên", "Loại", "Nhóm", "Từ ngày", "Đến ngày"];
    private static readonly string[] OfficerHead = ["Mã cán bộ", "Họ và tên", "Mã đơn vị", "Từ ngày", "Đến ngày"];
    private static readonly string[] RelativeHead = ["Mã cán bộ", "Quan hệ", "Họ và tên", "Số định danh", "Mã số BHXH", "Miễn trừ"];
    private static readonly string[] ResultHead = ["Họ và tên", "Mã số BHXH", "Số định danh", "Loại hình", "Phương án", "Ngày biên lai", "Số biên lai", "Từ tháng", "Số tháng", "Mã cán bộ vận động", "Quan hệ"];
    private static readonly string[] CardHead = ["Mã số BHXH", "Số định danh", "Họ và tên", "Mã thẻ", "Giá trị từ", "Giá trị đến"];
    private static readonly string[] TargetHead = ["Mã đơn vị", "Chỉ tiêu", "Kỳ", "Giao"];
    private static readonly string[] Relations =
        ["cha", "mẹ", "cha vợ/chồng", "mẹ vợ/chồng", "con", "anh chị em ruột", "anh chị em vợ/chồng", "vợ/chồng", "khác", "không phải người thân"];

    private readonly Random random;
    private readonly List<string> units = [];
    private readonly int officers;
    private readonly int persons;
    private readonly List<(string[] Head, string[] Row)> stated = [];
    private readonly bool isSct;
    private int files;

    private OracleScenario(int seed, bool isSct)
    {
        (random, this.isSct) = (new(seed), isSct);
        (officers, persons) = (random.Next(3, 8), random.Next(3, 7));
    }

    public static IReadOnlyList<OracleStep> Random(int seed) => new OracleScenario(seed, false).Steps();

    /// <summary>For campaign sct: voluntary SI over two years, so that people leave, come back and are brought by others.</summary>
    public static IReadOnlyList<OracleStep> RandomSct(int seed) => new OracleScenario(seed, true).Steps();

    private List<OracleStep> Steps()
    {
        var unitRows = UnitRows();
        var steps = new List<OracleStep> { File("units", UnitHead, unitRows), File("officers", OfficerHead, Many(OfficerHead, officers, i => OfficerRow(i, i))), File("cards", CardHead, Many(CardHead, random.Next(2, 8), _ => CardRow())) };
        steps.Add(File("relatives", RelativeHead, Many(RelativeHead, random.Next(3, 10), _ => RelativeRow())));
        for (var i = random.Next(2, 4); i > 0; i--) steps.Add(File("results", ResultHead, Many(ResultHead, random.Next(2, 9), _ => ResultRow())));
        if (Chance(40)) steps.Add(File("targets", TargetHead, Many(TargetHead, random.Next(1, 4), _ => TargetRow())));
        if (Chance(40)) steps.Add(File("officers", OfficerHead, Many(OfficerHead, random.Next(1, 3), _ => OfficerRow(random.Next(officers), random.Next(9)))));
        if (Chance(30)) steps.Add(File("units", UnitHead, [Changed(unitRows[random.Next(unitRows.Count)], 1, " mới")]));
        // Files come in any order; corrections and repetitions of whole files after them.
        for (var i = steps.Count - 1; i > 0; i--)
        {
            if (Chance(55)) continue;
            var j = random.Next(i + 1);
            (steps[i], steps[j]) = (steps[j], steps[i]);
        }
        for (var i = random.Next(0, 4); i > 0; i--) steps.Add(Resent((OracleImport)steps[random.Next(steps.Count)]));
        for (var i = random.Next(0, 3); i > 0; i--) Withdraw(steps);
        return steps;
    }

    private void Withdraw(List<OracleStep> steps)
    {
        var at = random.Next(1, steps.Count + 1);
        var gone = steps.OfType<OracleWithdrawal>().Select(w => w.File).ToHashSet();
        var bytes = steps.OfType<OracleImport>().CountBy(i => i.Csv()).ToDictionary();
        if (steps.Take(at).OfType<OracleImport>().Where(i => !gone.Contains(i.File) && bytes[i.Csv()] == 1).ToList() is { Count: > 0 } open) steps.Insert(at, new OracleWithdrawal(open[random.Next(open.Count)].File));
    }

    /// <summary>A file again: some rows left out, some changed, some as they were.</summary>
    private OracleImport Resent(OracleImport import)
    {
        var rows = import.Rows.Where(_ => Chance(80)).Select(r => Chance(70) ? r : Mend(import.Kind, [.. r])).ToList();
        return File(import.Kind, import.Header, rows.Count > 0 ? rows : import.Rows);
    }

    private string[] Mend(string kind, string[] row)
    {
        switch (kind)
        {
            case "results":
                var other = ResultRow();
                var column = random.Next(4, row.Length);
                if (column == 6 && Chance(50)) column = 4;
                row[column] = other[column];
                if (Chance(25)) (row[1], row[2]) = (other[1], other[2]);
                return row;
            case "cards":
                row[5] = Day(new(2024, 1, 1), 700);
                if (string.CompareOrdinal(Sortable(row[5]), Sortable(row[4])) < 0) row[5] = row[4];
                return row;
            case "relatives":
                if (row[1] != "không có") row[Chance(50) ? 5 : 1] = Chance(50) ? "cha" : "con";
                return row;
            case "targets":
                row[3] = random.Next(0, 4).ToString(CultureInfo.InvariantCulture);
                return row;
            default:
                return Changed(row, 1, " sửa");
        }
    }

    private static string[] Changed(IReadOnlyList<string> row, int column, string more)
    {
        string[] changed = [.. row];
        changed[column] += more;
        return changed;
    }

    private OracleImport File(string kind, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        new(kind, string.Create(CultureInfo.InvariantCulture, $"{kind}-{++files}.csv"), header, [.. rows]);

    private List<string[]> UnitRows()
    {
        var rows = new List<string[]> { Unit("T", "", "") };
        var roots = random.Next(2, 5);
        for (var i = 0; i < roots; i++) rows.Add(Unit($"U{i}", "T", Any(["phòng ban", "xã phường", "xã phường", "trạm y tế"])));
        if (Chance(60)) rows.Add(Unit("S0", "U0", ""));
        if (Chance(40)) rows.Add(Unit("S1", "S0", Chance(50) ? "" : "trạm y tế"));
        if (Chance(40)) rows.Add(Unit("S2", "U1", Chance(50) ? "" : "trạm y tế"));
        if (Chance(25)) rows.Add([.. Unit("U0", "T", Any(["phòng ban", "xã phường", ""]))[..5], "20/11/2024", Chance(30) ? "27/11/2024" : ""]);
        if (Chance(15)) rows[1][6] = "25/11/2024";
        units.AddRange(rows.Select(r => r[0]).Distinct());
        for (var i = rows.Count - 1; i > 0; i--) if (Chance(30)) (rows[i], rows[0]) = (rows[0], rows[i]);
        return rows;

        static string[] Unit(string code, string parent, string nhom) => [code, "Đơn vị " + code, parent, "đơn vị", nhom, "", ""];
    }

    private string[] OfficerRow(int officer, int version)
    {
        var row = new[] { $"C{officer}", $"Cán bộ {officer}", Chance(5) ? "Z9" : Any(units), "", "" };
        if (version == officer && Chance(75)) return row;
        if (Chance(70)) row[3] = isSct ? Day(new(2024, 4, 1), 600) : Day(new(2024, 11, 10), 22);
        if (Chance(30)) row[4] = row[3] == "" ? Day(new(2024, 11, 12), 25) : Later(row[3], random.Next(0, isSct ? 300 : 12));
        return row;
    }

    private string[] TargetRow() => isSct
        ? [Any(units), Any(["relatives-maintained", "staff-with-relative"]), Any(["", "2024", "2025"]), random.Next(0, 4).ToString(CultureInfo.InvariantCulture)]
        : [Any(units), "won-back-hi", Chance(80) ? "" : "2024", random.Next(0, 4).ToString(CultureInfo.InvariantCulture)];

    private string[] RelativeRow()
    {
        var officer = Officer();
        if (Chance(12)) return [officer, "không có", "", "", "", ""];
        var (national, si) = Chance(15) ? ("", "") : Identifiers();
        return [officer, Any(Relations[..9]), "Người " + random.Next(3), national, si, Chance(12) ? "x" : Chance(10) ? "không" : ""];
    }

    private string[] CardRow()
    {
        var (national, si) = Identifiers();
        var from = Day(new(2023, 6, 1), 560);
        var to = Later(from, Any([30, 90, 180, 364, 364, 400, 500]));
        return [si, national, "Người", Chance(50) ? "" : "GD" + random.Next(2), from, to];
    }

    private string[] ResultRow()
    {
        var (national, si) = Identifiers();
        var day = isSct ? Day(new(2024, 4, 15), 640) : Chance(80) ? Day(new(2024, 11, 15), 16) : Day(new(2024, 9, 25), 75);
        var month = DateOnly.ParseExact(day, "dd/MM/yyyy", CultureInfo.InvariantCulture).AddMonths(Any([0, 0, 0, 0, 1, 2, -1, -5]));
        return
        [
            "Người", si, national, Chance(isSct ? 90 : 45) ? "TN" : "HGD", Any(["TM", "TM", "TM", "DT", "TL", "", "HUY"]), day, "BL" + random.Next(1, 7),
            month.ToString("MM/yyyy", CultureInfo.InvariantCulture), Any([1, 1, 2, 3, 3, 5, 6, 9, 12, 13]).ToString(CultureInfo.InvariantCulture), Officer(), Any(Relations),
        ];
    }

    private string Officer() => Chance(5) ? "Z8" : $"C{random.Next(officers)}";

    /// <summary>One number, the other, or both; now and then the other number of somebody else.</summary>
    private (string National, string Si) Identifiers()
    {
        var person = random.Next(persons);
        var national = string.Create(CultureInfo.InvariantCulture, $"0891900000{person:00}");
        var si = string.Create(CultureInfo.InvariantCulture, $"89000000{(Chance(4) ? random.Next(persons) : person):00}");
        return random.Next(10) switch { < 4 => (national, ""), < 8 => ("", si), _ => (national, si) };
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private List<string[]> Many(string[] head, int count, Func<int, string[]> row)
    {
        var rows = Enumerable.Range(0, count).Select(row).ToList();
        // A row of an earlier file once more, in this one.
        if (Chance(20) && stated.Find(s => s.Head == head).Row is { } again) rows.Add(again);
        stated.AddRange(rows.Select(r => (head, r)));
        return rows;
    }

    private string Day(DateOnly from, int days) => Text(from.AddDays(random.Next(days)));

    private static string Later(string day, int days) => Text(DateOnly.ParseExact(day, "dd/MM/yyyy", CultureInfo.InvariantCulture).AddDays(days));

    private static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Sortable(string day) => day[6..] + day[3..5] + day[..2];
}
