using System.IO.Compression;
using ThiDua.Intake.Files;
using ThiDua.Texts;

namespace ThiDua.Intake.Marking;

/// <summary>
/// Copies a workbook part by part and marks one sheet. Only the sheet, the styles, the notes of that sheet and the lists that name
/// parts are written anew; every other part keeps its bytes.
/// </summary>
/// <param name="sheetPart">The sheet that was read.</param>
/// <param name="headRow">Last row of its head: the three new columns get their heads there.</param>
public sealed class MarkWorkbook(string sheetPart, int headRow, IReadOnlyDictionary<int, RowMark> marks, Language language)
{
    private const string ContentTypes = "[Content_Types].xml";

    public void Write(Stream original, Stream output)
    {
        original.Position = 0;
        using var package = new XlsxPackage(original);
        var styles = new MarkedStyles(package, PartOf(package, "/styles") ?? "xl/styles.xml");
        var relations = new PartRelations(package, sheetPart);
        var notes = new MarkedNotes(package, relations, Notes());
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var part in package.Parts)
        {
            if (part == ContentTypes || Same(part, sheetPart) || Same(part, styles.Part) || Same(part, relations.Part) || Same(part, notes.NotesPart) || Same(part, notes.ShapesPart)) continue;
            using var from = package.Inflate(part);
            using var to = zip.CreateEntry(part, CompressionLevel.Fastest).Open();
            from.CopyTo(to);
        }
        using (var to = zip.CreateEntry(sheetPart, CompressionLevel.Fastest).Open())
        {
            new MarkedSheet(package, sheetPart, headRow, marks, styles, notes.NewShapesRelation, language).Write(to);
        }
        styles.Save(zip);
        notes.Save(zip);
        relations.Save(zip);
        new PartTypes(package).Save(zip, notes);
    }

    private Dictionary<(int Row, int Column), string> Notes() =>
        marks.SelectMany(m => m.Value.Cells.Select(c => ((m.Key, c.Key), c.Value))).ToDictionary(n => n.Item1, n => n.Value);

    private static bool Same(string part, string? other) => string.Equals(part, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>A part that the workbook names by the end of its relation's type.</summary>
    private static string? PartOf(XlsxPackage package, string type) =>
        XlsxWorkbook.MainPart(package) is { } main ? new PartRelations(package, main).Target(type) : null;
}
