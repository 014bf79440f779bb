using System.Globalization;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Documents;
using ThiDua.Web;

namespace ThiDua.Worklist;

/// <summary>All rows that wait, to take away: persons masked, as on the page.</summary>
public static class WorklistTables
{
    public static void Map(WebApplication site) => site.MapGet("/c/{campaign}/viec-cho.{format}", (string campaign, string format, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "ly-do")] string? reason, PageContext page) =>
        TableDownload.Answer(page, campaign, format, new(), "viec-cho", namesPeople: false, (db, ground) =>
        [
            new(page.Say("worklist.title"), [.. new[] { "reason", "file", "row", "officer", "person", "receipt", "against" }.Select(h => page.Say("worklist.column." + h))],
                [.. new WaitingQueries(db, ground, page.Language, page.Viewer.Within(Act.Settle)).ByReason(new(string.IsNullOrEmpty(reason) ? null : reason, int.MaxValue)).SelectMany(w => w.First.Select(r => (IReadOnlyList<object?>)
                [
                    page.Say("worklist." + w.Reason.Code), r.Shown.File, r.Shown.Row, r.Shown.Officer, r.Shown.Person, Pages.WorklistPage.Receipt(r.Shown),
                    r.Against is { } a ? string.Create(CultureInfo.InvariantCulture, $"{(a.IsElsewhere ? page.Say("worklist.elsewhere") : a.Officer)} {a.File}#{a.Row}").Trim() : "",
                ]))]),
        ])).Needs(Act.Settle, list: true);
}
