using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using ThiDua.Awards;
using ThiDua.Ballots;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Awards;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>The council of the letter of 2019 votes in the room: codes are drawn, a telephone votes, the box is closed, all count again, and who failed is kept out of the decision; in a real browser.</summary>
public sealed class BallotJourneyTests(FiguresSite site) : IClassFixture<FiguresSite>
{
    [Fact]
    public async Task A_council_votes_by_codes_on_telephones_and_who_failed_enters_no_decision()
    {
        NominationKey xuan = new("ca-nhan-ngoai-nganh", "68", SubjectKind.Individual, "Bùi Thị Xuân");
        NominationKey viet = ReviewTests.Queries(site.Installation, q => q.All().First(n => n.Nomination.Proposal.Name == "BHXH huyện Việt Yên").Key);
        new FreezeStanding(site.Installation).FreezeAll("3096", new());
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice), ("council", Role.CouncilMember) })
            ReviewTests.Step(site.Installation, step, ReviewOutcome.Agreed, [xuan, viet], role);
        var page = await site.Page();
        await page.GotoAsync(site.Address + "/hoi-dong");
        await Looks.At(page, "council-empty");
        await page.GetByLabel("Họ tên").FillAsync("Ủy viên Một");
        await page.GetByLabel("Chức danh trong Hội đồng").SelectOptionAsync("chair");
        await page.GetByLabel("Từ ngày").FillAsync("2024-01-01");
        await page.GetByLabel("Theo quyết định").FillAsync("Quyết định 12/QĐ-BHXH");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã thêm thành viên.");
        foreach (var name in (string[])["Hai", "Ba", "Bốn", "Năm"]) new KeepCouncil(site.Installation).Add(new("Ủy viên " + name, "Trưởng ban", CouncilPost.Member, null, new(2024, 1, 1), "Quyết định 12/QĐ-BHXH"));
        await page.GotoAsync(site.Address + "/hoi-dong");
        await Looks.At(page, "council");

        await page.GotoAsync(site.Address + "/c/3096/hop");
        await Looks.At(page, "sessions-empty");
        foreach (var name in (string[])["Bùi Thị Xuân", "BHXH huyện Việt Yên"]) await page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true }).CheckAsync();
        await page.GetByLabel("Tên phiên họp").FillAsync("Họp Hội đồng xét khen thưởng 2019");
        await page.GetByLabel("Địa điểm").FillAsync("Hà Nội");
        await page.Locator("select[name=mode]").SelectOptionAsync("codes");
        await page.Locator("select[name=kind]").SelectOptionAsync("secret-titles");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mở phiên họp" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("mới theo trí nhớ, chưa ai đối chiếu");
        // What was entered is there still, and only this once.
        foreach (var name in (string[])["Bùi Thị Xuân", "BHXH huyện Việt Yên"]) await Assertions.Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = name, Exact = true })).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Tên phiên họp")).ToHaveValueAsync("Họp Hội đồng xét khen thưởng 2019");
        await Assertions.Expect(page.GetByLabel("Địa điểm")).ToHaveValueAsync("Hà Nội");
        await Assertions.Expect(page.Locator("select[name=mode]")).ToHaveValueAsync("codes");
        await Assertions.Expect(page.Locator("select[name=kind]")).ToHaveValueAsync("secret-titles");
        var again = await page.Context.NewPageAsync();
        await again.GotoAsync(page.Url);
        await Assertions.Expect(again.GetByLabel("Tên phiên họp")).ToHaveValueAsync("");
        await Assertions.Expect(again.Locator("select[name=kind]")).ToHaveValueAsync("majority"); // the one that needs no citation
        await again.CloseAsync();
        await page.Locator("select[name=kind]").SelectOptionAsync("majority");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mở phiên họp" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã mở phiên họp.");
        foreach (var name in (string[])["Một", "Hai", "Ba", "Bốn", "Năm"]) await page.GetByRole(AriaRole.Checkbox, new() { Name = "Ủy viên " + name }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi người có mặt" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Có mặt 5/5 thành viên.")).ToBeVisibleAsync();
        await Looks.At(page, "session-before");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Hội đồng đã được nghe" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mở bỏ phiếu và in mã" }).ClickAsync();
        var codes = await page.Locator(".slip-code").AllTextContentsAsync();
        Assert.Equal(5, codes.Count);
        await Looks.At(page, "slips");
        await page.GetByRole(AriaRole.Link, new() { Name = "Đã in xong" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Đã phát 5 mã.")).ToBeVisibleAsync();
        await Looks.At(page, "session-open");

        // A telephone that nobody has signed in on scans the slip: the code goes into the form and out of the address.
        await using var browser = new Browser();
        var phone = await browser.Page(390, 844);
        await phone.GotoAsync(site.Address + "/phieu#" + codes[0]);
        await Assertions.Expect(phone.GetByLabel("Mã trên mảnh giấy")).ToHaveValueAsync(codes[0]);
        Assert.Equal(site.Address + "/phieu", phone.Url);
        await Looks.At(phone, "vote-code");
        await phone.SetViewportSizeAsync(390, 844);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Mở phiếu" }).ClickAsync();
        await Looks.At(phone, "vote-ballot");
        await phone.SetViewportSizeAsync(390, 844);
        await Choose(phone, "Bùi Thị Xuân", "Không đồng ý");
        await Choose(phone, "BHXH huyện Việt Yên", "Đồng ý");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Bỏ phiếu" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã nhận phiếu của bạn.");
        await Looks.At(phone, "vote-done");
        Assert.Empty(await phone.Context.CookiesAsync());
        // Of the others two are against her too; one lets a person vote who signed in here: he is forgotten.
        foreach (var (code, choice) in new[] { (codes[1], BallotChoice.No), (codes[2], BallotChoice.No), (codes[3], BallotChoice.Yes) })
            new CastVote(site.Installation).Put(code, new Dictionary<int, BallotChoice> { [Number(viet)] = BallotChoice.Yes, [Number(xuan)] = choice });
        await page.GotoAsync(site.Address + "/phieu");
        await Assertions.Expect(page.GetByText("Không cần đăng nhập.")).ToBeVisibleAsync();
        await page.GetByLabel("Mã trên mảnh giấy").FillAsync("ABCDE");
        await page.GetByRole(AriaRole.Button, new() { Name = "Mở phiếu" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Mã không đọc được.");

        await page.GotoAsync(site.Address + "/c/3096/hop/1");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Họp Hội đồng xét khen thưởng 2019"); // still signed in
        await page.GetByRole(AriaRole.Button, new() { Name = "Đóng và công bố kết quả" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đã có kết quả.");
        await Assertions.Expect(page.GetByText("1 phiếu đồng ý trên 5 (thành viên có mặt) = 20,0")).ToBeVisibleAsync();
        await page.GetByText("Danh sách phiếu đã công bố").ClickAsync();
        await Assertions.Expect(page.GetByText("Khớp", new() { Exact = true })).ToHaveCountAsync(2);
        await Looks.At(page, "session-closed");
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Tệp phiếu" }).ClickAsync());
        var (names, _) = BallotFile.Recount(Encoding.UTF8.GetBytes(await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken)), codes[0]);
        Assert.Equal(["", ""], names.Select(n => string.Join(' ', n.Faults)));
        Assert.Equal([BallotChoice.No, BallotChoice.Yes], names.Select(n => n.Own!.Value).Order().Reverse());
        foreach (var paper in (string[])["Biên bản kiểm phiếu", "Biên bản họp Hội đồng"]) await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = paper }).ClickAsync());

        await phone.GotoAsync("about:blank"); // the slip is scanned anew
        await phone.GotoAsync(site.Address + "/phieu#" + codes[0]);
        await phone.GetByRole(AriaRole.Button, new() { Name = "Mở phiếu" }).ClickAsync();
        await Assertions.Expect(phone.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã đóng bỏ phiếu.");
        foreach (var list in await phone.GetByText("Mọi phiếu", new() { Exact = true }).AllAsync()) await list.ClickAsync();
        await Assertions.Expect(phone.GetByText("phiếu của mã này")).ToHaveCountAsync(2);
        await Looks.At(phone, "vote-closed");

        await page.GotoAsync(site.Address + "/c/3096/quyet-dinh");
        await Assertions.Expect(page.GetByText("không đạt phiếu kín")).ToBeVisibleAsync();
        await Looks.At(page, "decisions-failed");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Bùi Thị Xuân" }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lập dự thảo" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Bùi Thị Xuân không đạt tại phiên họp 1");
        foreach (var path in (string[])["/hoi-dong", "/c/3096/hop", "/c/3096/hop/1", "/phieu"])
        {
            await page.GotoAsync(site.Address + path + "?lang=en");
            await Pictures.Of(page, $"en{path.Replace('/', '-')}");
        }
    }

    private int Number(NominationKey key) => Elections().Current.Names.First(n => n.Key == key).No;

    private CouncilSession Elections()
    {
        using var db = site.Installation.Open();
        return new SessionQueries(db, "3096").Find(1);
    }

    private static Task Choose(IPage page, string name, string choice) => page.Locator("fieldset", new() { HasText = name }).GetByLabel(choice, new() { Exact = true }).CheckAsync();
}
