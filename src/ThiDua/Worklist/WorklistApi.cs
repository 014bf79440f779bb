using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using System.Globalization;

namespace ThiDua.Worklist;

/// <summary>Waiting rows in the API: the list, and a decision on one of them.</summary>
public static class WorklistApi
{
    private const int Most = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/worklist", (string campaign, string? reason, string? after, int? limit, PageContext page) => Answers.Guarded(page, () =>
        {
            var slice = new Slice(reason, Math.Clamp(limit ?? Most, 1, Most), After: Behind(after));
            return Answers.OfCampaign(page, new(campaign), (db, ground, json) =>
            {
                var queries = new WaitingQueries(db, ground, page.Language, page.Viewer.Within(Act.Settle));
                WorklistCommands.Write(json, queries.ByReason(slice), queries.Settled());
            });
        })).Needs(Act.Settle, list: true);
        api.MapPost("/settlements", Settle).WithMetadata(new ChangesSomething()).Needs(Act.Settle, row: "row");
    }

    /// <param name="text">As "next" of an answer says it.</param>
    private static RowId? Behind(string? text) => text is null ? null
        : text.Split('.') is [var recording, var row] && long.TryParse(recording, NumberStyles.None, CultureInfo.InvariantCulture, out var file) && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(file, number) : throw new UsageException("usage-after", text);

    private static IResult Settle(string row, string choice, string? reason, bool? dryRun, PageContext page) => Answers.Guarded(page, () =>
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
        var decided = Choices.Find(choice) ?? throw new UsageException("usage-choice", choice, string.Join(" ", Choices.All.Select(Choices.Name)));
        var (file, number) = ExplainCommand.FileAndRow(row);
        var settled = new SettleRow(page.Options.Installation).Settle(file, number, decided, reason, dryRun == true);
        return Answers.Document(page, json => WorklistCommands.Write(json, settled));
    });
}
