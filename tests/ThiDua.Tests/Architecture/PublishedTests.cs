using System.Diagnostics;
using System.Text.RegularExpressions;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Architecture;

/// <summary>What `./thidua` publishes is compiled for the machine (decision 0040): for a while it was not, and nobody saw it.</summary>
public sealed partial class PublishedTests
{
    [Fact]
    public async Task What_the_script_asks_for_compiles_ahead()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "thidua"), TestContext.Current.CancellationToken);
        var publish = Publish().Match(script);
        Assert.True(publish.Success);
        Assert.Contains("--use-current-runtime", publish.Value, StringComparison.Ordinal); // which the property below stands for
        using var asked = Process.Start(new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, "src", "ThiDua", "ThiDua.csproj"), "-getProperty:PublishReadyToRun", "-p:UseCurrentRuntimeIdentifier=true"]) { RedirectStandardOutput = true })!;
        Assert.Equal("true", (await asked.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [GeneratedRegex("dotnet publish [^\n]*")]
    private static partial Regex Publish();
}
