using Quartz;
using ThiDua.Intake;

namespace ThiDua.Background;

/// <summary>
/// Takes the imports that wait, one after the other, on one node at a time. When the node that does it is killed, another one takes its work over: it asks the
/// store whether the import that ran was stored, and else takes it again.
/// </summary>
[DisallowConcurrentExecution]
public sealed class TakeImports(ImportJobs jobs, IHostApplicationLifetime site) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        jobs.TakeAll(site.ApplicationStopping);
        return ValueTask.CompletedTask;
    }
}
