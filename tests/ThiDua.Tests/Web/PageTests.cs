using Microsoft.Playwright;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Web;

/// <summary>What holds for every page: it can be used by all, fits both sizes, shows both lights, speaks English.</summary>
public sealed class PageTests(SampleSite sample) : IClassFixture<SampleSite>
{
    [Theory]
    [InlineData("board", "/c/9936")]
    [InlineData("standings", "/c/9936/xep-hang?group=communes")]
    [InlineData("why-unit", "/c/9936/vi-sao/don-vi/XP-30280?indicator=staff-voluntary-si")]
    [InlineData("why-officer", "/c/9936/vi-sao/can-bo/CB-0002?indicator=staff-voluntary-si&unit=PB-VP")]
    [InlineData("import", "/nhap")]
    [InlineData("worklist", "/c/9936/viec-cho")]
    [InlineData("remind", "/c/9936/don-doc")]
    [InlineData("calls", "/c/9936/goi")]
    [InlineData("call-person", "/c/9936/goi/P13033")]
    [InlineData("collectors", "/c/9936/nhan-vien-thu")]
    [InlineData("collector-reasons", "/c/9936/nhan-vien-thu?nvt=NVT-01&xem=won-back")]
    [InlineData("dossier", "/c/9936/ho-so/XP-30280")]
    [InlineData("dossier-frozen", "/c/9936/ho-so/XP-30283")]
    [InlineData("dossiers", "/c/9936/ho-so?xep=state")]
    [InlineData("inbox", "/c/9936/ho-so-den")]
    [InlineData("awards", "/c/9936/khen-thuong?ngay=2025-01-15")]
    [InlineData("nominations", "/c/9936/de-cu?don-vi=XP-30280")]
    [InlineData("money", "/c/9936/tien-thuong"), InlineData("rates", "/muc-thuong?ngay=2024-12-20")]
    [InlineData("publish", "/c/9936/cong-khai"), InlineData("public", "/cong-khai/9936"), InlineData("public-list", "/cong-khai")]
    [InlineData("honour", "/c/9936/vinh-danh"), InlineData("certificate-templates", "/mau-giay-khen"), InlineData("certificate-template", "/mau-giay-khen/giay-khen"), InlineData("certificate-ask", "/chung-nhan"), InlineData("certificate-forged", "/chung-nhan/ABCDEFGH")]
    [InlineData("paper", "/c/9936/ho-so/XP-30283/in/to-trinh")]
    [InlineData("unit", "/c/9936/don-vi/PB-KT")]
    [InlineData("unit-since-day", "/c/9936/don-vi/PB-KT?ngay=2024-11-19")]
    [InlineData("api", "/api")]
    [InlineData("organisation-today", "/to-chuc?duoi=LX")]
    [InlineData("unit-ward", "/c/9936/don-vi/XP-30280")]
    [InlineData("tasks", "/c/9936/viec?ngay=2024-12-01&viec=launch-communes&don-vi=XP-30280")]
    [InlineData("problems", "/c/9936/vuong-mac")]
    [InlineData("notices", "/thong-bao")]
    [InlineData("clusters-overview", "/cum?ngay=2024-11-22"), InlineData("clusters-province", "/cum?chia=22&ngay=2024-11-22"), InlineData("clusters-gone", "/cum?chia=79&ngay=2025-07-02")]
    [InlineData("settle", "/c/9936/viec-cho/dong?tep=ket-qua-tuan-1.csv&dong=555")]
    [InlineData("account", "/tai-khoan")]
    [InlineData("accounts", "/quan-tri")]
    [InlineData("account-of-another", "/quan-tri/xem-thu")]
    [InlineData("confirm", "/xac-nhan")]
    [InlineData("no-role", "/chua-co-vai")]
    [InlineData("sign-in", "/dang-nhap")]
    [InlineData("link", "/vao/khoa")]
    public async Task Every_page_is_accessible_and_pictured_in_both_sizes_and_lights(string name, string path) => await LookAt(sample, name, path);

    internal static async Task LookAt(SampleSite sample, string name, string path)
    {
        var page = await sample.KeptPage("vi");
        var problems = new List<string>();
        page.Console += Listen;
        await page.GotoAsync(sample.Address + path);
        await Looks.At(page, name);
        page.Console -= Listen;
        Assert.Equal([], problems);

        void Listen(object? sender, IConsoleMessage message)
        {
            if (message.Type is "error" or "warning") problems.Add(message.Text);
        }
    }

    [Fact]
    public async Task A_page_that_not_all_can_use_is_found_out()
    {
        var page = await sample.Page();
        await page.SetContentAsync("<html lang=vi><title>Thử</title><main><h1>Thử</h1><input><p style='color:#bbb;background:#fff'>mờ</p></main></html>");
        Assert.Equal(["color-contrast: <p style=\"color:#bbb;background:#fff\">mờ</p>", "label: <input>"], await Axe.Problems(page));
    }

    [Theory]
    [InlineData("/c/9936"), InlineData("/c/9936/xep-hang?group=communes"), InlineData("/c/9936/vi-sao/don-vi/XP-30280?indicator=staff-voluntary-si"), InlineData("/c/9936/don-vi/PB-KT")]
    [InlineData("/c/9936/vi-sao/can-bo/CB-0002?indicator=staff-voluntary-si&unit=PB-VP"), InlineData("/nhap"), InlineData("/c/9936/viec-cho"), InlineData("/c/9936/don-doc")]
    [InlineData("/c/9936/ho-so/XP-30280"), InlineData("/c/9936/viec-cho/dong?tep=ket-qua-tuan-1.csv&dong=555"), InlineData("/api"), InlineData("/c/9999"), InlineData("/khong-co")]
    [InlineData("/c/9936/viec"), InlineData("/c/9936/vuong-mac")]
    [InlineData("/c/9936/ho-so/XP-30283"), InlineData("/c/9936/ho-so"), InlineData("/c/9936/ho-so-den"), InlineData("/c/9936/khen-thuong"), InlineData("/c/9936/de-cu")]
    [InlineData("/c/9936/tien-thuong"), InlineData("/muc-thuong?ngay=2024-12-20")]
    [InlineData("/c/9936/cong-khai"), InlineData("/cong-khai/9936"), InlineData("/cong-khai"), InlineData("/cong-khai/9999")]
    [InlineData("/thong-bao"), InlineData("/to-chuc"), InlineData("/to-chuc?duoi=LX")]
    [InlineData("/cum?ngay=2024-11-22"), InlineData("/cum?chia=22&ngay=2024-11-22"), InlineData("/cum?chia=provinces"), InlineData("/cum?chia=79&ngay=2025-07-02")]
    [InlineData("/c/9936/goi"), InlineData("/c/9936/goi/P13033"), InlineData("/c/9936/nhan-vien-thu")]
    [InlineData("/tai-khoan"), InlineData("/quan-tri"), InlineData("/quan-tri/xem-thu"), InlineData("/xac-nhan"), InlineData("/chua-co-vai"), InlineData("/dang-nhap"), InlineData("/vao/khoa")]
    public async Task English_pages_hold_no_Vietnamese_sentence_of_the_program(string path) => await ReadInEnglish(sample, path, "9936");

    internal static async Task ReadInEnglish(SampleSite sample, string path, string id)
    {
        var page = await sample.KeptPage("en");
        await page.GotoAsync(sample.Address + path);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var text = await page.InnerTextAsync("body");
        // Stretches of our own sentences between what is filled in; names and quotations are data and stay as they are.
        var own = Sentences.All(Language.Vi).Where(s => Sentences.All(Language.En)[s.Key] != s.Value)
            .SelectMany(s => System.Text.RegularExpressions.Regex.Split(s.Value, @"\{[^}]*\}")).Select(s => s.Trim(' ', '.', ':', '·', '“', '”', ','))
            .Where(s => s.Length >= 10 && s.Contains(' ', StringComparison.Ordinal) && s.Any(c => c > 0x7F && char.IsLetter(c))).Distinct();
        Assert.Equal([], own.Concat(OfCampaign(sample, id)).Where(s => text.Contains(s, StringComparison.Ordinal)));
    }

    /// <summary>Titles of the campaign that have English ones.</summary>
    private static IEnumerable<string> OfCampaign(SampleSite sample, string id)
    {
        using var db = sample.Installation.Open();
        var campaign = Ground.Of(db, sample.Installation, id, new()).Campaign;
        return campaign.Indicators.Select(i => i.Title).Concat(campaign.Groups.Select(g => g.Title)).Concat(campaign.Awards.Select(a => a.Title))
            .Where(t => t.Vi != t.En).Select(t => t.Vi);
    }
}
