using System.CommandLine;
using System.Globalization;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>`db`: where the store lies, for whoever has the machine.</summary>
public static class DbCommands
{
    public static Command Db(Language language)
    {
        var db = new Command("db") { Move(language), Distribute(language) };
        foreach (var verb in db.Subcommands) CommandTree.Describe(verb, "cli.db." + verb.Name, language);
        return db;
    }

    private static ActCommand Move(Language language)
    {
        var to = new Option<string>("--to") { Required = true, Description = Sentences.Say(language, "cli.db.move.to") };
        var command = new ActCommand("move", Act.KeepInstallation) { to };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var here = call.Installation;
            var there = Place(here, call.Value(to)!);
            var moved = new MoveStore(here, there).Move();
            if (call.AsJson) Write(moved);
            else Say(call, moved, here, there);
            return ExitCode.Done;
        }));
        return command;
    }

    /// <summary>An address of PostgreSQL, “sqlite” for the file in the data folder, or another data folder.</summary>
    private static Installation Place(Installation here, string to) =>
        to == "sqlite" ? here with { Postgres = null }
        : to.Contains('=', StringComparison.Ordinal) ? here with { Postgres = Invocation.OverSealedLine(to) }
        : here with { Postgres = null, DataFolder = to };

    private static void Say(Invocation call, Moved moved, Installation here, Installation there)
    {
        Console.WriteLine(call.Say("cli.db.move.done", Plain(moved.Rows), Plain(moved.Tables.Count), moved.From, moved.To));
        Console.WriteLine(call.Say("cli.db.move.verified", Plain(moved.Verified.Count), moved.Digest));
        Console.WriteLine(call.Say(there.Postgres is null ? "cli.db.move.next-sqlite" : "cli.db.move.next-postgres", there.DataFolder));
        if (there.DataFolder != here.DataFolder) Console.WriteLine(call.Say("cli.db.move.next-folder", here.DataFolder, there.DataFolder));
    }

    private static void Write(Moved moved) => Invocation.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteString("from", moved.From);
        json.WriteString("to", moved.To);
        json.WriteNumber("rows", moved.Rows);
        json.WriteString("digest", moved.Digest);
        json.WriteStartArray("tables");
        foreach (var table in moved.Tables)
        {
            json.WriteStartObject();
            json.WriteString("table", table.Table);
            json.WriteNumber("rows", table.Rows);
            json.WriteString("digest", table.Digest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("verified");
        foreach (var invariant in moved.Verified) json.WriteStringValue(invariant.Code);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static ActCommand Distribute(Language language)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = Sentences.Say(language, "cli.db.distribute.dry-run") };
        var withoutWall = new Option<bool>("--without-wall");
        var command = new ActCommand("distribute", Act.KeepInstallation) { dryRun, withoutWall };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var (store, isTry) = (new DistributeStore(call.Installation), call.Value(dryRun));
            var statements = isTry ? store.WouldRun() : store.Distribute(call.Value(withoutWall));
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteBoolean("done", !isTry);
                    json.WriteStartArray("statements");
                    foreach (var statement in statements) json.WriteStringValue(statement);
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }
            foreach (var statement in isTry ? statements : []) Console.WriteLine(statement + ";");
            if (!isTry) Console.WriteLine(call.Say(statements.Count == 0 ? "cli.db.distribute.nothing" : "cli.db.distribute.done", Plain(StoreTables.All.Count)));
            return ExitCode.Done;
        }));
        return command;
    }

    private static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
