using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Standings;
using ThiDua.Targets;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`targets propose` shares a target out among the units below; `targets check` tells where they do not add up; `targets reason` records why.</summary>
public static class TargetsCommand
{
    private static readonly string[] Ways = ["headcount", "last-year", "equal", "list"];

    public static Command Targets(Language language)
    {
        var command = new Command("targets") { Propose(), Check(), Reason() };
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
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var way = Array.IndexOf(Ways, call.Value(by));
            if (way < 0 || ((ShareBy)way == ShareBy.List) != (call.Value(file) is not null)) throw new UsageException("usage-share", call.Value(by)!, string.Join(" ", Ways));
            using var db = call.Installation.Open();
            var ground = Ground.Of(db, call.Installation, call.Value(campaign)!, vantages.Of(call));
            decimal? wanted = call.Value(target) is { } said ? Decimal(said) : null;
            var weights = call.Value(file) is { } path ? WeightList.Read(File.ReadAllText(path)) : null;
            var proposed = new ProposeTargets(db, ground).Propose(new(call.Value(indicator)!, call.Value(under)!, (ShareBy)way, call.Value(period), wanted, weights));
            if (call.Value(to) is { } place) File.WriteAllText(place, ProposeTargets.Csv(proposed, call.Value(indicator)!), new UTF8Encoding(false));
            if (call.AsJson) Invocation.WriteJson(json => Write(json, ground, proposed, Ways[way]));
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
            if (call.AsJson) Invocation.WriteJson(json => Write(json, ground, sums));
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
            var sha = new ExplainDifference(call.Installation).Record(call.Value(campaign)!, call.Value(indicator)!, call.Value(under)!, call.Value(period), call.Value(reason)!, call.Value(document)!, call.Value(signer)!);
            if (call.AsJson) Invocation.WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteString("sha256", sha);
                json.WriteEndObject();
            });
            else Console.WriteLine(call.Say("cli.targets.recorded", call.Value(under)!, sha[..12]));
            return ExitCode.Done;
        }));
        return command;
    }

    private static decimal Decimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : throw new UsageException("usage-number", text);

    private static void Write(Utf8JsonWriter json, Ground ground, ProposedTargets proposed, string by)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("indicator", proposed.Asked.Indicator);
        json.WriteString("under", proposed.Above.Code);
        json.WriteString("by", by);
        json.WriteString("period", proposed.Asked.Period);
        StandingsJson.Number(json, "target", proposed.Target);
        json.WriteStartArray("parts");
        foreach (var (unit, weight, target) in proposed.Parts)
        {
            json.WriteStartObject();
            json.WriteString("unit", unit.Code);
            json.WriteString("name", unit.Name);
            StandingsJson.Number(json, "weight", weight);
            StandingsJson.Number(json, "target", target);
            StandingsJson.Number(json, "before", proposed.Before.TryGetValue(unit.Code, out var before) ? before : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Ground ground, IReadOnlyList<CascadeSum> sums)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteStartArray("sums");
        foreach (var sum in sums)
        {
            json.WriteStartObject();
            json.WriteString("unit", sum.Above.Code);
            json.WriteString("indicator", sum.IndicatorId);
            json.WriteString("period", sum.Period);
            StandingsJson.Number(json, "target", sum.Target);
            StandingsJson.Number(json, "sum", sum.Sum);
            StandingsJson.Number(json, "difference", sum.Difference);
            json.WriteString("reason", sum.Reason?.Text);
            json.WriteString("document", sum.Reason?.Document);
            json.WriteString("signer", sum.Reason?.Signer);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
