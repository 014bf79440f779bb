using ThiDua.Core.Basics;

namespace ThiDua.Intake;

/// <summary>Counts the outcomes of an import and keeps its findings.</summary>
public sealed class ImportTally(bool keepsOutcomes = false)
{
    private readonly int[] outcomes = new int[5];
    private readonly List<ImportIssue> issues = [];

    private readonly Dictionary<int, RowOutcome> byRow = [];

    /// <summary>What became of each row, when it was asked to be kept.</summary>
    public IReadOnlyDictionary<int, RowOutcome> Outcomes => byRow;

    public IReadOnlyList<ImportIssue> Issues => issues;

    public int Rows => outcomes.Sum();

    public int Accepted => outcomes[(int)RowOutcome.Accepted];

    public int Unchanged => outcomes[(int)RowOutcome.Unchanged];

    public int Corrected => outcomes[(int)RowOutcome.Corrected];

    public int Waiting => outcomes[(int)RowOutcome.Waiting];

    public int Rejected => outcomes[(int)RowOutcome.Rejected];

    /// <summary>What was found while reading; a row without a value is rejected.</summary>
    public void Found(ReadRow row)
    {
        foreach (var issue in row.Issues) issues.Add(new(issue.Row, issue.Column, issue.Code, issue.Arguments, issue.Rejects, row.Cells));
        if (row.Value is null) Count(row.Row, RowOutcome.Rejected);
    }

    public void Found(RowIssue issue) => issues.Add(new(issue.Row, issue.Column, issue.Code, issue.Arguments, issue.Rejects, null));

    public void Took(Taken taken)
    {
        Count(taken.Row.Row, taken.Outcome);
        if (taken.WaitsFor is { } reason)
        {
            var (column, argument) = Where(taken.Row, reason.Code);
            issues.Add(new(taken.Row.Row, column, reason.Code, argument is null ? [] : [argument], false, null));
        }
    }

    private void Count(int row, RowOutcome outcome)
    {
        outcomes[(int)outcome]++;
        if (keepsOutcomes) byRow[row] = outcome;
    }

    public ImportResult Result(string file, string sha, FileKind kind, IReadOnlyList<string> headers, long? recording) => new(
        file, sha, kind, Rows, Accepted, Unchanged, Corrected, Waiting, Rejected,
        [.. issues.OrderBy(i => i.Row).ThenByDescending(i => i.Rejects)], headers, recording);

    /// <summary>The column and the value that a waiting row hangs on.</summary>
    private static (string? Column, string? Value) Where(FileRow row, string code) => (code, row) switch
    {
        ("officer-unknown", ResultRow r) => ("Mã cán bộ vận động", r.OfficerCode),
        ("officer-unknown", RelativeRow r) => ("Mã cán bộ", r.OfficerCode),
        ("unit-unknown", OfficerRow r) => ("Mã đơn vị", r.UnitCode),
        ("unit-unknown", TargetRow r) => ("Mã đơn vị", r.UnitCode),
        ("unit-unknown", FigureRow r) => ("Mã đơn vị", r.UnitCode),
        ("parent-unknown", UnitRow r) => ("Mã đơn vị cấp trên", r.ParentCode),
        ("second-claim", ResultRow r) => ("Số biên lai", r.Number),
        ("none-beside-relatives", RelativeRow r) => ("Quan hệ", r.OfficerCode),
        ("identifiers-contradict", _) => ("Số định danh", null),
        _ => (null, null),
    };
}
