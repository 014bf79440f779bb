using ThiDua.Access;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Publications;

/// <summary>Making figures public, and taking them back, in the API: the document of `thidua publish`.</summary>
public static class PublicationsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/campaigns/{campaign}/publications", (string campaign, string? asOf, PageContext page) => Answers.Document(page, json =>
            PublicationJson.Write(json, campaign, new PublishCampaign(page.Options.Installation).Publish(campaign, Asked.Day("asOf", asOf)), isPublic: true))).WithMetadata(new ChangesSomething()).Needs(Act.Publish, confirmed: true);
        api.MapPost("/campaigns/{campaign}/publications/withdrawal", (string campaign, string? reason, PageContext page) => Answers.Document(page, json =>
            PublicationJson.Write(json, campaign, new PublishCampaign(page.Options.Installation).TakeBack(campaign, string.IsNullOrWhiteSpace(reason) ? throw new UsageException("usage-reason") : reason.Trim()), isPublic: false))).WithMetadata(new ChangesSomething()).Needs(Act.Publish, confirmed: true);
    }
}
