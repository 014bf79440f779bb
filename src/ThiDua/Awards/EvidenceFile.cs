using System.IO.Compression;

namespace ThiDua.Awards;

/// <summary>
/// Whether a file may lie in a dossier. Others will open it, so it must be what its name says, and nothing that runs by itself: PDF, Word and Excel without macros, pictures.
/// </summary>
public static class EvidenceFile
{
    public const int MostBytes = 10 << 20;

    private const int MostEntries = 5000;

    /// <summary>How much of the list of parts of a package is read: a real one has some thousand characters.</summary>
    private const int MostOfList = 1 << 20;

    private static readonly byte[] OldOffice = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <returns>Its kind, and its name made safe.</returns>
    /// <exception cref="SubmissionException">It is not taken, and why.</exception>
    public static (string Type, string Name) Judge(string name, ReadOnlySpan<byte> content)
    {
        var file = Path.GetFileName(name.Replace('\\', '/'));
        var ending = Path.GetExtension(file).TrimStart('.').ToUpperInvariant();
        if (content.Length == 0) throw new SubmissionException("file-empty", file);
        if (content.Length > MostBytes) throw new SubmissionException("file-too-large", file);
        var type = ending switch { "PDF" => "pdf", "DOCX" => "docx", "XLSX" => "xlsx", "JPG" or "JPEG" => "jpg", "PNG" => "png", "DOCM" or "XLSM" => throw new SubmissionException("file-macros", file), _ => throw new SubmissionException("file-kind", file) };
        if (type is "docx" or "xlsx" && content.StartsWith(OldOffice)) throw new SubmissionException("file-locked", file);
        var isIt = type switch
        {
            "pdf" => content.StartsWith("%PDF-"u8),
            "jpg" => content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]),
            "png" => content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
            _ => content.StartsWith("PK\x03\x04"u8) && IsPackage(file, type, content),
        };
        if (!isIt) throw new SubmissionException("file-other", file, type);
        if (type == "pdf" && content.IndexOf("/Encrypt"u8) >= 0) throw new SubmissionException("file-locked", file);
        if (type == "pdf" && (content.IndexOf("/JavaScript"u8) >= 0 || content.IndexOf("/Launch"u8) >= 0)) throw new SubmissionException("file-macros", file);
        return (type, Safe(Path.GetFileNameWithoutExtension(file)) + "." + type);
    }

    private static bool IsPackage(string file, string type, ReadOnlySpan<byte> content)
    {
        try
        {
            using var package = new ZipArchive(new MemoryStream(content.ToArray()), ZipArchiveMode.Read);
            if (package.Entries.Count > MostEntries || package.GetEntry("[Content_Types].xml") is not { } list) return false;
            if (package.GetEntry(type == "docx" ? "word/document.xml" : "xl/workbook.xml") is null) return false;
            using var stream = list.Open();
            var held = new byte[MostOfList];
            var parts = System.Text.Encoding.UTF8.GetString(held, 0, stream.ReadAtLeast(held, held.Length, throwOnEndOfStream: false));
            if (parts.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || parts.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || package.Entries.Any(e => e.Name.StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase)))
                throw new SubmissionException("file-macros", file);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>What may stand in a folder of any system and in a header.</summary>
    private static string Safe(string name)
    {
        var safe = string.Concat(name.Normalize(System.Text.NormalizationForm.FormC).Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return safe.Length == 0 ? "tep" : safe[..Math.Min(safe.Length, 80)];
    }
}
