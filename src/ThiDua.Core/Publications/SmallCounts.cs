namespace ThiDua.Core.Publications;

/// <summary>One number of a table that everybody may read.</summary>
/// <param name="Value">Null: it is hidden, or there is nothing to count.</param>
public readonly record struct PublicCount(long? Value, bool IsHidden)
{
    public static PublicCount Hidden { get; } = new(null, true);
}

/// <summary>A table of counts of persons with its totals, as it goes out.</summary>
public sealed record PublicTable(
    IReadOnlyList<IReadOnlyList<PublicCount>> Cells, IReadOnlyList<PublicCount> RowTotals, IReadOnlyList<PublicCount> ColumnTotals, PublicCount Total);

/// <summary>
/// Hides small counts of persons, and with them whatever would give them away:
/// <list type="number">
/// <item>In a column that has a cell of 1 to 4, these cells are hidden and with them the smallest cells of 5 and more.</item>
/// <item>Where a cell is hidden, the total of its row is.</item>
/// <item>A column of small cells alone has no larger one to hide beside them: its total is hidden, and with it the total of everything.</item>
/// </list>
/// Why nobody can reckon one of them, even who knows this rule: exchange any two hidden cells of a column and the page shows the same,
/// since the total of the column is the same and those of both rows are hidden; and a column whose total is shown hides cells on both sides
/// of 5. Without a total, each hidden cell can be any number from 1 to 4. All hidden cells of a column are smaller than the shown ones that
/// are not 0, so that ranks by the column tell nothing more.
/// </summary>
public static class SmallCounts
{
    /// <summary>A count of fewer persons may tell who they are.</summary>
    public const long Fewest = 5;

    /// <param name="counts">Rows of equally many cells, none below 0; null where a row has no such count.</param>
    public static PublicTable Hide(IReadOnlyList<IReadOnlyList<long?>> counts)
    {
        var columns = counts.Count == 0 ? 0 : counts[0].Count;
        var upTo = new long[columns];
        var hasTotal = new bool[columns];
        for (var c = 0; c < columns; c++)
        {
            var cells = counts.Select(r => r[c] ?? 0).ToList();
            hasTotal[c] = !cells.Exists(IsSmall) || cells.Exists(v => v >= Fewest);
            upTo[c] = !cells.Exists(IsSmall) ? 0 : hasTotal[c] ? cells.Where(v => v >= Fewest).Min() : Fewest - 1;
        }
        List<IReadOnlyList<PublicCount>> shown = [.. counts.Select(row => (IReadOnlyList<PublicCount>)[.. row.Select((v, c) => v > 0 && v <= upTo[c] ? PublicCount.Hidden : new(v, false))])];
        return new(
            shown,
            [.. counts.Select((row, r) => shown[r].Any(c => c.IsHidden) ? PublicCount.Hidden : new(row.Sum() ?? 0, false))],
            [.. Enumerable.Range(0, columns).Select(c => hasTotal[c] ? new(counts.Sum(r => r[c] ?? 0), false) : PublicCount.Hidden)],
            hasTotal.All(t => t) ? new(counts.Sum(r => r.Sum() ?? 0), false) : PublicCount.Hidden);
    }

    private static bool IsSmall(long count) => count is > 0 and < Fewest;
}
