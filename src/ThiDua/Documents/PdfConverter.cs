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

    /// <summary>Converts files beside each other; false when LibreOffice is not there.</summary>
    public static bool Convert(IReadOnlyList<string> documents, string folder)
    {
        var profile = Directory.CreateTempSubdirectory("thidua-pdf-").FullName;
        try
        {
            var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in new[] { $"-env:UserInstallation={new Uri(profile)}", "--headless", "--convert-to", "pdf", "--outdir", folder }.Concat(documents)) start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(Longest)) process.Kill(entireProcessTree: true);
            return documents.All(d => File.Exists(Path.Combine(folder, Path.GetFileNameWithoutExtension(d) + ".pdf")));
        }
        catch (Win32Exception)
        {
            return false;
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}
