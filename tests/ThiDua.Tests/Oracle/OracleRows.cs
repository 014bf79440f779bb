using System.Globalization;

namespace ThiDua.Tests.Oracle;

/// <summary>One row that was stated by at least one import.</summary>
public sealed class OracleRow(string kind, int import, int number, IReadOnlyDictionary<string, string> values)
{
    public string Kind => kind;
    public int Import => import;
    public int Number => number;
    public List<int> StatedBy { get; } = [import];
    public string this[string column] => values.GetValueOrDefault(column, "");
    public bool SaysTheSameAs(OracleRow other) =>
        kind == other.Kind && values.Where(v => v.Value != "").OrderBy(v => v.Key).SequenceEqual(other.Values.Where(v => v.Value != "").OrderBy(v => v.Key));
    public IEnumerable<KeyValuePair<string, string>> Values => values;
    public DateOnly? Day(string column) => this[column] == "" ? null : DateOnly.ParseExact(this[column], "dd/MM/yyyy", CultureInfo.InvariantCulture);
}

/// <summary>
/// Which rows hold at all after some steps, and what became of each row of the last import's file (contract §2): taking a row
/// again changes nothing; a row ceases when every import that states it was withdrawn.
/// </summary>
public sealed class OracleRows
{
    private readonly List<OracleRow> all = [];
    private readonly HashSet<int> withdrawn = [];

    public OracleRows(IReadOnlyList<OracleStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is OracleWithdrawal w)
            {
                withdrawn.Add(Enumerable.Range(0, i).Last(k => steps[k] is OracleImport m && m.File == w.File && !withdrawn.Contains(k)));
            }
            else if (steps[i] is OracleImport import)
            {
                // The very same bytes, taken before and not withdrawn: one file, not two statements.
                var isSameFile = Enumerable.Range(0, i).Any(k => steps[k] is OracleImport m && m.Kind == import.Kind && m.Csv() == import.Csv() && !withdrawn.Contains(k));
                Take(i, import, isSameFile);
            }
        }
    }

    /// <summary>The rows that hold, with when they were first stated.</summary>
    public IEnumerable<OracleRow> Live(string kind) => all.Where(r => r.Kind == kind && IsLive(r));

    /// <summary>Of the last import: each of its rows as it is kept, and whether it was known before.</summary>
    public List<(OracleRow Row, bool WasKnown)> Last { get; } = [];

    private bool IsLive(OracleRow row) => row.StatedBy.Any(i => !withdrawn.Contains(i));

    private void Take(int step, OracleImport import, bool isSameFile)
    {
        Last.Clear();
        for (var i = 0; i < import.Rows.Count; i++)
        {
            var values = import.Header.Zip(import.Rows[i]).ToDictionary(c => c.First, c => c.Second);
            // Any value but empty, `không`, `0` means the same: exempt.
            if (values.TryGetValue("Miễn trừ", out var exempt)) values["Miễn trừ"] = exempt is "" or "không" or "0" ? "" : "x";
            var row = new OracleRow(import.Kind, step, i + 2, values);
            var known = all.FirstOrDefault(r => IsLive(r) && r.SaysTheSameAs(row));
            if (known is null) all.Add(row);
            else if (!isSameFile) known.StatedBy.Add(step);
            Last.Add((known ?? row, known is not null));
        }
    }
}
