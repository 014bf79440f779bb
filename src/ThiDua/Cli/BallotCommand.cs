using System.CommandLine;
using ThiDua.Ballots;
using ThiDua.Core.Access;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`ballot recount`: counts published ballots again from their file alone; with a code also shows the ballot of it.</summary>
public static class BallotCommand
{
    public static Command Ballot(Language language)
    {
        var command = new Command("ballot");
        var recount = Recount(language);
        CommandTree.Describe(recount, "cli.ballot.recount", language);
        command.Add(recount);
        return command;
    }

    private static ActCommand Recount(Language language)
    {
        var file = new Argument<string>("file") { Description = Sentences.Say(language, "cli.ballot.file") };
        var code = new Option<string?>("--code") { Description = Sentences.Say(language, "cli.ballot.code") };
        var command = new ActCommand("recount", Act.BePublic) { file, code };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var (names, marks) = BallotFile.Recount(File.ReadAllBytes(call.Value(file)!), call.Value(code));
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("marks", marks);
                    json.WriteStartArray("names");
                    foreach (var name in names)
                    {
                        json.WriteStartObject();
                        json.WriteString("name", name.Name);
                        json.WriteString("sha256", name.Sha256);
                        foreach (var (key, number) in new[] { ("yes", name.Tally.Yes), ("no", name.Tally.No), ("blank", name.Tally.Blank), ("unused", name.Tally.Unused) }) json.WriteNumber(key, number);
                        json.WriteStartArray("faults");
                        foreach (var fault in name.Faults) json.WriteStringValue(fault);
                        json.WriteEndArray();
                        if (name.Own is { } own) json.WriteString("own", BallotText.WordOf(own));
                        json.WriteEndObject();
                    }
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
            }
            else Show(call, names, marks, call.Value(code) is not null);
            return names.All(n => n.Faults.Count == 0) ? ExitCode.Done : ExitCode.WrongInput;
        }));
        return command;
    }

    private static void Show(Invocation call, IReadOnlyList<Recounted> names, string marks, bool withCode)
    {
        foreach (var name in names)
        {
            var t = name.Tally;
            Console.WriteLine(name.Faults.Count == 0
                ? call.Say("ballot.recount.good", name.Name, Number(t.Yes), Number(t.No), Number(t.Blank), Number(t.Unused))
                : call.Say("ballot.recount.bad", name.Name, string.Join("; ", name.Faults.Select(f => call.Say("ballot.recount." + f)))));
            Console.WriteLine(call.Say("ballot.recount.name-hash", name.Sha256));
            if (withCode) Console.WriteLine(name.Own is { } own ? call.Say("ballot.recount.own", call.Say("ballot.choice." + BallotText.WordOf(own))) : call.Say("ballot.recount.not-there"));
        }
        Console.WriteLine(call.Say("ballot.recount.hash", marks));

        string Number(int number) => BallotText.Number(number, call.Language);
    }
}
