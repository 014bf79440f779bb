using System.Text.Json;
using ThiDua.Web;

namespace ThiDua.Notices;

/// <summary>`/api/v1/webhooks`: made, listed and ended as by the commands.</summary>
public static class WebhookApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/webhooks", List);
        api.MapPost("/webhooks", Add);
        api.MapDelete("/webhooks/{webhook}", End);
    }

    private static IResult List(PageContext page)
    {
        using var db = page.Options.Installation.Open();
        return Answer(json => WebhookJson.Write(json, WebhookQueries.All(db)));
    }

    private static IResult Add(string address, string? events, string? daysBefore, PageContext page, Reach reach, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store"; // the only answer that holds the secret
        return Guarded(page, json => WebhookJson.Write(json, new AddWebhook(page.Options.Installation, reach).Add(address, events, daysBefore)));
    }

    private static IResult End(int webhook, PageContext page) => Guarded(page, json =>
    {
        new EndWebhook(page.Options.Installation).End(webhook);
        WebhookJson.Ended(json, webhook);
    });

    private static IResult Guarded(PageContext page, Action<Utf8JsonWriter> write)
    {
        try
        {
            return Answer(write);
        }
        catch (WebhookException e)
        {
            var sentence = page.Say("webhook." + e.Code, [.. e.Arguments]);
            return Results.Problem(detail: sentence, title: sentence, type: "urn:thidua:" + e.Code,
                statusCode: e.Code == "webhook-unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity);
        }
    }

    private static IResult Answer(Action<Utf8JsonWriter> write)
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return Results.Bytes(stream.ToArray(), "application/json; charset=utf-8");
    }
}
