using System.Globalization;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Notices;

/// <summary>Delivers notices while the site runs. What fails here is told on the log of the site and tried again; imports never wait for it.</summary>
public sealed class NoticeLoop(Installation installation, Reach reach, ILogger<NoticeLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var deliver = new DeliverNotices(installation, reach, DeliveryCatalog.Shipped);
        using var timer = new PeriodicTimer(DeliveryCatalog.Shipped.LookEvery, installation.Clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var attempt in await deliver.Run(stoppingToken)) if (attempt.State == "given-up") GaveUp(attempt);
            }
#pragma warning disable CA1031 // whatever goes wrong with notices must not end the site
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                log.LogWarning("{Message}", Sentences.Say(Language.Vi, "webhook.loop-failed", e.Message));
            }
        }
    }

    private void GaveUp(Attempt attempt) => log.LogWarning("{Message}", Sentences.Say(Language.Vi, "webhook.gave-up",
        attempt.Notice.ToString(CultureInfo.InvariantCulture), attempt.Webhook.ToString(CultureInfo.InvariantCulture), NoticeText.Fault(attempt.Status, attempt.Fault, Language.Vi)));
}
