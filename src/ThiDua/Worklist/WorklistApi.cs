using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Worklist;

/// <summary>Waiting rows in the API: the list, and a decision on one of them.</summary>
public static class WorklistApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/worklist", (string campaign, PageContext page) => Answers.OfCampaign(page, new(campaign), (db, ground, json) =>
        {
            var queries = new WaitingQueries(db, ground);
            WorklistCommands.Write(json, queries.ByReason(), queries.Settled());
        })).Needs(Act.Settle);
        api.MapPost("/settlements", Settle).WithMetadata(new ChangesSomething()).Needs(Act.Settle, row: "row");
    }

    private static IResult Settle(string row, string choice, string? reason, bool? dryRun, PageContext page) => Answers.Guarded(page, () =>
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
        var decided = Choices.Find(choice) ?? throw new UsageException("usage-choice", choice, string.Join(" ", Choices.All.Select(Choices.Name)));
        var (file, number) = ExplainCommand.FileAndRow(row);
        var settled = new SettleRow(page.Options.Installation).Settle(file, number, decided, reason, dryRun == true);
        return Answers.Document(page, json => WorklistCommands.Write(json, settled));
    });
}
