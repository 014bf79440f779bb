using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the page of a dossier as a whole and behind the inbox: each does its work and leads back to its page.</summary>
public static class SubmissionAddresses
{
    /// <summary>In place of a key: the sentence names files or people, and waits in the browser to be shown once.</summary>
    public const string Told = "tep";

    /// <summary>A request much larger than a file may be is not read at all; one that is a little too large is told so in a sentence.</summary>
    private const long MostRead = 64 << 20;

    public static void Map(WebApplication site)
    {
        const string Unit = "/c/{campaign}/ho-so/{unit}";
        site.MapPost(Unit + "/duyet", (string campaign, string unit, string? period, [FromForm] string? step, [FromForm] string? name, PageContext page, ShownOnce once) => Shown(page, once, campaign, unit, period, "gui", () =>
        {
            var approve = new ApproveDossier(page.Options.Installation);
            if (step == "taken-back") approve.TakeBack(campaign, unit, period);
            else approve.Approve(campaign, unit, period, name);
        })).Needs(Act.ApproveDossier, unit: "unit");
        site.MapPost(Unit + "/gui", (string campaign, string unit, string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, unit, period, "gui", () => new SubmitDossier(page.Options.Installation).Submit(campaign, unit, period))).Needs(Act.MakeDossier, unit: "unit", heavy: true);
        site.MapPost(Unit + "/rut", (string campaign, string unit, string? period, [FromForm] string? reason, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, unit, period, "gui", () => new SubmitDossier(page.Options.Installation).Withdraw(campaign, unit, period, reason))).Needs(Act.MakeDossier, unit: "unit");
        site.MapPost(Unit + "/minh-chung", (string campaign, string unit, string? period, IFormFile? file, [FromForm] string? about, [FromForm(Name = "is")] string? what, [FromForm] string? title, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, unit, period, "minh-chung", () => new KeepEvidence(page.Options.Installation).Keep(new(campaign, unit, period, about, what ?? "", title, file?.FileName ?? "", Content(file)))))
            .WithMetadata(new RequestSizeLimitAttribute(MostRead)).Needs(Act.MakeDossier, unit: "unit", heavy: true);
        site.MapPost(Unit + "/minh-chung/{evidence:int}/bo", (string campaign, string unit, int evidence, string? period, [FromForm] string? reason, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, unit, period, "minh-chung", () => new KeepEvidence(page.Options.Installation).TakeBack(campaign, unit, period, evidence, reason))).Needs(Act.MakeDossier, unit: "unit");
        site.MapGet(Unit + "/minh-chung/{evidence:int}", File).Needs(Act.SeeDossiers, unit: "unit");
        site.MapPost(Unit + "/bao-cao/{paper}", (string campaign, string unit, string paper, string? period, [FromForm] IFormCollection form, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, unit, period, paper, () => new WriteReport(page.Options.Installation).Write(campaign, unit, period, paper, form["about"],
                form.Where(f => f.Key.StartsWith(Part, StringComparison.Ordinal)).ToDictionary(f => f.Key[Part.Length..], f => f.Value.ToString(), StringComparer.Ordinal)))).Needs(Act.MakeDossier, unit: "unit");
        site.MapGet(Unit + "/da-gui", Submitted).Needs(Act.SeeDossiers, unit: "unit", heavy: true);

        const string Inbox = "/c/{campaign}/ho-so-den/{unit}";
        site.MapPost(Inbox + "/nhan", (string campaign, string unit, string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, null, period, unit, () => new ReceiveDossier(page.Options.Installation).Receive(campaign, unit, period))).Needs(Act.ReceiveDossiers);
        site.MapPost(Inbox + "/tra-lai", (string campaign, string unit, string? period, [FromForm] string? reason, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, null, period, unit, () => new ReceiveDossier(page.Options.Installation).Return(campaign, unit, period, reason))).Needs(Act.ReceiveDossiers);
    }

    /// <summary>Of the names of form fields: what follows is the id of a part of a paper.</summary>
    public const string Part = "phan-";

    public static string InboxOf(string campaign, string? period = null, string? state = null) => PageContext.Address($"/c/{campaign}/ho-so-den", ("period", period), ("trang-thai", state));

    private static byte[] Content(IFormFile? file)
    {
        if (file is null || file.FileName.Length == 0) throw new SubmissionException("file-missing");
        if (file.Length > EvidenceFile.MostBytes) throw new SubmissionException("file-too-large", Path.GetFileName(file.FileName));
        using var content = new MemoryStream((int)file.Length);
        file.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>What a unit gave is never shown in the page: a browser keeps it as a file.</summary>
    private static IResult File(string campaign, string unit, int evidence, PageContext page)
    {
        using var db = page.Options.Installation.Open();
        return Campaigns.LoadCampaigns.One(db, campaign, long.MaxValue) is { } stored && EvidenceQueries.Content(db, page.Options.Installation, stored.No, unit, evidence) is { } held
            ? Results.File(held.Content, "application/octet-stream", held.File) : Results.NotFound();
    }

    private static IResult Submitted(string campaign, string unit, string? period, PageContext page)
    {
        var output = new MemoryStream();
        try
        {
            if (new BundleDossier(page.Options.Installation).WriteSubmitted(campaign, unit, period, output) is not { } receipt) return Results.NotFound();
            output.Position = 0;
            return Results.File(output, "application/zip", receipt + ".zip");
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
    }

    /// <summary>Back to the page, with the sentence of what was refused.</summary>
    /// <param name="unit">Null: back to the inbox.</param>
    /// <param name="place">On the page.</param>
    private static IResult Shown(PageContext page, ShownOnce once, string campaign, string? unit, string? period, string place, Action work)
    {
        string? fault = null;
        try
        {
            work();
        }
        catch (ToldException e) when (e is SubmissionException or QuestionException or StepException)
        {
            once.Put(page.Http, e.Say(page.Language));
            fault = Told;
        }
        var path = unit is null ? $"/c/{campaign}/ho-so-den" : $"/c/{campaign}/ho-so/{Uri.EscapeDataString(unit)}";
        return Results.LocalRedirect(PageContext.Address(path, ("period", period), ("loi", fault), ("cho", fault is null ? null : place)) + "#" + Uri.EscapeDataString(place));
    }
}
