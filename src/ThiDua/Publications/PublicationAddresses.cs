using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Publications;

/// <summary>The addresses behind the page that makes figures public. Each is done only by who has just shown that he is there.</summary>
public static class PublicationAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/cong-khai/ra", (string campaign, [FromForm] string? day, PageContext page) =>
            Shown(campaign, () => new PublishCampaign(page.Options.Installation).Publish(campaign, Written.TryDay(day, out var asOf) ? asOf : throw new RefusedEntryException("publication.day-wrong")))).Needs(Act.Publish, confirmed: true);
        site.MapPost("/c/{campaign}/cong-khai/rut-lai", (string campaign, [FromForm] string? reason, PageContext page) =>
            Shown(campaign, () => new PublishCampaign(page.Options.Installation).TakeBack(campaign, string.IsNullOrWhiteSpace(reason) ? throw new RefusedEntryException("publication.reason-missing") : reason.Trim()))).Needs(Act.Publish, confirmed: true);
    }

    /// <summary>Where an office makes its figures public.</summary>
    public static string PageOf(string campaign) => $"/c/{campaign}/cong-khai";

    /// <summary>Where everybody reads them.</summary>
    public static string PublicPageOf(string campaign) => "/cong-khai/" + Uri.EscapeDataString(campaign);

    /// <summary>Back to the page, with the sentence of what was refused.</summary>
    private static IResult Shown(string campaign, Action work)
    {
        try
        {
            work();
            return Results.LocalRedirect(PageOf(campaign));
        }
        catch (RefusedEntryException e)
        {
            return Results.LocalRedirect(PageContext.Address(PageOf(campaign), ("loi", e.Key)));
        }
        catch (WithdrawException)
        {
            return Results.LocalRedirect(PageContext.Address(PageOf(campaign), ("loi", "publication.none"))); // taken back by somebody else meanwhile
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
    }
}
