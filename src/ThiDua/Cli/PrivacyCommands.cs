using System.CommandLine;
using System.Globalization;
using ThiDua.Core.Access;
using ThiDua.Privacy;

namespace ThiDua.Cli;

/// <summary>`forget`, `backup`, `restore`.</summary>
public static class PrivacyCommands
{
    /// <summary>A number of that many digits in a reason may be somebody's.</summary>
    private const int LongestNumber = 8;

    public static Command Forget()
    {
        var person = new Option<string?>("--person");
        var officer = new Option<string?>("--officer");
        var due = new Option<bool>("--due");
        var reason = new Option<string?>("--reason");
        var dryRun = new Option<bool>("--dry-run");
        var command = new ActCommand("forget", Act.KeepInstallation) { person, officer, due, reason, dryRun };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var asked = new[] { call.Value(person) is not null, call.Value(officer) is not null, call.Value(due) }.Count(a => a);
            if (asked != 1) throw new UsageException("usage-forget");
            var why = call.Value(reason) ?? (call.Value(due) ? call.Say("cli.forget.retention") : null);
            if (string.IsNullOrWhiteSpace(why)) throw new UsageException("usage-reason");
            if (HasLongNumber(why)) throw new UsageException("usage-reason-number");
            var forget = new ForgetPersons(call.Installation);
            var forgotten = call.Value(person) is { } number ? forget.Person(number, why, call.Value(dryRun))
                : call.Value(officer) is { } code ? forget.Officer(code, why, call.Value(dryRun))
                : forget.Due(why, call.Value(dryRun));
            if (call.AsJson) Write(forgotten);
            else Console.WriteLine(call.Say(forgotten.Subjects.Count == 0 ? "cli.forget.none" : forgotten.Done ? "cli.forget.done" : "cli.forget.would", forgotten.Subjects.Count.ToString(CultureInfo.InvariantCulture)));
            return ExitCode.Done;
        }));
        return command;
    }

    public static Command Backup()
    {
        var folder = new Argument<string>("folder");
        var command = new ActCommand("backup", Act.KeepInstallation) { folder };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var made = new BackUp(call.Installation).Make(call.Value(folder)!);
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("store", made.Store);
                    json.WriteString("salts", made.Salts);
                    json.WriteStartArray("deleted");
                    foreach (var file in made.Deleted) json.WriteStringValue(file);
                    json.WriteEndArray();
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }
            Console.WriteLine(call.Say("cli.backup.done", made.Store, made.Salts));
            foreach (var file in made.Deleted) Console.WriteLine(call.Say("cli.backup.deleted", file));
            return ExitCode.Done;
        }));
        return command;
    }

    public static Command Restore()
    {
        var folder = new Argument<string?>("folder") { Arity = ArgumentArity.ZeroOrOne };
        var salts = new Option<string?>("--salts");
        var command = new ActCommand("restore", Act.KeepInstallation) { folder, salts };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var restored = new Restore(call.Installation).PutBack(call.Value(folder), call.Value(salts));
            if (call.AsJson)
            {
                Invocation.WriteJson(json =>
                {
                    json.WriteStartObject();
                    json.WriteString("store", restored.Store);
                    json.WriteString("salts", restored.Salts);
                    json.WriteEndObject();
                });
                return ExitCode.Done;
            }
            Console.WriteLine(restored.Store is { } store ? call.Say("cli.restore.done", store, restored.Salts ?? "–") : call.Say("cli.restore.forgotten"));
            if (restored is { Store: not null, Salts: null }) Console.WriteLine(call.Say("cli.restore.no-salts"));
            return ExitCode.Done;
        }));
        return command;
    }

    private static void Write(Forgotten forgotten) => Invocation.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("done", forgotten.Done);
        json.WriteNumber("count", forgotten.Subjects.Count);
        json.WriteStartArray("numbersInStore");
        foreach (var subject in forgotten.Subjects) json.WriteNumberValue(subject);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static bool HasLongNumber(string text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c)) digits++;
            else if (c is not (' ' or '.' or '-')) digits = 0;
            if (digits > LongestNumber) return true;
        }
        return false;
    }
}
