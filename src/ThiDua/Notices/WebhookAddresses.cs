using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Notices;

/// <summary>The addresses behind the page of notices; each leads back to the page.</summary>
public static class WebhookAddresses
{
    private const string Page = "/thong-bao";

    public static void Map(WebApplication site)
    {
        site.MapPost(Page + "/them", Add).Needs(Act.KeepNotices);
        site.MapPost(Page + "/ket-thuc", End).Needs(Act.KeepNotices);
        site.MapPost(Page + "/gui-lai", Resend).Needs(Act.KeepNotices);
    }

    private static IResult Add([FromForm] string address, [FromForm] string? days, HttpRequest request, HttpContext http, PageContext page, Reach reach, ShownOnce once)
    {
        var events = request.Form["events"];
        if (events.Count == 0) return Back("no-event", "");
        try
        {
            var added = new AddWebhook(page.Accounts, reach).Add(address, string.Join(' ', events.ToArray()), days);
            once.Put(http, string.Create(CultureInfo.InvariantCulture, $"{added.No} {added.Secret}"));
            return Results.LocalRedirect(Page);
        }
        catch (WebhookException e)
        {
            return Back(e.Code, e.Arguments[0]);
        }
    }

    private static IResult End([FromForm] int no, PageContext page)
    {
        try
        {
            new EndWebhook(page.Accounts).End(no);
        }
        catch (WebhookException)
        {
            // ended already, by another hand: the page says so
        }
        return Results.LocalRedirect(Page);
    }

    private static IResult Resend([FromForm] long no, PageContext page)
    {
        try
        {
            new ResendNotice(page.Accounts).Resend(no);
        }
        catch (WebhookException)
        {
            // sent again already: the page shows what became of it
        }
        return Results.LocalRedirect(Page);
    }

    private static IResult Back(string fault, string given) => Results.LocalRedirect(PageContext.Address(Page, ("loi", fault), ("ghi", given)));
}
