using Microsoft.Playwright;
using ThiDua.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Web;

/// <summary>A standing office divides, accepts, moves a unit and records who was elected, in a real browser.</summary>
public sealed class ClusterJourneyTests : SampleSite
{
    [Fact]
    public async Task A_province_is_divided_accepted_led_and_changed()
    {
        var page = await Page();
        await page.GotoAsync(Address + "/cum?ngay=2024-11-22");
        await Assertions.Expect(page.GetByText("63 tỉnh, thành phố · 705 đơn vị cấp huyện · 114 cụm")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Tỉnh Nghệ An" }).ClickAsync();
        await Assertions.Expect(page.GetByText("21 đơn vị cấp huyện, chia 4 cụm thi đua")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhận cách chia này cho năm 2024" }).ClickAsync();
        var first = page.Locator("section.cluster").First;
        await first.GetByText("Ghi kết quả bầu").ClickAsync();
        await first.GetByLabel("Cụm trưởng").SelectOptionAsync("412");
        await first.GetByLabel("Cụm phó").SelectOptionAsync("430");
        await first.GetByLabel("Ngày bầu").FillAsync("2024-01-15");
        await first.GetByRole(AriaRole.Button, new() { Name = "Ghi", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("section.cluster").First.GetByText("Thường trực: bộ phận thi đua – khen thưởng của Thành phố Vinh")).ToBeVisibleAsync();
        await page.GetByText("Đưa một đơn vị vào cụm khác", new() { Exact = true }).ClickAsync();
        var move = page.Locator("form[action='/cum/chuyen']");
        await move.GetByLabel("Mã đơn vị").FillAsync("428");
        await move.GetByLabel("Sang cụm").FillAsync("3");
        await move.GetByLabel("Lý do").FillAsync("đi lại gần hơn");
        await move.GetByRole(AriaRole.Button, new() { Name = "Chuyển", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Chuyển tay: đi lại gần hơn")).ToBeVisibleAsync();

        // another standing office than the desk of the head
        first = page.Locator("section.cluster").First;
        await first.GetByText("Ghi tay bộ phận thường trực").ClickAsync();
        await first.GetByLabel("Bộ phận thường trực, của đơn vị nào").FillAsync("Phòng Tổ chức cán bộ, BHXH tỉnh Nghệ An");
        await first.GetByLabel("Từ ngày").FillAsync("2024-02-01");
        await first.Locator("form[action='/cum/thuong-truc'] input[name=document]").FillAsync("12/BHXH-TCCB");
        await first.GetByLabel("Lý do (ai xem trang cũng thấy)").FillAsync("đơn vị cụm trưởng chưa có bộ phận thi đua");
        await first.GetByRole(AriaRole.Button, new() { Name = "Ghi thường trực" }).ClickAsync();
        await Assertions.Expect(page.Locator("section.cluster").First).ToContainTextAsync("Thường trực: Phòng Tổ chức cán bộ, BHXH tỉnh Nghệ An ghi tay Từ 01/02/2024, 12/BHXH-TCCB. Lý do: đơn vị cụm trưởng chưa có bộ phận thi đua");

        // what the office says of its units: a file that cannot be right, then those that are
        await Give(page, "quy-mo", "quy-mo.csv", "Mã đơn vị,Quy mô\n412,nhiều\n");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Dòng 2: quy mô “nhiều” không phải là một số từ 0 đến 1.000.000.000.000, nhiều nhất 3 chữ số thập phân. Sửa số rồi chạy lại.");
        var districts = InventedBorders.OfProvince("40", new(2024, 11, 22));
        await Give(page, "quy-mo", "quy-mo.csv", "Mã đơn vị,Quy mô\n" + string.Join('\n', districts.Select((d, i) => $"{d.Unit},{(i + 3) * 1_250}")));
        await Assertions.Expect(page.GetByText("Quy mô: theo tệp quy-mo.csv của văn phòng, dùng từ ngày 22/11/2024").First).ToBeVisibleAsync();
        await page.GetByLabel("Lấy ranh giới chung trong tệp làm căn cứ giáp nhau").CheckAsync();
        await Give(page, "ranh-gioi", "nghe-an.geojson", InventedBorders.GeoJson(districts));
        await Assertions.Expect(page.Locator("section").First.Locator("path.area")).ToHaveCountAsync(21);

        await Looks.At(page, "clusters-kept");
    }

    private static async Task Give(IPage page, string to, string name, string content)
    {
        var form = page.Locator($"form[action='/cum/{to}']");
        await form.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = System.Text.Encoding.UTF8.GetBytes(content) });
        await form.Locator("button").ClickAsync();
    }

    /// <summary>Its document divides and gives tasks; it measures nothing.</summary>
    [Fact]
    public async Task The_pages_of_a_campaign_that_measures_nothing_say_so_and_break_nowhere()
    {
        new AddCampaign(Installation).Add("4268");
        var page = await Page();
        foreach (var path in (string[])["", "/xep-hang", "/viec", "/viec-cho", "/don-doc", "/goi", "/nhan-vien-thu", "/khen-thuong", "/ho-so", "/cong-khai", "/vuong-mac"])
        {
            var answer = await page.GotoAsync(Address + "/c/4268" + path);
            Assert.True(answer!.Status == 200, $"{path}: {answer.Status}");
            await Pictures.Of(page, $"4268{path.Replace('/', '-')}");
        }
    }
}
