using Quartz;
using ThiDua.Ballots;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Background;

/// <summary>Deletes forgotten uploads every hour; marked workbooks of imports in the background too, and what is left of ballot boxes.</summary>
[DisallowConcurrentExecution]
public sealed partial class PurgeLeftovers(Uploads uploads, ImportJobs jobs, Installation installation, ILogger<PurgeLeftovers> log) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            uploads.Purge(TimeProvider.System.GetUtcNow(), atStart: false);
            jobs.Clean(atStart: false);
            SweepBoxes(installation, log);
        }
        catch (IOException)
        {
            // a file that is just being read: the next hour takes it
        }
        return ValueTask.CompletedTask;
    }

    /// <summary>Whoever keeps the site reads in its log what could not be wiped out.</summary>
    internal static void SweepBoxes(Installation installation, ILogger log)
    {
        using var db = installation.Open();
        var boxes = BallotBox.Unswept(db); // asked before: what stops the wiping out may have broken the connection
        if (!BallotBox.Sweep(db)) Left(log, string.Join(", ", boxes));
    }

    [LoggerMessage(LogLevel.Warning, "Earlier sealed states of the shut ballot boxes of {Sessions} are not wiped out yet: the store is being read or its disk is full. Do not back up the store before it is done; it is tried again within the hour.")]
    private static partial void Left(ILogger log, string sessions);
}
