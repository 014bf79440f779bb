using ThiDua.Core.Basics;
using ThiDua.Intake.Files;

namespace ThiDua.Intake;

/// <summary>A line of a list of codes and numbers.</summary>
/// <param name="Written">The number as it is written.</param>
/// <param name="Number">Null: that is no number.</param>
public sealed record ListedNumber(int Row, string Code, string Written, decimal? Number);

/// <summary>A list of codes and numbers that is used and not kept by rows: scales of districts, weights of units. It is read as every file is: CSV or workbook, by its heads.</summary>
public static class NumberList
{
    /// <param name="codeHeads">Heads of the column of codes, folded.</param>
    /// <param name="numberHeads">The same of numbers.</param>
    /// <param name="columns">What is said to be missing where no head is found.</param>
    /// <exception cref="RefusedFileException">It is no table, or has no head.</exception>
    public static List<ListedNumber> Read(Stream seekable, string[] codeHeads, string[] numberHeads, string columns)
    {
        using var containers = Containers.Open(seekable);
        foreach (var table in containers.Tables)
        {
            if (Lines(table, codeHeads, numberHeads) is { } lines) return lines;
        }
        throw new RefusedFileException("no-header", columns);
    }

    private static List<ListedNumber>? Lines(RowSource table, string[] codeHeads, string[] numberHeads)
    {
        var lines = new List<ListedNumber>();
        var (code, number) = (-1, -1);
        var row = new CellBuffer();
        table.Restart();
        while (table.Read(row))
        {
            if (code < 0 || number < 0) (code, number) = (Column(row, codeHeads), Column(row, numberHeads));
            else if (!row.IsBlank && !NotRows.IsNoRow(row, code)) lines.Add(new(row.Number, Text(row, code).Normalize(), Text(row, number), Value(row, number)));
        }
        return code < 0 || number < 0 ? null : lines;
    }

    private static int Column(CellBuffer row, string[] heads)
    {
        for (var i = 0; i < row.Count; i++) if (heads.Contains(VietnameseText.Fold(row.Text(i).ToString()))) return i;
        return -1;
    }

    private static string Text(CellBuffer row, int column) => column < row.Count ? row.Text(column).ToString().Trim() : "";

    private static decimal? Value(CellBuffer row, int column) => column >= row.Count ? null
        : row.Kind(column) is CellKind.Number or CellKind.Percent ? Numbers.Stored(row.Text(column)) : Numbers.Written(row.Text(column)).Value;
}
