using Microsoft.AspNetCore.Mvc;
using ThiDua.Api;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Tasks;

/// <summary>The addresses behind the page of tasks, and those of the API.</summary>
public static class TaskAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/viec/ghi", Record);
        site.MapPost("/c/{campaign}/viec/rut-lai", TakeBack);
    }

    public static void MapApi(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/tasks", (string campaign, string? unit, string? asOf, string? knownAt, string? tree, PageContext page) =>
            ApiAddresses.Answer(page, campaign, asOf, knownAt, tree, (db, ground, json) => TaskJson.Write(json, ground, new TaskQueries(db, ground).Tasks(), unit, page.Language), page.Options.Installation.Day));
        api.MapPost("/campaigns/{campaign}/tasks", Record);

        static IResult Record(string campaign, string task, string unit, string state, string? day, string? document, string? evidence, string? note, PageContext page)
        {
            if (TaskWords.Find(state) is not { } progress) return ApiAddresses.Wrong(page, "usage-progress", page.Say("cli.usage-progress", state, string.Join(" ", TaskWords.All.Select(TaskWords.Of))));
            if (!ApiAddresses.TryDay(day, out var on)) return ApiAddresses.Wrong(page, "usage-day", page.Say("cli.usage-day", "day", day!));
            return Entered(page, () => ApiAddresses.Guarded(page, json =>
                TaskJson.Write(json, new RecordTask(page.Options.Installation).Record(campaign, new(task, unit, progress, on, document, evidence, note)))));
        }
    }

    /// <summary>The answer, or what was refused as a problem document.</summary>
    public static IResult Entered(PageContext page, Func<IResult> answer)
    {
        try
        {
            return answer();
        }
        catch (RefusedEntryException e)
        {
            return ApiAddresses.Problem(StatusCodes.Status422UnprocessableEntity, e.Key.Replace('.', '-'), page.Say(e.Key));
        }
    }

    /// <param name="fault">Key of the sentence that says why nothing was recorded.</param>
    public static string PageOf(string campaign, string task, string? unit = null, string? fault = null) =>
        PageContext.Address($"/c/{campaign}/viec", ("viec", task), ("don-vi", unit), ("loi", fault)) + "#" + Uri.EscapeDataString(task);

    private static IResult Record(
        string campaign, [FromForm] string task, [FromForm] string? unit, [FromForm] string? state, [FromForm] string? day, [FromForm] string? document, [FromForm] string? evidence, [FromForm] string? note, PageContext context)
    {
        if (string.IsNullOrEmpty(unit) || TaskWords.Find(state) is not { } progress) return Results.LocalRedirect(PageOf(campaign, task, unit));
        if (!ApiAddresses.TryDay(string.IsNullOrEmpty(day) ? null : day, out var on)) return Results.LocalRedirect(PageOf(campaign, task, unit, "task.day-wrong"));
        try
        {
            new RecordTask(context.Options.Installation).Record(campaign, new(task, unit, progress, on, document, evidence, note));
        }
        catch (RefusedEntryException e)
        {
            return Results.LocalRedirect(PageOf(campaign, task, unit, e.Key));
        }
        catch (QuestionException)
        {
            return Results.LocalRedirect($"/c/{campaign}/viec");
        }
        return Results.LocalRedirect(PageOf(campaign, task, unit));
    }

    private static IResult TakeBack(string campaign, [FromForm] string task, [FromForm] string sha, [FromForm] string reason, PageContext context)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(reason)) new WithdrawFile(context.Options.Installation).Withdraw(sha, reason);
        }
        catch (WithdrawException)
        {
            // taken back already
        }
        return Results.LocalRedirect(PageOf(campaign, task));
    }

    /// <summary>Tasks are asked for as of today, whatever day the campaign measures on: a launch can be late after its end.</summary>
    public static Vantage Today(Database.Installation installation, DateOnly? asOf = null) => new(AsOf: asOf ?? installation.Day);
}
