using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ThiDua.Tests.Support;

/// <summary>What a paper (DOCX) says.</summary>
internal static partial class WordPaper
{
    /// <summary>A line per paragraph, those in cells too.</summary>
    public static string Words(byte[] file)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(file), false);
        return string.Join('\n', word.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => p.InnerText));
    }

    /// <summary>Each number of a text once, whole and as it is written.</summary>
    public static string[] Numbers(string text) => [.. Number().Matches(text).Select(m => m.Value).Distinct()];

    [GeneratedRegex(@"(?<![\w])\d[\d.,]*\d|(?<![\w])\d")]
    private static partial Regex Number();
}
