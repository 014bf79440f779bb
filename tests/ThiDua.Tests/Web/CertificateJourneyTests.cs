using Microsoft.Playwright;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>Plan 9936 with an issued decision of forty.</summary>
public sealed class DecidedSampleSite : SampleSite
{
    protected override Installation Fill(string folder)
    {
        FilledSample.Copy(folder);
        var at = new Installation(folder, null, TimeProvider.System, new(2024, 12, 20));
        new FreezeStanding(at).FreezeAll("9936", new());
        List<NominationKey> keys;
        using (var db = at.Open()) keys = [.. new ReviewQueries(db, Ground.Of(db, at, "9936", new())).All().Where(n => n.State == ReviewState.InReview && n.Key.Kind == ThiDua.Core.Campaigns.SubjectKind.Individual).Select(n => n.Key).Take(40)];
        foreach (var step in new[] { "sum-up", "submit" }) new RecordReview(at).Record("9936", new(step, keys, ReviewOutcome.Agreed), [Role.StandingOffice]);
        foreach (var row in RewardCatalog.Rewards.Rows.Where(r => r.Label == Label.Recalled)) new ConfirmRate(at).Record(row.Id, "Nghị định 98/2023/NĐ-CP");
        new IssueDecision(at).Issue("9936", new DraftDecision(at).Draft("9936", null, keys), new("312/QĐ-UBND", new(2024, 12, 20), "Trần Thị Phương Uyên", Signatory.Deputy, Place: "Long Xuyên"));
        return at;
    }
}

/// <summary>From the decision to the certificate, from the code on it to the truth, from the changed template to the public page of winners, in a real browser.</summary>
public sealed class CertificateJourneyTests(DecidedSampleSite site) : IClassFixture<DecidedSampleSite>
{
    [Fact]
    public async Task From_a_decision_to_certificates_whose_code_says_valid_and_after_a_revocation_withdrawn()
    {
        var page = await site.Page();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(site.Address + "/c/9936/quyet-dinh/1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Giấy khen, bằng khen" }).ClickAsync();
        await Assertions.Expect(page.GetByText("40 giấy của")).ToBeVisibleAsync();
        Assert.True(await page.Locator("figure.paper img").EvaluateAsync<bool>("i => i.decode().then(() => i.naturalWidth === 1200)"));
        await Looks.At(page, "certificates");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Tải một tệp PDF" }).ClickAsync());
        Assert.Equal("giay-khen-9936-1.pdf", download.SuggestedFilename);
        var pdf = await File.ReadAllBytesAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Equal(40, Poppler.Text(pdf).Split('\f').Count(p => p.Contains("312/QĐ-UBND", StringComparison.Ordinal)));

        // Whoever holds the paper has a phone and no account.
        var address = new MakeCertificates(site.Installation).Plan(new("9936", 1, Line: 1, Site: new(site.Address))).Units[0].Sheets[0].Code!;
        var phone = await site.Visitor(390, 844);
        await phone.GotoAsync(address);
        await Assertions.Expect(phone.GetByText("Giấy này do cơ quan cấp và đang có hiệu lực.")).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByText("Số 312/QĐ-UBND ngày 20/12/2024")).ToBeVisibleAsync();
        await Assertions.Expect(phone.GetByText("710.000")).ToHaveCountAsync(0);
        await Looks.At(phone, "certificate-valid");
        await phone.GotoAsync(address[..^3] + "AAA");
        await Assertions.Expect(phone.GetByText("Không phải giấy thật")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Link, new() { Name = "Kiểm tra giấy khác" }).ClickAsync();
        await phone.GetByLabel("Nội dung mã QR").FillAsync(CertificateCodes.Grouped(CertificateCodes.Cleaned(address)).ToUpperInvariant());
        await phone.GetByRole(AriaRole.Button, new() { Name = "Kiểm tra" }).ClickAsync();
        await Assertions.Expect(phone.GetByText("Có hiệu lực", new() { Exact = true })).ToBeVisibleAsync();
        new RevokeDecision(site.Installation).Revoke("9936", 1, [1], "Khai man", new("320/QĐ-UBND", site.Installation.Day, "Lê Văn Trưởng", Signatory.Head));
        await phone.ReloadAsync();
        await Assertions.Expect(phone.GetByText("đã bị thu hồi theo quyết định 320/QĐ-UBND ngày 20/12/2024")).ToBeVisibleAsync();
        await Looks.At(phone, "certificate-withdrawn");
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("1 dòng đã thu hồi, không in")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_office_moves_a_line_of_a_template_sees_a_fault_by_line_and_uses_it()
    {
        var page = await site.Page();
        page.SetDefaultTimeout(60_000);
        await page.GotoAsync(site.Address + "/mau-giay-khen");
        await page.GetByRole(AriaRole.Link, new() { Name = "Bằng khen, A3 ngang, khung đỏ" }).ClickAsync();
        var line = page.Locator("details.line", new() { HasText = "BẰNG KHEN" }).First;
        await line.Locator("summary").ClickAsync();
        await line.GetByLabel("Cỡ chữ").FillAsync("500");
        await page.Locator("form.template").GetByRole(AriaRole.Button, new() { Name = "Giữ nháp và xem thử" }).ClickAsync();
        await Assertions.Expect(page.GetByText("“500” phải là số từ 6 đến 120")).ToBeVisibleAsync();
        await Looks.At(page, "certificate-template-fault");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ bản nháp" }).ClickAsync();
        await page.GotoAsync(site.Address + "/mau-giay-khen/bang-khen");
        await page.Locator("select[name=frame]").SelectOptionAsync("plain");
        await line.Locator("summary").ClickAsync();
        await line.GetByLabel("Cỡ chữ").FillAsync("60,5");
        await page.Locator("form.template").GetByRole(AriaRole.Button, new() { Name = "Giữ nháp và xem thử" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã giữ bản nháp.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Dùng mẫu này" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Từ nay giấy in theo mẫu này.");
        await Assertions.Expect(page.GetByText("cơ quan đã sửa")).ToBeVisibleAsync();
        await Looks.At(page, "certificate-template-own");
        await page.GetByRole(AriaRole.Button, new() { Name = "Trở về mẫu gốc" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã trở về mẫu đi kèm chương trình.");
    }

    [Fact]
    public async Task Winners_are_shown_to_everybody_with_what_was_written_and_counted_for_the_report()
    {
        var page = await site.Page();
        page.SetDefaultTimeout(60_000);
        var visitor = await site.Visitor(390, 844);
        await page.GotoAsync(site.Address + "/c/9936/vinh-danh");
        await page.GetByRole(AriaRole.Button, new() { Name = "Công khai danh sách" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã công khai.");
        await page.GetByText("Ghi một bài").ClickAsync();
        await page.GetByLabel("Tên bài").FillAsync("Gương điển hình vận động bảo hiểm xã hội tự nguyện");
        await page.GetByLabel("Địa chỉ").FillAsync("https://baoangiang.example.vn/guong-dien-hinh");
        await page.Locator("input[name=winner]").Last.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi bài" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã ghi bài.");
        await Looks.At(page, "honour-released");
        await visitor.GotoAsync(site.Address + "/cong-khai/9936/vinh-danh");
        await Assertions.Expect(visitor.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("được khen thưởng");
        await Assertions.Expect(visitor.GetByRole(AriaRole.Link, new() { Name = "Gương điển hình vận động" })).ToHaveCountAsync(2);
        await Assertions.Expect(visitor.GetByText("710.000")).ToHaveCountAsync(0);
        await Looks.At(visitor, "honour-public");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a[href='/c/9936/thong-ke-khen-thuong.csv']").ClickAsync());
        Assert.Contains("Cá nhân", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await page.GotoAsync(site.Address + "/c/9936/vinh-danh?lang=en");
        await Pictures.Of(page, "en-honour");
    }
}
