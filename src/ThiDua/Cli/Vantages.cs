using System.CommandLine;
using ThiDua.Standings;

namespace ThiDua.Cli;

/// <summary>The questions of time that standings, explanations, reminders, awards and dossiers share.</summary>
public sealed class Vantages
{
    public Option<string?> AsOf { get; } = new("--as-of");

    public Option<string?> KnownAt { get; } = new("--known-at");

    public Option<string?> Tree { get; } = new("--tree");

    public Option<string?> Period { get; } = new("--period");

    /// <param name="withPeriod">False: the command has a period of its own.</param>
    public void AddTo(Command command, bool withPeriod = true)
    {
        if (withPeriod) command.Add(Period);
        command.Add(AsOf);
        command.Add(KnownAt);
        command.Add(Tree);
    }

    public Vantage Of(Invocation call) => new(call.Day(AsOf), call.Moment(KnownAt), call.Day(Tree), call.Value(Period));
}
