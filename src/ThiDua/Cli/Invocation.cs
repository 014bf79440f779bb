using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Tasks;
using ThiDua.Texts;

namespace ThiDua.Cli;

/// <summary>Exit codes of every command (contract §1).</summary>
public static class ExitCode
{
    public const int Done = 0;
    /// <summary>The input is wrong and nothing was stored.</summary>
    public const int WrongInput = 1;
    public const int WrongUsage = 2;
    public const int EnvironmentFailed = 3;
}

/// <summary>The options that every command takes, and how a command is run: its answer, its messages, its exit code.</summary>
public sealed class Invocation
{
    public static readonly Option<string?> Data = new("--data") { Recursive = true };
    public static readonly Option<string?> Database = new("--db") { Recursive = true };
    public static readonly Option<string> Lang = new("--lang") { Recursive = true, DefaultValueFactory = _ => "vi" };
    public static readonly Option<bool> Json = new("--json") { Recursive = true };
    public static readonly Option<string?> Today = new("--today") { Recursive = true };
    public static readonly Option<string?> Office = new("--office") { Recursive = true };

    private readonly ParseResult parsed;

    public Invocation(ParseResult parsed) => this.parsed = parsed;

    public Language Language => parsed.GetValue(Lang) == "en" ? Language.En : Language.Vi;

    public bool AsJson => parsed.GetValue(Json);

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    public Installation Installation => Day(Today) is { } day ? new(DataFolder, Postgres, TimeProvider.System, day)
        : Web.Sample.In(DataFolder, Postgres) ?? new(DataFolder, Postgres, TimeProvider.System, null);

    public string DataFolder => parsed.GetValue(Data) ?? NotEmpty(Environment.GetEnvironmentVariable("THIDUA_DATA")) ?? "./.data";

    public string? Postgres => (parsed.GetValue(Database) ?? NotEmpty(Environment.GetEnvironmentVariable("THIDUA_DB"))) is { } address ? OverSealedLine(address) : null;

    /// <summary>The address of a PostgreSQL database, when the line to it is sealed.</summary>
    public static string OverSealedLine(string address) =>
        Web.OpenLines.FromEnvironment().OpenIn(address) is { } open ? throw new UsageException("usage-db-open", open, Web.OpenLines.Setting) : address;

    /// <summary>A day of the command line: ISO or dd/MM/yyyy.</summary>
    public DateOnly? Day(Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return Written.TryDay(text, out var day) && day is not null ? day : throw new UsageException("usage-day", option.Name, text);
    }

    /// <summary>A moment: ISO 8601 with offset.</summary>
    public DateTimeOffset? Moment(Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        var hasOffset = text.EndsWith('Z') || (text.Length > 10 && text.AsSpan(10).IndexOfAny('+', '-') >= 0);
        return hasOffset && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment : throw new UsageException("usage-moment", option.Name, text);
    }

    public string Say(string key, params ReadOnlySpan<string> arguments) => Sentences.Say(Language, key, arguments);

    /// <summary>Runs a command; whatever stops it becomes a sentence on stderr and an exit code.</summary>
    public int Run(Func<Invocation, int> command)
    {
        try
        {
            if (parsed.GetValue(Lang) is not ("vi" or "en")) throw new UsageException("usage-lang", "--lang", parsed.GetValue(Lang)!);
            if (parsed.GetValue(Office) is { Length: > 0 } office) throw new UsageException("usage-office", office);
            return command(this);
        }
        catch (UsageException e)
        {
            return Fail(ExitCode.WrongUsage, e.Code, e.Say(Language));
        }
        catch (ToldException e)
        {
            return Fail(ExitCode.WrongInput, e.Code, e.Say(Language));
        }
        catch (RefusedEntryException e)
        {
            return Fail(ExitCode.WrongInput, e.Key.Replace('.', '-'), Say(e.Key));
        }
        catch (FileNotFoundException e)
        {
            return Fail(ExitCode.WrongInput, "file-not-found", Say("cli.file-not-found", e.FileName ?? e.Message));
        }
        catch (Exception e) when (e is DbException or MigrationException or IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or MailKit.CommandException or MailKit.ProtocolException or MailKit.Security.AuthenticationException)
        {
            return Fail(ExitCode.EnvironmentFailed, "environment", Say("cli.environment", e.Message));
        }
#pragma warning disable CA1031 // a fault of ours must not reach a person as a stack of names; what was begun is rolled back
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(ExitCode.EnvironmentFailed, "program", Say("cli.program", $"{e.GetType().Name}: {e.Message}"));
        }
    }

    public int Fail(int exitCode, string code, string message)
    {
        Console.Error.WriteLine(message);
        if (AsJson)
        {
            WriteJson(json =>
            {
                json.WriteStartObject();
                json.WriteStartObject("error");
                json.WriteString("code", code);
                json.WriteString("message", message);
                json.WriteEndObject();
                json.WriteEndObject();
            });
        }
        return exitCode;
    }

    /// <summary>One JSON document on stdout and nothing else there.</summary>
    public static void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var stdout = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(stdout, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(json);
        }
        stdout.WriteByte((byte)'\n');
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

/// <summary>The command was called wrongly. Its sentence is "cli.CODE".</summary>
public sealed class UsageException(string code, params IReadOnlyList<string> arguments) : ToldException("cli", code, arguments);
