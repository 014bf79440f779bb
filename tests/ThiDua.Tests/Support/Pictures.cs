using Microsoft.Playwright;

namespace ThiDua.Tests.Support;

/// <summary>
/// What people look at when they have changed a page or a paper: kept in artifacts/screenshots where THIDUA_PICTURES=1 asks for it. No test reads them, and they are a sixth of what the browser has to do.
/// </summary>
public static class Pictures
{
    public static string? Folder { get; } = Environment.GetEnvironmentVariable("THIDUA_PICTURES") == "1" ? Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots")).FullName : null;

    /// <summary>The whole page as it stands.</summary>
    public static async Task Of(IPage page, string name)
    {
        if (Folder is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".jpg"), FullPage = true, Type = ScreenshotType.Jpeg, Quality = 80 });
    }

    public static void Keep(string name, byte[] file)
    {
        if (Folder is { } folder) File.WriteAllBytes(Path.Combine(folder, name), file);
    }
}
