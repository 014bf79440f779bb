using Microsoft.Playwright;

namespace ThiDua.Tests.Support;

/// <summary>A look at a page as people have it: both sizes, both lights, pictured where asked for; all can use it and nothing is off the side.</summary>
public static class Looks
{
    /// <param name="name">Of the pictures.</param>
    public static async Task At(IPage page, string name)
    {
        foreach (var dark in new[] { false, true })
        {
            await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            foreach (var (width, height) in new[] { (1366, 768), (390, 844) })
            {
                await page.SetViewportSizeAsync(width, height);
                await Pictures.Of(page, $"{name}-{width}{(dark ? "-dark" : "")}");
                var problems = await Axe.Problems(page, lightOnly: dark);
                Assert.Equal([], problems);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} at {width} scrolls sideways");
            }
        }
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(1366, 768);
    }
}
