using System.Text.Json;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Standings;
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
                var within = page.Viewer.Within(Act.Call);
                var calls = new CallQueries(db, ground).All(ground.CommunesOf(within));
                CallsJson.Write(json, ground, calls, new CollectorQueries(db, ground).Standing(calls, within));
            })).Needs(Act.Call, list: true, confirmed: true);
        api.MapPost("/campaigns/{campaign}/contacts", Tell).WithMetadata(new ChangesSomething()).Needs(Act.Call, list: true);
    }

    /// <summary>The person stands in the body, for an identity number must stand in no address.</summary>
    private static async Task<IResult> Tell(string campaign, HttpRequest request, PageContext page)
    {
        var told = await Read(request);
        return Answers.Guarded(page, () =>
        {
            if (told?.Person is not { Length: > 0 } person || (told.Outcome is null) == (told.TakeBack is null)) throw new UsageException("usage-contact");
            MustBeCalledBy(page, campaign, person);
            var record = new RecordContact(page.Options.Installation);
            var recorded = told.TakeBack is { } reason
                ? record.TakeBack(campaign, person, told.Contact, reason) : record.Record(campaign, new(person, told.Outcome, Asked.Day("day", told.Day), Asked.Day("again", told.Again), told.Note, told.Collector));
            return Answers.Document(page, json => CallsJson.Write(json, recorded));
        });
    }

    /// <summary>A person whom others call is answered as one whom nobody knows.</summary>
    private static void MustBeCalledBy(PageContext page, string campaign, string person)
    {
        if (page.Viewer.Within(Act.Call) is not { } within) return;
        using var db = page.Options.Installation.Open();
        var ground = Ground.Of(db, page.Options.Installation, campaign, new());
        if (!new CallQueries(db, ground).IsIn(FindPerson.Find(db, page.Options.Installation.OpenTokens(), person), ground.CommunesOf(within))) throw new QuestionException("person-unknown", FindPerson.Shown(person));
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
