using Microsoft.Playwright;
using ThiDua.Organisation;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Organisation;

/// <summary>The clerk brings the State's reorganisation of July 2025 into the program and looks back and forth between the days.</summary>
public sealed class OrganisationJourneyTests : SampleSite
{
    [Fact]
    public async Task The_wards_of_Long_Xuyen_are_merged_looked_at_and_taken_back()
    {
        var steps = new ProposeReorganisation(Installation).Steps();
        var (units, merged) = (Path.Combine(Folder, "don-vi-2025-07-01.csv"), Path.Combine(Folder, "sap-xep-2025-07-01.csv"));
        await File.WriteAllTextAsync(units, ProposeReorganisation.UnitsCsv(steps), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(merged, "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản\n01/01/2025,sáp nhập,XP-30285,XP-30286,1285/NQ-UBTVQH15\n"
            + ProposeReorganisation.StepsCsv(steps).Split("\r\n", 2)[1].Replace("\r\n", "\n", StringComparison.Ordinal).Replace(",,có", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var page = await Page();
        await page.GotoAsync(Address + "/to-chuc");
        await Assertions.Expect(page.GetByText("Chưa ghi nhận việc sáp nhập")).ToBeVisibleAsync();
        await page.GotoAsync(Address + "/nhap");
        foreach (var file in new[] { units, merged })
        {
            await Try(page, file);
            await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Nhập \\d+ dòng") }).ClickAsync();
            await Assertions.Expect(page.Locator(".done")).ToContainTextAsync(Path.GetFileName(file));
        }

        await page.GetByRole(AriaRole.Contentinfo).GetByRole(AriaRole.Link, new() { Name = "Đơn vị và sắp xếp" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "từ 01/07/2025" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Ủy ban nhân dân thành phố Long Xuyên" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ủy ban nhân dân thành phố Long Xuyên" })).ToBeVisibleAsync();
        var four = (await Wards(page)).Order(StringComparer.Ordinal);
        Assert.Equal(["Phường Bình Đức", "Phường Long Xuyên", "Phường Mỹ Thới", "Xã Mỹ Hòa Hưng"], four);
        await Looks.At(page, "organisation");
        await page.GetByRole(AriaRole.Link, new() { Name = "đến 31/12/2024" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Ngày 31/12/2024:")).ToBeVisibleAsync();
        Assert.Equal(13, (await Wards(page)).Count());

        await page.GotoAsync(Address + "/c/9936/xep-hang?indicator=staff-voluntary-si&group=communes");
        var thirteen = await page.Locator("tbody tr").CountAsync();
        await page.GetByLabel("Theo đơn vị của ngày").FillAsync("2025-07-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xem" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(4);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "xếp theo các đơn vị của ngày 01/07/2025" })).ToBeVisibleAsync();
        await Looks.At(page, "standings-on-tree");
        Assert.Equal(13, thirteen);

        await page.GotoAsync(Address + "/to-chuc");
        await page.Locator("summary", new() { HasText = "Huỷ một tệp sắp xếp" }).ClickAsync();
        await page.GetByLabel("Lý do huỷ tệp sap-xep-2025-07-01.csv").FillAsync("chờ hướng dẫn");
        await page.GetByRole(AriaRole.Button, new() { Name = "Huỷ một tệp sắp xếp" }).ClickAsync();
        await page.GotoAsync(Address + "/to-chuc");
        await Assertions.Expect(page.GetByText("Chưa ghi nhận việc sáp nhập")).ToBeVisibleAsync();
    }

    private static async Task<IEnumerable<string>> Wards(IPage page) =>
        (await page.Locator("table").First.Locator("tbody th").AllInnerTextsAsync()).Where(n => n.StartsWith("Phường", StringComparison.Ordinal) || n.StartsWith("Xã", StringComparison.Ordinal));
}
