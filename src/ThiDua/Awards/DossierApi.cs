using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The dossiers under `/api/v1`: how far they are, freezing, single papers, and what happened to them.</summary>
public static class DossierApi
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/dossiers", (string campaign, PageContext page) => Answer(page, campaign, (_, ground, queries, json) =>
            DossierJson.WriteAll(json, ground.Campaign.Id, queries.All(), page.Language)));
        api.MapGet("/campaigns/{campaign}/dossiers/{unit}", (string campaign, string unit, PageContext page) => One(page, campaign, unit));
        api.MapPost("/campaigns/{campaign}/dossiers/{unit}", (string campaign, string unit, string? refreeze, PageContext page) => refreeze is not null && string.IsNullOrWhiteSpace(refreeze)
            ? Problem(StatusCodes.Status400BadRequest, "usage-reason", page.Say("cli.usage-reason"))
            : One(page, campaign, unit, () => new FreezeStanding(page.Options.Installation).Freeze(campaign, unit, new(), refreeze)));
        api.MapGet("/campaigns/{campaign}/dossiers/{unit}/papers/{paper}.docx", (string campaign, string unit, string paper, PageContext page) =>
            Guarded(page, () => DossierAddresses.Document(page, campaign, unit, paper) is { } file ? file : Problem(StatusCodes.Status404NotFound, "not-made", page.Say("step.not-made"))));
        api.MapPost("/campaigns/{campaign}/dossiers/{unit}/papers/{paper}/steps", Record);
    }

    /// <param name="step">signed, sent, received, returned; or taken-back.</param>
    private static IResult Record(string campaign, string unit, string paper, string step, string? text, string? day, PageContext page)
    {
        DateOnly? on = DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        if (day is not null && on is null) return Problem(StatusCodes.Status400BadRequest, "usage-day", page.Say("cli.usage-day", "day", day));
        var record = new RecordStep(page.Options.Installation);
        if (step == "taken-back") return One(page, campaign, unit, () => record.TakeBack(campaign, unit, paper));
        return DossierQueries.Kind(step) is { } kind
            ? One(page, campaign, unit, () => record.Record(new(campaign, unit, paper, kind, text, on)))
            : Problem(StatusCodes.Status400BadRequest, "usage-step", page.Say("step.usage", step));
    }

    private static IResult One(PageContext page, string campaign, string unit, Action? first = null) => Guarded(page, () =>
    {
        first?.Invoke();
        return Answer(page, campaign, (db, ground, queries, json) =>
        {
            var dossier = queries.Of(unit);
            DossierJson.Write(json, ground.Campaign.Id, dossier, DossierQueries.Changes(db, page.Options.Installation, dossier, page.Language), page.Language);
        });
    });

    private static IResult Answer(PageContext page, string campaign, Action<Db, Ground, DossierQueries, Utf8JsonWriter> write) => Guarded(page, () =>
    {
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        var ground = Ground.Of(db, page.Options.Installation, campaign, new());
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(db, ground, new(db, ground, page.Options.Installation.Day), json);
        return Results.Bytes(stream.ToArray(), "application/json; charset=utf-8");
    });

    private static IResult Guarded(PageContext page, Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (QuestionException e)
        {
            return Problem(StatusCodes.Status404NotFound, e.Code, page.Say("question." + e.Code, [.. e.Arguments]));
        }
        catch (StepException e)
        {
            return Problem(e.Code == "paper-unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, e.Code, page.Say("step." + e.Code, [.. e.Arguments]));
        }
    }

    private static IResult Problem(int status, string code, string sentence) =>
        Results.Problem(detail: sentence, statusCode: status, title: sentence, type: "urn:thidua:" + code);
}
