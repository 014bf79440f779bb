using System.ComponentModel;
using System.Diagnostics;

namespace ThiDua.Documents;

/// <summary>DOCX to PDF through LibreOffice where it is installed; the program does not bring it along.</summary>
public static class PdfConverter
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Whether LibreOffice is on this machine, in one of the folders where programs are looked for.</summary>
    public static bool IsInstalled(string? path) => (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(f => File.Exists(Path.Combine(f, "soffice")) || File.Exists(Path.Combine(f, "soffice.exe")));

    /// <summary>
    /// One conversion at a time: each takes a core and a few hundred MB. They share a profile, since making one takes longer than
    /// converting; it ends with the program.
    /// </summary>
    private static readonly Lock OneAtATime = new();

    private static string? profile;

    /// <summary>Converts files beside each other; false when LibreOffice is not there.</summary>
    public static bool Convert(IReadOnlyList<string> documents, string folder)
    {
        lock (OneAtATime)
        {
            try
            {
                var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
                foreach (var argument in new[] { $"-env:UserInstallation={new Uri(Profile())}", "--headless", "--convert-to", "pdf", "--outdir", folder }.Concat(documents)) start.ArgumentList.Add(argument);
                using var process = Process.Start(start)!;
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                if (!process.WaitForExit(Longest))
                {
                    process.Kill(entireProcessTree: true);
                    profile = null; // it may be damaged: the next one gets its own
                }
                return documents.All(d => File.Exists(Path.Combine(folder, Path.GetFileNameWithoutExtension(d) + ".pdf")));
            }
            catch (Win32Exception)
            {
                return false;
            }
        }
    }

    private static string Profile()
    {
        if (profile is not null) return profile;
        var made = Directory.CreateTempSubdirectory("thidua-pdf-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(made, recursive: true);
        return profile = made;
    }
}
