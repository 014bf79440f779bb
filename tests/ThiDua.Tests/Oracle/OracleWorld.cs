namespace ThiDua.Tests.Oracle;

/// <summary>What waits, who is who, what holds.</summary>
internal sealed class OracleWorld
{
    private readonly List<Statement> all;
    private readonly Dictionary<string, string> siOfNational = [];
    private readonly Dictionary<string, string> nationalOfSi = [];
    private readonly Dictionary<string, int> unitArrived = [];
    private readonly Dictionary<string, int> officerArrived = [];

    public OracleWorld(List<Statement> statements)
    {
        all = statements;
        UnitsArrive();
        Arrive("officers", "Mã đơn vị", unitArrived);
        foreach (var row in Kind("officers").Where(r => !r.Waits)) Earliest(officerArrived, row["Mã cán bộ"], row.Place.Time);
        Arrive("targets", "Mã đơn vị", unitArrived);
        Arrive("relatives", "Mã cán bộ", officerArrived);
        Arrive("results", "Mã cán bộ vận động", officerArrived);
        foreach (var row in Kind("cards")) row.Place = (row.Step, row.Step, row.RowNumber);
        LinkPersons();
        SecondClaimsWait();
        NoRelativeBesideRelativesWaits();
    }

    private IEnumerable<Statement> Kind(string kind) => all.Where(s => s.Kind == kind);

    private static void Earliest(Dictionary<string, int> arrived, string code, int time) =>
        arrived[code] = Math.Min(time, arrived.GetValueOrDefault(code, int.MaxValue));

    /// <summary>A unit row waits while its parent is unknown: round after round until nothing more arrives.</summary>
    private void UnitsArrive()
    {
        foreach (var _ in Kind("units").ToList())
        {
            Arrive("units", "Mã đơn vị cấp trên", unitArrived);
            foreach (var row in Kind("units").Where(r => !r.Waits)) Earliest(unitArrived, row["Mã đơn vị"], row.Place.Time);
        }
        Arrive("units", "Mã đơn vị cấp trên", unitArrived);
    }

    private void Arrive(string kind, string column, Dictionary<string, int> arrived)
    {
        foreach (var row in Kind(kind))
        {
            var needs = row[column];
            row.Waits = needs != "" && !arrived.ContainsKey(needs);
            row.Place = (Math.Max(row.Step, arrived.GetValueOrDefault(needs, 0)), row.Step, row.RowNumber);
        }
    }

    private void LinkPersons()
    {
        var rows = all.Where(r => r.Kind is ("cards" or "results" or "relatives") && !r.Waits).OrderBy(r => r.Place).ToList();
        foreach (var row in rows)
        {
            var (national, si) = (row["Số định danh"], row["Mã số BHXH"]);
            if (national == "" || si == "") continue;
            if (siOfNational.GetValueOrDefault(national, si) != si || nationalOfSi.GetValueOrDefault(si, national) != national || IsSecondClaim(row, rows))
            {
                row.Waits = true;
                continue;
            }
            siOfNational[national] = si;
            nationalOfSi[si] = national;
        }
    }

    /// <summary>Would this row with both numbers come upon a receipt that another officer stated first?</summary>
    private bool IsSecondClaim(Statement row, List<Statement> rows)
    {
        if (row.Kind != "results") return false;
        var byNational = PersonOf(row["Số định danh"], "");
        var bySi = PersonOf("", row["Mã số BHXH"]);
        var first = rows.Where(r => r.Kind == "results" && !r.Waits && r.Place.CompareTo(row.Place) < 0)
            .Where(r => r["Loại hình"] == row["Loại hình"] && r["Số biên lai"] == row["Số biên lai"])
            .Where(r => Person(r) == byNational || Person(r) == bySi)
            .FirstOrDefault();
        return first != null && first["Mã cán bộ vận động"] != row["Mã cán bộ vận động"];
    }

    private void SecondClaimsWait()
    {
        foreach (var receipt in Kind("results").Where(r => !r.Waits).GroupBy(Key).ToList())
        {
            var first = receipt.OrderBy(r => r.Place).First();
            foreach (var row in receipt) row.Waits = row["Mã cán bộ vận động"] != first["Mã cán bộ vận động"];
        }
    }

    private void NoRelativeBesideRelativesWaits()
    {
        var withRelatives = Kind("relatives").Where(r => !r.Waits && r["Quan hệ"] != "không có").Select(r => r["Mã cán bộ"]).ToHashSet();
        foreach (var row in Kind("relatives").Where(r => r["Quan hệ"] == "không có" && withRelatives.Contains(r["Mã cán bộ"]))) row.Waits = true;
    }

    public string Person(Statement row) => PersonOf(row["Số định danh"], row["Mã số BHXH"]);

    private string PersonOf(string national, string si)
    {
        if (national != "") return national;
        return si == "" ? "" : nationalOfSi.GetValueOrDefault(si, si);
    }

    /// <summary>What one row is (contract §2).</summary>
    public string Key(Statement row) => row.Kind switch
    {
        "units" => row["Mã đơn vị"] + "|" + row["Từ ngày"],
        "officers" => row["Mã cán bộ"] + "|" + row["Từ ngày"],
        "targets" => row["Mã đơn vị"] + "|" + row["Chỉ tiêu"] + "|" + row["Kỳ"],
        "cards" => Person(row) + "|" + row["Mã thẻ"] + "|" + row["Giá trị từ"],
        "results" => Person(row) + "|" + row["Loại hình"] + "|" + row["Số biên lai"],
        "relatives" when Person(row) != "" => row["Mã cán bộ"] + "|" + Person(row),
        "relatives" => row["Mã cán bộ"] + "|" + row["Quan hệ"] + "|" + row["Họ và tên"] + "|" + row["Ngày sinh"],
        _ => throw new ArgumentException(row.Kind),
    };

    /// <summary>The rows that hold: not waiting, and of several of one key the last.</summary>
    public List<Statement> Holding(string kind) =>
        Kind(kind).Where(r => !r.Waits).GroupBy(Key).Select(versions => versions.OrderBy(r => r.Place).Last()).ToList();
}
