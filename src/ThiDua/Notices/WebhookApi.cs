using ThiDua.Api;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Notices;

/// <summary>`/api/v1/webhooks`: made, listed and ended as by the commands.</summary>
public static class WebhookApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", List).Needs(Act.KeepNotices);
        api.MapPost("/webhooks", Add).Needs(Act.KeepNotices); // takes no Idempotency-Key: its answer holds the secret, which is kept nowhere in the open
        api.MapDelete("/webhooks/{webhook}", End).WithMetadata(new ChangesSomething()).Needs(Act.KeepNotices);
    }

    private static IResult List(PageContext page)
    {
        using var db = page.Accounts.Open();
        return Answers.Document(page, json => WebhookJson.Write(json, WebhookQueries.All(db)));
    }

    private static IResult Add(string address, string? events, string? daysBefore, PageContext page, Reach reach, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store"; // the only answer that holds the secret
        return Answers.Document(page, json => WebhookJson.Write(json, new AddWebhook(page.Accounts, reach).Add(address, events, daysBefore)));
    }

    private static IResult End(int webhook, PageContext page) => Answers.Document(page, json =>
    {
        new EndWebhook(page.Accounts).End(webhook);
        WebhookJson.Ended(json, webhook);
    });
}
