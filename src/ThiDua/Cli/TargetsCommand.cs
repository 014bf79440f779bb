using System.CommandLine;
using System.Globalization;
using System.Text;
using ThiDua.Core.Access;
using ThiDua.Standings;
using ThiDua.Targets;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`targets propose` shares a target out among the units below; `targets check` tells where they do not add up; `targets reason` records why; `targets revise` changes one, with its reason.</summary>
public static class TargetsCommand
{
    public static Command Targets(Language language)
    {
        var command = new Command("targets") { Propose(), Check(), Reason(), Revise() };
        foreach (var sub in command.Subcommands) CommandTree.Describe(sub, "cli.targets." + sub.Name, language);
        return command;
    }

    private static ActCommand Propose()
    {
        var (campaign, indicator) = (new Argument<string>("campaign"), new Argument<string>("indicator"));
        var file = new Argument<string?>("weights") { Arity = ArgumentArity.ZeroOrOne };
        var (under, by) = (new Option<string>("--under") { Required = true }, new Option<string>("--by") { Required = true });
        var (period, target, to) = (new Option<string?>("--period"), new Option<string?>("--target"), new Option<string?>("--out"));
        var vantages = new Vantages();
        var command = new ActCommand("propose", Act.Import) { campaign, indicator, file, under, by, period, target, to };
        vantages.AddTo(command, withPeriod: false);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var way = TargetWords.Way(call.Value(by)!);
            if (way == ShareBy.List != call.Value(file) is not null) throw new UsageException("usage-share", call.Value(by)!, string.Join(" ", TargetWords.Ways));
            using var db = call.Installation.Open();
            var ground = Ground.Of(db, call.Installation, call.Value(campaign)!, vantages.Of(call));
            decimal? wanted = call.Value(target) is { } said ? Decimal(said) : null;
            var weights = call.Value(file) is { } path ? Weights(path) : null;
            var proposed = new ProposeTargets(db, ground).Propose(new(call.Value(indicator)!, call.Value(under)!, way, call.Value(period), wanted, weights));
            if (call.Value(to) is { } place) File.WriteAllText(place, ProposeTargets.Csv(proposed, call.Value(indicator)!), new UTF8Encoding(false));
            if (call.AsJson) Invocation.WriteJson(json => TargetsJson.Write(json, ground, proposed, by: call.Value(by)!));
            else if (call.Value(to) is not null) Console.WriteLine(call.Say("cli.targets.written", call.Value(to)!, ground.Campaign.Id));
            else Console.Write(ProposeTargets.Csv(proposed, call.Value(indicator)!).TrimStart('\ufeff'));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Check()
    {
        var campaign = new Argument<string>("campaign");
        var vantages = new Vantages();
        var command = new ActCommand("check", Act.Import) { campaign };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var ground = Ground.Of(db, call.Installation, call.Value(campaign)!, vantages.Of(call));
            var sums = new TargetDifferences(db, ground, new(db, ground)).All();
            if (call.AsJson) Invocation.WriteJson(json => TargetsJson.WriteChecked(json, ground, sums));
            else
            {
                foreach (var sum in sums.Where(s => s.Difference != 0)) Console.WriteLine(TargetWords.Said(sum, ground.Campaign, call.Language));
                Console.WriteLine(call.Say("cli.targets.checked", Written.Number(sums.Count, call.Language), Written.Number(sums.Count(s => s.IsUnexplained), call.Language)));
            }
            return sums.Any(s => s.IsUnexplained) ? ExitCode.WrongInput : ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Reason()
    {
        var (campaign, indicator) = (new Argument<string>("campaign"), new Argument<string>("indicator"));
        var (under, reason, document, signer) = (new Option<string>("--under") { Required = true }, new Option<string>("--reason") { Required = true }, new Option<string>("--document") { Required = true }, new Option<string>("--signer") { Required = true });
        var period = new Option<string?>("--period");
        var command = new ActCommand("reason", Act.Import) { campaign, indicator, under, reason, document, signer, period };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var sha = new ExplainDifference(call.Installation).Record(call.Value(campaign)!, call.Value(indicator)!, call.Value(under)!, call.Value(period), new(call.Value(reason), call.Value(document), call.Value(signer)));
            if (call.AsJson) Invocation.WriteJson(json => TargetsJson.Write(json, sha));
            else Console.WriteLine(call.Say("cli.targets.recorded", call.Value(under)!, sha[..12]));
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Revise()
    {
        var (campaign, indicator) = (new Argument<string>("campaign"), new Argument<string>("indicator"));
        var (unit, target, period) = (new Option<string>("--unit") { Required = true }, new Option<string>("--target") { Required = true }, new Option<string?>("--period"));
        var (reason, document, signer) = (new Option<string?>("--reason"), new Option<string?>("--document"), new Option<string?>("--signer"));
        var command = new ActCommand("revise", Act.Import) { campaign, indicator, unit, target, period, reason, document, signer };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var revised = new ReviseTarget(call.Installation).Revise(call.Value(campaign)!, call.Value(indicator)!, call.Value(unit)!, call.Value(period), Decimal(call.Value(target)!), new(call.Value(reason), call.Value(document), call.Value(signer)));
            if (call.AsJson) Invocation.WriteJson(json => TargetsJson.Write(json, revised));
            else Console.WriteLine(call.Say("cli.targets.revised", call.Value(unit)!, Written.Number(revised.Explained.Count, call.Language), revised.Sha256[..12]));
            return ExitCode.Done;
        }));
        return command;
    }

    private static IReadOnlyDictionary<string, decimal> Weights(string path)
    {
        using var content = File.OpenRead(path);
        return WeightList.Read(content);
    }

    private static decimal Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw new UsageException("usage-number", text);
}
