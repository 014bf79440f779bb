using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ThiDua.Intake.Files;

/// <summary>
/// What a table says of its own rows, held against the rows that were read, so that half a file is told (AC-15): sums of money and
/// numbers of rows in its total lines, the last row that its sheet has, a last line that breaks off. Told is only what can be known:
/// where a sum cannot be, because a row's money could not be read, was rounded or belongs to a cancelled receipt, none is.
/// </summary>
public sealed partial class SaidOfItself(FileKind kind, Header header)
{
    private const string Money = "Số tiền";

    private readonly int money = kind == FileKind.Results ? PositionOf(kind, header, Money) : -1;

    /// <summary>The sum as it stood before the first row and at each line between rows: what a total may count from.</summary>
    private readonly HashSet<decimal> starts = [0];

    /// <summary>Totals that are no sum of rows above them may stand above their rows: by what the sum must come to then.</summary>
    private readonly Dictionary<decimal, (int Row, decimal Said, decimal Start)> above = [];

    private readonly List<(int Row, int Said)> counts = [];
    private decimal sum;
    private bool isUnsure;
    private int rows;

    /// <summary>The last row, and how many cells the fullest row before it has.</summary>
    private (int Number, int Before) end;
    private int fullest;

    /// <param name="value">Null when the row is rejected.</param>
    public void Row(FileRow? value, CellBuffer row, IReadOnlyList<RowIssue> issues)
    {
        rows++;
        end = (row.Number, fullest);
        fullest = Math.Max(fullest, row.Count);
        if (money < 0 || isUnsure) return;
        if (value is ResultRow result)
        {
            sum += result.Amount ?? 0;
            isUnsure = result is { Hint: Core.Insurance.JoiningHint.Cancelled, Amount: not (null or 0) } || (issues.Count > 0 && issues.Any(i => i.Code == "amount-rounded"));
        }
        else if (row.Kind(money) != CellKind.Blank)
        {
            isUnsure = NumberAt(row, money) is null;
            sum += NumberAt(row, money) ?? 0;
        }
    }

    /// <summary>A line that is no row.</summary>
    public void Line(CellBuffer row)
    {
        above.Remove(sum);
        for (var i = 0; i < row.Count; i++)
        {
            if (row.Kind(i) != CellKind.Text || row.Text(i).Length > 80) continue;
            var label = Label().Match(row.Text(i).ToString().Normalize(NormalizationForm.FormC));
            if (!label.Success) continue;
            if (label.Groups["rows"] is { Success: true } said && Numbers.Written(said.Value).Value is { } count and >= 0 and <= int.MaxValue) counts.Add((row.Number, (int)count));
            if (money >= 0 && NumberAt(row, money) is { } total && !starts.Contains(sum - total)) above.TryAdd(sum + total, (row.Number, total, sum));
            break;
        }
        starts.Add(sum);
    }

    /// <summary>What does not fit, when all was read.</summary>
    /// <param name="last">Holds the last row.</param>
    public IReadOnlyList<RowIssue> End(RowSource source, CellBuffer last)
    {
        above.Remove(sum);
        var found = new List<RowIssue>();
        // Some programs leave empty cells out at the end of every row.
        if (source.EndsOpen && last.Number == end.Number && last.Count < end.Before) found.Add(new(last.Number, null, "last-row-cut", [Plain(last.Count), Plain(end.Before)], false));
        if (source.SaidLast is { } said && said > last.Number) found.Add(new(last.Number, null, "sheet-cut", [Plain(said), Plain(last.Number)], false));
        if (!isUnsure) found.AddRange(above.Values.OrderBy(t => t.Row).Select(t => new RowIssue(t.Row, Money, "total-differs", [Numbers.Invariant(t.Said), Numbers.Invariant(t.Start == 0 ? sum : t.Start)], false)));
        // Fewer than there are rows may be people, of whom one has two.
        found.AddRange(counts.Where(c => c.Said > rows).Select(c => new RowIssue(c.Row, null, "rows-missing", [Plain(c.Said), Plain(rows)], false)));
        return found;
    }

    private static int PositionOf(FileKind kind, Header header, string column)
    {
        var columns = KnownColumns.Of(kind);
        for (var i = 0; i < columns.Count; i++) if (columns[i].Name == column) return header.Positions[i];
        return -1;
    }

    private static decimal? NumberAt(CellBuffer row, int column) => row.Kind(column) switch
    {
        CellKind.Number => Numbers.Stored(row.Text(column)),
        // Money has no decimals: a comma before three digits groups them.
        CellKind.Text => Numbers.Written(row.Text(column)) is { Value: { } value, Doubt: var doubt } ? doubt == NumberDoubt.CommaBeforeThree ? value * 1_000 : value : null,
        _ => null,
    };

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// Words for the sum of the rows and no more: a total of one ward, of one scheme or since the beginning of the year ("Lũy kế") need not be
    /// the sum of rows that stand together.
    /// </summary>
    [GeneratedRegex(@"^[\s*\-]*(tổng cộng|tổng số tiền|tổng tiền|tổng số|tổng|cộng|grand total|total|sum)\s*(\([^)]*\)\s*)?:?\s*((?<rows>\d[\d.]*)\s*(dòng|người|lượt|trường hợp|biên lai|thẻ|hồ sơ|cán bộ|đơn vị|rows|persons))?[\s.;]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
