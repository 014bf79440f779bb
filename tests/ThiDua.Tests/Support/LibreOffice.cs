using System.Diagnostics;

namespace ThiDua.Tests.Support;

/// <summary>The office program that users have, without a window and with a profile of its own.</summary>
public static class LibreOffice
{
    public static string[] AsCsv(byte[] workbook) => System.Text.Encoding.UTF8.GetString(Convert(workbook, "xlsx", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1", "*.csv")).TrimEnd().Split('\n');

    public static byte[] AsPdf(byte[] document) => Convert(document, "docx", "pdf", "*.pdf");

    /// <summary>One profile for all conversions, one at a time: making a profile takes longer than converting.</summary>
    private static readonly Lock OneAtATime = new();

    private static readonly Lazy<string> Profile = new(() =>
    {
        var made = Directory.CreateTempSubdirectory("thidua-profile-").FullName;
        EndOfRun.Delete(made);
        return made;
    });

    /// <summary>Converts and gives what came out.</summary>
    private static byte[] Convert(byte[] content, string extension, string to, string found)
    {
        lock (OneAtATime) return ConvertAlone(content, extension, to, found);
    }

    private static byte[] ConvertAlone(byte[] content, string extension, string to, string found)
    {
        var folder = Directory.CreateTempSubdirectory("thidua-office-").FullName;
        var file = Path.Combine(folder, "file." + extension);
        File.WriteAllBytes(file, content);
        var start = new ProcessStartInfo("soffice") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { $"-env:UserInstallation=file://{Profile.Value}", "--headless", "--convert-to", to, "--outdir", Path.Combine(folder, "out"), file }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        try
        {
            return File.ReadAllBytes(Directory.GetFiles(Path.Combine(folder, "out"), found).Single());
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            throw new InvalidOperationException($"LibreOffice made nothing: {said.Result}{errors}", e);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
