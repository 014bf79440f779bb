using Microsoft.Playwright;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>The site as one ward sees it: its clerk, who also keeps its rows, and one of its officers.</summary>
public sealed class WardJourneyTests : SampleSite
{
    [Fact]
    public async Task A_ward_lands_on_its_page_and_every_list_and_link_it_sees_is_its_own()
    {
        var clerk = Account("phuong", null, "XP-30280", Role.UnitClerk, Role.DataOfficer);
        var (wrong, seen) = (new List<string>(), new HashSet<string>());
        var page = await Page(account: clerk);
        foreach (var (name, path, lands) in new[]
        {
            ("unit", "/", "/c/9936/don-vi/XP-30280"), ("board", "/c/9936", null), ("standings", "/c/9936/xep-hang?group=communes", null), ("worklist", "/c/9936/viec-cho", null), ("remind", "/c/9936/don-doc", null), ("calls", "/c/9936/goi", null),
            ("collectors", "/c/9936/nhan-vien-thu", null), ("tasks", "/c/9936/viec", null), ("problems", "/c/9936/vuong-mac", null), ("dossiers", "/c/9936/ho-so", (string?)null),
        })
        {
            await page.GotoAsync(Address + path);
            foreach (var (width, height) in new[] { (1366, 768), (390, 844) })
            {
                await page.SetViewportSizeAsync(width, height);
                await Pictures.Of(page, $"ward-{name}-{width}");
                if (lands is not null && new Uri(page.Url).AbsolutePath != lands) wrong.Add($"{path} lands on {page.Url}");
                wrong.AddRange((await Axe.Problems(page)).Select(p => $"{name}: {p}"));
                if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")) wrong.Add($"{name} at {width} scrolls sideways");
                foreach (var link in await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main a[href^=\"/\"], nav a')].map(a => a.getAttribute('href').split('#')[0])"))
                {
                    // of links to the same page with other values, a few are enough
                    if (seen.Count(s => s.Split('?')[0] == link.Split('?')[0]) > 2 || !seen.Add(link)) continue;
                    var answer = await page.Context.APIRequest.GetAsync(Address + link);
                    if (answer.Status >= 400) wrong.Add($"{name}: {link} answers {answer.Status}");
                }
            }
        }
        Assert.True(seen.Count > 30 && wrong.Count == 0, $"{seen.Count} links\n" + string.Join("\n", wrong));
    }

    [Fact]
    public async Task An_officer_lands_on_his_own_page_and_no_other_is_there()
    {
        var page = await Page(1366, 768, account: Account("can-bo", "CB-0002", null, Role.Officer));
        await page.GotoAsync(Address);
        Assert.Equal("/c/9936/vi-sao/can-bo/CB-0002", new Uri(page.Url).AbsolutePath);
        await Pictures.Of(page, "own-page-1366");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Trang của tôi" })).ToHaveAttributeAsync("aria-current", "page");
        Assert.Equal(404, (await page.GotoAsync(Address + "/c/9936/vi-sao/can-bo/CB-0003"))!.Status);
        Assert.Equal(404, (await page.GotoAsync(Address + "/c/9936/don-vi/PB-VP"))!.Status);
    }

    /// <summary>Names are shown to the account that gave the reason: who signs in to the same browser after it has given none.</summary>
    [Fact]
    public async Task Names_that_one_account_was_shown_are_masked_for_the_next()
    {
        var page = await Page(1366, 768, account: Account("phuong", null, "XP-30280", Role.UnitClerk));
        await page.GotoAsync(Address + "/c/9936/goi");
        await page.GetByText("Hiện tên").First.ClickAsync();
        await page.FillAsync("form[action$='/goi/hien'] input[name=reason]", "gọi vận động");
        await page.ClickAsync("form[action$='/goi/hien'] button");
        await Assertions.Expect(page.Locator("form[action$='/goi/an']")).ToBeVisibleAsync();
        using (var db = Installation.Open()) Assert.Equal("phuong", db.One<string>("select actor from trail where act = 'reveal'"));
        await SignedIn.Enter(page, Installation, Address, Account("phuong-hai", null, "XP-30280", Role.UnitClerk));
        await page.GotoAsync(Address + "/c/9936/goi");
        Assert.Equal((0, 1), (await page.Locator("form[action$='/goi/an']").CountAsync(), await page.Locator("form[action$='/goi/hien']").CountAsync()));
    }

    private int Account(string name, string? officer, string? unit, params ReadOnlySpan<Role> roles)
    {
        var account = new CreateAccount(Installation).Create(name, "Người thử " + name, officer);
        foreach (var role in roles) new GrantRole(Installation).Give(account, role, unit, Days.Always, "máy");
        return account;
    }
}
