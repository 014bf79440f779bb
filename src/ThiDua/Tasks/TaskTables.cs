using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Tasks;
using ThiDua.Documents;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Tasks;

/// <summary>Who has done which task, to take away.</summary>
public static class TaskTables
{
    public static void Map(WebApplication site) => site.MapGet("/c/{campaign}/viec.{format}", (string campaign, string format, string? ngay, PageContext page) =>
        TableDownload.Answer(page, campaign, format, TaskAddresses.Today(page.Options.Installation, Standings.StandingsAddress.Read(ngay, null).AsOf), "viec", namesPeople: false, (db, ground) =>
        [
            new(page.Say("task.title"), [.. new[] { "task", "due", "code", "unit", "state", "day", "document", "evidence", "note" }.Select(h => page.Say("task.head." + h))],
                [.. new TaskQueries(db, ground, page.Viewer.Within(Act.DoTasks)).Tasks().SelectMany(t => t.Units.Select(u => (IReadOnlyList<object?>)
                [
                    page.In(t.Task.Text), t.Task.Followed?.Due is { } due ? Written.Day(due.Value) : "", u.Unit.Code, u.Unit.Name, State(u.Standing, page.Language),
                    u.Holds is { } held ? Written.Day(held.Fact.Day) : "", u.Holds?.Document ?? "", u.Holds?.Evidence ?? "", u.Holds?.Note ?? "",
                ]))]),
        ])).Needs(Act.DoTasks, list: true);

    /// <summary>How a task stands, in words.</summary>
    public static string State(TaskStanding standing, Language language)
    {
        var progress = Sentences.Say(language, "task.progress." + TaskWords.Of(standing.Progress));
        return standing switch
        {
            { IsDone: true } => Sentences.Say(language, "task.state." + TaskWords.Of(standing.State)),
            { State: TaskState.Late } => Sentences.Say(language, "task.late-but", progress),
            { State: TaskState.Due } => Sentences.Say(language, "task.due-but", progress),
            _ => progress,
        };
    }
}
