using System.CommandLine;
using System.Text.Json;
using ThiDua.Campaigns;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Cli;

public static class CampaignCommands
{
    public static Command Campaign(Language language)
    {
        var command = new Command("campaign");
        foreach (var verb in new[] { Check(), Add(), List() })
        {
            CommandTree.Describe(verb, "cli.campaign." + verb.Name, language);
            command.Add(verb);
        }
        return command;
    }

    private static ActCommand Check()
    {
        var path = new Argument<string>("path");
        var command = new ActCommand("check", Act.ChangeRules) { path };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var file = AddCampaign.Find(call.Value(path)!) ?? throw new FileNotFoundException(call.Value(path));
            var reading = CampaignFile.Read(File.ReadAllText(file));
            if (call.AsJson) WriteFaults(file, reading.Faults, call.Language);
            else if (reading.Faults.Count == 0) Console.WriteLine(call.Say("cli.campaign.sound", file));
            else ShowFaults(call, file, reading.Faults);
            return reading.Faults.Count == 0 ? ExitCode.Done : ExitCode.WrongInput;
        }));
        return command;
    }

    private static ActCommand Add()
    {
        var path = new Argument<string>("id-or-path");
        var command = new ActCommand("add", Act.ChangeRules) { path };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            try
            {
                var added = new AddCampaign(call.Installation).Add(call.Value(path)!);
                if (call.AsJson) Invocation.WriteJson(json => Write(json, added));
                else Console.WriteLine(call.Say(added.IsNew ? "cli.campaign.added" : added.Changed ? "cli.campaign.changed" : "cli.campaign.same", added.Id));
                return ExitCode.Done;
            }
            catch (CampaignFaultsException e)
            {
                if (call.AsJson) WriteFaults(e.File, e.Faults, call.Language);
                ShowFaults(call, e.File, e.Faults);
                return ExitCode.WrongInput;
            }
        }));
        return command;
    }

    private static ActCommand List()
    {
        var command = new ActCommand("list", Act.SeeStandings);
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            using var db = call.Installation.Open();
            var campaigns = LoadCampaigns.All(db, long.MaxValue);
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteStartArray("campaigns");
                    foreach (var campaign in campaigns)
                    {
                        json.WriteStartObject();
                        json.WriteString("id", campaign.Id);
                        json.WriteString("title", call.Language == Language.Vi ? campaign.Campaign.Title.Vi : campaign.Campaign.Title.En);
                        json.WriteString("sha256", campaign.Sha256);
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
            }
            else if (campaigns.Count == 0) Console.WriteLine(call.Say("cli.campaign.none"));
            foreach (var campaign in call.AsJson ? [] : campaigns)
            {
                Console.WriteLine($"{campaign.Id}  {(call.Language == Language.Vi ? campaign.Campaign.Title.Vi : campaign.Campaign.Title.En)}");
            }
            return ExitCode.Done;
        }));
        return command;
    }

    private static void ShowFaults(Invocation call, string file, IReadOnlyList<CampaignFault> faults)
    {
        foreach (var fault in faults) Console.Error.WriteLine($"{file}:{fault.Line}:{fault.Column}: {fault.Say(call.Language)}");
    }

    private static void WriteFaults(string file, IReadOnlyList<CampaignFault> faults, Language language) => Invocation.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("file", Path.GetFileName(file));
        WriteFaults(json, faults, language);
        json.WriteEndObject();
    });

    public static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<CampaignFault> faults, Language language)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteNumber("line", fault.Line);
            json.WriteNumber("column", fault.Column);
            json.WriteString("code", fault.Code);
            json.WriteString("message", fault.Say(language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, AddedCampaign added)
    {
        json.WriteStartObject();
        json.WriteString("campaign", added.Id);
        json.WriteBoolean("changed", added.Changed);
        json.WriteEndObject();
    }
}
