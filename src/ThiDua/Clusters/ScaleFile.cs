using System.Globalization;
using ThiDua.Intake;

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
        var scales = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in NumberList.Read(seekable, CodeHeads, ScaleHeads, "Mã đơn vị, Quy mô"))
        {
            var row = line.Row.ToString(CultureInfo.InvariantCulture);
            var unit = units.CodeOf(line.Code) ?? throw new RefusedFileException("scale-code", row, line.Code);
            if (line.Number is not { } value || value is < 0 or > Largest || decimal.Round(value, MostDecimals) != value) throw new RefusedFileException("scale-number", row, line.Written);
            if (!scales.TryAdd(unit, value)) throw new RefusedFileException("scale-twice", row, unit);
        }
        return scales.Where(s => units.Own.ContainsKey(s.Key)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The scales as whole numbers, in the smallest unit that any of them needs.</summary>
    public static (long Factor, Func<decimal, long> Whole) Unit(IEnumerable<decimal> scales)
    {
        var factor = 1L;
        foreach (var scale in scales) while (scale * factor % 1 != 0) factor *= 10;
        return (factor, scale => (long)(scale * factor));
    }

    internal static string Megabytes(int bytes) => (bytes >> 20).ToString(CultureInfo.InvariantCulture);
}
