using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Documents;
using ThiDua.Documents.Certificates;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the pages of honour: who is shown to everybody, what was written, the statistical report to take away.</summary>
public static class HonourAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/vinh-danh/cong-bo", (string campaign, [FromForm] string? decision, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, PageOf(campaign), () =>
        {
            new ReleaseWinners(page.Options.Installation).Release(campaign, int.TryParse(decision, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : throw new DecisionException("unknown", decision ?? ""));
            return page.Say("winners.released-now");
        })).Needs(Act.Publish, confirmed: true);
        site.MapPost("/c/{campaign}/vinh-danh/tin", (string campaign, [FromForm] string? title, [FromForm] string? link, [FromForm] string? source, [FromForm] string? day, [FromForm] string? others, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, PageOf(campaign), () =>
        {
            new ReleaseWinners(page.Options.Installation).Note(campaign, new(title, link, source, ReviewAddresses.DayOf(day), [.. ReviewAddresses.Chosen(page, "winner").Concat((others ?? "").Split([',', ';', ' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)).Select(Read)]));
            return page.Say("winners.news-noted");
        })).Needs(Act.Publish, confirmed: true);
        site.MapPost("/c/{campaign}/vinh-danh/bo", (string campaign, [FromForm] string? taken, [FromForm] string? reason, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, PageOf(campaign), () =>
        {
            new ReleaseWinners(page.Options.Installation).TakeBack(campaign, taken ?? "", reason);
            return page.Say("winners.taken-back");
        })).Needs(Act.Publish, confirmed: true);
        site.MapGet("/c/{campaign}/thong-ke-khen-thuong.{format}", (string campaign, string format, string? tu, string? den, PageContext page) => TableDownload.Answer(page, campaign, format, new(), "thong-ke-khen-thuong", namesPeople: false, (db, ground) =>
        [
            new(page.Say("winners.statistics"), [.. Heads.Select(h => page.Say("winners.head." + h))], [.. HonourStatistics.Of(WinnerQueries.Of(db, campaign).Issued, Day(tu), Day(den), page.Language).Select(c => (IReadOnlyList<object?>)Row(c, page))]),
        ])).Needs(Act.SeeAwards);
    }

    /// <summary>Columns of the statistical report.</summary>
    internal static readonly IReadOnlyList<string> Heads = ["form", "type", "authority", "collectives", "individuals", "all", "amount"];

    public static string PageOf(string campaign) => $"/c/{Uri.EscapeDataString(campaign)}/vinh-danh";

    /// <summary>The statistical report, without its ending.</summary>
    public static string StatisticsOf(string campaign) => $"/c/{Uri.EscapeDataString(campaign)}/thong-ke-khen-thuong";

    /// <summary>Where everybody reads who was honoured.</summary>
    public static string PublicPageOf(string campaign) => $"/cong-khai/{Uri.EscapeDataString(campaign)}/vinh-danh";

    internal static DateOnly? Day(string? text) => Written.TryDay(text, out var day) ? day : null;

    internal static string Write(int decision, int line) => string.Create(CultureInfo.InvariantCulture, $"{decision}.{line}");

    internal static string TypeOf(Core.Campaigns.CommendationType type, PageContext page) => page.Say("vocabulary." + Campaigns.Format.Vocabulary.CommendationTypes[(int)type]);

    private static (int, int) Read(string text) => text.Split('.') is [var d, var l] && int.TryParse(d, NumberStyles.None, CultureInfo.InvariantCulture, out var decision) && int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var line)
        ? (decision, line) : throw new CertificateException("news-winner-unread", text);

    private static object?[] Row(HonourCount count, PageContext page) => [count.Form, TypeOf(count.Type, page), count.Authority, count.Collectives, count.Individuals, count.All, count.Amount];
}
