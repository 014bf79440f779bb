using System.Text.Json;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Awards;

/// <summary>The dossiers under `/api/v1`: how far they are, freezing, single papers, and what happened to them.</summary>
public static class DossierApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/dossiers", (string campaign, string? period, PageContext page) => Answer(page, campaign, period, (_, ground, queries, json) =>
            DossierJson.WriteAll(json, ground.Campaign.Id, queries.All(page.Viewer.Within(Act.MakeDossier)), page.Language))).Needs(Act.MakeDossier, list: true);
        api.MapGet("/campaigns/{campaign}/dossiers/{unit}", (string campaign, string unit, string? period, PageContext page) => One(page, campaign, unit, period)).Needs(Act.MakeDossier, unit: "unit");
        api.MapPost("/campaigns/{campaign}/dossiers/{unit}", Freeze).WithMetadata(new ChangesSomething()).Needs(Act.MakeDossier, unit: "unit");
        api.MapGet("/campaigns/{campaign}/dossiers/{unit}/papers/{paper}.docx", (string campaign, string unit, string paper, string? period, PageContext page) =>
            Answers.Guarded(page, () => DossierAddresses.Document(page, campaign, unit, paper, period) is { } file ? file : throw new StepException("not-made"))).Needs(Act.MakeDossier, unit: "unit");
        api.MapPost("/campaigns/{campaign}/dossiers/{unit}/papers/{paper}/steps", Record).WithMetadata(new ChangesSomething()).Needs(Act.MakeDossier, unit: "unit");
    }

    private static IResult Freeze(string campaign, string unit, string? period, string? refreeze, PageContext page) => One(page, campaign, unit, period, () =>
    {
        if (refreeze is not null && string.IsNullOrWhiteSpace(refreeze)) throw new UsageException("usage-reason");
        new FreezeStanding(page.Options.Installation).Freeze(campaign, unit, AwardTables.OfPeriod(period), refreeze);
    });

    /// <param name="step">signed, sent, received, returned; or taken-back.</param>
    private static IResult Record(string campaign, string unit, string paper, string step, string? text, string? day, string? period, PageContext page) => One(page, campaign, unit, period, () =>
    {
        var (on, record) = (Asked.Day("day", day), new RecordStep(page.Options.Installation));
        if (step == "taken-back") record.TakeBack(campaign, unit, paper, period);
        else record.Record(new(campaign, unit, paper, DossierQueries.Kind(step) ?? throw new StepException("usage", step), text, on, period));
    });

    private static IResult One(PageContext page, string campaign, string unit, string? period, Action? first = null) => Answers.Guarded(page, () =>
    {
        first?.Invoke();
        return Answer(page, campaign, period, (db, ground, queries, json) =>
        {
            var dossier = queries.Of(unit);
            DossierJson.Write(json, ground.Campaign.Id, dossier, DossierQueries.Changes(db, page.Options.Installation, ground.Campaign, dossier, page.Language), page.Language);
        });
    });

    private static IResult Answer(PageContext page, string campaign, string? period, Action<Db, Ground, DossierQueries, Utf8JsonWriter> write) => Answers.Document(page, json =>
    {
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        var ground = Ground.Of(db, page.Options.Installation, campaign, AwardTables.OfPeriod(period));
        write(db, ground, new(db, ground, page.Options.Installation.Day), json);
    });
}
