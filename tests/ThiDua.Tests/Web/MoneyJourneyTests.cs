using System.Text.RegularExpressions;
using Microsoft.Playwright;
using ThiDua.Database;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>The sample as it stands after the closing day of plan 9936.</summary>
public sealed class ClosedSampleSite : SampleSite
{
    protected override Installation Fill(string folder)
    {
        FilledSample.Copy(folder);
        return new(folder, null, TimeProvider.System, new(2024, 12, 20));
    }
}

/// <summary>Plan 9936 from the closing day to a decision of forty with their money and the pay list, in a real browser.</summary>
public sealed partial class MoneyJourneyTests(ClosedSampleSite site) : IClassFixture<ClosedSampleSite>
{
    private const int Forty = 40;

    [Fact]
    public async Task Clause_9936_V_1_from_the_closing_day_to_a_decision_of_forty_with_their_money_and_the_pay_list()
    {
        var page = await site.Page();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(site.Address + "/c/9936/de-cu");
        await page.Locator("form[action='/c/9936/de-cu/chot'] button").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("đơn vị");

        // The fund comes first: no decision goes over it.
        await page.GotoAsync(site.Address + "/c/9936/tien-thuong");
        await Looks.At(page, "money-empty");
        await Fund(page, "20.5");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Trần quỹ chưa đọc được.");
        await Fund(page, "28.000.000");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã ghi quỹ.");

        string[] names = [];
        foreach (var (step, opinion) in new[] { ("sum-up", "Đủ điều kiện theo khoản III.1.1"), ("submit", "Nhất trí trình Chủ tịch") })
        {
            await page.GotoAsync(site.Address + "/c/9936/xet?buoc=" + step);
            var boxes = page.Locator("input[type=checkbox][name=key][value*='|i|']");
            names = [.. await boxes.EvaluateAllAsync<string[]>($"all => all.slice(0, {Forty}).map(b => {{ b.checked = true; return b.getAttribute('aria-label'); }})")];
            await page.GetByLabel("Kết quả xét").SelectOptionAsync("agreed");
            await page.GetByLabel("Ngày", new() { Exact = true }).FillAsync("2024-12-16");
            await page.GetByLabel("Ý kiến (nếu có)").FillAsync(opinion);
            await page.GetByRole(AriaRole.Button, new() { Name = "Ghi kết quả xét" }).ClickAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã ghi kết quả xét của 40 đề cử.");
        }
        Assert.Equal(Forty, names.Length);
        await page.GotoAsync(site.Address + "/c/9936/quyet-dinh");
        await page.GetByLabel("Theo đề nghị tại").FillAsync("Tờ trình số 15/TTr-PNV ngày 17/12/2024");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lập dự thảo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã lập dự thảo.");

        // 0,3 of the district chairman is recalled: it takes a citation.
        await Issue(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("theo trí nhớ, chưa đối chiếu");
        await page.GotoAsync(site.Address + "/muc-thuong?ngay=2024-12-20");
        await Looks.At(page, "rates");
        var card = page.Locator("#xac-nhan .card", new() { HasText = "Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện, cá nhân" });
        await card.GetByLabel("Căn cứ đã đối chiếu").FillAsync("văn bản thử, Điều 1");
        await card.GetByRole(AriaRole.Button, new() { Name = "Xác nhận kèm căn cứ" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã ghi căn cứ.");
        await Assertions.Expect(card).ToContainTextAsync("người dùng xác nhận theo văn bản thử, Điều 1");
        await Looks.At(page, "rates-confirmed");

        await page.GotoAsync(site.Address + "/c/9936/quyet-dinh/1");
        await Issue(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Quyết định này cần 28.400.000\u00a0đ nhưng quỹ chỉ còn 28.000.000\u00a0đ (trần 28.000.000\u00a0đ). Hãy bớt người, hoặc nâng trần quỹ theo văn bản.");
        await page.GotoAsync(site.Address + "/c/9936/tien-thuong");
        await page.GetByText("Đổi trần theo văn bản mới").ClickAsync();
        await Fund(page, "30.000.000");
        await page.GotoAsync(site.Address + "/c/9936/quyet-dinh/1");
        await Issue(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Quyết định 312/QĐ-UBND ngày 20/12/2024");
        await Assertions.Expect(page.Locator("tfoot")).ToContainTextAsync("28.400.000\u00a0đ");
        await Looks.At(page, "money-decision");
        var decision = await Saved(page, "Quyết định");
        foreach (var said in (string[])["ỦY BAN NHÂN DÂN THÀNH PHỐ LONG XUYÊN", "Số: 312/QĐ-UBND", "Khen thưởng 40 cá nhân", "28.400.000 đồng", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Phó", "văn bản thử, Điều 1"]) Assert.Contains(said, decision, StringComparison.Ordinal);
        var list = await Saved(page, "Danh sách kèm theo");
        foreach (var name in names) Assert.Contains(name, list, StringComparison.Ordinal);

        await page.GotoAsync(site.Address + "/c/9936/tien-thuong");
        Assert.Equal(["30.000.000\u00a0đ", "28.400.000\u00a0đ", "1.600.000\u00a0đ", "0\u00a0đ", "28.400.000\u00a0đ", "0\u00a0đ"], await page.Locator(".counts b").AllTextContentsAsync());
        var sums = (await page.Locator("tr.line").AllTextContentsAsync()).Select(t => Dong().Match(t).Groups[1].Value.Replace(".", "", StringComparison.Ordinal)).Select(long.Parse).ToList();
        Assert.Equal(28_400_000, sums.Sum());
        Assert.All(sums, s => Assert.Equal(0, s % 710_000));
        await Looks.At(page, "money");
        Assert.Contains("Tổng cộng: 40 suất, 28.400.000\u00a0đ.", await Saved(page, "Danh sách chi để ký nhận"), StringComparison.Ordinal);

        await page.GetByLabel("Chứng từ chi").FillAsync("UNC 34");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi đã chi" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã ghi chi 40 suất.");

        await page.GotoAsync(site.Address + "/c/9936/quyet-dinh/1");
        await page.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await page.GetByLabel("Lý do thu hồi").FillAsync("Kê khai không đúng");
        await page.GetByLabel("Số quyết định").FillAsync("320/QĐ-UBND");
        await page.GetByLabel("Họ tên người ký").FillAsync("Lê Văn Trưởng");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi thu hồi" }).ClickAsync();
        await Assertions.Expect(page.GetByText("đã thu hồi theo 320/QĐ-UBND")).ToBeVisibleAsync();
        await page.GotoAsync(site.Address + "/c/9936/tien-thuong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi đã thu lại" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Chứng từ thu")).ToBeFocusedAsync(); // the voucher is missing: the browser asks for it
        await page.Locator("#hoan").GetByLabel("còn 710.000\u00a0đ, thu hồi theo 320/QĐ-UBND").CheckAsync();
        await page.GetByLabel("Chứng từ thu").FillAsync("PT 03");
        await Looks.At(page, "money-to-return");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi đã thu lại" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã ghi thu lại tiền thưởng.");
        Assert.Equal(["30.000.000\u00a0đ", "27.690.000\u00a0đ", "2.310.000\u00a0đ", "28.400.000\u00a0đ", "0\u00a0đ", "0\u00a0đ"], await page.Locator(".counts b").AllTextContentsAsync());
        await Looks.At(page, "money-returned");
        foreach (var path in (string[])["/c/9936/tien-thuong", "/muc-thuong?ngay=2024-12-20"])
        {
            await page.GotoAsync(site.Address + path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "lang=en");
            await Pictures.Of(page, $"en{path.Split('?')[0].Replace('/', '-')}");
        }
        Assert.All(new VerifyStore(site.Installation).Verify(), i => Assert.True(i.Holds, i.Code + " " + string.Join("; ", i.Details)));
    }

    private static async Task Fund(IPage page, string ceiling)
    {
        await page.GetByLabel("Trần (đồng)").FillAsync(ceiling);
        await page.GetByLabel("Theo văn bản").FillAsync("Quyết định số 50/QĐ-UBND");
        await page.GetByLabel("Ngày của văn bản").FillAsync("2024-01-05");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi quỹ" }).ClickAsync();
    }

    private static async Task Issue(IPage page)
    {
        await page.GetByLabel("Số quyết định").FillAsync("312/QĐ-UBND");
        await page.GetByLabel("Ngày ký", new() { Exact = true }).FillAsync("2024-12-20");
        await page.GetByLabel("Họ tên người ký").FillAsync("Trần Thị Phó");
        await page.GetByLabel("Ký với tư cách").SelectOptionAsync("1");
        await page.GetByLabel("Nơi ký").FillAsync("Long Xuyên");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi đã ban hành" }).ClickAsync();
    }

    /// <summary>Takes a paper away, makes a PDF of it to be looked at, and reads its words.</summary>
    private static async Task<string> Saved(IPage page, string link)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = link }).Filter(new() { HasText = "DOCX" }).First.ClickAsync());
        var file = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        if (Pictures.Folder is not null) Pictures.Keep("money-" + Path.ChangeExtension(download.SuggestedFilename, ".pdf"), LibreOffice.AsPdf(file));
        return WordPaper.Words(file);
    }

    [GeneratedRegex(@"([\d.]+)\u00a0đ")]
    private static partial Regex Dong();
}
