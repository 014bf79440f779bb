using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Intake;
using ThiDua.Intake.Files;

namespace ThiDua.Clusters;

/// <summary>Reads what scale each district office has: a table, CSV or workbook, with the columns Mã đơn vị and Quy mô.</summary>
public static class ScaleFile
{
    private static readonly string[] CodeHeads = ["madonvi", "madv", "mahuyen", "mahanhchinh", "unitcode", "code"];
    private static readonly string[] ScaleHeads = ["quymo", "scale"];

    /// <summary>More than an office ever has, in thousandths: what is made of 64 of them still is exact.</summary>
    private const decimal Largest = 1_000_000_000_000;

    private const int MostDecimals = 3;

    /// <summary>Scales by code, exactly.</summary>
    /// <param name="isKnown">Whether a code is one of the day; a code of another day would be another district.</param>
    /// <exception cref="RefusedFileException">The file as a whole, or a row of it, cannot be taken.</exception>
    public static Dictionary<string, decimal> Read(Stream seekable, Predicate<string> isKnown)
    {
        using var containers = Containers.Open(seekable);
        foreach (var table in containers.Tables)
        {
            if (Rows(table, isKnown) is { } scales) return scales;
        }
        throw new RefusedFileException("no-header", "Mã đơn vị, Quy mô");
    }

    private static Dictionary<string, decimal>? Rows(RowSource table, Predicate<string> isKnown)
    {
        var scales = new Dictionary<string, decimal>(StringComparer.Ordinal);
        var (code, scale) = (-1, -1);
        var row = new CellBuffer();
        table.Restart();
        while (table.Read(row))
        {
            if (code < 0 || scale < 0)
            {
                (code, scale) = (Column(row, CodeHeads), Column(row, ScaleHeads));
                continue;
            }
            var (named, written) = (code < row.Count ? row.Text(code).ToString() : "", scale < row.Count ? row.Text(scale).ToString() : "");
            if (named.Length == 0 && written.Length == 0) continue;
            if (!isKnown(named) && named.Length is 1 or 2 && isKnown(named.PadLeft(3, '0'))) named = named.PadLeft(3, '0'); // a spreadsheet took the code for a number
            var line = row.Number.ToString(CultureInfo.InvariantCulture);
            if (!isKnown(named)) throw new RefusedFileException("scale-code", line, named);
            if (Value(row.Kind(scale), written) is not { } value) throw new RefusedFileException("scale-number", line, written);
            if (!scales.TryAdd(named, value)) throw new RefusedFileException("scale-twice", line, named);
        }
        return code < 0 || scale < 0 ? null : scales;
    }

    /// <summary>The scales as whole numbers, in the smallest unit that any of them needs.</summary>
    public static (long Factor, Func<decimal, long> Whole) Unit(IEnumerable<decimal> scales)
    {
        var factor = 1L;
        foreach (var scale in scales) while (scale * factor % 1 != 0) factor *= 10;
        return (factor, scale => (long)(scale * factor));
    }

    private static int Column(CellBuffer row, string[] heads)
    {
        for (var i = 0; i < row.Count; i++) if (heads.Contains(VietnameseText.Fold(row.Text(i).ToString()))) return i;
        return -1;
    }

    private static decimal? Value(CellKind kind, string text)
    {
        var value = kind is CellKind.Number or CellKind.Percent ? Numbers.Stored(text) : Numbers.Written(text).Value;
        return value is >= 0 && value <= Largest && decimal.Round(value.Value, MostDecimals) == value ? value : null;
    }
}
