using Quartz;
using ThiDua.Database;
using ThiDua.Notices;

namespace ThiDua.Background;

/// <summary>
/// What the site does beside answering. With SQLite there is one node, and what is to be done is found again in the data folder when it starts; on PostgreSQL
/// any node takes any work, and that of a node which was killed is taken over by another.
/// </summary>
public static class BackgroundWork
{
    private static readonly JobKey Imports = new("imports");

    /// <summary>How often a node says that it lives. Twice as long without a word, and it is taken for dead.</summary>
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(3);

    public static void Add(IServiceCollection services, Installation installation)
    {
        services.AddQuartz(work =>
        {
            work.ConfigureScheduler(s => (s.InstanceName, s.IdleWaitTime) = ("thidua", TimeSpan.FromSeconds(5)));
            work.UseDefaultThreadPool(4);
            if (installation.Postgres is { } address)
            {
                work.UsePersistentStore(store =>
                {
                    store.ConfigureStore(tables => tables.TablePrefix = "work.qrtz_");
                    store.ProvisionSchema();
                    store.UsePostgres(postgres => postgres.ConnectionString = address);
                    store.UseClustering(nodes => (nodes.CheckinInterval, nodes.CheckinMisfireThreshold) = (SignOfLife, SignOfLife));
                });
            }
            work.AddJob<TakeImports>(job => job.WithIdentity(Imports).StoreDurably().RequestRecovery());
            work.AddTrigger(t => t.ForJob(Imports).WithIdentity("imports").StartNow().WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromMinutes(1)).RepeatForever()));
            work.ScheduleJob<SendNotices>(t => t.WithIdentity("notices").StartNow().WithSimpleSchedule(s => s.WithInterval(DeliveryCatalog.Shipped.LookEvery).RepeatForever()));
            work.ScheduleJob<SendDueReminders>(t => t.WithIdentity("reminders").WithCronSchedule("0 10 7-17 * * ?", day => day.InTimeZone(Installation.Vietnam)), job => job.RequestRecovery()); // in the hours of an office
            work.ScheduleJob<PurgeLeftovers>(t => t.WithIdentity("leftovers").WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromHours(1)).RepeatForever()));
        });
        services.AddHostedService<SiteWork>();
        services.AddQuartzHostedService(site => site.WaitForJobsToComplete = true);
    }

    /// <summary>An import was filed: somebody takes it as soon as none is being taken.</summary>
    public static async Task ImportWaits(ISchedulerFactory schedulers) => await (await schedulers.GetScheduler()).TriggerJob(Imports);
}
