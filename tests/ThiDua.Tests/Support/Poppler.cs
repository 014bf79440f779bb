using System.Diagnostics;
using System.Text;

namespace ThiDua.Tests.Support;

/// <summary>A reader of PDF that is not ours: what it says of a file is what other people's programs see.</summary>
public static class Poppler
{
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, f => ["-layout", f, "-"]).Output;

    public static (int ExitCode, string Output) Signatures(byte[] pdf) => Run("pdfsig", pdf, f => [f]);

    /// <summary>Pictures of all pages beside those of the browser, to look at.</summary>
    public static void Picture(byte[] pdf, string name)
    {
        if (Pictures.Folder is { } folder) Run("pdftoppm", pdf, f => ["-png", "-r", "80", f, Path.Combine(folder, name)]);
    }

    private static (int ExitCode, string Output) Run(string program, byte[] pdf, Func<string, string[]> arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            foreach (var argument in arguments(file)) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
