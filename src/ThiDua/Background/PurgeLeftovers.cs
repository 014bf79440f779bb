using Quartz;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Background;

/// <summary>Deletes forgotten uploads every hour; marked workbooks of imports in the background too, and what is left of ballot boxes.</summary>
[DisallowConcurrentExecution]
public sealed class PurgeLeftovers(Uploads uploads, ImportJobs jobs, Installation installation) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            uploads.Purge(TimeProvider.System.GetUtcNow(), atStart: false);
            jobs.Clean(atStart: false);
            using var db = installation.Open();
            Ballots.BallotBox.Sweep(db);
        }
        catch (IOException)
        {
            // a file that is just being read: the next hour takes it
        }
        return ValueTask.CompletedTask;
    }
}
