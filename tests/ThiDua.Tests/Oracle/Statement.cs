namespace ThiDua.Tests.Oracle;

/// <summary>A row as stated; the same values stated again are the same statement.</summary>
internal sealed class Statement(OracleImport import, IReadOnlyList<string> cells, int step, int rowNumber)
{
    private readonly Dictionary<string, string> cells = import.Header.Zip(cells).ToDictionary(p => p.First, p => p.Second);

    public string Kind { get; } = import.Kind;
    public string Values { get; } = ValuesOf(import, cells);
    public int Step { get; } = step;
    public int RowNumber { get; } = rowNumber;
    public HashSet<int> StatedBy { get; } = [];

    // Worked out by World:
    public bool Waits { get; set; }
    public (int Time, int Step, int Row) Place { get; set; }

    public string this[string column] => cells.GetValueOrDefault(column, "");

    public static string ValuesOf(OracleImport import, IReadOnlyList<string> cells) =>
        import.Kind + "|" + string.Join("|", import.Header.Zip(cells).Select(p => p.First == "Miễn trừ" ? IsExempt(p.Second).ToString() : p.Second));

    public static bool IsExempt(string text) => text is not ("" or "không" or "0");

    /// <summary>The statements that some import not withdrawn still makes, each at the place of its first statement.</summary>
    public static List<Statement> Live(IEnumerable<OracleStep> steps)
    {
        var files = new Dictionary<int, OracleImport>(); // taken and not withdrawn
        var sameFile = new Dictionary<string, int>(); // file name -> the step that took it
        var live = new List<Statement>();
        var step = 0;
        foreach (var what in steps)
        {
            step++;
            if (what is OracleImport import)
            {
                var same = files.Where(f => f.Value.Kind == import.Kind && f.Value.Csv() == import.Csv()).Select(f => f.Key).ToList();
                if (same.Count > 0)
                {
                    sameFile[import.File] = same[0];
                    continue;
                }
                files[step] = import;
                sameFile[import.File] = step;
                for (var i = 0; i < import.Rows.Count; i++)
                {
                    var values = Statement.ValuesOf(import, import.Rows[i]);
                    var statement = live.Find(s => s.Values == values);
                    if (statement == null) live.Add(statement = new(import, import.Rows[i], step, i + 2));
                    statement.StatedBy.Add(step);
                }
            }
            else if (what is OracleWithdrawal withdrawal && sameFile.TryGetValue(withdrawal.File, out var taken))
            {
                files.Remove(taken);
                foreach (var statement in live) statement.StatedBy.Remove(taken);
                live.RemoveAll(s => s.StatedBy.Count == 0);
            }
        }
        return live;
    }
}
