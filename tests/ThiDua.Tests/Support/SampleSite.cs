using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Tests.Support;

/// <summary>
/// A site over a copy of the sample, as `./run` serves it, and browsers that have signed in. Journeys derive from it, so that each has
/// its own; who only looks shares one as a fixture.
/// </summary>
public class SampleSite : IAsyncLifetime
{
    private readonly Browser browser = new();
    private WebApplication site = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("thidua-site-").FullName;

    public Installation Installation { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Installation = Fill(Folder);
        ThiDua.Access.DemoAccount.NewLink(Installation);
        site = Site.Build(new(Installation, "http://127.0.0.1:0", IsDemo: true));
        await site.StartAsync(TestContext.Current.CancellationToken);
        Address = site.Urls.First();
    }

    protected virtual Installation Fill(string folder) => FilledSample.Copy(folder);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await site.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <param name="account">Who looks; null: one who may do everything.</param>
    public async Task<IPage> Page(int width = 1366, int height = 768, bool dark = false, int? account = null)
    {
        var page = await browser.Page(width, height, dark);
        await SignedIn.Enter(page, Installation, Address, account);
        return page;
    }

    /// <summary>A page of somebody who has not signed in.</summary>
    public Task<IPage> Visitor(int width, int height) => browser.Page(width, height);

    private readonly Dictionary<string, IPage> kept = [];

    /// <summary>A page that is signed in once and goes from address to address, for tests that only look.</summary>
    /// <param name="language">In which it is read.</param>
    public async Task<IPage> KeptPage(string language)
    {
        if (kept.TryGetValue(language, out var page)) return page;
        page = kept[language] = await Page();
        await page.GotoAsync(Address + "/?lang=" + language);
        return page;
    }

    /// <summary>Tries a file on the page of imports.</summary>
    protected static async Task Try(IPage page, string file)
    {
        await page.SetInputFilesAsync("input[type=file]", file);
        await page.GetByRole(AriaRole.Button, new() { Name = "Thử tệp" }).ClickAsync();
    }
}
