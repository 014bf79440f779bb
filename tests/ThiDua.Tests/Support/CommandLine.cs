using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace ThiDua.Tests.Support;

/// <summary>The built program, run as an office runs it, on a data folder of its own.</summary>
public sealed class CommandLine : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-program-").FullName;

    public sealed record Answer(int ExitCode, string Output, string Errors)
    {
        /// <summary>Output must be one JSON document and nothing else.</summary>
        public JsonNode Json => JsonNode.Parse(Output)!;
    }

    public string Data => Path.Combine(folder, "data");

    /// <summary>Writes a file beside the data and gives its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string PathOf(string name) => Path.Combine(folder, name);

    public Answer Run(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8 };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "thidua.dll"));
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(Data);
        if (!arguments.Contains("--today"))
        {
            start.ArgumentList.Add("--today");
            start.ArgumentList.Add("2024-11-30");
        }
        foreach (var name in new[] { "THIDUA_DATA", "THIDUA_DB" }) start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.Result);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public Answer Must(params IReadOnlyList<string> arguments)
    {
        var answer = Run(arguments);
        Assert.True(answer.ExitCode == 0, $"{string.Join(' ', arguments)}: exit code {answer.ExitCode}: {answer.Errors}");
        return answer;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
