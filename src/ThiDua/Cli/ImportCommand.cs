using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Cli;

public static class ImportCommand
{
    private const int ShownIssues = 20;

    public static Command Import()
    {
        var kind = new Argument<string>("kind");
        var file = new Argument<string>("file");
        var campaign = new Option<string?>("--campaign");
        var dryRun = new Option<bool>("--dry-run");
        var strict = new Option<bool>("--strict");
        var report = new Option<string?>("--report");
        var whole = new Option<bool>("--whole");
        var fewer = new Option<string?>("--fewer");
        var command = new ActCommand("import", Act.Import) { kind, file, campaign, dryRun, strict, report, whole, fewer };
        command.SetAction(parsed => new Invocation(parsed).Run(call =>
        {
            var known = Kind(call.Value(kind)!, call.Value(campaign));
            var path = call.Value(file)!;
            if (!File.Exists(path)) throw new FileNotFoundException(path, path);
            using var content = File.OpenRead(path);
            using var marked = call.Value(report) is { } to ? File.Create(to) : null;
            var request = new ImportRequest(content, path, known, call.Value(campaign), call.Value(dryRun), call.Value(strict),
                marked is null ? null : new(marked, call.Language), call.Value(whole), call.Value(fewer));
            try
            {
                var numbers = new List<PassedNumber>();
                Show(call, new ImportFile(call.Installation).Import(request, Progress(), known != FileKind.Reorganisations ? null
                    : (db, recording) => numbers.AddRange(PassedNumbers.Of(db, call.Installation, recording, call.Language, recording))), request.DryRun ? "cli.import.tried" : "cli.import.taken");
                if (!call.AsJson) foreach (var number in numbers.Take(ShownIssues)) Console.WriteLine($"  {number.Indicator}: {number.Said}");
                if (!call.AsJson && numbers.Count > ShownIssues) Console.WriteLine("  " + call.Say("cli.import.more", Plain(numbers.Count - ShownIssues)));
                return ExitCode.Done;
            }
            catch (RefusedFileException) when (marked is not null)
            {
                marked.Dispose();
                File.Delete(call.Value(report)!); // nothing was read that could be marked
                throw;
            }
            catch (StrictException e)
            {
                Show(call, e.Result, "cli.import.refused");
                Console.Error.WriteLine(call.Say("cli.strict", Plain(e.Result.Rejected)));
                return ExitCode.WrongInput;
            }
        }));
        return command;
    }

    /// <param name="campaign">Which kinds of numbers need.</param>
    /// <exception cref="UsageException">There is no such kind, or its campaign is missing.</exception>
    public static FileKind Kind(string kind, string? campaign)
    {
        if (KindOf(kind) is not { } known) throw new UsageException("usage-kind", kind, string.Join(" ", Enum.GetValues<FileKind>().Select(ImportFile.KindName)));
        return known is not (FileKind.Targets or FileKind.Figures or FileKind.Nominees) || campaign is not null ? known : throw new UsageException("usage-campaign", ImportFile.KindName(known));
    }

    public static FileKind? KindOf(string kind) =>
        Enum.TryParse<FileKind>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) && !char.IsAsciiDigit(kind[0]) ? known : null;

    /// <summary>Rows read, on stderr when somebody watches.</summary>
    private static Progress<long>? Progress() => Console.IsErrorRedirected ? null : new(rows => Console.Error.Write($"\r{Written.Number(rows, Language.Vi)}…  "));

    private static void Show(Invocation call, ImportResult result, string what)
    {
        if (call.AsJson) Invocation.WriteJson(json => Write(json, result, call.Language, what == "cli.import.tried"));
        else
        {
            Console.WriteLine(call.Say(what, result.File, call.Say("kind." + ImportFile.KindName(result.Kind))));
            Console.WriteLine(call.Say("cli.import.counts", Plain(result.Rows), Plain(result.Accepted), Plain(result.Unchanged), Plain(result.Corrected), Plain(result.Waiting), Plain(result.Rejected)));
            foreach (var issue in result.Issues.Take(ShownIssues)) Console.WriteLine("  " + Sentence(issue, call.Language));
            if (result.Issues.Count > ShownIssues) Console.WriteLine("  " + call.Say("cli.import.more", Plain(result.Issues.Count - ShownIssues)));
        }
    }

    /// <summary>Where, what, what to do: "Dòng 14, cột Ngày biên lai: …".</summary>
    public static string Sentence(ImportIssue issue, Language language)
    {
        var where = issue.Column is { } column
            ? Sentences.Say(language, "issue.at-column", Plain(issue.Row), column) : Sentences.Say(language, "issue.at-row", Plain(issue.Row));
        return where + " " + Message(issue, language);
    }

    public static string Message(ImportIssue issue, Language language) => issue.What(language) + " " + issue.Fix(language);

    public static void Write(Utf8JsonWriter json, ImportResult result, Language language, bool dryRun)
    {
        json.WriteStartObject();
        json.WriteString("file", result.File);
        json.WriteString("sha256", result.Sha256);
        json.WriteString("kind", ImportFile.KindName(result.Kind));
        json.WriteBoolean("dryRun", dryRun);
        json.WriteNumber("rows", result.Rows);
        json.WriteNumber("accepted", result.Accepted);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("corrected", result.Corrected);
        json.WriteNumber("waiting", result.Waiting);
        json.WriteNumber("rejected", result.Rejected);
        WriteIssues(json, result.Issues, language);
        json.WriteEndObject();
    }

    public static void WriteIssues(Utf8JsonWriter json, IReadOnlyList<ImportIssue> issues, Language language)
    {
        json.WriteStartArray("issues");
        foreach (var issue in issues)
        {
            json.WriteStartObject();
            json.WriteNumber("row", issue.Row);
            json.WriteString("column", issue.Column);
            json.WriteString("code", issue.Code);
            json.WriteString("message", Sentence(issue, language));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Plain(int value) => value.ToString(CultureInfo.InvariantCulture);
}
