using System.Globalization;
using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>Has a notice that was given up tried again from the beginning, as the same message.</summary>
public sealed class ResendNotice(Installation installation)
{
    /// <exception cref="WebhookException">No such notice was given up, or its webhook has ended.</exception>
    public void Resend(long no)
    {
        using var db = installation.Open();
        var changed = db.Execute("""
            update notice set state = 'waiting', since = @now, due = @now, failures = 0, status = null, fault = null, holder = null, held_until = null
            where notice_id = @no and state = 'given-up' and exists (select 1 from webhook w where w.webhook_id = notice.webhook_id and w.ended_at is null)
            """, new { no, now = Stored.Moment(installation.Clock.GetUtcNow()) });
        if (changed == 0) throw new WebhookException("not-given-up", no.ToString(CultureInfo.InvariantCulture));
    }
}
