using Place = (int Since, int Import, int Number);

namespace ThiDua.Tests.Oracle;

/// <summary>What is true after some steps: units, posts, persons, and which rows wait or were superseded (contract §2, §3).</summary>
public sealed class OracleFacts
{
    private readonly Dictionary<string, int> unitSince = [];
    private readonly Dictionary<string, int> officerSince = [];
    private readonly Dictionary<string, string> partner = [];
    private readonly HashSet<OracleRow> waiting = [];
    private readonly HashSet<OracleRow> corrections = [];

    public OracleFacts(OracleRows rows)
    {
        FindUnits(rows.Live("units").ToList());
        Units = Hold(rows.Live("units"), r => r["Mã đơn vị cấp trên"] == "" ? -1 : Since(unitSince, r["Mã đơn vị cấp trên"]), r => r["Mã đơn vị"] + "|" + r["Từ ngày"]);
        Posts = Hold(rows.Live("officers"), r => Since(unitSince, r["Mã đơn vị"]), r => r["Mã cán bộ"] + "|" + r["Từ ngày"]);
        foreach (var row in rows.Live("officers").Where(r => !waiting.Contains(r)))
        {
            var since = Math.Max(row.Import, unitSince[row["Mã đơn vị"]]);
            officerSince[row["Mã cán bộ"]] = Math.Min(since, officerSince.GetValueOrDefault(row["Mã cán bộ"], int.MaxValue));
        }
        Targets = Hold(rows.Live("targets"), r => Since(unitSince, r["Mã đơn vị"]), r => r["Mã đơn vị"] + "|" + r["Chỉ tiêu"] + "|" + r["Kỳ"]);
        Link(rows);
        Receipts = HoldReceipts(rows.Live("results"));
        Cards = Hold(rows.Live("cards").Where(r => !waiting.Contains(r)), _ => -1, r => PersonOf(r) + "|" + r["Mã thẻ"] + "|" + r["Giá trị từ"]);
        Relatives = Hold(rows.Live("relatives").Where(r => !waiting.Contains(r)), r => Since(officerSince, r["Mã cán bộ"]), r => r["Mã cán bộ"] + "|" + PersonOf(r));
        foreach (var none in rows.Live("relatives").Where(r => r["Quan hệ"] == "không có"))
        {
            if (rows.Live("relatives").Any(r => r["Mã cán bộ"] == none["Mã cán bộ"] && r["Quan hệ"] != "không có")) waiting.Add(none);
        }
    }

    public List<OracleRow> Units { get; }
    public List<OracleRow> Posts { get; }
    public List<OracleRow> Targets { get; }
    public List<OracleRow> Receipts { get; }
    public List<OracleRow> Cards { get; }
    public List<OracleRow> Relatives { get; }

    public bool Waits(OracleRow row) => waiting.Contains(row);

    public bool Corrects(OracleRow row) => corrections.Contains(row);

    /// <summary>The row of a unit or officer in force on a day: of overlapping rows the one that begins last.</summary>
    public static OracleRow? On(IEnumerable<OracleRow> held, string column, string code, DateOnly day) => held
        .Where(r => r[column] == code && (r.Day("Từ ngày") ?? DateOnly.MinValue) <= day && day <= (r.Day("Đến ngày") ?? DateOnly.MaxValue))
        .OrderBy(r => r.Day("Từ ngày") ?? DateOnly.MinValue).LastOrDefault();

    public string PersonOf(OracleRow row)
    {
        var any = IdentifiersOf(row)[0];
        return partner.TryGetValue(any, out var other) && string.CompareOrdinal(other, any) < 0 ? other : any;
    }

    public static bool HasIdentifier(OracleRow row) => row["Số định danh"] != "" || row["Mã số BHXH"] != "";

    private static List<string> IdentifiersOf(OracleRow row)
    {
        var found = new List<string>();
        if (row["Số định danh"] != "") found.Add("N" + row["Số định danh"]);
        if (row["Mã số BHXH"] != "") found.Add("S" + row["Mã số BHXH"]);
        if (found.Count == 0) found.Add($"T{row["Mã cán bộ"]}|{row["Quan hệ"]}|{row["Họ và tên"]}|{row["Ngày sinh"]}");
        return found;
    }

    private static int? Since(Dictionary<string, int> known, string code) => known.TryGetValue(code, out var since) ? since : null;

    private void FindUnits(List<OracleRow> rows)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var row in rows)
            {
                var parent = row["Mã đơn vị cấp trên"];
                if (parent != "" && !unitSince.ContainsKey(parent)) continue;
                var since = parent == "" ? row.Import : Math.Max(row.Import, unitSince[parent]);
                if (unitSince.TryGetValue(row["Mã đơn vị"], out var before) && before <= since) continue;
                unitSince[row["Mã đơn vị"]] = since;
                again = true;
            }
        }
    }

    private static Place PlaceOf(OracleRow row, int since) => (Math.Max(row.Import, since), row.Import, row.Number);

    /// <summary>Same key: the row with the later place holds. A row whose code is not known waits.</summary>
    private List<OracleRow> Hold(IEnumerable<OracleRow> rows, Func<OracleRow, int?> codeSince, Func<OracleRow, string> key)
    {
        var held = new Dictionary<string, OracleRow>();
        var ordered = new List<(Place Place, OracleRow Row)>();
        foreach (var row in rows)
        {
            if (codeSince(row) is { } since) ordered.Add((PlaceOf(row, since), row));
            else waiting.Add(row);
        }
        foreach (var (_, row) in ordered.OrderBy(o => o.Place))
        {
            if (held.ContainsKey(key(row))) corrections.Add(row);
            held[key(row)] = row;
        }
        return [.. held.Values];
    }

    private static string OfficerOf(OracleRow row) => row.Kind == "results" ? row["Mã cán bộ vận động"] : row["Mã cán bộ"];

    /// <summary>§3: a row with both numbers links them; a number already paired with another of the same kind makes the row wait.</summary>
    private void Link(OracleRows rows)
    {
        var ordered = new List<(Place Place, OracleRow Row)>();
        foreach (var row in rows.Live("cards")) ordered.Add((PlaceOf(row, -1), row));
        foreach (var row in rows.Live("results").Concat(rows.Live("relatives")))
        {
            if (Since(officerSince, OfficerOf(row)) is { } since) ordered.Add((PlaceOf(row, since), row));
            else waiting.Add(row);
        }
        var claims = new List<(string Id, string Scheme, string Number, string Officer)>();
        foreach (var (_, row) in ordered.OrderBy(o => o.Place))
        {
            var ids = IdentifiersOf(row);
            if (ids.Count == 2)
            {
                if ((partner.TryGetValue(ids[0], out var one) && one != ids[1]) || (partner.TryGetValue(ids[1], out var other) && other != ids[0]))
                {
                    waiting.Add(row);
                    continue;
                }
                if (row.Kind == "results" && FirstClaim(ids[0]) is { } a && a != OfficerOf(row)) continue;
                if (row.Kind == "results" && FirstClaim(ids[1]) is { } b && b != OfficerOf(row)) continue;
                (partner[ids[0]], partner[ids[1]]) = (ids[1], ids[0]);
            }
            if (row.Kind == "results") claims.Add((ids[0], row["Loại hình"], row["Số biên lai"], OfficerOf(row)));

            string? FirstClaim(string id) => claims
                .Where(c => (c.Id == id || (partner.TryGetValue(id, out var p) && c.Id == p)) && c.Scheme == row["Loại hình"] && c.Number == row["Số biên lai"])
                .Select(c => c.Officer).FirstOrDefault();
        }
    }

    /// <summary>§2: another officer on a known receipt is a second claim and waits.</summary>
    private List<OracleRow> HoldReceipts(IEnumerable<OracleRow> rows)
    {
        var held = new Dictionary<string, OracleRow>();
        foreach (var row in rows.Where(r => !waiting.Contains(r)).OrderBy(r => PlaceOf(r, officerSince[OfficerOf(r)])).ToList())
        {
            var key = PersonOf(row) + "|" + row["Loại hình"] + "|" + row["Số biên lai"];
            if (!held.TryGetValue(key, out var version)) held[key] = row;
            else if (OfficerOf(version) != OfficerOf(row)) waiting.Add(row);
            else
            {
                corrections.Add(row);
                held[key] = row;
            }
        }
        return [.. held.Values];
    }
}

/// <summary>What became of the rows of the last step, an import.</summary>
public static class OracleIntake
{
    public static OracleOutcomes OfLast(IReadOnlyList<OracleStep> steps)
    {
        var rows = new OracleRows(steps);
        var facts = new OracleFacts(rows);
        var outcomes = rows.Last.ConvertAll(r => facts.Waits(r.Row) ? "waiting" : r.WasKnown ? "unchanged" : facts.Corrects(r.Row) ? "corrected" : "accepted");
        int Count(string outcome) => outcomes.Count(o => o == outcome);
        return new(Count("accepted"), Count("unchanged"), Count("corrected"), Count("waiting"), 0);
    }
}
