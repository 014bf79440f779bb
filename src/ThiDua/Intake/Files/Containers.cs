using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>What a file is by its first bytes, whatever its name says: a workbook, delimited text, or something refused by name.</summary>
public sealed class Containers : IDisposable
{
    private readonly XlsxWorkbook? workbook;

    private Containers(IReadOnlyList<RowSource> tables, XlsxWorkbook? workbook) => (Tables, this.workbook) = (tables, workbook);

    /// <summary>The tables in the order in which a head is looked for: visible sheets, or the text by each separator.</summary>
    public IReadOnlyList<RowSource> Tables { get; }

    /// <exception cref="RefusedFileException">No table can be in there.</exception>
    public static Containers Open(Stream stream)
    {
        stream.Position = 0;
        Span<byte> bytes = stackalloc byte[512];
        ReadOnlySpan<byte> start = bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
        if (start.IsEmpty) throw new RefusedFileException("empty");
        if (start.StartsWith("PK"u8) && start.Length > 3 && start[2] < 9) return OfWorkbook(stream);
        RefuseKnown(stream, start);
        var text = CsvText.Of(stream);
        return new([.. CsvSource.Separators.Select(s => new CsvSource(text, s))], null);
    }

    public void Dispose()
    {
        foreach (var table in Tables) table.Dispose();
        workbook?.Dispose();
    }

    private static Containers OfWorkbook(Stream stream)
    {
        stream.Position = 0;
        var package = new XlsxPackage(stream);
        try
        {
            var main = XlsxWorkbook.MainPart(package) ?? throw new RefusedFileException(
                package.HasFolder("word/") || package.HasFolder("ppt/") ? "word" : package.Has("content.xml") ? "open-document"
                : package.Has("xl/workbook.bin") ? "binary-workbook" : "archive");
            var workbook = new XlsxWorkbook(package, main);
            var visible = workbook.Sheets.Where(s => !s.Hidden).ToList();
            if (visible.Count == 0) throw new RefusedFileException("no-visible-sheet");
            return new([.. visible.Select(s => new XlsxSource(workbook, s))], workbook);
        }
        catch
        {
            package.Dispose();
            throw;
        }
    }

    private static void RefuseKnown(Stream stream, ReadOnlySpan<byte> start)
    {
        if (start.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])) throw new RefusedFileException(OfCompound(stream));
        if (start.StartsWith("%PDF"u8)) throw new RefusedFileException("pdf");
        if (start.StartsWith("{\\rtf"u8)) throw new RefusedFileException("word");
        if (start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) || start.StartsWith("Rar!"u8) || start.StartsWith("7z"u8) && start.Length > 2 && start[2] == 0xBC) throw new RefusedFileException("archive");
        var text = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start;
        if (text.TrimStart(" \t\r\n"u8).StartsWith("<"u8)) throw new RefusedFileException("html");
    }

    /// <summary>The old container of Microsoft: a workbook with a password, an old workbook, or a document. Its directory names tell.</summary>
    private static string OfCompound(Stream stream)
    {
        const int most = 32 << 20;
        stream.Position = 0;
        var bytes = new byte[Math.Min(stream.Length, most)];
        stream.ReadExactly(bytes);
        return Has("EncryptedPackage") ? "locked" : Has("WordDocument") || Has("PowerPoint Document") ? "word" : "old-workbook";

        bool Has(string name) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name)) >= 0;
    }
}
