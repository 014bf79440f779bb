using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace ThiDua.Tests.Support;

/// <summary>
/// What the axe rules find on a page. Its script is put there once and asked again after each change of size; its own driver puts it there
/// anew each time, and into a second page too, which takes three times as long.
/// </summary>
public static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <param name="lightOnly">Only what another light can change: whether all can be read before its ground, and links told from the words around them.</param>
    public static async Task<string[]> Problems(IPage page, bool lightOnly = false)
    {
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>("""
            async lightOnly => (await axe.run({ resultTypes: ['violations'], selectors: false, preload: false, ...(lightOnly ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}) })).violations
                .filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 300)).join(' '))
            """, lightOnly);
    }
}
