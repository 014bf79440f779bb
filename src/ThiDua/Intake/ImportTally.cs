using ThiDua.Core.Basics;

namespace ThiDua.Intake;

/// <summary>Counts the outcomes of an import and keeps its findings.</summary>
public sealed class ImportTally
{
    private static readonly string[] WaitingCodes = ["second-claim", "identifiers-contradict"];

    private readonly int[] outcomes = new int[5];
    private readonly List<ImportIssue> issues = [];
    private readonly List<ImportIssue> ofFile = [];

    /// <summary>By row number: outcome + 1; 0 where there is no row. A byte a row, whatever the file.</summary>
    private byte[] byRow = new byte[1024];

    /// <summary>What became of each row.</summary>
    public IEnumerable<(int Row, RowOutcome Outcome)> Outcomes =>
        byRow.Index().Where(r => r.Item > 0).Select(r => (r.Index, (RowOutcome)(r.Item - 1)));

    public IEnumerable<ImportIssue> Issues => ofFile.Concat(issues);

    public int Rows => outcomes.Sum();

    public int LastRow { get; private set; }

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

    public void Found(RowIssue issue) => issues.Add(Of(issue));

    /// <summary>What concerns the file as a whole is told before all rows, with the row where it shows.</summary>
    public void FoundOfFile(RowIssue issue) => ofFile.Add(Of(issue));

    public void Took(Taken taken)
    {
        Count(taken.Row.Row, taken.Outcome);
        if (taken.WaitsFor is { } reason)
        {
            var (column, argument) = Where(taken.Row, reason);
            issues.Add(new(taken.Row.Row, column, reason.Code, argument is null ? [] : [argument], false, null));
        }
    }

    private static ImportIssue Of(RowIssue issue) => new(issue.Row, issue.Column, issue.Code, issue.Arguments, issue.Rejects, null);

    private void Count(int row, RowOutcome outcome)
    {
        outcomes[(int)outcome]++;
        LastRow = Math.Max(LastRow, row);
        if (row >= byRow.Length) Array.Resize(ref byRow, Math.Max(row + 1, byRow.Length * 2));
        byRow[row] = (byte)(outcome + 1);
    }

    /// <summary>A later batch of the file may have taught what became of a row of an earlier one.</summary>
    public void Judge(Judged judged)
    {
        if (byRow[judged.Row] == 0) return; // not told yet: it waits for the end of the file
        var before = (RowOutcome)(byRow[judged.Row] - 1);
        if (before == judged.Outcome) return;
        outcomes[(int)before]--;
        Count(judged.Row, judged.Outcome);
        issues.RemoveAll(i => i.Row == judged.Row && WaitingCodes.Contains(i.Code));
        if (judged.WaitsFor is { } reason) issues.Add(new(judged.Row, reason.Code == "second-claim" ? "Số biên lai" : "Số định danh", reason.Code, reason.Code == "second-claim" && judged.Subject is { } subject ? [subject] : [], false, null));
    }

    public ImportResult Result(string file, string sha, FileKind kind, IReadOnlyList<string> headers, long? recording) => new(
        file, sha, kind, Rows, Accepted, Unchanged, Corrected, Waiting, Rejected,
        [.. ofFile, .. issues.OrderBy(i => i.Row).ThenByDescending(i => i.Rejects)], headers, recording);

    /// <summary>The column and the value that a waiting row hangs on.</summary>
    private static (string? Column, string? Value) Where(FileRow row, Reason reason) => (reason.Code, row) switch
    {
        ("officer-unknown", ResultRow r) => ("Mã cán bộ vận động", r.OfficerCode),
        ("officer-unknown", RelativeRow r) => ("Mã cán bộ", r.OfficerCode),
        ("officer-unknown", MemberRow r) => ("Mã cán bộ", r.OfficerCode),
        ("unit-unknown" or "unit-administrative", MemberRow r) => ("Mã đơn vị", r.UnitCode),
        ("unit-unknown", ReorganisationRow r) => reason.Arguments.Count > 0 ? ("Mã đơn vị mới", r.ToCode) : ("Mã đơn vị cũ", r.FromCode),
        ("unit-unknown", OfficerRow r) => ("Mã đơn vị", r.UnitCode),
        ("unit-unknown", TargetRow r) => ("Mã đơn vị", r.UnitCode),
        ("unit-unknown", FigureRow r) => ("Mã đơn vị", r.UnitCode),
        ("unit-unknown", NomineeRow r) => ("Mã đơn vị", r.UnitCode),
        ("officer-unknown", NomineeRow r) => ("Mã cán bộ", r.OfficerCode),
        ("unit-unknown", AwardRow r) => ("Mã đơn vị", r.UnitCode),
        ("officer-unknown", AwardRow r) => ("Mã cán bộ", r.OfficerCode),
        ("parent-unknown", UnitRow r) => ("Mã đơn vị cấp trên", r.ParentCode),
        ("second-claim", ResultRow r) => ("Số biên lai", r.Number),
        ("none-beside-relatives", RelativeRow r) => ("Quan hệ", r.OfficerCode),
        ("identifiers-contradict", _) => ("Số định danh", null),
        _ => (null, null),
    };
}
