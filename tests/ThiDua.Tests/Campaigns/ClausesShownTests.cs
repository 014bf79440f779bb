using System.Text.RegularExpressions;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Workshop;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Campaigns;

/// <summary>Whoever lays a shipped campaign beside its document can tick every clause: it became something, or it says what waits, as the ledger (docs/clauses.md) does.</summary>
public sealed partial class ClausesShownTests
{
    public static TheoryData<string> Shipped() => [.. AddCampaign.AllShipped().Select(c => c.Id)];

    [Theory, MemberData(nameof(Shipped))]
    public void Every_clause_shows_what_it_became_or_says_what_waits(string id) =>
        Assert.Equal([], Read(id).Clauses.Where(c => c is { Lines.Count: 0, Readings.Count: 0, Waits: null }).Select(c => c.Name));

    [Theory, MemberData(nameof(Shipped))]
    public void What_waits_is_what_the_ledger_says(string id)
    {
        var waiting = Read(id).Clauses.Where(c => c.Waits is not null).Select(c => c.Name).ToList();
        var rows = Repository.TableRows("docs/clauses.md").Where(r => r[0].StartsWith(id + "/", StringComparison.OrdinalIgnoreCase) && r[2] != "carried").ToList();
        Assert.Equal([], waiting.Where(c => !rows.Any(r => Numbers(r[0][(id.Length + 1)..]).Any(n => IsWithin(c, n) || IsWithin(n, c)))));
        // what is open is quoted, so that nobody takes it for forgotten
        Assert.Equal([], rows.Where(r => r[2] == "open").SelectMany(r => Numbers(r[0][(id.Length + 1)..])).Except(waiting));
    }

    [Fact]
    public void Clauses_that_a_line_names_beside_its_source_or_that_a_reading_reads_show_them()
    {
        var plan = Read("9936").Clauses.ToDictionary(c => c.Name, StringComparer.Ordinal);
        Assert.Equal(
        [
            "chỉ tiêu: BHXH tự nguyện | đo: cán bộ có ít nhất một người được tính / cán bộ; nhóm đơn vị: Phòng ban; Xã, phường",
            "chỉ tiêu: BHXH tự nguyện | loại hình: TN (BHXH tự nguyện)",
            "chỉ tiêu: BHXH tự nguyện | phần trăm: 50; so sánh: ≥ (đạt hoặc vượt)",
        ], Lines(plan["III.1.2.b"]));
        var before = Assert.Single(plan["V.3"].Readings);
        Assert.Equal(("before-excludes-day", "mốc: Hồ sơ gửi Phòng Y tế | nơi nhận: Phòng Y tế; ngày: 05/12/2024; “trước” ngày: có; nhận cả ngày ấy: không"), (before.Name, Assert.Single(Lines(before))));
        Assert.Null(plan["V.1"].Waits);
        Assert.Equal("Ngành chủ lực chưa được đánh dấu trên xếp hạng.", plan["III.1.1.c"].Waits);
        var letter = Read("sct").Clauses.ToDictionary(c => c.Name, StringComparer.Ordinal);
        Assert.Equal(("ties number-then-rate", "at-least-one", "number-then-rate at-least-one"), (Names("I.4.1.a"), Names("I.4.1.b"), Names("I.4.2")));

        string Names(string clause) => string.Join(' ', letter[clause].Readings.Select(r => r.Name));
    }

    private static ReadClauses Read(string id) => ReadClauses.Of(File.ReadAllText(AddCampaign.Shipped(id)!), Language.Vi);

    private static List<string> Lines(ReadSource source) => source.Lines.Select(l => $"{l.Of} | {string.Join("; ", l.Says.Select(s => $"{s.Label}: {s.Value}"))}").ToList();

    private static bool IsWithin(string clause, string other) => clause == other || clause.StartsWith(other + ".", StringComparison.Ordinal);

    /// <summary>The clauses of a row: "II.2.a–b" is II.2.a and II.2.b, "KT.1.1.b, 1.2" is KT.1.1.b and KT.1.2.</summary>
    private static IEnumerable<string> Numbers(string row)
    {
        var first = row.Split(", ")[0];
        var section = first[..(first.IndexOf('.', StringComparison.Ordinal) + 1)];
        foreach (var number in row.Split(", ").Select(n => n == first ? n : section + n))
        {
            if (Range().Match(number) is not { Success: true } range) yield return number;
            else for (var c = range.Groups[2].Value[0]; c <= range.Groups[3].Value[0]; c++) yield return range.Groups[1].Value + c;
        }
    }

    [GeneratedRegex("^(.*)(.)–(.)$")]
    private static partial Regex Range();
}
