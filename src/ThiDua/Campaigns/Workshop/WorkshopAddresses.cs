using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Campaigns.Workshop;

/// <summary>The addresses behind the pages on which campaign files are written. Only saving changes what counts, and is confirmed.</summary>
public static class WorkshopAddresses
{
    /// <summary>A campaign file is a few pages; more is no campaign file (characters).</summary>
    private const int LongestText = 1 << 20;

    public static void Map(WebApplication site)
    {
        site.MapPost("/xuong/sao-chep", ([FromForm] string? from, [FromForm] string? id, PageContext page) => Copy(from ?? "", (id ?? "").Trim(), page)).Needs(Act.ChangeRules);
        site.MapPost("/xuong/phong-trao-con", ([FromForm] string? from, [FromForm] string? id, [FromForm] string? unit, [FromForm] string? clause, PageContext page) => Child(from ?? "", (id ?? "").Trim(), (unit ?? "").Trim(), clause ?? "", page)).Needs(Act.ChangeRules);
        site.MapPost("/xuong/{campaign}/ban-nhap", (string campaign, [FromForm] string? text, PageContext page) => Keep(campaign, text ?? "", page)).Needs(Act.ChangeRules);
        site.MapPost("/xuong/{campaign}/gia-tri", Fields).Needs(Act.ChangeRules);
        site.MapPost("/xuong/{campaign}/bo", (string campaign, PageContext page) =>
        {
            Drafts.Drop(page.Accounts, page.Viewer.Account!.Value, campaign);
            return Results.LocalRedirect("/xuong");
        }).Needs(Act.ChangeRules);
        site.MapPost("/xuong/{campaign}/luu", Save).Needs(Act.ChangeRules, confirmed: true, heavy: true);
    }

    public static string PageOf(string campaign) => "/xuong/" + Uri.EscapeDataString(campaign);

    /// <summary>The version in force; of a campaign that is not here, the one that comes with the program. Null: neither.</summary>
    public static (string Text, string? Sha)? TextOf(Db db, string campaign) => LoadCampaigns.One(db, campaign, long.MaxValue) is { } stored ? (stored.Text, stored.Sha256)
        : AddCampaign.Shipped(campaign) is { } path ? (File.ReadAllText(path).ReplaceLineEndings("\n"), null) : null;

    private static IResult Copy(string from, string id, PageContext page)
    {
        using var db = page.Accounts.Open();
        if (TextOf(db, from) is not { } source) return Results.NotFound();
        if (!IsId(id)) return Back(from, "workshop.id-wrong");
        if (TextOf(db, id) is not null) return Back(from, "workshop.id-taken");
        Drafts.Keep(page.Accounts, page.Viewer.Account!.Value, id, CampaignFields.WithId(source.Text, id), null);
        return Results.LocalRedirect(PageOf(id) + "/sua");
    }

    /// <summary>A draft of a movement that a unit carries out below this one.</summary>
    private static IResult Child(string from, string id, string unit, string clause, PageContext page)
    {
        using var db = page.Accounts.Open();
        if (TextOf(db, from) is not { } source) return Results.LocalRedirect("/xuong");
        if (!IsId(id)) return Back(from, "workshop.id-wrong");
        if (TextOf(db, id) is not null) return Back(from, "workshop.id-taken");
        var day = page.Options.Installation.Day;
        var units = Organisation.LoadOrganisation.Units(db, Recordings.KnownAt(db, null));
        if (!units.Known.Any(u => units.On(u, day)?.Code == unit)) return Back(from, "workshop.child-unit-unknown");
        if (ChildCampaign.Of(source.Text, id, unit, day, clause) is not { } text) return Back(from, "workshop.child-no-number");
        Drafts.Keep(page.Accounts, page.Viewer.Account!.Value, id, text, null);
        return Results.LocalRedirect(PageOf(id) + "/sua?thu=1");
    }

    private static IResult Keep(string campaign, string text, PageContext page)
    {
        text = text.ReplaceLineEndings("\n");
        if (!IsId(campaign)) return Results.NotFound();
        if (text.Length > LongestText) return Results.LocalRedirect(PageContext.Address(PageOf(campaign) + "/sua", ("loi", "workshop.too-long")));
        Keep(page, campaign, text);
        return Results.LocalRedirect(PageOf(campaign) + "/sua?thu=1");
    }

    private static IResult Fields(string campaign, HttpRequest request, PageContext page)
    {
        using var db = page.Accounts.Open();
        if ((Drafts.Of(db, page.Viewer.Account!.Value, campaign)?.Text ?? TextOf(db, campaign)?.Text) is not { } text) return Results.NotFound();
        Keep(page, campaign, CampaignFields.With(text, request.Form.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal)));
        return Results.LocalRedirect(PageOf(campaign) + "/sua?thu=1");
    }

    private static void Keep(PageContext page, string campaign, string text)
    {
        using var db = page.Accounts.Open();
        var based = Drafts.Of(db, page.Viewer.Account!.Value, campaign) is { } draft ? draft.BasedOn : TextOf(db, campaign)?.Sha;
        Drafts.Keep(page.Accounts, page.Viewer.Account!.Value, campaign, text, based);
    }

    /// <summary>A draft becomes a version only while the version it began from is the one in force: what somebody else saved meanwhile is not written over.</summary>
    private static IResult Save(string campaign, PageContext page)
    {
        using var db = page.Accounts.Open();
        if (Drafts.Of(db, page.Viewer.Account!.Value, campaign) is not { } draft) return Results.LocalRedirect(PageOf(campaign) + "/sua"); // saved or thrown away meanwhile
        var reading = CampaignFile.Read(draft.Text, campaign);
        if (reading.Campaign is null) return Results.LocalRedirect(PageOf(campaign) + "/sua?thu=1");
        if (LoadCampaigns.One(db, campaign, long.MaxValue)?.Sha256 is var now && now != draft.BasedOn && now != reading.Sha256)
            return Results.LocalRedirect(PageContext.Address(PageOf(campaign) + "/sua", ("loi", "workshop.overtaken")));
        new AddCampaign(page.Options.Installation).AddText(draft.Text, campaign);
        Drafts.Drop(page.Accounts, page.Viewer.Account!.Value, campaign);
        return Results.LocalRedirect(PageOf(campaign) + "?da-luu=1");
    }

    private static IResult Back(string campaign, string why) => Results.LocalRedirect(PageContext.Address(PageOf(campaign), ("loi", why)));

    /// <summary>It stands in addresses and commands.</summary>
    private static bool IsId(string id) => id.Length is > 0 and <= 40 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
