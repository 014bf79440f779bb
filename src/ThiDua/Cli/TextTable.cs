using System.Globalization;
using System.Text;

namespace ThiDua.Cli;

/// <summary>A table on a terminal: columns as wide as their widest text, numbers to the right.</summary>
public static class TextTable
{
    /// <param name="rows">A row of one text alone is a line across the table.</param>
    public static void Write(IReadOnlyList<string> heads, IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<bool> right)
    {
        var all = rows.Prepend(heads).ToList();
        var widths = heads.Select((_, i) => all.Max(r => r.Count == heads.Count ? Width(r[i]) : 0)).ToArray();
        foreach (var row in all)
        {
            if (row.Count < heads.Count)
            {
                Console.WriteLine($"  — {row[0]} —");
                continue;
            }
            var line = new StringBuilder("  ");
            for (var i = 0; i < row.Count; i++)
            {
                var gap = new string(' ', widths[i] - Width(row[i]));
                line.Append(right[i] ? gap + row[i] : row[i] + gap).Append("  ");
            }
            Console.WriteLine(line.ToString().TrimEnd());
        }
    }

    private static int Width(string text) => new StringInfo(text).LengthInTextElements;
}
