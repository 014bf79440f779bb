using Microsoft.Playwright;

namespace ThiDua.Tests.Support;

/// <summary>
/// Pages of Debian's Chromium, which is started once per test run. Whoever is done with his pages closes them all: a page left open goes
/// on costing time of the machine.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private static readonly Lazy<Task<IBrowser>> Shared = new(Start);

    private readonly List<IBrowserContext> opened = [];

    /// <summary>A page that shares nothing with any other.</summary>
    public async Task<IPage> Page(int width = 1366, int height = 768, bool dark = false)
    {
        var context = await (await Shared.Value).NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "vi-VN",
        });
        opened.Add(context);
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(180_000);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var context in opened) await context.CloseAsync();
    }

    private static async Task<IBrowser> Start()
    {
        // A slow machine is no fault of a page.
        Assertions.SetDefaultExpectTimeout(60_000);
        var chromium = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed. ./test installs it where it may.");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        EndOfRun.Then(async () =>
        {
            await browser.CloseAsync();
            playwright.Dispose();
        });
        return browser;
    }
}
