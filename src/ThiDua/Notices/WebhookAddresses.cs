using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Notices;

/// <summary>Secrets from the form that made them to the one page that shows them; then they are gone.</summary>
public sealed class NewSecrets
{
    private readonly ConcurrentDictionary<string, AddedWebhook> kept = new();

    /// <returns>A name for the address of the page.</returns>
    public string Keep(AddedWebhook added)
    {
        if (kept.Count > 20) kept.Clear(); // nobody came for them
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        kept[name] = added;
        return name;
    }

    public AddedWebhook? Take(string? name) => name is not null && kept.TryRemove(name, out var added) ? added : null;
}

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

    private static IResult Add([FromForm] string address, [FromForm] string? days, HttpRequest request, PageContext page, Reach reach, NewSecrets secrets)
    {
        var events = request.Form["events"];
        if (events.Count == 0) return Back("no-event", "");
        try
        {
            return Results.LocalRedirect(PageContext.Address(Page, ("moi", secrets.Keep(new AddWebhook(page.Accounts, reach).Add(address, string.Join(' ', events.ToArray()), days)))));
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
