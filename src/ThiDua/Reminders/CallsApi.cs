using System.Text.Json;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Reminders;

/// <summary>The call list in the API, and what came of a call.</summary>
public static class CallsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/calls", (string campaign, string? asOf, string? knownAt, string? tree, PageContext page) =>
            Answers.OfCampaign(page, new(campaign, asOf, knownAt, tree), (db, ground, json) =>
            {
                var calls = new CallQueries(db, ground).All();
                CallsJson.Write(json, ground, calls, new CollectorQueries(db, ground).Standing(calls));
            })).Needs(Act.Call);
        api.MapPost("/campaigns/{campaign}/contacts", Tell).WithMetadata(new ChangesSomething()).Needs(Act.Call);
    }

    /// <summary>The person stands in the body, for an identity number must stand in no address.</summary>
    private static async Task<IResult> Tell(string campaign, HttpRequest request, PageContext page)
    {
        var told = await Read(request);
        return Answers.Guarded(page, () =>
        {
            if (told?.Person is not { Length: > 0 } person || (told.Outcome is null) == (told.TakeBack is null)) throw new UsageException("usage-contact");
            var record = new RecordContact(page.Options.Installation);
            var recorded = told.TakeBack is { } reason
                ? record.TakeBack(campaign, person, told.Contact, reason) : record.Record(campaign, new(person, told.Outcome, Asked.Day("day", told.Day), Asked.Day("again", told.Again), told.Note, told.Collector));
            return Answers.Document(page, json => CallsJson.Write(json, recorded));
        });
    }

    private static async Task<Told?> Read(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Told>(request.Body, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Told(string? Person, string? Outcome, string? Day, string? Again, string? Note, string? Collector, string? TakeBack, long? Contact);
}
