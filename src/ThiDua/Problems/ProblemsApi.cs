using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Problems;

/// <summary>Difficulties in the API: the register, a report, an answer.</summary>
public static class ProblemsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/problems", (string campaign, string? unit, string? knownAt, PageContext page) =>
            Answers.OfCampaign(page, new(campaign, KnownAt: knownAt), (db, ground, json) => ProblemJson.Write(json, ground, new ProblemQueries(db, ground).All(unit, page.Viewer.Within(Act.DoTasks)), page.Language))).Needs(Act.DoTasks, unit: "unit", list: true);
        api.MapPost("/campaigns/{campaign}/problems", Report).WithMetadata(new ChangesSomething()).Needs(Act.DoTasks, unit: "unit");
        api.MapPost("/campaigns/{campaign}/problems/{number}", Answer).WithMetadata(new ChangesSomething()).Needs(Act.DoTasks, problem: "number");
    }

    private static IResult Report(string campaign, string unit, string text, string? day, PageContext page) => Answers.Guarded(page, () =>
    {
        var reported = new ReportProblem(page.Options.Installation).Report(campaign, unit, text, Asked.Day("day", day));
        return Answers.Document(page, json => ProblemJson.Write(json, reported.Number, ProblemState.Open, reported.Sha256));
    });

    private static IResult Answer(string campaign, int number, string state, string? text, string? day, PageContext page) => Answers.Guarded(page, () =>
    {
        var to = ProblemQueries.Find(state) ?? throw new UsageException("usage-problem-state", state);
        var sha = new AnswerProblem(page.Options.Installation).Answer(campaign, number, to, text, Asked.Day("day", day));
        return Answers.Document(page, json => ProblemJson.Write(json, number, to, sha));
    });
}
