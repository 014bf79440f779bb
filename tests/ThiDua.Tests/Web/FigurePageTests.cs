using Microsoft.Playwright;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>Pages of campaigns of figures, with units, targets and nominees of their own.</summary>
public sealed class FigurePageTests(FiguresSite site) : IClassFixture<FiguresSite>
{
    [Theory]
    [InlineData("figures-board", "/c/3096"), InlineData("figures-board-doubt", "/c/4225")]
    [InlineData("figures-standings", "/c/3096/xep-hang?indicator=voluntary-si"), InlineData("figures-standings-day", "/c/4225/xep-hang?indicator=ui-coverage&asOf=2025-12-31")]
    [InlineData("figures-unit", "/c/3096/don-vi/68"), InlineData("figures-why", "/c/4225/vi-sao/don-vi/PAB?indicator=si-coverage&asOf=2025-12-31")]
    [InlineData("figures-awards", "/c/3096/khen-thuong"), InlineData("figures-nominations", "/c/3096/de-cu"), InlineData("figures-awards-twice", "/c/4225/khen-thuong"), InlineData("figures-remind", "/c/3096/don-doc")]
    [InlineData("figures-targets", "/c/3096/chi-tieu?chi-tieu=voluntary-si&tren=68&cach=Headcount")]
    [InlineData("figures-dossier", "/c/3096/ho-so/24")]
    public async Task Every_page_of_figures_is_accessible_and_pictured_in_both_sizes_and_lights(string name, string path) => await PageTests.LookAt(site, name, path);

    [Theory]
    [InlineData("/c/3096"), InlineData("/c/4225"), InlineData("/c/3096/xep-hang?indicator=voluntary-si"), InlineData("/c/4225/xep-hang?indicator=ui-coverage&asOf=2025-12-31"), InlineData("/c/3096/don-vi/68")]
    [InlineData("/c/4225/vi-sao/don-vi/PAB?indicator=ui-coverage&asOf=2025-12-31"), InlineData("/c/3096/khen-thuong"), InlineData("/c/3096/de-cu"), InlineData("/c/3096/don-doc"), InlineData("/c/3096/chi-tieu?chi-tieu=voluntary-si&tren=68&cach=Headcount")]
    public async Task English_pages_of_figures_hold_no_Vietnamese_sentence_of_the_program(string path) => await PageTests.ReadInEnglish(site, path, path.Split('/', '?')[2]);

    [Fact]
    public async Task The_signed_reason_of_a_difference_is_recorded_on_the_page_and_taken_back()
    {
        var page = await site.Page();
        await page.GotoAsync(site.Address + "/c/3096/chi-tieu");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "BHXH tỉnh Lâm Đồng" });
        await Assertions.Expect(row).ToContainTextAsync("Chưa có lý do ký.");
        await row.GetByText("Ghi lý do có ký").ClickAsync();
        await Looks.At(page, "figures-targets-reason");
        await row.GetByLabel("Lý do").FillAsync("Giữ lại dự phòng cho cuối năm");
        await row.GetByLabel("Văn bản số").FillAsync("15/QĐ-BHXH");
        await row.GetByLabel("Người ký").FillAsync("Nguyễn Văn Ví Dụ");
        await row.GetByRole(AriaRole.Button, new() { Name = "Ghi lý do" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Lý do: Giữ lại dự phòng cho cuối năm (15/QĐ-BHXH, Nguyễn Văn Ví Dụ ký).");
        await row.GetByText("Rút lại lý do").First.ClickAsync();
        await row.GetByLabel("Vì sao rút lại").FillAsync("ghi nhầm");
        await row.GetByRole(AriaRole.Button, new() { Name = "Rút lại lý do" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Chưa có lý do ký.");
        await page.Context.CloseAsync();
    }
}
