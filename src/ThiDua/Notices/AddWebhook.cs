using System.Globalization;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Notices;

/// <summary>The webhook cannot be made or is not there. Its sentence is "webhook.CODE".</summary>
public sealed class WebhookException(string code, params IReadOnlyList<string> arguments) : ToldException("webhook", code, arguments);

/// <summary>A webhook that was made. Its secret is said this once.</summary>
public sealed record AddedWebhook(int No, string Secret);

/// <summary>Has another program told of events from now on.</summary>
public sealed class AddWebhook(Installation installation, Reach reach)
{
    private const int MostDays = 365;
    private const int LongestAddress = 2000;

    /// <param name="events">Names, separated by commas or spaces; null or empty: all.</param>
    /// <param name="daysBefore">Day counts before a deadline, separated likewise; null or empty: those of the catalog.</param>
    /// <exception cref="WebhookException">The address, an event or a day count will not do.</exception>
    public AddedWebhook Add(string address, string? events, string? daysBefore)
    {
        address = address.Trim();
        if (address.Length > LongestAddress) throw new WebhookException("not-an-address", address[..40] + "…");
        if (reach.FaultOf(address) is { } fault) throw new WebhookException(fault, address);
        var chosen = Words(events);
        if (chosen.FirstOrDefault(e => !NoticeEvent.All.Contains(e)) is { } unknown) throw new WebhookException("event-unknown", unknown, string.Join(", ", NoticeEvent.All));
        var days = Words(daysBefore).Select(Days).Distinct().OrderDescending().ToList();
        var secret = Secret.Make();
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var no = (int)(db.One<long?>("select max(webhook_id) from webhook") ?? 0) + 1;
        db.Execute("insert into webhook (webhook_id, address, events, days_before, secret, at) values (@no, @address, @events, @days, @secret, @at)", new
        {
            no,
            address,
            events = string.Join(' ', NoticeEvent.All.Where(e => chosen.Count == 0 || chosen.Contains(e))),
            days = string.Join(' ', (days.Count > 0 ? days : DeliveryCatalog.Shipped.DaysBefore).Select(d => d.ToString(CultureInfo.InvariantCulture))),
            secret = secret.Seal(installation.OpenTokens(), no),
            at = Stored.Moment(installation.Clock.GetUtcNow()),
        });
        Trail.WriteTrail.Add(db, installation, "webhook", no.ToString(CultureInfo.InvariantCulture), after: address);
        transaction.Commit();
        return new(no, secret.Text);
    }

    private static List<string> Words(string? text) => [.. (text ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static int Days(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= MostDays ? days : throw new WebhookException("not-days", word);
}
