using Microsoft.AspNetCore.Mvc;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Tasks;

/// <summary>The addresses behind the page of tasks.</summary>
public static class TaskAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/viec/ghi", Record).Needs(Act.DoTasks, unit: "unit");
        site.MapPost("/c/{campaign}/viec/rut-lai", TakeBack).Needs(Act.DoTasks, entry: "sha");
    }

    /// <param name="fault">Key of the sentence that says why nothing was recorded.</param>
    public static string PageOf(string campaign, string task, string? unit = null, string? fault = null) =>
        PageContext.Address($"/c/{campaign}/viec", ("viec", task), ("don-vi", unit), ("loi", fault)) + "#" + Uri.EscapeDataString(task);

    private static IResult Record(
        string campaign, [FromForm] string task, [FromForm] string? unit, [FromForm] string? state, [FromForm] string? day, [FromForm] string? document, [FromForm] string? evidence, [FromForm] string? note, PageContext context)
    {
        if (string.IsNullOrEmpty(unit) || TaskWords.Find(state) is not { } progress) return Results.LocalRedirect(PageOf(campaign, task, unit));
        if (!Texts.Written.TryDay(day, out var on)) return Results.LocalRedirect(PageOf(campaign, task, unit, "task.day-wrong"));
        try
        {
            new RecordTask(context.Options.Installation).Record(campaign, new(task, unit, progress, on, document, evidence, note));
        }
        catch (RefusedEntryException e)
        {
            return Results.LocalRedirect(PageOf(campaign, task, unit, e.Key));
        }
        catch (QuestionException e)
        {
            return Results.LocalRedirect(PageOf(campaign, task, unit, "question." + e.Code));
        }
        return Results.LocalRedirect(PageOf(campaign, task, unit));
    }

    private static IResult TakeBack(string campaign, [FromForm] string task, [FromForm] string sha, [FromForm] string reason, PageContext context)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(reason)) new WithdrawFile(context.Options.Installation).TakeBack("tasks", sha, reason);
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
