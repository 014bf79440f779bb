using System.Text.Json;
using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>Webhooks and their log as JSON, for the commands and the API.</summary>
public static class WebhookJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<Webhook> webhooks)
    {
        json.WriteStartObject();
        json.WriteStartArray("webhooks");
        foreach (var webhook in webhooks)
        {
            json.WriteStartObject();
            json.WriteNumber("webhook", webhook.No);
            json.WriteString("address", webhook.Address);
            json.WriteStartArray("events");
            foreach (var name in webhook.Events) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteStartArray("daysBefore");
            foreach (var days in webhook.DaysBefore) json.WriteRawValue(days);
            json.WriteEndArray();
            json.WriteString("at", Stored.Moment(webhook.At));
            json.WriteString("ended", webhook.Ended is { } ended ? Stored.Moment(ended) : null);
            json.WriteNumber("waiting", webhook.Waiting);
            json.WriteNumber("givenUp", webhook.GivenUp);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, AddedWebhook added)
    {
        json.WriteStartObject();
        json.WriteNumber("webhook", added.No);
        json.WriteString("secret", added.Secret);
        json.WriteEndObject();
    }

    public static void Ended(Utf8JsonWriter json, int no)
    {
        json.WriteStartObject();
        json.WriteNumber("webhook", no);
        json.WriteBoolean("ended", true);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Attempt> attempts)
    {
        json.WriteStartObject();
        json.WriteStartArray("attempts");
        foreach (var attempt in attempts)
        {
            json.WriteStartObject();
            json.WriteNumber("notice", attempt.Notice);
            json.WriteNumber("webhook", attempt.Webhook);
            Outcome(json, attempt.Event, attempt.State, attempt.Status, attempt.Fault);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<LoggedNotice> log)
    {
        json.WriteStartObject();
        json.WriteStartArray("notices");
        foreach (var notice in log)
        {
            json.WriteStartObject();
            json.WriteNumber("notice", notice.No);
            json.WriteNumber("webhook", notice.Webhook);
            json.WriteString("at", Stored.Moment(notice.At));
            Outcome(json, notice.Event, notice.State, notice.Status, notice.Fault);
            json.WriteNumber("failures", notice.Failures);
            json.WriteString("triedAt", notice.TriedAt is { } tried ? Stored.Moment(tried) : null);
            json.WriteString("due", notice.Due is { } due ? Stored.Moment(due) : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Outcome(Utf8JsonWriter json, string name, string state, int? status, string? fault)
    {
        json.WriteString("event", name);
        json.WriteString("state", state);
        if (status is { } code) json.WriteNumber("status", code);
        else json.WriteNull("status");
        json.WriteString("fault", fault);
    }
}
