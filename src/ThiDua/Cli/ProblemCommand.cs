using System.CommandLine;
using System.Globalization;
using ThiDua.Core.Access;
using ThiDua.Problems;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`problem`: the register of difficulties; with --unit and --text, reports one; with --number and --state, answers one.</summary>
public static class ProblemCommand
{
    public static Command Problems()
    {
        var campaign = new Argument<string>("campaign");
        var (unit, text, day) = (new Option<string?>("--unit"), new Option<string?>("--text"), new Option<string?>("--day"));
        var (number, state) = (new Option<int?>("--number"), new Option<string?>("--state"));
        var command = new ActCommand("problem", Act.DoTasks) { campaign, unit, text, day, number, state };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var id = call.Value(campaign)!;
            if (call.Value(number) is { } of)
            {
                var to = ProblemQueries.Find(call.Value(state)) ?? throw new UsageException("usage-problem-state", call.Value(state) ?? "");
                var sha = new AnswerProblem(call.Installation).Answer(id, of, to, call.Value(text), call.Day(day));
                Say(call, of, to, sha);
                return ExitCode.Done;
            }
            if (call.Value(text) is { } said)
            {
                var reported = new ReportProblem(call.Installation).Report(id, call.Value(unit) ?? throw new UsageException("usage-problem"), said, call.Day(day));
                Say(call, reported.Number, ProblemState.Open, reported.Sha256);
                return ExitCode.Done;
            }
            using var db = call.Installation.Open();
            var ground = Ground.Of(db, call.Installation, id, new());
            var problems = new ProblemQueries(db, ground).All(call.Value(unit));
            if (call.AsJson) Invocation.WriteJson(json => ProblemJson.Write(json, ground, problems, call.Language));
            else Show(call, problems);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Say(Invocation call, int number, ProblemState state, string sha)
    {
        if (call.AsJson) Invocation.WriteJson(json => ProblemJson.Write(json, number, state, sha));
        else Console.WriteLine(call.Say("cli.problem.recorded", number.ToString(CultureInfo.InvariantCulture), call.Say("problem.state." + ProblemQueries.Word(state)), sha[..12]));
    }

    private static void Show(Invocation call, IReadOnlyList<Problem> problems)
    {
        if (problems.Count == 0) Console.WriteLine(call.Say("problem.empty"));
        foreach (var problem in problems)
        {
            Console.WriteLine($"{problem.Number.ToString(CultureInfo.InvariantCulture)}  {problem.UnitName} · {Written.Day(problem.Day)} · {call.Say("problem.state." + ProblemQueries.Word(problem.State))}: {problem.Text}");
            foreach (var happened in problem.Events) Console.WriteLine($"   {Written.Day(happened.Day)} {call.Say("problem.state." + ProblemQueries.Word(happened.State))}{(happened.Text is { } said ? ": " + said : "")}");
        }
    }
}
