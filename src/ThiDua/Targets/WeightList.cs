using System.Globalization;
using ThiDua.Cli;

namespace ThiDua.Targets;

/// <summary>A list of weights for sharing out: a code and a number a line, behind one line of heads.</summary>
public static class WeightList
{
    /// <exception cref="UsageException">A line is not of that shape.</exception>
    public static IReadOnlyDictionary<string, decimal> Read(string text)
    {
        var weights = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (i, line) in text.TrimStart('\ufeff').Split('\n').Index().Skip(1))
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var cells = line.Trim('\r').Split(line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',');
            if (cells.Length < 2 || cells[0].Trim().Length == 0 || !decimal.TryParse(cells[1].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight) || !weights.TryAdd(cells[0].Trim().Normalize(), weight))
                throw new UsageException("usage-weights", (i + 1).ToString(CultureInfo.InvariantCulture), line.Trim());
        }
        return weights;
    }
}
