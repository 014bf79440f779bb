using Microsoft.Playwright;

namespace ThiDua.Tests.Support;

/// <summary>Debian's Chromium, started once per test run; a page of its own for each test.</summary>
public static class Browser
{
    private static readonly Lazy<Task<IBrowser>> Shared = new(Start);

    public static string Screenshots { get; } = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName;

    public static async Task<IPage> Page(int width = 1366, int height = 768, bool dark = false)
    {
        var page = await (await (await Shared.Value).NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = "vi-VN",
        })).NewPageAsync();
        page.SetDefaultTimeout(180_000);
        return page;
    }

    private static async Task<IBrowser> Start()
    {
        // A slow machine is no fault of a page.
        Assertions.SetDefaultExpectTimeout(60_000);
        var chromium = new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser" }.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("Chromium is not installed. ./test installs it where it may.");
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}
