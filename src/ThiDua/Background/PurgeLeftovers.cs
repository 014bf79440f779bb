using Quartz;
using ThiDua.Intake;

namespace ThiDua.Background;

/// <summary>Deletes forgotten uploads every hour; marked workbooks of imports in the background too.</summary>
[DisallowConcurrentExecution]
public sealed class PurgeLeftovers(Uploads uploads, ImportJobs jobs) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            uploads.Purge(TimeProvider.System.GetUtcNow(), atStart: false);
            jobs.Sweep();
        }
        catch (IOException)
        {
            // a file that is just being read: the next hour takes it
        }
        return ValueTask.CompletedTask;
    }
}

/// <summary>Before the site opens: what a stop left in the data folder goes.</summary>
public sealed class PurgeAtStart(Uploads uploads, ImportJobs jobs) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        uploads.Purge(TimeProvider.System.GetUtcNow(), atStart: true);
        jobs.Clean();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
