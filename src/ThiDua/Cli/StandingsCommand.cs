using System.CommandLine;
using ThiDua.Core.Access;
using ThiDua.Core.Standings;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

public static class StandingsCommand
{
    public static Command Standings()
    {
        var campaign = new Argument<string>("campaign");
        var of = new Option<string>("--of") { DefaultValueFactory = _ => "units" };
        var group = new Option<string?>("--group");
        var under = new Option<string?>("--under");
        var indicator = new Option<string?>("--indicator");
        var csv = new Option<bool>("--csv");
        var xlsx = new Option<string?>("--xlsx");
        var vantages = new Vantages();
        var command = new ActCommand("standings", Act.SeeStandings, Act.SeeUnit) { campaign, of, group, under, indicator, csv, xlsx };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            if (call.Value(of) is not ("units" or "officers")) throw new UsageException("usage-of", call.Value(of)!);
            var installation = call.Installation;
            using var db = installation.Open();
            using var reading = db.BeginReading();
            var ground = Ground.Of(db, installation, call.Value(campaign)!, vantages.Of(call));
            var standings = new StandingsQueries(db, ground).Standings(new(
                call.Value(of) == "officers" ? StandingOf.Officers : StandingOf.Units, call.Value(group), call.Value(under), call.Value(indicator)));
            var exported = call.Value(of) == "officers" ? Documents.Exported.Now(installation) : null;
            if (call.Value(xlsx) is { } path)
            {
                using var file = File.Create(path);
                StandingsTables.WriteXlsx(file, standings, call.Language, exported);
            }
            if (call.AsJson) Invocation.WriteJson(json => StandingsJson.Write(json, ground, standings));
            else if (call.Value(csv)) Console.Write(StandingsTables.Csv(standings, call.Language, exported));
            else if (call.Value(xlsx) is null) Show(call, ground, standings);
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Show(Invocation call, Ground ground, IReadOnlyList<Standing> standings)
    {
        Console.WriteLine(call.Say("cli.standings.head", StandingsTables.In(ground.Campaign.Title, call.Language), Written.Day(ground.AsOf)));
        foreach (var standing in standings)
        {
            Console.WriteLine();
            Console.WriteLine(StandingsTables.Title(standing, call.Language));
            if (standing.Rows.Count == 0) Console.WriteLine("  " + call.Say("cli.standings.empty"));
            else TextTable.Write(StandingsTables.Heads(call.Language), standing.Rows.Select(r => StandingsTables.Cells(standing, r, call.Language)), [true, false, false, true, true, true, true, true, false]);
            foreach (var said in standing.Rows.SelectMany(r => PassedText.Of(standing, r, ground.Units, call.Language))) Console.WriteLine("  " + said);
        }
    }
}
