using System.CommandLine;
using System.Globalization;
using ThiDua.Clusters;
using ThiDua.Core.Access;
using ThiDua.Core.Clusters;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`cluster show | accept | repeat | place | elect | standing-office`: the clusters of a year, and who leads them; `scale | borders`: what the office says of its units.</summary>
public static class ClusterCommands
{
    public static Command Cluster(Language language)
    {
        var command = new Command("cluster");
        foreach (var verb in new[] { Show(), Accept(), Repeat(), Place(), Elect(), StandingOffice(), Scale(), Borders() })
        {
            CommandTree.Describe(verb, "cli.cluster." + verb.Name, language);
            command.Add(verb);
        }
        return command;
    }

    private static ActCommand Show()
    {
        var (among, date) = (new Option<string>("--among") { Required = true }, new Option<string?>("--date"));
        var command = new ActCommand("show", Act.SeeStandings) { among, date };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var day = call.Day(date) ?? call.Installation.Day;
            var kept = new ClusterQueries(db, call.Value(among)!).On(day, withReasons: true);
            if (call.AsJson) Invocation.WriteJson(json => KeptClustersJson.Write(json, call.Value(among)!, day, kept));
            else Write(call, kept);
            return ExitCode.Done;
        }));
        return command;
    }

    private static ActCommand Accept()
    {
        var (province, year, date, scale) = (new Option<string>("--province") { Required = true }, new Option<int>("--year") { Required = true }, new Option<string?>("--date"), new Option<string?>("--scale"));
        var command = new ActCommand("accept", Act.KeepClusters) { province, year, date, scale };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var file = call.Value(scale) is { } path ? File.OpenRead(path) : null;
            return Told(call, new AcceptClusters(call.Installation).Accept(call.Value(province)!, call.Value(year), call.Day(date), file is null ? null : (call.Value(scale)!, file)));
        }));
        return command;
    }

    private static ActCommand Repeat()
    {
        var (among, year) = (new Option<string>("--among") { Required = true }, new Option<int>("--year") { Required = true });
        var command = new ActCommand("repeat", Act.KeepClusters) { among, year };
        command.SetAction(parsed => new Invocation(parsed).Run(call => Told(call, new AcceptClusters(call.Installation).Repeat(call.Value(among)!, call.Value(year)))));
        return command;
    }

    private static ActCommand Place()
    {
        var (among, year, member) = (new Option<string>("--among") { Required = true }, new Option<int>("--year") { Required = true }, new Option<string>("--member") { Required = true });
        var (cluster, reason) = (new Option<string?>("--cluster"), new Option<string>("--reason") { Required = true });
        var command = new ActCommand("place", Act.KeepClusters) { among, year, member, cluster, reason };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
            Told(call, new PlaceMember(call.Installation).Place(call.Value(among)!, call.Value(year), call.Value(member)!, call.Value(cluster), call.Value(reason)))));
        return command;
    }

    private static ActCommand Elect()
    {
        var (among, cluster, head) = (new Option<string>("--among") { Required = true }, new Option<string>("--cluster") { Required = true }, new Option<string>("--leader") { Required = true });
        var (deputy, day, document) = (new Option<string?>("--deputy"), new Option<string?>("--day"), new Option<string?>("--document"));
        var command = new ActCommand("elect", Act.KeepClusters) { among, cluster, head, deputy, day, document };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
            Told(call, new ElectHead(call.Installation).Elect(call.Value(among)!, call.Value(cluster)!, call.Value(head)!, call.Value(deputy), call.Day(day), call.Value(document)))));
        return command;
    }

    private static ActCommand StandingOffice()
    {
        var (among, cluster, desk) = (new Option<string>("--among") { Required = true }, new Option<string>("--cluster") { Required = true }, new Option<string>("--desk") { Required = true });
        var (day, reason, document) = (new Option<string?>("--day"), new Option<string>("--reason") { Required = true }, new Option<string>("--document") { Required = true });
        var command = new ActCommand("standing-office", Act.KeepClusters) { among, cluster, desk, day, reason, document };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
            Told(call, new NameStandingOffice(call.Installation).Name(call.Value(among)!, call.Value(cluster)!, call.Value(desk), call.Day(day), call.Value(reason), call.Value(document)))));
        return command;
    }

    private static ActCommand Scale()
    {
        var (file, province, from) = (new Argument<string>("file"), new Option<string>("--province") { Required = true }, new Option<string?>("--from"));
        var command = new ActCommand("scale", Act.KeepClusters) { file, province, from };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var content = File.OpenRead(call.Value(file)!);
            return Told(call, new KeepScale(call.Installation).Keep(call.Value(province)!, call.Day(from) ?? call.Installation.Day, call.Value(file)!, content));
        }));
        return command;
    }

    private static ActCommand Borders()
    {
        var (file, among, from, neighbours) = (new Argument<string>("border-file"), new Option<string>("--among") { Required = true }, new Option<string?>("--from"), new Option<bool>("--neighbours"));
        var command = new ActCommand("borders", Act.KeepClusters) { file, among, from, neighbours };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
            Told(call, new KeepBorders(call.Installation).Keep(call.Value(among)!, call.Day(from) ?? call.Installation.Day, call.Value(file)!, Borders(call.Value(file)!), call.Value(neighbours)))));
        return command;
    }

    internal static byte[] Borders(string path)
    {
        using var content = File.OpenRead(path);
        return BorderFile.Bytes(content);
    }

    private static int Told(Invocation call, RecordedClusters recorded)
    {
        if (call.AsJson) Invocation.WriteJson(json => KeptClustersJson.Write(json, recorded));
        else Console.WriteLine(call.Say("cluster.recorded", Written.Number(recorded.Members, call.Language), recorded.Sha256[..12]));
        return ExitCode.Done;
    }

    private static void Write(Invocation call, KeptYear kept)
    {
        if (kept.Year is null) Console.WriteLine(call.Say("cluster.none-kept"));
        foreach (var cluster in kept.Clusters)
        {
            Console.WriteLine(call.Say("cluster.of-year", cluster.Name, kept.Year!.Value.ToString(CultureInfo.InvariantCulture)));
            foreach (var member in cluster.Members)
            {
                var post = member.Member == cluster.Leading?.Head ? "head" : member.Member == cluster.Leading?.Deputy ? "deputy" : null;
                Console.WriteLine($"  {member.Member}  {member.Name}{(post is null ? "" : " · " + call.Say("cluster.post." + post))}{(member.Reason is { } why ? " · " + why : "")}");
            }
            Console.WriteLine("  " + (cluster.Named is { } named ? $"{call.Say("cluster.office.is", named.Office)} · {call.Say("cluster.office.why", Written.Day(named.Day), named.Document, named.Reason)}"
                : cluster.StandingOffice is { } office ? call.Say("cluster.standing-office", office.Name) : call.Say("cluster.no-head")));
            foreach (var past in cluster.History) Console.WriteLine($"  {Written.Day(past.Day)}  {call.Say("cluster.elected", past.Head, past.Deputy ?? "–")}{(past.Document is { } document ? " · " + document : "")}");
        }
    }
}
