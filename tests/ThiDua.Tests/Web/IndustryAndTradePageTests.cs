using Microsoft.Playwright;
using ThiDua.Awards;
using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>The pages of a campaign with periods, tie-breakers and a second tree.</summary>
public sealed class IndustryAndTradePageTests(IndustryAndTradePageTests.Site site) : IClassFixture<IndustryAndTradePageTests.Site>
{
    [Theory]
    [InlineData("sct-board", "/c/sct"), InlineData("sct-standings", "/c/sct/xep-hang?indicator=staff-with-relative")]
    [InlineData("sct-standings-2024", "/c/sct/xep-hang?period=2024"), InlineData("sct-standings-union", "/c/sct/xep-hang?under=CD&period=2024")]
    [InlineData("sct-unit", "/c/sct/don-vi/VP"), InlineData("sct-why-unit", "/c/sct/vi-sao/don-vi/VP?indicator=staff-with-relative&period=2024")]
    [InlineData("sct-why-officer", "/c/sct/vi-sao/can-bo/A1?unit=VP"), InlineData("sct-remind", "/c/sct/don-doc?period=2024")]
    [InlineData("sct-awards", "/c/sct/khen-thuong?period=2024"), InlineData("sct-nominations", "/c/sct/de-cu?period=2024"), InlineData("sct-dossiers", "/c/sct/ho-so?period=2024"), InlineData("sct-dossier", "/c/sct/ho-so/VP?period=2024")]
    public Task Every_page_is_accessible_and_pictured_in_both_sizes_and_lights(string name, string path) => PageTests.LookAt(site, name, path);

    [Theory]
    [InlineData("/c/sct"), InlineData("/c/sct/xep-hang?period=2024"), InlineData("/c/sct/xep-hang?under=CD"), InlineData("/c/sct/don-doc?period=2024"), InlineData("/c/sct/khen-thuong?period=2024")]
    [InlineData("/c/sct/ho-so?period=2024"), InlineData("/c/sct/don-vi/VP"), InlineData("/c/sct/xep-hang?period=2023")]
    public Task English_pages_hold_no_Vietnamese_sentence_of_the_program(string path) => PageTests.ReadInEnglish(site, path, "sct");

    [Fact]
    public async Task Period_and_tree_are_chosen_by_tabs_and_kept_by_what_follows()
    {
        var page = await site.Page();
        await page.GotoAsync(site.Address + "/c/sct/xep-hang");
        await page.GetByRole(AriaRole.Link, new() { Name = "Năm 2024", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Công đoàn ngành Công Thương", Exact = true }).ClickAsync();
        Assert.Equal(["Công đoàn cơ sở Khuyến công 1", "Công đoàn cơ sở Văn phòng Sở 1", "Ngoài cây “công đoàn” 1"],
            (await page.Locator("tbody tr").AllAsync()).Select(r => r.Locator("th").InnerTextAsync().Result + " " + r.Locator("td b").Last.InnerTextAsync().Result).Order(StringComparer.Ordinal));
        await page.GetByRole(AriaRole.Link, new() { Name = "Đơn vị hành chính" }).ClickAsync();
        Assert.EndsWith("period=2024", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "Văn phòng Sở" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("Văn phòng Sở");
        await page.Context.CloseAsync();
    }

    public sealed class Site : SampleSite
    {
        protected override Installation Fill(string folder)
        {
            var installation = new Installation(folder, null, TimeProvider.System, new(2025, 6, 2));
            IndustryAndTrade.Fill(installation);
            new FreezeStanding(installation).Freeze("sct", "VP", AwardTables.OfPeriod("2024"), null);
            return installation;
        }
    }
}
