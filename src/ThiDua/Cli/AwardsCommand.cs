using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

public static class AwardsCommand
{
    public static Command Awards()
    {
        var campaign = new Argument<string>("campaign");
        var vantages = new Vantages();
        var command = new Command("awards") { campaign };
        vantages.AddTo(command);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var installation = call.Installation;
            using var db = installation.Open();
            using var reading = db.BeginReading();
            var ground = Ground.Of(db, installation, call.Value(campaign)!, vantages.Of(call));
            var answer = new AwardQueries(db, ground, new StandingsQueries(db, ground)).Answer();
            if (call.AsJson) Invocation.WriteJson(json => Write(json, ground, answer, call.Language));
            else Show(call, ground, answer);
            return ExitCode.Done;
        }));
        return command;
    }

    public static void Write(Utf8JsonWriter json, Ground ground, AwardAnswer answer, Language language)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("criteria");
        foreach (var (award, candidate) in answer.Criteria)
        {
            json.WriteStartObject();
            json.WriteString("unit", candidate.Unit);
            json.WriteString("award", award.Id);
            json.WriteStartArray("conditions");
            foreach (var condition in candidate.Conditions)
            {
                json.WriteStartObject();
                json.WriteString("indicator", condition.Indicator);
                json.WriteString("text", StandingsTables.In(condition.Text, language));
                json.WriteString("clause", condition.Source.Kind == SourceKind.Clause ? condition.Source.Name : null);
                json.WriteBoolean("met", condition.Met);
                json.WriteString("actual", condition.Actual);
                json.WriteString("needed", condition.Needed);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteBoolean("eligible", candidate.Eligible);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("proposals");
        foreach (var proposal in answer.Proposals)
        {
            json.WriteStartObject();
            json.WriteString("unit", proposal.Unit);
            json.WriteString("award", proposal.Award);
            json.WriteString("subjectKind", proposal.SubjectKind == SubjectKind.Collective ? "collective" : "individual");
            json.WriteString("subject", proposal.Subject);
            json.WriteString("name", proposal.Name);
            json.WriteNumber("rank", proposal.Rank);
            json.WriteNumber("persons", proposal.Persons);
            if (proposal.WithinQuota is { } within) json.WriteBoolean("withinQuota", within);
            else json.WriteNull("withinQuota");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Show(Invocation call, Ground ground, AwardAnswer answer)
    {
        foreach (var award in ground.Campaign.Awards)
        {
            Console.WriteLine(StandingsTables.In(award.Title, call.Language));
            var proposals = answer.Proposals.Where(p => p.Award == award.Id).ToList();
            if (proposals.Count == 0) Console.WriteLine("  " + call.Say("cli.awards.none"));
            else
            {
                TextTable.Write([.. new[] { "rank", "code", "name", "unit", "persons" }.Select(h => call.Say("standings.head." + h))],
                    proposals.Select(p => (IReadOnlyList<string>)[Text(p.Rank), p.Subject, p.Name, p.Unit, Text(p.Persons)]), [true, false, false, false, true]);
            }
            Console.WriteLine();
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
