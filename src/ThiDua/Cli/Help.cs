using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ThiDua.Cli;

/// <summary>Help in the language of the user: what a command does, how it is written, what it takes.</summary>
public sealed class Help : SynchronousCommandLineAction
{
    /// <summary>In place of the library's help, which speaks no Vietnamese.</summary>
    public static void Replace(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>()) option.Action = new Help();
    }

    /// <summary>Who asks for help has not written the rest yet.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var call = new Invocation(parseResult);
        var command = parseResult.CommandResult.Command;
        Console.WriteLine(command.Description);
        Console.WriteLine();
        Console.WriteLine(call.Say("cli.help.usage", Usage(command, call)));
        Section(call.Say("cli.help.commands"), command.Subcommands.Select(c => (c.Name, c.Description)));
        Section(call.Say("cli.help.arguments"), command.Arguments.Select(a => (a.Name.ToUpperInvariant(), a.Description)));
        Section(call.Say("cli.help.options"), command.Options.Where(IsOurs).Select(o => (o.Name, o.Required ? $"{o.Description} {call.Say("cli.help.required")}" : o.Description)));
        if (command is not RootCommand) Section(call.Say("cli.help.everywhere"), parseResult.RootCommandResult.Command.Options.Where(IsOurs).Select(o => (o.Name, o.Description)));
        return ExitCode.Done;
    }

    private static bool IsOurs(Option option) => option is not (HelpOption or VersionOption);

    private static string Usage(Command command, Invocation call)
    {
        var words = new List<string>();
        for (var at = command; at is not null and not RootCommand; at = at.Parents.OfType<Command>().FirstOrDefault()) words.Insert(0, at.Name);
        words.Insert(0, "thidua");
        if (command.Subcommands.Count > 0) words.Add(call.Say("cli.help.command-word"));
        words.AddRange(command.Arguments.Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[{a.Name.ToUpperInvariant()}]" : a.Name.ToUpperInvariant()));
        words.AddRange(command.Options.Where(o => o.Required).Select(o => o.Name + " …"));
        words.Add(call.Say("cli.help.options-word"));
        return string.Join(' ', words);
    }

    private static void Section(string title, IEnumerable<(string Name, string? What)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        Console.WriteLine();
        Console.WriteLine(title);
        var width = all.Max(l => l.Name.Length);
        foreach (var (name, what) in all) Console.WriteLine($"  {name.PadRight(width)}  {what}");
    }
}
