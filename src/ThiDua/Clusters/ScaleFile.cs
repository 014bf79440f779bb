using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Intake;
using ThiDua.Intake.Files;

namespace ThiDua.Clusters;

/// <summary>Reads what scale each district office has: a table, CSV or workbook, with the columns Mã đơn vị and Quy mô.</summary>
public static class ScaleFile
{
    /// <summary>No list of districts is that long.</summary>
    public const int MostBytes = 4 << 20;

    private static readonly string[] CodeHeads = ["madonvi", "madv", "mahuyen", "mahanhchinh", "unitcode", "code"];
    private static readonly string[] ScaleHeads = ["quymo", "scale"];

    /// <summary>More than an office ever has, in thousandths: what is made of 64 of them still is exact.</summary>
    private const decimal Largest = 1_000_000_000_000;

    private const int MostDecimals = 3;

    /// <summary>Scales by code, exactly, of the units that are divided; a code of another day would be another district.</summary>
    /// <exception cref="RefusedFileException">The file as a whole, or a row of it, cannot be taken.</exception>
    public static Dictionary<string, decimal> Read(Stream seekable, DividedUnits units)
    {
        if (seekable.Length > MostBytes) throw new RefusedFileException("scale-large", Megabytes(MostBytes));
        using var containers = Containers.Open(seekable);
        foreach (var table in containers.Tables)
        {
            if (Rows(table, units) is { } scales) return scales;
        }
        throw new RefusedFileException("no-header", "Mã đơn vị, Quy mô");
    }

    private static Dictionary<string, decimal>? Rows(RowSource table, DividedUnits units)
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
            var line = row.Number.ToString(CultureInfo.InvariantCulture);
            var unit = units.CodeOf(named) ?? throw new RefusedFileException("scale-code", line, named);
            if (Value(row.Kind(scale), written) is not { } value) throw new RefusedFileException("scale-number", line, written);
            if (!scales.TryAdd(unit, value)) throw new RefusedFileException("scale-twice", line, unit);
        }
        return code < 0 || scale < 0 ? null : scales.Where(s => units.Own.ContainsKey(s.Key)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The scales as whole numbers, in the smallest unit that any of them needs.</summary>
    public static (long Factor, Func<decimal, long> Whole) Unit(IEnumerable<decimal> scales)
    {
        var factor = 1L;
        foreach (var scale in scales) while (scale * factor % 1 != 0) factor *= 10;
        return (factor, scale => (long)(scale * factor));
    }

    internal static string Megabytes(int bytes) => (bytes >> 20).ToString(CultureInfo.InvariantCulture);

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
