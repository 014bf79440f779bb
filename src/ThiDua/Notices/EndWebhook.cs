using System.Globalization;
using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>Ends a webhook: nothing more is written for it, and what waits for it is given up. What was sent stays on the log.</summary>
public sealed class EndWebhook(Installation installation)
{
    /// <exception cref="WebhookException">There is no such webhook, or it has ended.</exception>
    public void End(int no)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var at = Stored.Moment(installation.Clock.GetUtcNow());
        if (db.Execute("update webhook set ended_at = @at where webhook_id = @no and ended_at is null", new { no, at }) == 0)
        {
            throw new WebhookException("webhook-unknown", no.ToString(CultureInfo.InvariantCulture));
        }
        db.Execute("update notice set state = 'given-up', fault = 'ended', status = null, holder = null, held_until = null where webhook_id = @no and state = 'waiting'", new { no });
        Trail.WriteTrail.Add(db, installation, "webhook-ended", no.ToString(CultureInfo.InvariantCulture));
        transaction.Commit();
    }
}
