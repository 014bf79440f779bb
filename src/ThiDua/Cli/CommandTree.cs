using System.CommandLine;
using System.CommandLine.Parsing;
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
            var call = new Invocation(parsed);
            return call.Fail(ExitCode.WrongUsage, "usage", string.Join(' ', Faults(parsed, call).Append(call.Say("cli.usage"))));
        }
        return await parsed.InvokeAsync();
    }

    /// <summary>What is wrong with a command line, said by us: what is missing, what is not known.</summary>
    private static List<string> Faults(ParseResult parsed, Invocation call)
    {
        var command = parsed.CommandResult.Command;
        var unknown = parsed.UnmatchedTokens.Select(t => call.Say("cli.usage-unknown", t)).ToList();
        var missing = command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(a) is not { Tokens.Count: > 0 }).Select(a => call.Say("cli.usage-missing", a.Name.ToUpperInvariant(), a.Description is { Length: > 0 } what ? what : Sentences.Say(call.Language, "cli.argument." + a.Name)))
            .Concat(command.Options.Where(o => o.Required && parsed.GetResult(o) is not { Tokens.Count: > 0 }).Select(o => call.Say("cli.usage-missing", o.Name, o.Description ?? ""))).ToList();
        var said = unknown.Concat(missing).Concat(parsed.Errors.Select(e => e.SymbolResult).OfType<SymbolResult>().Distinct().Select(s => Wrong(s, call)).OfType<string>()).Distinct().ToList();
        return said.Count > 0 ? said : command.Subcommands.Count > 0 ? [call.Say("cli.usage-which", string.Join(", ", command.Subcommands.Select(c => c.Name)))] : [call.Say("cli.usage-wrong")];
    }

    /// <summary>An option or argument that is there, with too little, too much, or what it cannot be.</summary>
    private static string? Wrong(SymbolResult result, Invocation call) => result switch
    {
        OptionResult { Implicit: true } => null, // that it is missing was said
        OptionResult { Tokens.Count: 0 } option => call.Say("cli.usage-no-value", option.Option.Name, option.Option.Description ?? ""),
        OptionResult option when option.Tokens.Count > option.Option.Arity.MaximumNumberOfValues => call.Say("cli.usage-twice", option.Option.Name, string.Join(", ", option.Tokens.Select(t => t.Value))),
        OptionResult option => call.Say("cli.usage-value", option.Option.Name, string.Join(" ", option.Tokens.Select(t => t.Value)), option.Option.Description ?? ""),
        ArgumentResult { Tokens.Count: > 0, Parent: CommandResult } argument => call.Say("cli.usage-value", argument.Argument.Name.ToUpperInvariant(), string.Join(" ", argument.Tokens.Select(t => t.Value)), argument.Argument.Description ?? ""),
        _ => null,
    };

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
            ServeCommand.Demo(), ServeCommand.Serve(), CampaignCommands.Campaign(language), ImportCommand.Import(), WithdrawCommand.Withdraw(), ReorganiseCommand.Reorganise(),
            StandingsCommand.Standings(), TargetsCommand.Targets(language), ExplainCommand.Explain(), AwardsCommand.Awards(), MoneyCommand.Money(language), BallotCommand.Ballot(language), CertificateCommand.Certificate(language), PublishCommand.Publish(), DossierCommand.Dossier(), RemindCommand.Remind(), ContactCommand.Contact(), WorklistCommands.Worklist(), WorklistCommands.Settle(), TaskCommand.Tasks(), ProblemCommand.Problems(), ClustersCommand.Clusters(), ClusterCommands.Cluster(language), WebhookCommands.Webhook(language), AdminCommands.Admin(language), VerifyCommand.Verify(), TrailCommand.Trail(),
            PrivacyCommands.Forget(), PrivacyCommands.Backup(), PrivacyCommands.Restore(), DbCommands.Db(language),
        })
        {
            Describe(command, "cli." + command.Name, language);
            root.Add(command);
        }
        Help.Replace(root);
        return root;
    }

    public static void Describe(Command command, string key, Language language)
    {
        command.Description = Sentences.Say(language, key);
        foreach (var option in command.Options) option.Description ??= Sentences.Say(language, "cli.option" + option.Name);
        foreach (var argument in command.Arguments) argument.Description ??= Sentences.Say(language, "cli.argument." + argument.Name);
    }
}
