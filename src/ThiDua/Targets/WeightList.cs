using System.Globalization;
using ThiDua.Intake;

namespace ThiDua.Targets;

/// <summary>A list of weights for sharing out: a table, CSV or workbook, with the columns Mã đơn vị and Trọng số.</summary>
public static class WeightList
{
    private static readonly string[] CodeHeads = ["madonvi", "madv", "ma", "unitcode", "code"];
    private static readonly string[] WeightHeads = ["trongso", "tytrong", "heso", "quymo", "weight"];

    /// <exception cref="RefusedFileException">The list as a whole, or a row of it, cannot be taken.</exception>
    public static IReadOnlyDictionary<string, decimal> Read(Stream seekable)
    {
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in NumberList.Read(seekable, CodeHeads, WeightHeads, "Mã đơn vị, Trọng số"))
        {
            var row = line.Row.ToString(CultureInfo.InvariantCulture);
            if (line.Code.Length == 0) throw new RefusedFileException("weights-code", row);
            if (line.Number is not >= 0) throw new RefusedFileException("weights-number", row, line.Written);
            if (!weights.TryAdd(line.Code, line.Number.Value)) throw new RefusedFileException("weights-twice", row, line.Code);
        }
        return weights;
    }
}
