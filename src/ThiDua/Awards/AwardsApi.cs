using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Awards;

/// <summary>Awards in the API: the document of `thidua awards`.</summary>
public static class AwardsApi
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/campaigns/{campaign}/awards", (string campaign, string? period, string? asOf, string? knownAt, string? tree, PageContext page) =>
        Answers.OfCampaign(page, new(campaign, asOf, knownAt, tree, period) { AtPeriodEnd = true }, (db, ground, json) =>
        {
            var answer = new AwardQueries(db, ground, new(db, ground)).Answer();
            AwardsCommand.Write(json, ground, answer, DoubleAwardQueries.All(db, page.Options.Installation, ground, answer), page.Language);
        })).Needs(Act.SeeAwards, confirmed: true);
}
