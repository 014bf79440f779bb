using System.Diagnostics;

namespace ThiDua.Bench;

/// <summary>The sources around this program, and the program that they make: what is measured is what people run.</summary>
internal static class Sources
{
    /// <summary>Names and communes are there.</summary>
    public static string Root { get; } = Find();

    private static readonly Lazy<string> Built = new(Build);

    /// <summary>Folder of the program as `./thidua` builds it.</summary>
    public static string Program => Built.Value;

    public static string TheProgram => Path.Combine(Program, "thidua.dll");

    private static string Build()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Root, "thidua"), ["--help"]) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Path.Combine(Root, "artifacts", "program") : throw new InvalidOperationException("The program does not build.");
    }

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "ThiDua.slnx"))) at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The sources are not around this program: it, names and units are there.");
    }
}
