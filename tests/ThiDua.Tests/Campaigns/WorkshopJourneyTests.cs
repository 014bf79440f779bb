using Microsoft.Playwright;
using ThiDua.Campaigns.Workshop;
using ThiDua.Core.Access;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>The standing office reads a campaign, changes a target, sees what that would do, and saves it.</summary>
public sealed class WorkshopJourneyTests : SampleSite
{
    [Fact]
    public async Task A_target_is_changed_by_form_tried_saved_and_seen_among_the_versions()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/c/9936");
        await page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Xưởng phong trào" }).ClickAsync();
        await Looks.At(page, "workshop");
        await page.GetByRole(AriaRole.Link, new() { Name = "Long Xuyên 15–30/11/2024" }).ClickAsync();
        await Assertions.Expect(page.Locator("#khoan-V\\.1")).ToContainTextAsync("Tặng giấy khen của UBND thành phố");
        await Looks.At(page, "workshop-read");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Sửa" }).ClickAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "chỉ tiêu: BHXH tự nguyện" }).GetByLabel("phần trăm").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi vào bản nháp và thử" }).ClickAsync();
        await Assertions.Expect(page.Locator("#thu tbody tr").First).ToContainTextAsync("chưa đạt");
        await Looks.At(page, "workshop-tried");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu thành phiên bản mới" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("Đã lưu phiên bản mới");
        await page.GetByRole(AriaRole.Link, new() { Name = "Các phiên bản" }).ClickAsync();
        await Assertions.Expect(page.Locator("section.card .diff .added").First).ToContainTextAsync("percent: 60");
        await Assertions.Expect(page.GetByText("Người lưu:")).ToHaveTextAsync(["Người lưu: " + "moi-vai", "Người lưu: " + Installation.Actor]);
        await Looks.At(page, "workshop-versions");
        await page.GotoAsync(Address + "/xuong/9936/phien-ban?lang=en");
        await Assertions.Expect(page.GetByText("Saved by")).ToHaveTextAsync(["Saved by " + "moi-vai", "Saved by " + Installation.Actor]);
        var reader = await Page(account: SignedIn.Account(Installation, "hoi-dong", Role.CouncilMember));
        await reader.GotoAsync(Address + "/xuong/9936/phien-ban");
        await Assertions.Expect(reader.Locator("section.card .hash")).ToHaveCountAsync(2);
        await Assertions.Expect(reader.GetByText("Người lưu:")).ToHaveCountAsync(0);
        await page.GotoAsync(Address + "/xuong/9936?lang=vi");
        await page.GotoAsync(Address + "/c/9936/xep-hang?indicator=staff-voluntary-si");
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Chỉ tiêu 60 %" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_text_is_checked_while_it_is_written_and_a_draft_is_its_writers_alone()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/xuong/9936");
        await page.Locator("section").Filter(new() { HasText = "Sao chép thành phong trào mới" }).GetByLabel("Tên ngắn").FillAsync("xuan-2025");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sao chép" }).ClickAsync();
        var text = page.GetByLabel("Văn bản của tệp");
        await Assertions.Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("id: \"xuan-2025\""));
        var copied = await text.InputValueAsync();
        await text.FillAsync(copied.Replace("id: \"xuan-2025\"", "id: \"xuan-2026\"", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".live li").First).ToContainTextAsync("Dòng 3, cột 5: Đây là phong trào “xuan-2025”, tệp lại ghi id “xuan-2026”.");
        await text.FillAsync(copied.Replace("percent: 50", "percent: 500", StringComparison.Ordinal));
        await Assertions.Expect(page.Locator(".live li").First).ToContainTextAsync("không phải tỷ lệ từ 0 đến 100");
        await page.GetByRole(AriaRole.Button, new() { Name = "Giữ bản nháp và thử" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { NameRegex = new("chỗ cần sửa") })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Lưu thành phiên bản mới" })).ToHaveCountAsync(0);
        using (var db = Installation.Open())
        {
            Assert.Equal((1, 1), (db.One<int>("select count(*) from campaign_version"), db.One<int>("select count(*) from campaign_draft")));
        }

        var other = await Page(account: SignedIn.Account(Installation, "van-phong", Role.StandingOffice));
        await other.GotoAsync(Address + "/xuong");
        await Assertions.Expect(other.GetByText("xuan-2025")).ToHaveCountAsync(0);
        await other.GotoAsync(Address + "/xuong/xuan-2025/sua");
        await Assertions.Expect(other.Locator(".fault")).ToBeVisibleAsync();

        await page.GotoAsync(Address + "/xuong/xuan-2025/sua");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ bản nháp" }).ClickAsync();
        await Assertions.Expect(page.GetByText("xuan-2025")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_somebody_else_saved_meanwhile_is_not_written_over()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/xuong/9936/sua");
        await page.GetByRole(AriaRole.Group, new() { Name = "chỉ tiêu: BHXH tự nguyện" }).GetByLabel("phần trăm").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ghi vào bản nháp và thử" }).ClickAsync();
        string others;
        using (var db = Installation.Open()) others = CampaignFields.With(WorkshopAddresses.TextOf(db, "9936")!.Value.Text, new Dictionary<string, string> { ["retention.months"] = "36" });
        new ThiDua.Campaigns.AddCampaign(Installation).AddText(others, "9936");
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu thành phiên bản mới" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("đã có người lưu phiên bản khác");
        using var after = Installation.Open();
        Assert.Equal(others, WorkshopAddresses.TextOf(after, "9936")!.Value.Text);
    }
}
