using Microsoft.Playwright;
using ThiDua.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>A standing office divides, accepts, moves a unit and records who was elected, in a real browser.</summary>
public sealed class ClusterJourneyTests : SampleSite
{
    [Fact]
    public async Task A_province_is_divided_accepted_led_and_changed()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/cum?ngay=2024-11-22");
        await Assertions.Expect(page.GetByText("63 tỉnh, thành phố · 705 đơn vị cấp huyện · 114 cụm")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Tỉnh Nghệ An" }).ClickAsync();
        await Assertions.Expect(page.GetByText("21 đơn vị cấp huyện, chia 4 cụm thi đua")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhận cách chia này cho năm 2024" }).ClickAsync();
        var first = page.Locator("section.cluster").First;
        await first.GetByText("Ghi kết quả bầu").ClickAsync();
        await first.GetByLabel("Cụm trưởng").SelectOptionAsync("412");
        await first.GetByLabel("Cụm phó").SelectOptionAsync("430");
        await first.GetByLabel("Ngày bầu").FillAsync("2024-01-15");
        await first.GetByRole(AriaRole.Button, new() { Name = "Ghi", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("section.cluster").First.GetByText("Thường trực: bộ phận thi đua – khen thưởng của Thành phố Vinh")).ToBeVisibleAsync();
        await page.GetByText("Đưa một đơn vị vào cụm khác", new() { Exact = true }).ClickAsync();
        var move = page.Locator("form[action='/cum/chuyen']");
        await move.GetByLabel("Mã đơn vị").FillAsync("428");
        await move.GetByLabel("Sang cụm").FillAsync("3");
        await move.GetByLabel("Lý do").FillAsync("đi lại gần hơn");
        await move.GetByRole(AriaRole.Button, new() { Name = "Chuyển", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Chuyển tay: đi lại gần hơn")).ToBeVisibleAsync();

        await Looks.At(page, "clusters-kept");
    }

    /// <summary>Its document divides and gives tasks; it measures nothing.</summary>
    [Fact]
    public async Task The_pages_of_a_campaign_that_measures_nothing_say_so_and_break_nowhere()
    {
        new AddCampaign(Installation).Add("4268");
        var page = await Page();
        foreach (var path in (string[])["", "/xep-hang", "/viec", "/viec-cho", "/don-doc", "/goi", "/nhan-vien-thu", "/khen-thuong", "/ho-so", "/cong-khai", "/vuong-mac"])
        {
            var answer = await page.GotoAsync(Address + "/c/4268" + path);
            Assert.True(answer!.Status == 200, $"{path}: {answer.Status}");
            await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"4268{path.Replace('/', '-')}.png"), FullPage = true });
        }
    }
}
