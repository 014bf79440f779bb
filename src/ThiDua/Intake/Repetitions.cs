using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Intake;

/// <summary>Rows of a file that state again what another import stated: nothing new is stored, but the stated row holds as long as one of them does.</summary>
public static class Repetitions
{
    /// <param name="kind">As in import.kind.</param>
    /// <param name="repeated">Of what the row speaks (person, officer or unit), the stored row, and the number of the row that states it again.</param>
    public static void Write(Db db, long recording, string kind, IEnumerable<(long Subject, RowId Of, int Row)> repeated)
    {
        using var writer = db.Bulk("repetition", "subject_id", "kind", "of_recording", "of_row", "recording_id", "row_no");
        foreach (var (subject, of, row) in repeated) writer.Add(subject).Add(kind).Add(of.Recording).Add(of.Row).Add(recording).Add(row).EndRow();
    }
}
