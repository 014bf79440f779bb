using CsCheck;
using ThiDua.Core.Publications;

namespace ThiDua.Tests.Publications;

/// <summary>Counts of 1 to 4 persons are hidden, and with them whatever gives them away.</summary>
public sealed class SmallCountsTests
{
    [Theory]
    [InlineData("5 9/0 12", "5 9 =14/0 12 =12/5 21 =26")] // nothing is small
    [InlineData("3 7/0 9/12 8/20 6", "* 7 =*/0 9 =9/* 8 =*/20 6 =26/35 30 =65")] // the next larger one of its column goes too
    [InlineData("3 1/5 5/5 9", "* * =*/* * =*/* 9 =*/13 15 =28")] // and all that are as large
    [InlineData("1 8/2 9/0 7", "* 8 =*/* 9 =*/0 7 =7/* 24 =*")] // small ones alone: no total
    [InlineData("4", "* =*/* =*")]
    [InlineData("- 6/0 -", "- 6 =6/0 - =0/0 6 =6")]
    [InlineData("0 0/0 0", "0 0 =0/0 0 =0/0 0 =0")]
    public void A_table_goes_out_like_this(string counts, string expected) => Assert.Equal(expected, Text(SmallCounts.Hide(Table(counts))));

    [Fact]
    public void A_table_without_rows_goes_out() => Assert.Equal("=0", Text(SmallCounts.Hide([])));

    /// <summary>
    /// Against one who tries every table: he knows all that is shown, that counts are whole numbers, and the rule itself. He is left with
    /// more than one possible number for every cell that is hidden.
    /// </summary>
    [Fact]
    public void Nobody_who_knows_the_rule_can_tell_a_hidden_count() => Gen.OneOf(Gen.Int[0, 7].Array[2].Array[1, 3], Gen.Int[0, 7].Array[1].Array[1, 5]).Sample(table =>
    {
        List<IReadOnlyList<long?>> counts = [.. table.Select(r => (IReadOnlyList<long?>)[.. r.Select(v => (long?)v)])];
        var shown = SmallCounts.Hide(counts);
        Assert.Equal([], All(shown).Where(c => c.Value is > 0 and < SmallCounts.Fewest));
        var possible = Hidden(shown).ToDictionary(at => at, _ => new HashSet<long>());
        foreach (var tried in Tables(shown, [.. possible.Keys], 0, [.. counts.Select(r => r.Select((v, c) => v).ToArray())]))
        {
            if (possible.Values.All(p => p.Count > 1)) break;
            if (Text(SmallCounts.Hide(tried)) == Text(shown)) foreach (var (at, values) in possible) values.Add(tried[at.Row][at.Column]!.Value);
        }
        Assert.Equal([], possible.Where(p => p.Value.Count < 2).Select(p => p.Key));
    }, iter: 300);

    /// <summary>All tables that have the shown cells and the shown totals of columns; a column without a total up to 9 in each cell.</summary>
    private static IEnumerable<long?[][]> Tables(PublicTable shown, (int Row, int Column)[] hidden, int next, long?[][] tried)
    {
        if (next == hidden.Length)
        {
            yield return tried;
            yield break;
        }
        var (row, column) = hidden[next];
        var left = shown.ColumnTotals[column].Value is { } total ? total - tried.Where((_, r) => !Array.Exists(hidden[next..], h => h == (r, column))).Sum(r => r[column]!.Value) : 9;
        var isLast = shown.ColumnTotals[column].Value is not null && !hidden[(next + 1)..].Any(h => h.Column == column);
        for (var value = isLast ? left : 0; value <= left; value++)
        {
            tried[row][column] = value;
            foreach (var table in Tables(shown, hidden, next + 1, tried)) yield return table;
        }
    }

    private static IEnumerable<(int Row, int Column)> Hidden(PublicTable table) =>
        from r in Enumerable.Range(0, table.Cells.Count) from c in Enumerable.Range(0, table.Cells[r].Count) where table.Cells[r][c].IsHidden select (r, c);

    private static IEnumerable<PublicCount> All(PublicTable table) => table.Cells.SelectMany(r => r).Concat(table.RowTotals).Concat(table.ColumnTotals).Append(table.Total);

    private static IReadOnlyList<IReadOnlyList<long?>> Table(string text) =>
        [.. text.Split('/').Select(r => (IReadOnlyList<long?>)[.. r.Split(' ').Select(c => c == "-" ? (long?)null : long.Parse(c, System.Globalization.CultureInfo.InvariantCulture))])];

    private static string Text(PublicTable table) =>
        string.Join('/', table.Cells.Select((r, i) => $"{Line(r)} ={Text(table.RowTotals[i])}").Append($"{Line(table.ColumnTotals)} ={Text(table.Total)}".TrimStart()));

    private static string Line(IEnumerable<PublicCount> counts) => string.Join(' ', counts.Select(Text));

    private static string Text(PublicCount count) => count.IsHidden ? "*" : count.Value is { } value ? $"{value}" : "-";
}
