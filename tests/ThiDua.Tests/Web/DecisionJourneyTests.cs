using Microsoft.Playwright;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>The letter of 2019 from two provinces to the Director General's decision, in a real browser: one province over its number, somebody outside the sector.</summary>
public sealed class DecisionJourneyTests(FiguresSite site) : IClassFixture<FiguresSite>
{
    [Fact]
    public async Task Clause_3096_KT_2_1_two_provinces_come_to_a_decision_and_one_over_its_number_is_told_why()
    {
        var page = await site.Page();
        await page.GotoAsync(site.Address + "/c/3096/de-cu");
        await page.GetByText("Đề cử thêm").First.ClickAsync();
        var form = page.Locator("form[action='/c/3096/de-cu/them']").First;
        await form.GetByLabel("Hình thức khen thưởng").SelectOptionAsync("ca-nhan");
        await form.Locator("select[name=unit]").SelectOptionAsync("68");
        await form.GetByLabel("Họ tên, hoặc tên tập thể").FillAsync("Mai Văn Ích");
        await form.GetByLabel("Tóm tắt thành tích").FillAsync("Vận động 60 hộ");
        await form.GetByLabel("Giải pháp").FillAsync("Họp tổ dân phố");
        await form.GetByRole(AriaRole.Button, new() { Name = "Đề cử", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Mỗi đơn vị đề nghị nhiều nhất 3 cá nhân (khoản III.2.b)");

        await page.GotoAsync(site.Address + "/c/3096/xet");
        await Assertions.Expect(page.GetByText("Đề cử chưa chốt số liệu thì chưa xét được")).ToBeVisibleAsync();
        await page.GotoAsync(site.Address + "/c/3096/de-cu");
        await page.Locator("form[action='/c/3096/de-cu/chot'] button").ClickAsync();
        await page.GotoAsync(site.Address + "/c/3096/xet");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Xét khen thưởng" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Phạm Văn Duy")).ToHaveCountAsync(0); // the fourth of three
        await Looks.At(page, "review");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi kết quả xét" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Chưa chọn ai.");
        string[] chosen = ["Nguyễn Thị Ân", "Bùi Thị Xuân", "BHXH huyện Việt Yên"];
        foreach (var (step, opinion) in new[] { ("collection", "Đủ hồ sơ, đúng tiêu chí"), ("emulation", "Nhất trí"), ("council", "Nhất trí trình Tổng Giám đốc") })
        {
            await page.GotoAsync(site.Address + "/c/3096/xet?buoc=" + step);
            foreach (var name in chosen) await page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true }).CheckAsync();
            await page.GetByLabel("Ý kiến (nếu có)").FillAsync(opinion);
            await page.GetByRole(AriaRole.Button, new() { Name = "Ghi kết quả xét" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã ghi kết quả xét của 3 đề cử.");
        }
        await Looks.At(page, "review-recorded");
        await page.GetByRole(AriaRole.Link, new() { Name = "Lập quyết định cho người đã xét xong" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Tổng Giám đốc Bảo hiểm xã hội Việt Nam" })).ToBeVisibleAsync();
        await page.GetByLabel("Theo đề nghị tại").FillAsync("Tờ trình số 12/TTr-TĐKT ngày 15/11/2024");
        await Looks.At(page, "decisions-draft");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lập dự thảo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã lập dự thảo.");
        await Looks.At(page, "decision-draft");

        await page.GetByLabel("Số quyết định").FillAsync("45/QĐ-BHXH");
        await page.GetByLabel("Ngày ký", new() { Exact = true }).FillAsync("2024-11-23");
        await page.GetByLabel("Họ tên người ký").FillAsync("Nguyễn Văn Tổng");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi đã ban hành" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ngày ký 23/11/2024 chưa đến.");
        await page.GetByLabel("Số quyết định").FillAsync("45/QĐ-BHXH");
        await page.GetByLabel("Ngày ký", new() { Exact = true }).FillAsync("2024-11-22");
        await page.GetByLabel("Họ tên người ký").FillAsync("Nguyễn Văn Tổng");
        await page.GetByLabel("Ký với tư cách").SelectOptionAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi đã ban hành" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Quyết định 45/QĐ-BHXH ngày 22/11/2024");
        await Assertions.Expect(page.GetByText("Phó Tổng Giám đốc Nguyễn Văn Tổng ký")).ToBeVisibleAsync();
        await Looks.At(page, "decision-issued");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Danh sách kèm theo" }).ClickAsync());
        Assert.Equal("danh-sach-3096-1.docx", download.SuggestedFilename);

        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Bùi Thị Xuân" }).CheckAsync();
        await page.GetByLabel("Lý do thu hồi").FillAsync("Hội phụ nữ rút văn bản giới thiệu");
        await page.GetByLabel("Số quyết định").FillAsync("46/QĐ-BHXH");
        await page.GetByLabel("Họ tên người ký").FillAsync("Nguyễn Văn Tổng");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi thu hồi" }).ClickAsync();
        await Assertions.Expect(page.GetByText("đã thu hồi theo 46/QĐ-BHXH")).ToBeVisibleAsync();
        await Looks.At(page, "decision-revoked");
        await page.GotoAsync(site.Address + "/c/3096/quyet-dinh");
        await Assertions.Expect(page.GetByText("Thu hồi một phần")).ToBeVisibleAsync();
        await Looks.At(page, "decisions");
        Assert.Equal(404, (await page.GotoAsync(site.Address + "/lay-y-kien/3096"))!.Status); // no list is open
        foreach (var path in (string[])["/c/3096/xet", "/c/3096/quyet-dinh", "/c/3096/quyet-dinh/1"])
        {
            await page.GotoAsync(site.Address + path + "?lang=en");
            await Pictures.Of(page, $"en{path.Replace('/', '-')}");
        }
    }
}
