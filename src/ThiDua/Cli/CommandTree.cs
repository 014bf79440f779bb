using System.CommandLine;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>All commands of the program, in one place.</summary>
public static class CommandTree
{
    public static async Task<int> Run(string[] args)
    {
        var root = Build(args.SkipWhile(a => a != "--lang").ElementAtOrDefault(1) == "en" ? Language.En : Language.Vi);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync(Sentences.Say(new Invocation(parsed).Language, "cli.usage"));
            return ExitCode.WrongUsage;
        }
        return await parsed.InvokeAsync();
    }

    public static RootCommand Build(Language language)
    {
        var root = new RootCommand(Sentences.Say(language, "cli.root"));
        foreach (var option in new Option[] { Invocation.Data, Invocation.Database, Invocation.Lang, Invocation.Json, Invocation.Today, Invocation.Office })
        {
            option.Description = Sentences.Say(language, "cli.option" + option.Name);
            root.Add(option);
        }
        foreach (var command in new[]
        {
            ServeCommand.Demo(), ServeCommand.Serve(), CampaignCommands.Campaign(language), ImportCommand.Import(), WithdrawCommand.Withdraw(),
            StandingsCommand.Standings(), ExplainCommand.Explain(), AwardsCommand.Awards(), DossierCommand.Dossier(), RemindCommand.Remind(), WorklistCommands.Worklist(), WorklistCommands.Settle(), VerifyCommand.Verify(),
        })
        {
            Describe(command, "cli." + command.Name, language);
            root.Add(command);
        }
        return root;
    }

    public static void Describe(Command command, string key, Language language)
    {
        command.Description = Sentences.Say(language, key);
        foreach (var option in command.Options) option.Description ??= Sentences.Say(language, "cli.option" + option.Name);
        foreach (var argument in command.Arguments) argument.Description ??= Sentences.Say(language, "cli.argument." + argument.Name);
    }
}
