using Microsoft.AspNetCore.Mvc;
using ThiDua.Core.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Web;
using ThiDua.Access;

namespace ThiDua.Awards;

/// <summary>The addresses behind the dossier page: freezing, single papers, all of them as one archive, and what happened to them.</summary>
public static class DossierAddresses
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/ho-so/{unit}", Freeze).Needs(Act.MakeDossier, unit: "unit");
        site.MapGet("/c/{campaign}/ho-so/{unit}/tai", Archive).Needs(Act.SeeDossiers, unit: "unit", heavy: true);
        site.MapGet("/c/{campaign}/ho-so/{unit}/tai/{paper}.docx", (string campaign, string unit, string paper, string? period, [FromQuery(Name = "ai")] string? about, PageContext context) =>
        {
            try
            {
                return Document(context, campaign, unit, paper, period, about) ?? Results.NotFound();
            }
            catch (Exception e) when (e is QuestionException or StepException)
            {
                return Results.NotFound();
            }
        }).Needs(Act.SeeDossiers, unit: "unit");
        site.MapPost("/c/{campaign}/ho-so/{unit}/giay-to/{paper}", Record).Needs(Act.MakeDossier, unit: "unit");
    }

    /// <param name="below">What follows the page of the unit, such as "/tai".</param>
    /// <param name="period">Of the dossier of that period; null: of the whole.</param>
    public static string PageOf(string campaign, string unit, string? period = null, string below = "") => PageContext.Address($"/c/{campaign}/ho-so/{Uri.EscapeDataString(unit)}{below}", ("period", period));

    /// <param name="about">Of a paper for each who is nominated: whose; null: the first.</param>
    /// <summary>One paper from the figures that hold; null when none were frozen or nobody wrote a template of it.</summary>
    public static IResult? Document(PageContext context, string campaign, string unit, string paper, string? period, string? about = null)
    {
        using var db = context.Options.Installation.Open();
        var ground = Ground.Of(db, context.Options.Installation, campaign, AwardTables.OfPeriod(period));
        var asked = DossierPapers.Find(ground.Campaign, paper);
        if (!asked.HasTemplate || FreezeStanding.Last(db, ground.Stored.No, unit, ground.Period?.Id) is not { } frozen) return null;
        if (DossierPapers.Copy(asked, ground.Campaign, frozen.Figures, about) is not { } copy) return null;
        if (DossierPapers.Parts(copy).Count > 0)
        {
            var written = new MemoryStream(); // what people write is of no recording, so no state names it
            StatePaper.Write(written, DossierPapers.Blocks(copy, frozen, ground.Campaign, ReportParts.Of(db, ground, unit)));
            return Results.File(written.ToArray(), Word, $"{unit}-{copy.FileName}");
        }
        // Its parts are named anew at each making, so what it is made of names it.
        if (context.Has($"W/\"{ground.Known}-{frozen.Sha256}-{asked.Id}\"")) return Results.StatusCode(StatusCodes.Status304NotModified);
        var output = new MemoryStream();
        StatePaper.Write(output, DossierPapers.Blocks(asked, frozen, ground.Campaign));
        return Results.File(output.ToArray(), Word, $"{unit}-{asked.FileName}");
    }

    private static IResult Freeze(string campaign, string unit, string? period, [FromForm] string? refreeze, PageContext context)
    {
        try
        {
            new FreezeStanding(context.Options.Installation).Freeze(campaign, unit, AwardTables.OfPeriod(period), string.IsNullOrWhiteSpace(refreeze) ? null : refreeze);
            return Results.LocalRedirect(PageOf(campaign, unit, period));
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
    }

    /// <summary>Freezes nothing: a link that is followed by chance must change nothing.</summary>
    private static IResult Archive(string campaign, string unit, string? period, string? chi, PageContext context)
    {
        using (var db = context.Options.Installation.Open())
        {
            if (Campaigns.LoadCampaigns.One(db, campaign, long.MaxValue) is not { } stored || FreezeStanding.Last(db, stored.No, unit, period) is null) return Results.NotFound();
        }
        var output = new MemoryStream();
        new BundleDossier(context.Options.Installation).Write(campaign, unit, AwardTables.OfPeriod(period), output, withPdf: chi != "word");
        output.Position = 0;
        return Results.File(output, "application/zip", $"ho-so-{unit}.zip");
    }

    private static IResult Record(string campaign, string unit, string paper, string? period, [FromForm] string step, [FromForm] string? text, [FromForm] string? day, PageContext context)
    {
        var record = new RecordStep(context.Options.Installation);
        DateOnly? on = null;
        try
        {
            if (!Texts.Written.TryDay(day, out on)) throw new StepException("day-unread");
            if (step == "taken-back") record.TakeBack(campaign, unit, paper, period);
            else if (DossierQueries.Kind(step) is { } kind) record.Record(new(campaign, unit, paper, kind, text, on, period));
            return Results.LocalRedirect(PageOf(campaign, unit, period) + "#" + Uri.EscapeDataString(paper));
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
        catch (StepException e)
        {
            // The page says the sentence of the code beside the paper; only the day of the faulty step is not kept.
            return Results.LocalRedirect(PageContext.Address(PageOf(campaign, unit), ("period", period), ("giay", paper), ("loi", e.Code), ("ngay", on?.Iso())) + "#" + Uri.EscapeDataString(paper));
        }
    }
}
