using System.Text;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Standings;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Reminders;

/// <summary>The addresses behind the call list: what came of a call, taking that back, showing names, the list to take away.</summary>
public static class CallAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/goi/{person}/ghi", Record).Needs(Act.Call, person: "person");
        site.MapPost("/c/{campaign}/goi/{person}/rut-lai", TakeBack).Needs(Act.Call, person: "person");
        site.MapPost("/c/{campaign}/goi/hien", Show).Needs(Act.RevealPersons, person: "person", list: true, confirmed: true);
        site.MapPost("/c/{campaign}/goi/an", Hide).Needs(Act.Call, list: true);
        site.MapGet("/c/{campaign}/goi.{format}", Download).Needs(Act.Call, list: true, confirmed: true);
    }

    public static string PageOf(string campaign, string person) => $"/c/{campaign}/goi/{person}";

    private static IResult Record(
        string campaign, string person, [FromForm] string? outcome, [FromForm] string? day, [FromForm] string? again, [FromForm] string? note, [FromForm] string? collector, [FromForm] string? back, PageContext page, RefusedContacts refused) =>
        Done(campaign, person, back, () =>
        {
            if (!Texts.Written.TryDay(day, out var on) || !Texts.Written.TryDay(again, out var next)) throw new ContactException("day-unread");
            new RecordContact(page.Options.Installation).Record(campaign, new(person, outcome, on, next, note, collector));
        }, () => refused.Keep(campaign, person, new(outcome, again, note, collector, back)));

    private static IResult TakeBack(string campaign, string person, [FromForm] long contact, [FromForm] string? reason, PageContext page) =>
        Done(campaign, person, null, () => new RecordContact(page.Options.Installation).TakeBack(campaign, person, contact, reason ?? ""));

    /// <summary>Back to where the form stood; what was wrong is said on the person's own page.</summary>
    private static IResult Done(string campaign, string person, string? back, Action record, Action? keep = null)
    {
        try
        {
            record();
            return Results.LocalRedirect(back is not null && back.StartsWith($"/c/{campaign}/goi", StringComparison.Ordinal)
                ? back + (back.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "ghi=" + Uri.EscapeDataString(person) : PageOf(campaign, Uri.EscapeDataString(person)));
        }
        catch (ContactException e)
        {
            keep?.Invoke();
            return Results.LocalRedirect(PageOf(campaign, Uri.EscapeDataString(person)) + "?loi=" + e.Code);
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
    }

    private static IResult Show(string campaign, [FromForm] string? reason, [FromForm] string? xa, [FromForm] string? nvt, [FromForm] string? person, [FromForm] string? back, Revealed revealed)
    {
        var filter = CallFilter.Of(xa, nvt, null);
        if (!string.IsNullOrWhiteSpace(reason)) revealed.Show(campaign, filter.Commune, filter.Collector, string.IsNullOrEmpty(person) ? null : person, reason);
        return Results.LocalRedirect(Back(campaign, back));
    }

    private static IResult Hide(string campaign, [FromForm] string? back, Revealed revealed)
    {
        revealed.Hide();
        return Results.LocalRedirect(Back(campaign, back));
    }

    private static string Back(string campaign, string? back) => back?.StartsWith($"/c/{campaign}/goi", StringComparison.Ordinal) == true ? back : $"/c/{campaign}/goi";

    private static IResult Download(string campaign, string format, string? xa, string? nvt, string? xem, PageContext page, Revealed revealed)
    {
        if (format is not ("csv" or "xlsx")) return Results.NotFound();
        using var db = page.Options.Installation.Open();
        try
        {
            var filter = CallFilter.Of(xa, nvt, xem);
            var ground = Ground.Of(db, page.Options.Installation, campaign, new());
            var calls = new CallQueries(db, ground).All(ground.CommunesOf(page.Viewer.Within(Act.Call))).Where(filter.Takes);
            var exported = revealed.Covers(campaign, filter) ? Documents.Exported.Now(page.Options.Installation) : null;
            var stream = new MemoryStream();
            if (format == "csv") stream.Write(Encoding.UTF8.GetBytes(CallTables.Csv(calls, exported, page.Language)));
            else CallTables.WriteXlsx(stream, calls, exported, $"{page.In(ground.Campaign.Title)} · {Texts.Written.Day(ground.AsOf)}", page.Language);
            stream.Position = 0;
            return Results.File(stream, format == "csv" ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"danh-sach-goi-{campaign}.{format}");
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
    }
}
