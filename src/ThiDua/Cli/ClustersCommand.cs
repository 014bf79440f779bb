using System.CommandLine;
using System.Globalization;
using ThiDua.Clusters;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Intake.Files;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`clusters`: into how many clusters the district offices of a province are divided on a day, and a proposal of their members.</summary>
public static class ClustersCommand
{
    public static Command Clusters()
    {
        var (province, date, scale, borders) = (new Option<string>("--province") { Required = true }, new Option<string?>("--date") { Required = true }, new Option<string?>("--scale"), new Option<string?>("--borders"));
        var command = new ActCommand("clusters", Act.SeeStandings) { province, date, scale, borders };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            using var file = call.Value(scale) is { } path ? File.OpenRead(path) : null;
            var proposal = ProposeClusters.Of(db, call.Value(province)!, call.Day(date)!.Value, file, call.Value(borders) is { } drawn ? ClusterCommands.Borders(drawn) : null);
            if (call.AsJson) Invocation.WriteJson(json => ClusterJson.Write(json, proposal, call.Language));
            else Show(call, proposal);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Invocation call, ClusterProposal proposal)
    {
        string Name(int no) => call.Say("cluster.name", no.ToString(CultureInfo.InvariantCulture));
        string Scale(decimal scale) => Written.Number(Numbers.Invariant(scale), call.Language);
        Console.WriteLine(call.Say("cluster.summary", proposal.Province.Name, Written.Day(proposal.Day), Written.Number(proposal.Districts.Count, call.Language),
            Written.Number(proposal.Clusters.Count, call.Language), proposal.Rule.Document.Number ?? proposal.Rule.Id, proposal.Rule.Clusters!.Source.Name));
        if (!proposal.List.IsSureOn(proposal.Day)) Console.WriteLine(call.Say("cluster.not-sure", Written.Day(proposal.List.Day), Written.Day(proposal.List.SureUntil!.Value.AddDays(1))));
        Console.WriteLine(proposal.Scale switch
        {
            null => call.Say("cluster.scale.census"), { Recording: null } => call.Say("cluster.scale.file"),
            var kept => call.Say("cluster.scale.kept", kept.File, Written.Day(kept.From), Written.Day(DateOnly.FromDateTime(Installation.InVietnam(kept.At!.Value).DateTime))),
        });
        if (proposal.OwnBorders is { AsNeighbours: true } own) Console.WriteLine(own.Recording is null ? call.Say("cluster.borders.tried") : call.Say("cluster.borders.as-neighbours", own.File));
        TextTable.Write([call.Say("cluster.head.cluster"), call.Say("cluster.head.code"), call.Say("cluster.head.member"), call.Say("cluster.head.scale")],
            proposal.Clusters.SelectMany(c => c.Members.Select(m => (IReadOnlyList<string>)[Name(c.No), m, proposal.Districts[m].Name, Scale(proposal.Scales[m])]).Append(["", "", call.Say("cluster.sum"), Scale(c.Scale)])),
            [false, false, false, true]);
        Console.WriteLine(call.Say("cluster.imbalance", Written.Percent(proposal.Imbalance.ToPercent(), call.Language)) + " " + call.Say(proposal.IsBest ? "cluster.best" : "cluster.not-proven"));
        if (proposal.Alternatives.Count == 0) return;
        Console.WriteLine(call.Say("cluster.alternatives"));
        TextTable.Write([call.Say("cluster.head.code"), call.Say("cluster.head.member"), call.Say("cluster.head.to"), call.Say("cluster.head.imbalance"), ""],
            proposal.Alternatives.Select(a => (IReadOnlyList<string>)[a.District, proposal.Districts[a.District].Name, Name(a.To), Written.Percent(a.Imbalance.ToPercent(), call.Language), call.Say(a.IsPossible ? "cluster.possible" : "cluster.breaks")]),
            [false, false, false, true, false]);
    }
}
