using Microsoft.Playwright;
using ThiDua.Campaigns;
using ThiDua.Reminders;
using ThiDua.Tests.Intake;
using ThiDua.Tests.Support;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>What an office does through the day, in a real browser: mends a file in its own workbook, chooses the campaign, calls, asks for what was sent.</summary>
public sealed class OfficeJourneyTests : SampleSite
{
    [Fact]
    public async Task A_fault_is_mended_in_the_marked_workbook_and_taken()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/nhap");
        await Try(page, Kept("ket-qua-loi.csv", "Họ và tên,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\nPhan Thử,8912345671,,TN,TM,20/11/2024,BLM1,11/2024,3,CB-0002,cha\nPhan Sửa,8912345672,,TN,TM,31/11/2024,BLM2,11/2024,3,CB-0002,mẹ\n"));
        await Assertions.Expect(page.Locator("td.marked")).ToContainTextAsync("31/11/2024");
        var marked = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Tải lại bảng tính đã đánh dấu" }).ClickAsync());
        Assert.Equal("ket-qua-loi-danh-dau.xlsx", marked.SuggestedFilename);
        var mended = Path.Combine(Folder, marked.SuggestedFilename);
        await File.WriteAllBytesAsync(mended, MarkedReportTests.Edited(await File.ReadAllBytesAsync(await marked.PathAsync(), TestContext.Current.CancellationToken), "F3", "21/11/2024"), TestContext.Current.CancellationToken);
        await Try(page, mended);
        await Assertions.Expect(page.Locator("td.marked")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhập 2 dòng" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Đã nhập ket-qua-loi-danh-dau.xlsx.");
    }

    [Fact]
    public async Task Targets_go_to_the_campaign_that_was_chosen_and_to_none_unasked()
    {
        new AddCampaign(Installation).Add(Path.Combine(Repository.Root, "tests", "ThiDua.Tests", "Campaigns", "Sixth", "campaign.yaml"));
        var file = Kept("chi-tieu-gia-dinh.csv", "Mã đơn vị,Chỉ tiêu,Giao\nXP-30280,hi-persons,5\n");
        var page = await Page();
        await page.GotoAsync(Address + "/nhap");
        await Try(page, file);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Hãy chọn phong trào ở ô Phong trào rồi thử lại tệp.");
        await Pictures.Of(page, "import-campaign");
        await page.Locator("select[name=campaign]").SelectOptionAsync("gia-dinh");
        await Try(page, file);
        await Assertions.Expect(page.GetByText("vào phong trào gia-dinh")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhập 1 dòng" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Đã nhập chi-tieu-gia-dinh.csv.");
        using var db = Installation.Open();
        Assert.Equal(["gia-dinh 5"], db.Query<string>("select c.id || ' ' || t.assigned from target t join campaign c on c.campaign_no = t.campaign_no where c.id <> '9936'"));
    }

    [Fact]
    public async Task What_was_typed_of_a_call_that_is_refused_is_not_lost_and_nobody_is_named_as_the_caller()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936/goi?xem=to-call");
        var line = page.Locator("tbody tr").First;
        await line.Locator("summary").ClickAsync();
        await Assertions.Expect(line.GetByLabel("Người gọi (mã nhân viên thu)")).ToHaveValueAsync("");
        await line.GetByLabel("Kết quả").SelectOptionAsync("call-again");
        await line.GetByLabel("Ghi chú").FillAsync("máy bận, gọi buổi tối");
        await line.GetByRole(AriaRole.Button, new() { Name = "Ghi", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Hẹn gọi lại thì cần ngày gọi lại.");
        Assert.DoesNotContain("bu%E1%BB%95i", page.Url, StringComparison.OrdinalIgnoreCase);
        await Assertions.Expect(page.Locator("select[name=outcome]")).ToHaveValueAsync("call-again");
        await Assertions.Expect(page.GetByLabel("Ghi chú")).ToHaveValueAsync("máy bận, gọi buổi tối");
        await page.GetByLabel("Gọi lại ngày").FillAsync("2024-11-28");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("Đã ghi kết quả gọi");
    }

    [Fact]
    public async Task What_was_sent_is_seen_on_the_page_of_reminders()
    {
        string code;
        using (var db = Installation.Open()) code = new RemindQueries(db, ThiDua.Standings.Ground.Of(db, Installation, "9936", new())).Ask().Urge.First(u => u.Row.Code.StartsWith("XP", StringComparison.Ordinal)).Row.Code;
        using (var content = File.OpenRead(Kept("thu-dien-tu.csv", $"Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email\n{code},Phường có thư,LX,phường,xã phường,phuong@vidu.vn\n")))
        {
            new ThiDua.Intake.ImportFile(Installation).Import(new(content, "thu-dien-tu.csv", ThiDua.Intake.FileKind.Units, null, false, false));
        }
        using (var mail = new MailServer()) new SendReminders(Installation).Send("9936", new(), mail.Address, Language.Vi);
        foreach (var (width, height, dark) in new[] { (1366, 768, false), (390, 844, true) })
        {
            var page = await Page(width, height, dark);
            await page.GotoAsync(Address + "/c/9936/don-doc");
            await Assertions.Expect(page.Locator("#da-nhac + p + .sheet tbody tr")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator("#da-nhac + p + .sheet tbody td")).ToHaveTextAsync(["22/11/2024", "bậc 1, gửi đơn vị", "p…@vidu.vn", "đã gửi"]);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
            await Pictures.Of(page, $"remind-sent-{width}");
        }
    }

    private string Kept(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
