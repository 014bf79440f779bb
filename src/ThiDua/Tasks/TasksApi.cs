using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Tasks;

/// <summary>Tasks in the API: how they stand, as of today unless asked otherwise, and a report of one.</summary>
public static class TasksApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/tasks", (string campaign, string? unit, string? asOf, string? knownAt, string? tree, PageContext page) =>
            Answers.OfCampaign(page, new(campaign, asOf, knownAt, tree) { UsualDay = page.Options.Installation.Day },
                (db, ground, json) => TaskJson.Write(json, ground, new TaskQueries(db, ground, page.Viewer.Within(Act.DoTasks)).Tasks(), unit, page.Language))).Needs(Act.DoTasks, unit: "unit", list: true);
        api.MapPost("/campaigns/{campaign}/tasks", Record).WithMetadata(new ChangesSomething()).Needs(Act.DoTasks, unit: "unit");
    }

    private static IResult Record(string campaign, string task, string unit, string state, string? day, string? document, string? evidence, string? note, PageContext page) => Answers.Guarded(page, () =>
    {
        var progress = TaskWords.Find(state) ?? throw new UsageException("usage-progress", state, string.Join(" ", TaskWords.All.Select(TaskWords.Of)));
        var recorded = new RecordTask(page.Options.Installation).Record(campaign, new(task, unit, progress, Asked.Day("day", day), document, evidence, note));
        return Answers.Document(page, json => TaskJson.Write(json, recorded));
    });
}
