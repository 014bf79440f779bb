using System.IO.Compression;
using System.Xml;

namespace ThiDua.Awards;

/// <summary>
/// Whether a file may lie in a dossier. Others will open it, so it must be what its name says: PDF, Word, Excel or a picture, without what is known to run or to be fetched when it is opened, as far as that
/// can be seen in the list of its parts or stands open in it. Streams of a PDF that are compressed are not looked into: this is no scanner.
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
        if (type == "pdf") LookInto(Unescaped(content), file);
        return (type, Safe(Path.GetFileNameWithoutExtension(file)) + "." + type);
    }

    private static void LookInto(ReadOnlySpan<byte> pdf, string file)
    {
        if (pdf.IndexOf("/Encrypt"u8) >= 0) throw new SubmissionException("file-locked", file);
        if (pdf.IndexOf("/JavaScript"u8) >= 0 || pdf.IndexOf("/Launch"u8) >= 0) throw new SubmissionException("file-macros", file);
    }

    /// <summary>A name in a PDF may write any letter as # and its code: /Java#53cript is /JavaScript.</summary>
    private static byte[] Unescaped(ReadOnlySpan<byte> content)
    {
        var plain = new byte[content.Length];
        var length = 0;
        for (var i = 0; i < content.Length; i++)
        {
            var isCode = content[i] == '#' && i + 2 < content.Length && char.IsAsciiHexDigit((char)content[i + 1]) && char.IsAsciiHexDigit((char)content[i + 2]);
            plain[length++] = isCode ? Convert.FromHexString([(char)content[i + 1], (char)content[i + 2]])[0] : content[i];
            if (isCode) i += 2;
        }
        return plain[..length];
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
            if (package.Entries.Any(IsEmbedded)) throw new SubmissionException("file-embedded", file);
            if (package.Entries.Any(FetchesAtOpening)) throw new SubmissionException("file-remote", file);
            return true;
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or ArgumentException or XmlException)
        {
            return false;
        }
    }

    /// <summary>An object of another program, or a control that runs. The workbook behind a chart is neither.</summary>
    private static bool IsEmbedded(ZipArchiveEntry entry) => entry.FullName.Contains("/activeX/", StringComparison.OrdinalIgnoreCase)
        || (entry.FullName.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase) && Path.GetExtension(entry.Name).ToUpperInvariant() is not (".XLSX" or ".DOCX" or ".PPTX" or ""));

    /// <summary>A template, an object or a frame that Word gets from another machine as soon as the file is opened; pictures and links of people are left alone.</summary>
    private static bool FetchesAtOpening(ZipArchiveEntry entry)
    {
        if (!entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)) return false;
        if (entry.Length > MostOfList) throw new InvalidDataException("A list of relations is never so long.");
        using var stream = entry.Open();
        using var list = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostOfList });
        while (list.Read())
        {
            if (list.NodeType == XmlNodeType.Element && list.LocalName == "Relationship" && list.GetAttribute("TargetMode") == "External" && list.GetAttribute("Type") is { } type
                && type[(type.LastIndexOf('/') + 1)..] is "attachedTemplate" or "oleObject" or "frame" or "subDocument" && IsElsewhere(list.GetAttribute("Target") ?? "")) return true;
        }
        return false;
    }

    /// <summary>Most files of an office name the template of their own machine, file:///C:/…; that fetches nothing here.</summary>
    private static bool IsElsewhere(string target) => target.StartsWith(@"\\", StringComparison.Ordinal) || target.StartsWith("//", StringComparison.Ordinal)
        || (Uri.TryCreate(target, UriKind.Absolute, out var address) && (!address.IsFile || address.IsUnc));

    /// <summary>What may stand in a folder of any system and in a header.</summary>
    private static string Safe(string name)
    {
        var safe = string.Concat(name.Normalize(System.Text.NormalizationForm.FormC).Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '-')).Trim('-');
        return safe.Length == 0 ? "tep" : safe[..Math.Min(safe.Length, 80)];
    }
}
