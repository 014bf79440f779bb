using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Worklist;

namespace ThiDua.Api;

/// <summary>
/// `/api/v1`: what the commands do, for other programs. Each slice maps its own addresses in a file …Api.cs; what all answers have in
/// common is in <see cref="Answers"/>, <see cref="AnswerApi"/> and <see cref="RequestKeys"/>. Described in openapi.json, which tests
/// hold against the running program.
/// </summary>
public static class ApiAddresses
{
    public const string Base = "/api/v1";

    /// <summary>The description, as served and as shown on the page.</summary>
    public static string Description { get; } = Path.Combine(AppContext.BaseDirectory, "Api", "openapi.json");

    public static void Map(WebApplication site)
    {
        var api = site.MapGroup(Base).AddEndpointFilter(OnlyOwnPages);
        api.MapGet("/openapi.json", () => Results.File(Description, "application/vnd.oai.openapi+json")).Needs(Act.BePublic);
        CampaignsApi.Map(api);
        StandingsApi.Map(api);
        AwardsApi.Map(api);
        Publications.PublicationsApi.Map(api);
        DossierApi.Map(api);
        RemindersApi.Map(api);
        CallsApi.Map(api);
        WorklistApi.Map(api);
        ImportsApi.Map(api);
        VerificationsApi.Map(api);
        Tasks.TasksApi.Map(api);
        Problems.ProblemsApi.Map(api);
        Targets.TargetsApi.Map(api);
        Clusters.ClustersApi.Map(api);
        Notices.WebhookApi.Map(api);
    }

    /// <summary>A page of another site that runs in a browser of this machine must not speak for its user.</summary>
    internal static async ValueTask<object?> OnlyOwnPages(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var request = call.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        var isForeign = (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}") || request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        if (!isForeign) return await next(call);
        DoorLog.Foreign(call.HttpContext);
        return Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
