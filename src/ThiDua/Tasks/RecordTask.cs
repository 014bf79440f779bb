using ThiDua.Core.Campaigns;
using ThiDua.Core.Tasks;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Tasks;

/// <summary>What a unit reports of a task.</summary>
/// <param name="Day">The day from which it is so; null: today.</param>
/// <param name="Document">Number of the unit's own document, as written.</param>
/// <param name="Evidence">Where the evidence is: a number, a file name.</param>
public sealed record ProgressReport(string Task, string Unit, Progress Progress, DateOnly? Day = null, string? Document = null, string? Evidence = null, string? Note = null);

/// <summary>A report that was taken in.</summary>
/// <param name="Sha256">By which it can be withdrawn.</param>
public sealed record RecordedTask(ProgressReport Report, string Sha256);

/// <summary>What was entered cannot be taken in. Its sentence stands under the key.</summary>
public sealed class RefusedEntryException(string key) : Exception(key)
{
    public string Key { get; } = key;
}

/// <summary>Records how far a unit is with a task: a fact beside the earlier ones, that holds until a later one.</summary>
public sealed class RecordTask(Installation installation)
{
    public RecordedTask Record(string campaign, ProgressReport report)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, TaskAddresses.Today(installation));
        var queries = new TaskQueries(db, ground);
        var (task, unit) = queries.Addressed(report.Task, report.Unit);
        report = report with { Day = report.Day ?? installation.Day, Document = Clean(report.Document), Evidence = Clean(report.Evidence), Note = Clean(report.Note) };
        MustBeComplete(task, report);
        var entered = new { day = Stored.Day(report.Day!.Value), progress = (int)report.Progress, report.Task, unit, report.Document, report.Evidence, report.Note };
        var (recording, sha) = Recordings.BeginByHand(db, installation, "tasks", ground.Stored.No, $"{report.Task} {report.Unit}", entered.ToString()!);
        db.Execute("""
            insert into task_progress (recording_id, campaign_no, task, unit_id, progress, day, document, evidence, note)
            values (@recording, @no, @Task, @unit, @progress, @day, @Document, @Evidence, @Note)
            """, new { recording, no = ground.Stored.No, entered.Task, entered.unit, entered.progress, entered.day, entered.Document, entered.Evidence, entered.Note });
        Trail.WriteTrail.Add(db, installation, "task", $"{campaign} {report.Task} {report.Unit}", after: $"{TaskWords.Of(report.Progress)} {report.Document}".TrimEnd(), recording: recording);
        transaction.Commit();
        return new(report, sha);
    }

    private void MustBeComplete(FollowedTask task, ProgressReport report)
    {
        if (report.Day > installation.Day) throw new RefusedEntryException("task.day-ahead");
        if (report.Progress != Progress.Done) return;
        if (task.AsksForDocument && report.Document is null) throw new RefusedEntryException("task.document-missing");
        if (task.AsksForEvidence && report.Evidence is null) throw new RefusedEntryException("task.evidence-missing");
    }

    private static string? Clean(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().Normalize();
}
