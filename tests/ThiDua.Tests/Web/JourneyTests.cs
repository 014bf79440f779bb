using Microsoft.Playwright;
using ThiDua.Campaigns;
using ThiDua.Intake;
using ThiDua.Notices;
using ThiDua.Tests.Support;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>What a person does on the site, in a real browser against a real server.</summary>
public sealed class JourneyTests : SampleSite
{
    [Fact]
    public async Task First_start_leads_to_the_board_and_from_a_number_to_its_reasons()
    {
        var page = await Page();
        await page.GotoAsync(Address + ThiDua.Access.DemoAccount.NewLink(Installation));
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
        await page.GotoAsync(Address + "/nhap");
        await Try(page, Path.Combine(trial, "ket-qua-ngay-22-loi.csv"));
        await Assertions.Expect(page.Locator("td.marked")).ToHaveCountAsync(3);
        await Assertions.Expect(page.Locator("td.marked").First).ToContainTextAsync("31/11/2024");
        await Pictures.Of(page, "import-faults");

        await Try(page, Path.Combine(trial, "ket-qua-ngay-22-da-sua.csv"));
        await Assertions.Expect(page.Locator("td.marked")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nhập rồi, xếp hạng sẽ thay đổi" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhập 26 dòng" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Đã nhập ket-qua-ngay-22-da-sua.csv.");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Xếp hạng đã thay đổi" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody th").First).ToHaveTextAsync("ket-qua-ngay-22-da-sua.csv");
        await Pictures.Of(page, "import-taken");
    }

    [Fact]
    public async Task A_damaged_file_is_refused_in_plain_words()
    {
        var file = Path.Combine(Folder, "hong.xlsx");
        await File.WriteAllTextAsync(file, "không phải bảng tính", TestContext.Current.CancellationToken);
        var page = await Page();
        await page.GotoAsync(Address + "/nhap");
        await Try(page, file);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("hong.xlsx");
    }

    [Fact]
    public async Task From_the_urging_list_to_the_dossier_of_a_unit()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936");
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Đôn đốc" }).ClickAsync();
        await page.Locator("details.urge").First.Locator("summary").ClickAsync();
        await page.Locator("details.urge").First.GetByRole(AriaRole.Link, new() { Name = "Hồ sơ" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Chưa chốt số liệu.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Gửi chậm nhất ngày 04/12/2024.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_dossier_is_frozen_printed_signed_and_sent_and_flagged_when_its_figures_change()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936/ho-so/PB-VP");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chốt số liệu và lập giấy tờ" }).ClickAsync();
        await Assertions.Expect(page.GetByText("mã kiểm tra")).ToBeVisibleAsync();
        foreach (var paper in new[] { "bien-ban", "to-trinh", "danh-sach" })
        {
            await page.GotoAsync($"{Address}/c/9936/ho-so/PB-VP/in/{paper}");
            Assert.Equal(Words(await Document(page, paper)), Words(await page.Locator("article").InnerTextAsync()));
            await page.GotoAsync(Address + "/c/9936/ho-so/PB-VP");
            var line = page.Locator("#" + paper);
            await line.GetByLabel("Số, ký hiệu").FillAsync("12/TTr-VP");
            await line.GetByRole(AriaRole.Button, new() { Name = "Ghi đã ký" }).ClickAsync();
            await line.GetByRole(AriaRole.Button, new() { Name = "Ghi đã gửi" }).ClickAsync();
            await Assertions.Expect(line.GetByText("Gửi ngày 22/11/2024 đến Phòng Y tế").First).ToBeVisibleAsync();
        }
        await page.GotoAsync(Address + "/c/9936/ho-so");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "Văn phòng HĐND và UBND thành phố" }).Locator("td")).ToHaveTextAsync(["Đủ", "Đã gửi: 3/3", ""]);

        new ThiDua.Worklist.SettleRow(Installation).Settle("ket-qua-tuan-1.csv", 555, ThiDua.Worklist.Choices.Find("taken")!.Value, "Đã xem biên lai gốc");
        await page.GotoAsync(Address + "/c/9936/ho-so/PB-VP");
        await Assertions.Expect(page.Locator("tr", new() { HasText = "kết quả" }).First.Locator("td")).ToHaveTextAsync(["kết quả", "Lúc chốt: 5/12", "Bây giờ: 4/12"]);
        await page.GetByLabel("Lý do chốt lại").FillAsync("Quyết định về biên lai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Chốt lại số liệu" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Giấy này ký trên số liệu cũ")).ToHaveCountAsync(3);
        await Pictures.Of(page, "dossier-outdated");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Tải cả hồ sơ (ZIP)" }).ClickAsync());
        using var zip = System.IO.Compression.ZipFile.OpenRead(await download.PathAsync());
        Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx"], zip.Entries.Select(e => e.FullName).Where(n => n.EndsWith(".docx", StringComparison.Ordinal)));

        async Task<string> Document(IPage from, string paper)
        {
            await using var file = new MemoryStream(await (await from.APIRequest.GetAsync($"{Address}/c/9936/ho-so/PB-VP/tai/{paper}.docx")).BodyAsync());
            using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(file, isEditable: false);
            return string.Join(' ', document.MainDocumentPart!.Document!.Body!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Select(p => p.InnerText));
        }

        static string Words(string text) => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(text, @"[\p{L}\p{M}\d]+").Select(m => m.Value));
    }

    [Fact]
    public async Task A_ward_records_its_launch_the_count_moves_and_who_is_late_is_told_in_red_and_in_words()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936/don-vi/XP-30280");
        await page.Locator("tr").Filter(new() { HasText = "Phát động đến các ngành" }).GetByRole(AriaRole.Link, new() { Name = "Ghi…" }).ClickAsync();
        var task = page.Locator("#launch-communes");
        await Assertions.Expect(task.GetByText("0 / 13 đơn vị đã làm")).ToBeVisibleAsync();
        var form = task.Locator("form[action$='/viec/ghi']");
        await form.GetByLabel("Ngày").FillAsync("2024-11-18");
        await form.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Việc này chỉ xong khi có số văn bản. Ghi số văn bản của đơn vị.");
        await form.GetByLabel("Ngày").FillAsync("2024-11-18");
        await form.GetByLabel("Số văn bản").FillAsync("15/KH-UBND");
        await form.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Assertions.Expect(task.GetByText("1 / 13 đơn vị đã làm")).ToBeVisibleAsync();
        await Assertions.Expect(task.Locator(".tag.bad")).ToHaveCountAsync(0);

        await page.GetByLabel("Tính đến ngày").FillAsync("2024-12-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem" }).ClickAsync();
        await Assertions.Expect(task.Locator(".big-line .tag.bad")).ToHaveTextAsync("✕ 12 đơn vị quá hạn");
        await task.Locator("summary").First.ClickAsync();
        await Assertions.Expect(task.Locator("td .tag.bad").First).ToHaveTextAsync("✕ quá hạn, chưa làm");
        await Pictures.Of(page, "tasks-late");

        await page.GotoAsync(Address + "/c/9936/don-vi/XP-30280");
        await Assertions.Expect(page.Locator("tr").Filter(new() { HasText = "Phát động đến các ngành" })).ToContainTextAsync("15/KH-UBND, ngày 18/11/2024");
        await Pictures.Of(page, "unit-ward-done");
    }

    [Fact]
    public async Task A_difficulty_is_reported_and_answered_on_its_page()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936/vuong-mac");
        await Assertions.Expect(page.GetByText("Báo về: Phòng Nội vụ thành phố · phần kết")).ToBeVisibleAsync();
        await page.GetByLabel("Đơn vị").SelectOptionAsync("XP-30280");
        await page.GetByLabel("Khó khăn, vướng mắc").FillAsync("Thiếu mẫu kê khai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Báo", Exact = true }).ClickAsync();
        var problem = page.Locator("section").Filter(new() { HasText = "1. Phường Mỹ Bình" });
        await Assertions.Expect(problem.Locator("h2 .tag")).ToHaveTextAsync("chưa trả lời");
        await page.GotoAsync(Address + "/c/9936");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 vướng mắc" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "1 vướng mắc" }).ClickAsync();
        await problem.Locator("summary").ClickAsync();
        await problem.GetByLabel("Nội dung trả lời").FillAsync("Đã gửi mẫu");
        await problem.GetByRole(AriaRole.Button, new() { Name = "Lưu" }).ClickAsync();
        await Assertions.Expect(problem.Locator("h2 .tag")).ToHaveTextAsync("đã trả lời");
        await Assertions.Expect(problem.Locator("blockquote")).ToContainTextAsync("Đã gửi mẫu");
        await Pictures.Of(page, "problems-answered");
    }

    [Fact]
    public async Task An_expired_person_is_called_moves_down_the_list_and_leaves_it_when_a_receipt_arrives()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936/don-doc");
        await page.GetByRole(AriaRole.Link, new() { Name = "Mở danh sách gọi" }).ClickAsync();
        await page.Locator("select[name=nvt]").SelectOptionAsync("-");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lọc" }).ClickAsync();
        await page.Locator("details.reveal summary").ClickAsync();
        await page.Locator("details.reveal").GetByLabel("Lý do (được ghi lại)").FillAsync("gọi điện vận động");
        await page.Locator("details.reveal button").ClickAsync();
        var first = page.Locator("tbody tr").First;
        var name = await first.Locator("th b").InnerTextAsync();
        var person = (await first.Locator("th a").First.GetAttributeAsync("href"))!;
        await first.Locator("summary").ClickAsync();
        await first.GetByLabel("Kết quả").SelectOptionAsync("call-again");
        await first.GetByLabel("Gọi lại ngày").FillAsync("2024-11-28");
        await first.GetByRole(AriaRole.Button, new() { Name = "Ghi", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("Đã ghi kết quả gọi");
        await Assertions.Expect(page.Locator("tbody tr").First.Locator("th b")).Not.ToHaveTextAsync(name);
        await page.GetByRole(AriaRole.Link, new() { Name = "Đã gọi 1" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr th b")).ToHaveTextAsync(name);
        await Assertions.Expect(page.Locator("tbody tr .tag")).ToHaveTextAsync("Chờ đến hẹn");
        await Pictures.Of(page, "calls-revealed");

        using var db = Installation.Open();
        var stored = db.One<long>("select person_id from identifier where identifier_id = @id", new { id = long.Parse(person.Split('P')[^1], System.Globalization.CultureInfo.InvariantCulture) });
        var card = db.One<long>("select recording_id * 1000000 + row_no from card where person_id = @stored", new { stored });
        var number = ThiDua.Privacy.ReadSealed.OfPersons(db, [stored])[new(card / 1000000, (int)(card % 1000000))]["siNumber"];
        var file = Path.Combine(Folder, "ve.csv");
        await File.WriteAllTextAsync(file, $"Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n{name},{number},HGD,TL,21/11/2024,BL-99901,11/2024,12,CB-0002,khác\n", TestContext.Current.CancellationToken);
        await page.GotoAsync(Address + "/nhap");
        await Try(page, file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhập 1 dòng" }).ClickAsync();
        await page.GotoAsync(Address + person);
        await Assertions.Expect(page.Locator(".tag").First).ToHaveTextAsync("Đã tham gia lại");
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync("Hẹn gọi lại");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ai đã xem thông tin đầy đủ" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("ul.plain")).ToContainTextAsync("moi-vai · gọi điện vận động");
        await Pictures.Of(page, "call-person-won-back");
        Assert.Equal(["gọi điện vận động calls 9936 -"], Sqlite.Query(Folder, "select reason, subject from disclosure"));
    }

    [Fact]
    public async Task A_waiting_row_is_settled_the_rank_moves_and_both_are_explained()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936/viec-cho");
        await page.Locator("section").Filter(new() { HasText = "Hai cán bộ cùng ghi một biên lai" }).GetByRole(AriaRole.Link, new() { Name = "Quyết định…" }).ClickAsync();
        var taken = page.Locator("section.card").Filter(new() { HasText = "Người kê khai sau mới đúng" });
        await Assertions.Expect(taken.Locator("li")).ToHaveTextAsync([
            "Phòng Quản lý đô thị: BHXH tự nguyện 4/11 → 4/11, hạng 15 → 14", "Văn phòng HĐND và UBND thành phố: BHXH tự nguyện 5/12 → 4/12, hạng 14 → 15"]);
        await taken.GetByLabel("Lý do, căn cứ").FillAsync("Đã xem biên lai gốc");
        await taken.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(page.GetByText("Đã xem biên lai gốc")).ToBeVisibleAsync();

        await page.GotoAsync(Address + "/c/9936/don-vi/PB-VP");
        await Assertions.Expect(page.GetByText("Quyết định về dòng ket-qua-tuan-1.csv#555 −1")).ToBeVisibleAsync();
        await page.GotoAsync(Address + "/c/9936/vi-sao/can-bo/CB-0003?indicator=staff-voluntary-si");
        await Assertions.Expect(page.GetByText("Ghi cho cán bộ của dòng này. Lý do: Đã xem biên lai gốc")).ToBeVisibleAsync();

        await page.GotoAsync(Address + "/c/9936/viec-cho");
        await page.Locator("summary", new() { HasText = "Bỏ quyết định" }).ClickAsync();
        await page.GetByLabel("Lý do", new() { Exact = true }).FillAsync("Nhầm biên lai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ quyết định" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hai cán bộ cùng ghi một biên lai" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_receiver_is_added_its_secret_shown_once_and_what_did_not_arrive_sent_again()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/nhap");
        await page.GetByRole(AriaRole.Link, new() { Name = "Thông báo cho phần mềm khác" }).ClickAsync();
        await Add(page, "http://vidu.vn/nhan");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("“http://vidu.vn/nhan” không mã hóa đường truyền.");
        await Add(page, "http://127.0.0.1:9/nhan");
        await Assertions.Expect(page.Locator(".secret")).ToContainTextAsync("whsec_");
        await Pictures.Of(page, "notices-added");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".secret")).ToHaveCountAsync(0);

        using (var content = File.OpenRead(Path.Combine(ShippedFiles.Folder("samples"), "long-xuyen", "thu", "ket-qua-ngay-22-da-sua.csv")))
        {
            new ImportFile(Installation).Import(new(content, "ket-qua-ngay-22-da-sua.csv", FileKind.Results, null, DryRun: false, Strict: false));
        }
        var later = new MovedClock { Now = Installation.Clock.GetUtcNow().AddDays(4) };
        using (var deliver = new DeliverNotices(Installation with { Clock = later }, new(), DeliveryCatalog.Shipped)) await deliver.Run(TestContext.Current.CancellationToken);
        foreach (var (width, dark) in new[] { (1366, false), (390, false), (390, true) })
        {
            var shown = await Page(width, 844, dark);
            await shown.GotoAsync(Address + "/thong-bao");
            Assert.True(await shown.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
            await Pictures.Of(shown, $"notices-failed-{width}{(dark ? "-dark" : "")}");
            Assert.Empty(await Axe.Problems(shown));
        }
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("Không nối được tới địa chỉ.").First).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Gửi lại" }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".tag.wait")).ToHaveTextAsync("đang chờ");

        static async Task Add(IPage page, string to)
        {
            await page.GetByLabel("Địa chỉ của phần mềm nhận").FillAsync(to);
            await page.GetByRole(AriaRole.Button, new() { Name = "Thêm nơi nhận" }).ClickAsync();
        }
    }
}
