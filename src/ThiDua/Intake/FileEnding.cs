namespace ThiDua.Intake;

/// <summary>The ending of a file's name, which says to the office's machines what opens it, must say what is in it.</summary>
public static class FileEnding
{
    private static readonly string[] OfText = [".csv", ".tsv", ".txt"];
    private static readonly string[] OfWorkbook = [".xlsx", ".xlsm"];

    /// <exception cref="RefusedFileException">It says something else.</exception>
    public static void Check(string name, TableFile file)
    {
        var isWorkbook = file.SheetPart is not null;
        if (!(isWorkbook ? OfWorkbook : OfText).Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase)) throw new RefusedFileException(isWorkbook ? "ending-workbook" : "ending-text", Path.GetFileName(name));
    }
}
