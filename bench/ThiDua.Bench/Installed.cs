using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ThiDua.Bench;

/// <summary>An installation that is made and filled by the program itself, each command a process of its own.</summary>
/// <param name="folder">For its data; the files that are taken in lie beside.</param>
public sealed partial class Installed(string folder)
{
    public string Folder => folder;

    public string Results => folder + "-results.csv";

    public void Fill(Invented invented, bool results)
    {
        var (units, officers) = (folder + "-units.csv", folder + "-officers.csv");
        invented.WriteUnits(units);
        invented.WriteOfficers(officers);
        invented.WriteResults(Results);
        ThiDua("campaign", "add", "9936");
        ThiDua("import", "units", units);
        ThiDua("import", "officers", officers);
        if (results) ThiDua("import", "results", Results);
    }

    /// <summary>Its site, and somebody of the standing office who has signed in.</summary>
    internal Running Serve()
    {
        ThiDua("admin", "first", "quan-tri", "--shown", "Quản trị");
        ThiDua("admin", "account", "add", "van-phong", "--shown", "Văn phòng");
        ThiDua("admin", "role", "give", "van-phong", "standing-office", "--unit", "TW");
        var link = Link().Match(ThiDua("admin", "link", "van-phong")).Value;
        return new(new("dotnet", Arguments("serve")) { RedirectStandardOutput = true }, link);
    }

    /// <summary>A command that is measured.</summary>
    internal ImportBeside.Measured Timed(params string[] arguments) => ImportBeside.Timed("dotnet", Arguments(arguments));

    private string ThiDua(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", Arguments(arguments)) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private string[] Arguments(params string[] arguments) => [Path.Combine(AppContext.BaseDirectory, "thidua.dll"), .. arguments, "--data", folder, "--today", "2024-11-30"];

    [GeneratedRegex("/vao/[^ \\s\"]+")]
    private static partial Regex Link();
}
