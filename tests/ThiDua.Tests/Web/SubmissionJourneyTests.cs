using Microsoft.Playwright;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>A dossier goes from its unit to the office that receives it, is returned, and comes back: each person with a browser and role of his own.</summary>
public sealed class SubmissionJourneyTests : SampleSite
{
    private const string Dossier = "/c/9936/ho-so/XP-30283";

    [Fact]
    public async Task A_returned_dossier_comes_back()
    {
        var (clerk, head, office) = (await As("van-thu", "XP-30283", Role.UnitClerk), await As("chu-tich", "XP-30283", Role.UnitHead), await As("thuong-truc", null, Role.StandingOffice));

        await clerk.GotoAsync(Address + Dossier);
        foreach (var paper in new[] { "bien-ban", "to-trinh", "danh-sach" })
        {
            await clerk.Locator("#" + paper).GetByLabel("Số, ký hiệu").FillAsync("12/TTr-UBND");
            await clerk.Locator("#" + paper).GetByRole(AriaRole.Button, new() { Name = "Ghi đã ký" }).ClickAsync();
        }
        await Assertions.Expect(clerk.Locator("#gui")).ToContainTextAsync("Giấy tờ đã đủ.");
        await Assertions.Expect(clerk.Locator("#gui")).ToContainTextAsync("Chờ thủ trưởng đơn vị duyệt.");
        Assert.Equal(0, await clerk.GetByRole(AriaRole.Button, new() { Name = "Duyệt hồ sơ" }).CountAsync());
        await Looks.At(clerk, "submission-clerk");

        await Approve(head);
        await Looks.At(head, "submission-approved");
        await Submit(clerk, "Gửi hồ sơ");
        await Assertions.Expect(clerk.Locator("#gui")).ToContainTextAsync("Biên nhận HS-9936-XP-30283-1, gửi lúc");
        Assert.Equal(0, await clerk.Locator("input[type=file]").CountAsync());

        await office.GotoAsync(Address + "/c/9936/ho-so-den");
        var card = office.Locator("#XP-30283");
        await Assertions.Expect(card).ToContainTextAsync("Đã gửi, chờ nhận");
        await Looks.At(office, "inbox-waiting");
        var download = await office.RunAndWaitForDownloadAsync(() => card.GetByRole(AriaRole.Link, new() { Name = "Tải hồ sơ như đã gửi (ZIP)" }).ClickAsync());
        Assert.Equal("HS-9936-XP-30283-1.zip", download.SuggestedFilename);
        using (var zip = System.IO.Compression.ZipFile.OpenRead(await download.PathAsync())) Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx", "muc-luc.csv"], zip.Entries.Select(e => e.FullName));
        await card.Locator("summary").ClickAsync();
        await card.GetByLabel("Lý do trả lại").FillAsync("Thiếu ảnh buổi phát động");
        await card.GetByRole(AriaRole.Button, new() { Name = "Trả lại" }).ClickAsync();
        await Assertions.Expect(card).ToContainTextAsync("chờ đơn vị gửi lại. Lý do: Thiếu ảnh buổi phát động");
        await Looks.At(office, "inbox-returned");

        await clerk.GotoAsync(Address + "/c/9936/ho-so");
        await Assertions.Expect(clerk.Locator("p.fault").First).ToContainTextAsync("bị trả lại ngày 22/11/2024. Lý do: Thiếu ảnh buổi phát động");
        await Looks.At(clerk, "dossiers-returned");
        await clerk.Locator("p.fault a").First.ClickAsync();
        await Assertions.Expect(clerk.GetByRole(AriaRole.Alert)).ToContainTextAsync("Hồ sơ bị trả lại ngày 22/11/2024. Lý do: Thiếu ảnh buổi phát động.");
        var file = Path.Combine(Folder, "phát động.png");
        await File.WriteAllTextAsync(file, "không phải ảnh", TestContext.Current.CancellationToken);
        await Give(clerk, file);
        await Assertions.Expect(clerk.Locator("#minh-chung").GetByRole(AriaRole.Alert)).ToContainTextAsync("không phải là tệp png dù tên ghi thế");
        await File.WriteAllBytesAsync(file, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], TestContext.Current.CancellationToken);
        await Give(clerk, file);
        await Assertions.Expect(clerk.Locator("#minh-chung tbody th")).ToContainTextAsync("phát-động.png");
        await Looks.At(clerk, "submission-returned");

        await Approve(head);
        await Submit(clerk, "Gửi lại hồ sơ");
        await Assertions.Expect(clerk.Locator("#gui")).ToContainTextAsync("Biên nhận HS-9936-XP-30283-2");
        await office.GotoAsync(Address + "/c/9936/ho-so-den");
        await card.GetByRole(AriaRole.Button, new() { Name = "Nhận hồ sơ" }).ClickAsync();
        await Assertions.Expect(card.Locator(".tag.good")).ToHaveTextAsync("Đã được nhận");
        await clerk.GotoAsync(Address + "/c/9936/ho-so");
        await Assertions.Expect(clerk.Locator("tbody tr").First).ToContainTextAsync("Đã được nhận");
        Assert.Equal(0, await clerk.Locator("p.fault").CountAsync());
        await clerk.GotoAsync(Address + Dossier);
        await Assertions.Expect(clerk.Locator("#gui")).ToContainTextAsync("Cần sửa thì đề nghị nơi nhận trả lại.");
        await Looks.At(clerk, "submission-received");
    }

    private async Task Approve(IPage head)
    {
        await head.GotoAsync(Address + Dossier);
        await head.GetByLabel("Họ tên, chức vụ người duyệt").FillAsync("Lê Văn Chủ, Chủ tịch UBND xã");
        await head.GetByRole(AriaRole.Button, new() { Name = "Duyệt hồ sơ" }).ClickAsync();
        await Assertions.Expect(head.Locator("#gui")).ToContainTextAsync("Lê Văn Chủ, Chủ tịch UBND xã duyệt lúc");
    }

    private async Task Submit(IPage clerk, string button)
    {
        await clerk.GotoAsync(Address + Dossier);
        await clerk.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    private static async Task Give(IPage clerk, string file)
    {
        await clerk.SetInputFilesAsync("#minh-chung input[type=file]", file);
        await clerk.GetByRole(AriaRole.Button, new() { Name = "Thêm tệp" }).ClickAsync();
    }

    private async Task<IPage> As(string name, string? unit, Role role)
    {
        var account = new CreateAccount(Installation).Create(name, "Người thử " + name);
        new GrantRole(Installation).Give(account, role, unit, Days.Always, "máy");
        return await Page(account: account);
    }
}
