using Microsoft.Playwright;
using ThiDua.Awards;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>3096: what a province writes of those whom it proposes, and what still stands against sending its dossier.</summary>
public sealed class ReportJourneyTests
{
    [Fact]
    public async Task A_report_is_written_printed_and_asked_for_where_the_clause_says_so()
    {
        await using var site = new FiguresSite();
        await site.InitializeAsync();
        new FreezeStanding(site.Installation).Freeze("3096", "68", new(), null);
        var page = await site.Page();
        await page.GotoAsync(site.Address + "/c/3096/ho-so/68");
        await Assertions.Expect(page.Locator("#gui")).ToContainTextAsync("Mỗi đơn vị đề nghị nhiều nhất 3 cá nhân (khoản III.2.b)");
        await Assertions.Expect(page.Locator("#gui")).ToContainTextAsync("Nguyễn Thị Ân: chưa nêu giải pháp, sáng kiến");
        var report = page.Locator("#giay-to-4 details", new() { HasText = "Nguyễn Thị Ân" });
        await report.Locator("summary").ClickAsync();
        await report.GetByLabel("Giải pháp, sáng kiến và hiệu quả").FillAsync("Đối chiếu dữ liệu thuế từng quý\nGọi điện cho 40 doanh nghiệp");
        await report.GetByRole(AriaRole.Button, new() { Name = "Lưu báo cáo" }).ClickAsync();
        await Assertions.Expect(page.Locator("#giay-to-4")).ToContainTextAsync("đã viết 1/4 phần");
        Assert.DoesNotContain("Nguyễn Thị Ân: chưa nêu", await page.Locator("#gui").InnerTextAsync(), StringComparison.Ordinal);
        await Looks.At(page, "report-forms");
        await report.Locator("summary").ClickAsync();
        await report.GetByRole(AriaRole.Link, new() { Name = "Xem và in" }).ClickAsync();
        await Assertions.Expect(page.Locator("article")).ToContainTextAsync("Giải pháp, sáng kiến và hiệu quả: Đối chiếu dữ liệu thuế từng quý");
        await Assertions.Expect(page.Locator("article")).ToContainTextAsync("Họ và tên: Nguyễn Thị Ân.");
        await Looks.At(page, "report-paper");
        await page.GotoAsync(site.Address + "/?lang=en");
        await page.GotoAsync(site.Address + "/c/3096/ho-so/68");
        await Looks.At(page, "report-forms-en");
    }
}
