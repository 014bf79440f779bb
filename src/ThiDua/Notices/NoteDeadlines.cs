using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Notices;
using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>Writes down which deadlines have come near, once per milestone and day count for each webhook.</summary>
public sealed class NoteDeadlines(Installation installation)
{
    private const string IsoDay = "yyyy-MM-dd";

    public void Note(Db db, DateOnly today)
    {
        if (Due(db, today).Count == 0) return;
        using var transaction = db.BeginRecording();
        foreach (var (webhook, campaign, near) in Due(db, today)) // again: now that nobody else can write them
        {
            NoteEvents.Note(db, installation, NoticeEvent.DeadlineNear, Subject(campaign, near), campaign, webhook, json =>
            {
                json.WriteString("milestone", near.Milestone);
                json.WriteString("lastDay", near.LastDay.ToString(IsoDay, CultureInfo.InvariantCulture));
                json.WriteNumber("daysBefore", near.DaysBefore);
                json.WriteNumber("daysLeft", near.LastDay.DayNumber - today.DayNumber);
                NoteEvents.Links(json, $"/api/v1/campaigns/{Uri.EscapeDataString(campaign)}/standings");
            });
        }
        transaction.Commit();
    }

    private static List<(int Webhook, string Campaign, NearDeadline Near)> Due(Db db, DateOnly today)
    {
        var webhooks = db.Query<Row>("select webhook_id as No, days_before as Text from webhook where ended_at is null and ' ' || events || ' ' like @wanted order by webhook_id", new { wanted = $"% {NoticeEvent.DeadlineNear} %" });
        if (webhooks.Count == 0) return [];
        var campaigns = LoadCampaigns.All(db, long.MaxValue);
        var told = db.Query<Row>("select webhook_id as No, subject as Text from notice where event = @notice", new { notice = NoticeEvent.DeadlineNear }).ToLookup(t => (int)t.No, t => t.Text);
        return [.. from webhook in webhooks
                   let days = webhook.Text.Split(' ').Select(d => int.Parse(d, CultureInfo.InvariantCulture)).ToList()
                   from campaign in campaigns
                   let announced = told[(int)webhook.No].Select(t => Announced(t, campaign.Id)).OfType<NearDeadline>().ToHashSet()
                   from near in Deadlines.Due(campaign.Campaign.Milestones, days, today, announced)
                   select ((int)webhook.No, campaign.Id, near)];
    }

    /// <summary>Day and day count stand in front, because ids may hold anything but a slash.</summary>
    private static string Subject(string campaign, NearDeadline near) =>
        string.Create(CultureInfo.InvariantCulture, $"{near.LastDay:yyyy-MM-dd}/{near.DaysBefore}/{campaign}/{near.Milestone}");

    private static NearDeadline? Announced(string subject, string campaign) =>
        subject.Split('/') is [var day, var days, var of, var milestone] && of == campaign
            ? new(milestone, DateOnly.ParseExact(day, IsoDay, CultureInfo.InvariantCulture), int.Parse(days, CultureInfo.InvariantCulture)) : null;

    private sealed record Row
    {
        public long No { get; init; }
        public string Text { get; init; } = "";
    }
}
