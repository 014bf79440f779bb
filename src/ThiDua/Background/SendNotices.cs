using System.Globalization;
using Quartz;
using ThiDua.Database;
using ThiDua.Notices;
using ThiDua.Texts;

namespace ThiDua.Background;

/// <summary>Delivers notices while the site runs. What fails here is told on the log of the site and tried again; imports never wait for it.</summary>
[DisallowConcurrentExecution]
public sealed class SendNotices(Installation installation, Reach reach, ILogger<SendNotices> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            using var deliver = new DeliverNotices(installation, reach, DeliveryCatalog.Shipped);
            foreach (var attempt in await deliver.Run(cancellationToken)) if (attempt.State == "given-up") GaveUp(attempt);
        }
#pragma warning disable CA1031 // whatever goes wrong with notices must not end the site
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            log.LogWarning("{Message}", Sentences.Say(Language.Vi, "webhook.loop-failed", e.Message));
        }
    }

    private void GaveUp(Attempt attempt) => log.LogWarning("{Message}", Sentences.Say(Language.Vi, "webhook.gave-up",
        attempt.Notice.ToString(CultureInfo.InvariantCulture), attempt.Webhook.ToString(CultureInfo.InvariantCulture), NoticeText.Fault(attempt.Status, attempt.Fault, Language.Vi)));
}
