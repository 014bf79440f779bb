using Microsoft.AspNetCore.Mvc;
using ThiDua.Api;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Web;

namespace ThiDua.Problems;

/// <summary>The addresses behind the register of difficulties, and those of the API.</summary>
public static class ProblemAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/vuong-mac/bao", (string campaign, [FromForm] string? unit, [FromForm] string? text, PageContext page) =>
            Shown(campaign, () => new ReportProblem(page.Options.Installation).Report(campaign, unit ?? "", text ?? "")));
        site.MapPost("/c/{campaign}/vuong-mac/{number:int}", (string campaign, int number, [FromForm] string? state, [FromForm] string? text, PageContext page) =>
            Shown(campaign, () => new AnswerProblem(page.Options.Installation).Answer(campaign, number, ProblemQueries.Find(state) ?? ProblemState.Open, text)));
        site.MapPost("/c/{campaign}/vuong-mac/rut-lai", (string campaign, [FromForm] string sha, [FromForm] string? reason, PageContext page) =>
            Shown(campaign, () => new WithdrawFile(page.Options.Installation).Withdraw(sha, string.IsNullOrWhiteSpace(reason) ? throw new RefusedEntryException("problem.reason-missing") : reason)));
    }

    public static void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/problems", (string campaign, string? unit, string? knownAt, PageContext page) =>
            ApiAddresses.Answer(page, campaign, null, knownAt, null, (db, ground, json) => ProblemJson.Write(json, ground, new ProblemQueries(db, ground).All(unit), page.Language)));
        api.MapPost("/campaigns/{campaign}/problems", Report);
        api.MapPost("/campaigns/{campaign}/problems/{number}", Answer);
    }

    private static IResult Report(string campaign, string unit, string text, string? day, PageContext page) =>
        !ApiAddresses.TryDay(day, out var on) ? ApiAddresses.Wrong(page, "usage-day", page.Say("cli.usage-day", "day", day!))
        : TaskAddresses.Entered(page, () => ApiAddresses.Guarded(page, json =>
        {
            var reported = new ReportProblem(page.Options.Installation).Report(campaign, unit, text, on);
            ProblemJson.Write(json, reported.Number, ProblemState.Open, reported.Sha256);
        }));

    private static IResult Answer(string campaign, int number, string state, string? text, string? day, PageContext page) =>
        ProblemQueries.Find(state) is not { } to ? ApiAddresses.Wrong(page, "usage-problem-state", page.Say("cli.usage-problem-state", state))
        : !ApiAddresses.TryDay(day, out var on) ? ApiAddresses.Wrong(page, "usage-day", page.Say("cli.usage-day", "day", day!))
        : TaskAddresses.Entered(page, () => ApiAddresses.Guarded(page, json =>
            ProblemJson.Write(json, number, to, new AnswerProblem(page.Options.Installation).Answer(campaign, number, to, text, on))));

    /// <summary>Back to the register, with the sentence of what was refused.</summary>
    private static IResult Shown(string campaign, Action enter)
    {
        string? fault = null;
        try
        {
            enter();
        }
        catch (RefusedEntryException e)
        {
            fault = e.Key;
        }
        catch (Exception e) when (e is QuestionException or WithdrawException)
        {
            fault = "problem.not-there";
        }
        return Results.LocalRedirect(PageContext.Address($"/c/{campaign}/vuong-mac", ("loi", fault)));
    }
}
