using Microsoft.AspNetCore.Mvc;
using ThiDua.Documents;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Texts;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Problems;

/// <summary>The addresses behind the register of difficulties.</summary>
public static class ProblemAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapGet("/c/{campaign}/vuong-mac.{format}", Download).Needs(Act.DoTasks, list: true);
        site.MapPost("/c/{campaign}/vuong-mac/bao", (string campaign, [FromForm] string? unit, [FromForm] string? text, PageContext page) =>
            Shown(campaign, () => new ReportProblem(page.Options.Installation).Report(campaign, unit ?? "", text ?? ""))).Needs(Act.DoTasks, unit: "unit");
        site.MapPost("/c/{campaign}/vuong-mac/{number:int}", (string campaign, int number, [FromForm] string? state, [FromForm] string? text, PageContext page) =>
            Shown(campaign, () => new AnswerProblem(page.Options.Installation).Answer(campaign, number, ProblemQueries.Find(state) ?? ProblemState.Open, text))).Needs(Act.DoTasks, problem: "number");
        site.MapPost("/c/{campaign}/vuong-mac/rut-lai", (string campaign, [FromForm] string sha, [FromForm] string? reason, PageContext page) =>
            Shown(campaign, () => new WithdrawFile(page.Options.Installation).TakeBack("problems", sha, string.IsNullOrWhiteSpace(reason) ? throw new RefusedEntryException("problem.reason-missing") : reason))).Needs(Act.DoTasks, entry: "sha");
    }

    private static IResult Download(string campaign, string format, PageContext page) => TableDownload.Answer(page, campaign, format, new(), "vuong-mac", namesPeople: false, (db, ground) =>
    [
        new(page.Say("problem.title"), [.. new[] { "number", "code", "unit", "day", "text", "state", "answered", "answer" }.Select(h => page.Say("problem.head." + h))],
            [.. new ProblemQueries(db, ground).All(within: page.Viewer.Within(Act.DoTasks)).Select(p => (IReadOnlyList<object?>)
                [p.Number, p.Unit, p.UnitName, Written.Day(p.Day), p.Text, page.Say("problem.state." + ProblemQueries.Word(p.State)), p.Events is [.., var last] ? Written.Day(last.Day) : "", p.Events.LastOrDefault(e => e.Text is not null)?.Text ?? ""])]),
    ]);

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
