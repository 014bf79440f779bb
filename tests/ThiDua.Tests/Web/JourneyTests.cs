using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using ThiDua.Campaigns;
using ThiDua.Tests.Support;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>What a person does on the site, in a real browser against a real server.</summary>
public sealed class JourneyTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-site-").FullName;
    private Microsoft.AspNetCore.Builder.WebApplication site = null!;
    private ThiDua.Database.Installation installation = null!;
    private string address = "";

    public async ValueTask InitializeAsync()
    {
        installation = Sample.Installation(folder, null);
        Sample.Fill(installation, _ => { });
        ThiDua.Access.DemoAccount.NewLink(installation);
        site = Site.Build(new(installation, "http://127.0.0.1:0", IsDemo: true));
        await site.StartAsync(TestContext.Current.CancellationToken);
        address = site.Urls.First();
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task First_start_leads_to_the_board_and_from_a_number_to_its_reasons()
    {
        var page = await Browser.Page();
        await page.GotoAsync(address + ThiDua.Access.DemoAccount.NewLink(installation));
        await page.GetByRole(AriaRole.Button, new() { Name = "Vào ThiDua" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Phát triển người tham gia BHXH, BHYT năm 2024");
        await page.Locator(".tile a.big").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Xếp hạng");
        await page.Locator("tbody a.why").First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("vì sao");
        await page.Locator("tbody th a").Last.ClickAsync();
        await Assertions.Expect(page.Locator("table .tag.good").First).ToHaveTextAsync("✓ Được tính");
    }

    [Fact]
    public async Task A_file_with_faults_is_tried_mended_taken_and_the_rank_moves()
    {
        var trial = Path.Combine(ShippedFiles.Folder("samples"), "long-xuyen", "thu");
        var page = await Page();
        await page.GotoAsync(address + "/nhap");
        await Try(page, Path.Combine(trial, "ket-qua-ngay-22-loi.csv"));
        await Assertions.Expect(page.Locator("td.marked")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("td.marked").First).ToContainTextAsync("31/11/2024");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "import-faults.png"), FullPage = true });

        await Try(page, Path.Combine(trial, "ket-qua-ngay-22-da-sua.csv"));
        await Assertions.Expect(page.Locator("td.marked")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nhập rồi, xếp hạng sẽ thay đổi" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhập 26 dòng" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Đã nhập ket-qua-ngay-22-da-sua.csv.");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Xếp hạng đã thay đổi" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody th").First).ToHaveTextAsync("ket-qua-ngay-22-da-sua.csv");
        await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, "import-taken.png"), FullPage = true });
    }

    [Fact]
    public async Task A_damaged_file_is_refused_in_plain_words()
    {
        var file = Path.Combine(folder, "hong.xlsx");
        await File.WriteAllTextAsync(file, "không phải bảng tính", TestContext.Current.CancellationToken);
        var page = await Page();
        await page.GotoAsync(address + "/nhap");
        await Try(page, file);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("hong.xlsx");
    }

    [Theory]
    [InlineData("board", "/c/9936")]
    [InlineData("standings", "/c/9936/xep-hang?group=communes")]
    [InlineData("why-unit", "/c/9936/vi-sao/don-vi/XP-30280?indicator=staff-voluntary-si")]
    [InlineData("why-officer", "/c/9936/vi-sao/can-bo/CB-0002?indicator=staff-voluntary-si&unit=PB-VP")]
    [InlineData("import", "/nhap")]
    [InlineData("worklist", "/c/9936/viec-cho")]
    [InlineData("remind", "/c/9936/don-doc")]
    [InlineData("dossier", "/c/9936/ho-so/XP-30280")]
    [InlineData("unit", "/c/9936/don-vi/PB-KT")]
    [InlineData("settle", "/c/9936/viec-cho/dong?tep=ket-qua-tuan-1.csv&dong=555")]
    [InlineData("account", "/tai-khoan")]
    [InlineData("accounts", "/quan-tri")]
    [InlineData("account-of-another", "/quan-tri/xem-thu")]
    [InlineData("confirm", "/xac-nhan")]
    [InlineData("no-role", "/chua-co-vai")]
    [InlineData("sign-in", "/dang-nhap")]
    [InlineData("link", "/vao/khoa")]
    public async Task Every_page_is_accessible_and_pictured_in_both_sizes_and_lights(string name, string path)
    {
        foreach (var (width, height) in new[] { (1366, 768), (390, 844) })
        {
            foreach (var dark in new[] { false, true })
            {
                var page = await Page(width, height, dark);
                var problems = new List<string>();
                page.Console += (_, message) => { if (message.Type is "error" or "warning") problems.Add(message.Text); };
                await page.GotoAsync(address + path);
                await page.ScreenshotAsync(new() { Path = Path.Combine(Browser.Screenshots, $"{name}-{width}{(dark ? "-dark" : "")}.png"), FullPage = true });
                var found = await page.RunAxe();
                problems.AddRange(found.Violations.Where(v => v.Impact is "serious" or "critical").Select(v => v.Id + ": " + string.Join(" ", v.Nodes.Select(n => n.Html)).Truncate()));
                Assert.Equal([], problems);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} at {width} scrolls sideways");
                await page.Context.CloseAsync();
            }
        }
    }

    [Fact]
    public async Task From_the_urging_list_to_the_dossier_of_a_unit()
    {
        var page = await Page();
        await page.GotoAsync(address + "/c/9936");
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Đôn đốc" }).ClickAsync();
        await page.Locator("details.urge").First.Locator("summary").ClickAsync();
        await page.Locator("details.urge").First.GetByRole(AriaRole.Link, new() { Name = "Hồ sơ" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Chưa chốt số liệu.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Gửi chậm nhất ngày 04/12/2024.")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Chốt số liệu và tải hồ sơ" }).ClickAsync());
        using var zip = System.IO.Compression.ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx"], zip.Entries.Select(e => e.FullName).Where(n => n.EndsWith(".docx", StringComparison.Ordinal)));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("mã kiểm tra")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_waiting_row_is_settled_the_rank_moves_and_both_are_explained()
    {
        var page = await Page();
        await page.GotoAsync(address + "/c/9936/viec-cho");
        await page.Locator("section").Filter(new() { HasText = "Hai cán bộ cùng ghi một biên lai" }).GetByRole(AriaRole.Link, new() { Name = "Quyết định…" }).ClickAsync();
        var taken = page.Locator("section.card").Filter(new() { HasText = "Người kê khai sau mới đúng" });
        await Assertions.Expect(taken.Locator("li")).ToHaveTextAsync([
            "Phòng Quản lý đô thị: BHXH tự nguyện 4/11 → 4/11, hạng 15 → 14", "Văn phòng HĐND và UBND thành phố: BHXH tự nguyện 5/12 → 4/12, hạng 14 → 15"]);
        await taken.GetByLabel("Lý do, căn cứ").FillAsync("Đã xem biên lai gốc");
        await taken.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Đã xem biên lai gốc")).ToBeVisibleAsync();

        await page.GotoAsync(address + "/c/9936/don-vi/PB-VP");
        await Assertions.Expect(page.GetByText("Quyết định về dòng ket-qua-tuan-1.csv#555 −1")).ToBeVisibleAsync();
        await page.GotoAsync(address + "/c/9936/vi-sao/can-bo/CB-0003?indicator=staff-voluntary-si");
        await Assertions.Expect(page.GetByText("Ghi cho cán bộ của dòng này. Lý do: Đã xem biên lai gốc")).ToBeVisibleAsync();

        await page.GotoAsync(address + "/c/9936/viec-cho");
        await page.Locator("summary", new() { HasText = "Bỏ quyết định" }).ClickAsync();
        await page.GetByLabel("Lý do", new() { Exact = true }).FillAsync("Nhầm biên lai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ quyết định" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hai cán bộ cùng ghi một biên lai" })).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/c/9936"), InlineData("/c/9936/xep-hang?group=communes"), InlineData("/c/9936/vi-sao/don-vi/XP-30280?indicator=staff-voluntary-si"), InlineData("/c/9936/don-vi/PB-KT")]
    [InlineData("/c/9936/vi-sao/can-bo/CB-0002?indicator=staff-voluntary-si&unit=PB-VP"), InlineData("/nhap"), InlineData("/c/9936/viec-cho"), InlineData("/c/9936/don-doc")]
    [InlineData("/c/9936/ho-so/XP-30280"), InlineData("/c/9936/viec-cho/dong?tep=ket-qua-tuan-1.csv&dong=555"), InlineData("/c/9999"), InlineData("/khong-co")]
    [InlineData("/tai-khoan"), InlineData("/quan-tri"), InlineData("/quan-tri/xem-thu"), InlineData("/xac-nhan"), InlineData("/chua-co-vai"), InlineData("/dang-nhap"), InlineData("/vao/khoa")]
    public async Task English_pages_hold_no_Vietnamese_sentence_of_the_program(string path)
    {
        var page = await Page();
        await page.GotoAsync(address + "/c/9936?lang=en");
        await page.GotoAsync(address + path);
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var text = await page.InnerTextAsync("body");
        // Stretches of our own sentences between what is filled in; names and quotations are data and stay as they are.
        var own = Sentences.All(Language.Vi).Where(s => Sentences.All(Language.En)[s.Key] != s.Value)
            .SelectMany(s => System.Text.RegularExpressions.Regex.Split(s.Value, @"\{[^}]*\}")).Select(s => s.Trim(' ', '.', ':', '·', '“', '”', ','))
            .Where(s => s.Length >= 10 && s.Contains(' ', StringComparison.Ordinal) && s.Any(c => c > 0x7F && char.IsLetter(c))).Distinct();
        Assert.Equal([], own.Where(s => text.Contains(s, StringComparison.Ordinal)));
    }

    /// <summary>A browser that has signed in.</summary>
    private async Task<IPage> Page(int width = 1366, int height = 768, bool dark = false)
    {
        var page = await Browser.Page(width, height, dark);
        await SignedIn.Enter(page, installation, address);
        return page;
    }

    private static async Task Try(IPage page, string file)
    {
        await page.SetInputFilesAsync("input[type=file]", file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Thử tệp" }).ClickAsync();
    }
}

internal static class Shortened
{
    public static string Truncate(this string text) => text.Length > 300 ? text[..300] : text;
}
