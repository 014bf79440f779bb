using System.CommandLine;
using ThiDua.Core.Access;
using ThiDua.Core.Tasks;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`task`: who has which task and how far he is; with --state, records it.</summary>
public static class TaskCommand
{
    public static Command Tasks()
    {
        var campaign = new Argument<string>("campaign");
        var (unit, task, state) = (new Option<string?>("--unit"), new Option<string?>("--task"), new Option<string?>("--state"));
        var (day, document, evidence, note) = (new Option<string?>("--day"), new Option<string?>("--document"), new Option<string?>("--evidence"), new Option<string?>("--note"));
        var vantages = new Vantages();
        var command = new ActCommand("task", Act.DoTasks) { campaign, unit, task, state, day, document, evidence, note };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (call.Value(state) is { } word)
            {
                if (call.Value(unit) is null || call.Value(task) is null) throw new UsageException("usage-task");
                var progress = TaskWords.Find(word) ?? throw new UsageException("usage-progress", word, string.Join(" ", TaskWords.All.Select(TaskWords.Of)));
                var recorded = new RecordTask(call.Installation).Record(call.Value(campaign)!,
                    new(call.Value(task)!, call.Value(unit)!, progress, call.Day(day), call.Value(document), call.Value(evidence), call.Value(note)));
                if (call.AsJson) Invocation.WriteJson(json => TaskJson.Write(json, recorded));
                else Console.WriteLine(call.Say("cli.task.recorded", recorded.Report.Unit, recorded.Report.Task, call.Say("task.progress." + TaskWords.Of(progress)), recorded.Sha256[..12]));
                return ExitCode.Done;
            }
            using var db = call.Installation.Open();
            var asked = vantages.Of(call);
            var ground = Ground.Of(db, call.Installation, call.Value(campaign)!, asked with { AsOf = asked.AsOf ?? call.Installation.Day });
            var tasks = new TaskQueries(db, ground).Tasks().Where(t => call.Value(task) is not { } id || t.Task.Followed?.Id == id).ToList();
            if (call.AsJson) Invocation.WriteJson(json => TaskJson.Write(json, ground, tasks, call.Value(unit), call.Language));
            else Show(call, tasks, call.Value(unit));
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Invocation call, List<TaskProgress> tasks, string? unit)
    {
        foreach (var task in tasks.Where(t => unit is null || t.Units.Any(u => u.Unit.Code == unit)))
        {
            Console.WriteLine($"{task.Task.Followed?.Id ?? "–"}  {StandingsTables.In(task.Task.Addressee, call.Language)}: {StandingsTables.In(task.Task.Text, call.Language)}");
            if (task.Units.Count == 0)
            {
                Console.WriteLine("  " + call.Say(task.Task.Followed is null ? "task.not-followed" : "task.nobody"));
                continue;
            }
            Console.WriteLine("  " + call.Say("task.done-of", Written.Number(task.Done, call.Language), Written.Number(task.Units.Count, call.Language))
                + (task.Task.Followed!.Due is { } due ? " · " + call.Say("task.due-by", Written.Day(due.Value)) : ""));
            foreach (var one in task.Units.Where(u => unit is null || u.Unit.Code == unit)) Console.WriteLine($"    {one.Unit.Code}  {one.Unit.Name}: {State(call, one.Standing)}{Beside(one)}");
        }
    }

    private static string State(Invocation call, TaskStanding standing) =>
        standing.IsDone ? call.Say("task.state." + TaskWords.Of(standing.State))
        : call.Say("task.progress." + TaskWords.Of(standing.Progress)) + (standing.State is TaskState.Late or TaskState.Due ? ", " + call.Say("task.state." + TaskWords.Of(standing.State)) : "");

    private static string Beside(UnitTask task) =>
        task.Holds is not { } entry ? "" : " · " + string.Join(" · ", new[] { Written.Day(entry.Fact.Day), entry.Document, entry.Evidence, entry.Note }.Where(p => p is not null));
}
