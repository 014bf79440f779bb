using Quartz;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Background;

/// <summary>Before the site opens, what a stop left in the data folder goes; and a site that is thrown away without a stop leaves no work running.</summary>
public sealed class SiteWork(Uploads uploads, ImportJobs jobs, ISchedulerFactory schedulers, Installation installation, ILogger<SiteWork> log) : IHostedService, IAsyncDisposable
{
    private IScheduler? scheduler;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        uploads.Purge(TimeProvider.System.GetUtcNow(), atStart: true);
        jobs.Clean(atStart: true);
        PurgeLeftovers.SweepBoxes(installation, log);
        scheduler = await schedulers.GetScheduler(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (scheduler is not null) await scheduler.Shutdown();
    }
}
