using System.Text.Json.Nodes;
using ThiDua.Awards;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>`money` as people and programs call it.</summary>
public sealed class MoneyCommandTests : IDisposable
{
    private readonly CommandLine command = new();

    public void Dispose() => command.Dispose();

    [Fact]
    public void An_amount_comes_with_its_arithmetic_and_what_it_rests_on()
    {
        Assert.Equal("""
            Lao động tiên tiến, cá nhân, quyết định ngày 20/12/2024: 710.000 đ
              0,3 × 2.340.000 đ = 702.000 đ, làm tròn lên hàng 10.000 đ: 710.000 đ
              hệ số 0,3: Nghị định 98/2023/NĐ-CP, Điều 54; Nghị định 152/2025/NĐ-CP (đã đối chiếu)
              lương cơ sở 2.340.000 đ: Nghị định 73/2024/NĐ-CP (đã đối chiếu)
              làm tròn lên hàng 10.000 đ: Nghị định 98/2023/NĐ-CP, Điều 53 (đã đối chiếu)
              Có báo in 702.000 đồng không làm tròn; theo chữ của điều luật là 710.000 đồng.

            """, command.Must("money", "--form", "lao-dong-tien-tien", "--date", "20/12/2024").Output.Replace('\u00a0', ' '));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""
            {"date":"2024-07-01","amounts":[{"form":"giay-khen-xa","kind":"form","title":"Giấy khen của Chủ tịch Ủy ban nhân dân cấp xã","subject":"individual","coefficient":0.15,"salary":2340000,"amount":360000,
             "arithmetic":"0,15 × 2.340.000\u00a0đ = 351.000\u00a0đ, làm tròn lên hàng 10.000\u00a0đ: 360.000\u00a0đ","certainty":"verified","needsConfirmation":false,"sources":[
              {"row":"giay-khen-xa/individual/2024-01-01","from":"2024-01-01","to":"2025-06-30","law":"Nghị định 98/2023/NĐ-CP","certainty":"verified","confirmedBy":null,"text":"hệ số 0,15: Nghị định 98/2023/NĐ-CP (đã đối chiếu)"},
              {"row":"salary/2024-07-01","from":"2024-07-01","to":"2026-06-30","law":"Nghị định 73/2024/NĐ-CP","certainty":"verified","confirmedBy":null,"text":"lương cơ sở 2.340.000\u00a0đ: Nghị định 73/2024/NĐ-CP (đã đối chiếu)"},
              {"row":"rounding/2024-01-01","from":"2024-01-01","to":"2025-06-30","law":"Nghị định 98/2023/NĐ-CP, Điều 53","certainty":"verified","confirmedBy":null,"text":"làm tròn lên hàng 10.000\u00a0đ: Nghị định 98/2023/NĐ-CP, Điều 53 (đã đối chiếu)"}]}]}
            """), command.Must("money", "--form", "giay-khen-xa", "--subject", "individual", "--date", "2024-07-01", "--json").Json));
    }

    /// <summary>The certificate of Long Xuyên: its coefficient is recalled, so nothing is printed before somebody says what he held it against.</summary>
    [Fact]
    public void Clause_9936_V_1_what_is_recalled_is_printed_only_with_a_citation()
    {
        string[] asked = ["money", "--form", "giay-khen-huyen", "--subject", "collective", "--date", "2024-12-20"];
        var refused = command.Run(asked);
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Equal("Chưa tính được tiền “Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện” cho tập thể ngày 20/12/2024: hệ số 0,3: theo trí nhớ, chưa đối chiếu (Nghị định 98/2023/NĐ-CP); "
            + "tập thể gấp 2 lần cá nhân: theo trí nhớ, chưa đối chiếu (Nghị định 98/2023/NĐ-CP). Đối chiếu văn bản rồi xác nhận kèm căn cứ ở trang Mức tiền thưởng (lệnh: --confirm \"văn bản, điều, khoản\").\n", refused.Errors);
        Assert.Equal("unconfirmed", (string?)command.Run([.. asked, "--json"]).Json["error"]!["code"]);
        Assert.Equal(1, command.Run([.. asked, "--confirm", " "]).ExitCode);
        var confirmed = command.Must([.. asked, "--confirm", "Điều 54(1)(e) Nghị định 98/2023"]).Output.Replace('\u00a0', ' ');
        Assert.Contains("0,3 × 2 × 2.340.000 đ = 1.404.000 đ, làm tròn lên hàng 10.000 đ: 1.410.000 đ", confirmed, StringComparison.Ordinal);
        Assert.Contains("hệ số 0,3: theo trí nhớ; người dùng xác nhận theo Điều 54(1)(e) Nghị định 98/2023\n", confirmed, StringComparison.Ordinal);
        new ConfirmRate(new(command.Data, null, TimeProvider.System, new(2024, 12, 20))).Record("collectives/2024-01-01", "văn bản thử, Điều 2");
        Assert.EndsWith(": hệ số 0,3: theo trí nhớ, chưa đối chiếu (Nghị định 98/2023/NĐ-CP). Đối chiếu văn bản rồi xác nhận kèm căn cứ ở trang Mức tiền thưởng (lệnh: --confirm \"văn bản, điều, khoản\").\n", command.Run(asked).Errors, StringComparison.Ordinal);
        new ConfirmRate(new(command.Data, null, TimeProvider.System, new(2024, 12, 20))).Record("giay-khen-huyen/individual/2024-01-01", "văn bản thử, Điều 1");
        var kept = command.Must(asked).Output;
        Assert.Contains("hệ số 0,3: theo trí nhớ; người dùng xác nhận theo văn bản thử, Điều 1\n", kept, StringComparison.Ordinal);
        Assert.Contains("người dùng xác nhận theo văn bản thử, Điều 2\n", kept, StringComparison.Ordinal);
        Assert.Equal(["văn bản thử, Điều 1", "văn bản thử, Điều 2", null, null], command.Must([.. asked, "--json"]).Json["amounts"]![0]!["sources"]!.AsArray().Select(s => (string?)s!["confirmedBy"]));
    }

    [Fact]
    public void Of_what_is_recalled_the_list_has_no_amount()
    {
        // in the list the amount is missing, not zero
        var listed = command.Must("money", "--date", "2024-12-20", "--json").Json["amounts"]!.AsArray().Single(a => (string?)a!["form"] == "giay-khen-huyen" && (string?)a["subject"] == "individual")!;
        Assert.Equal((null, null, true), ((long?)listed["amount"], (string?)listed["arithmetic"], (bool)listed["needsConfirmation"]!));
        Assert.Contains("chờ xác nhận", command.Must("money", "--date", "2024-12-20").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_amount_says_why()
    {
        Assert.Equal((1, "Chưa biết hệ số của “Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện” cho cá nhân vào ngày 01/07/2025. Không suy ra từ ngày khác: thêm dòng có căn cứ vào catalog/rewards.yaml.\n"),
            command.Run("money", "--form", "giay-khen-huyen", "--subject", "cá nhân", "--date", "2025-07-01") is var abolished ? (abolished.ExitCode, abolished.Errors) : default);
        Assert.Equal((1, "catalog/rewards.yaml không có danh hiệu hay hình thức “giay-khen”. Chạy thidua money --date 20/12/2024 để xem các mã.\n"),
            command.Run("money", "--form", "giay-khen", "--date", "2024-12-20") is var unknown ? (unknown.ExitCode, unknown.Errors) : default);
        Assert.Equal((1, "none"), command.Run("money", "--date", "2001-01-01", "--json") is var early ? (early.ExitCode, (string?)early.Json["error"]!["code"]) : default);
        Assert.Equal((2, "--subject: “hộ” không dùng được; chọn collective (tập thể) hoặc individual (cá nhân).\n"), command.Run("money", "--subject", "hộ", "--date", "2024-12-20") is var household ? (household.ExitCode, household.Errors) : default);
        Assert.Equal(2, command.Run("money", "--form", "giay-khen-xa").ExitCode);
    }
}
