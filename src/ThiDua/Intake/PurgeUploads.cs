namespace ThiDua.Intake;

/// <summary>Deletes forgotten uploads when the site starts, and every hour after; marked workbooks of imports in the background too.</summary>
public sealed class PurgeUploads(Uploads uploads, ImportJobs jobs, TimeProvider clock) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        uploads.Purge(clock.GetUtcNow(), atStart: true);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hours = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        try
        {
            while (await hours.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    uploads.Purge(clock.GetUtcNow(), atStart: false);
                    jobs.Sweep();
                }
                catch (IOException)
                {
                    // a file that is just being read: the next hour takes it
                }
            }
        }
        catch (OperationCanceledException)
        {
            // the site ends
        }
    }
}
