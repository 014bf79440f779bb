using System.Text.Json;
using ThiDua.Core.Reminders;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Core.Basics;

namespace ThiDua.Reminders;

/// <summary>The call list and the standing by collector as one JSON document; persons masked unless a reason was given.</summary>
public static class CallsJson
{
    public static void Write(Utf8JsonWriter json, Ground ground, IReadOnlyList<ExpiredPerson> calls, IReadOnlyList<CollectorRow> collectors)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        json.WriteStartArray("calls");
        foreach (var person in calls.Where(p => p.Back is null)) Write(json, person, reveal: false);
        json.WriteEndArray();
        json.WriteStartArray("wonBack");
        foreach (var person in calls.Where(p => p.Back is not null)) Write(json, person, reveal: false);
        json.WriteEndArray();
        Write(json, collectors);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ExpiredPerson person, bool reveal)
    {
        json.WriteStartObject();
        json.WriteString("commune", person.Commune);
        json.WriteString("collector", person.Collector);
        json.WriteString("ended", person.Ended.Iso());
        json.WriteString("person", person.Masked);
        json.WriteString("code", FindPerson.Code(person.Number));
        json.WriteString("state", State(person));
        if (person.Back is { } back) json.WriteString("back", back.Iso());
        json.WritePropertyName("last");
        if (person.Last is { } last) Write(json, last);
        else json.WriteNullValue();
        if (reveal) foreach (var key in (ReadOnlySpan<string>)["name", "phone", "address"]) json.WriteString(key, person.Personal.GetValueOrDefault(key));
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, Contact contact)
    {
        json.WriteStartObject();
        json.WriteNumber("contact", contact.No);
        json.WriteString("at", Stored.Moment(contact.At));
        json.WriteString("day", contact.Day.Iso());
        json.WriteString("outcome", contact.Outcome);
        json.WriteString("again", contact.Again is { } again ? again.Iso() : null);
        json.WriteString("note", contact.Note);
        json.WriteString("collector", contact.Collector);
        if (contact.TakesBack is { } other) json.WriteNumber("takesBack", other);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<CollectorRow> collectors)
    {
        json.WriteStartArray("collectors");
        foreach (var row in collectors)
        {
            json.WriteStartObject();
            if (row.Rank is { } rank) json.WriteNumber("rank", rank);
            else json.WriteNull("rank");
            json.WriteString("collector", row.Collector);
            json.WriteNumber("counted", row.Counted);
            json.WriteNumber("wonBack", row.WonBack);
            json.WriteNumber("toCall", row.ToCall);
            json.WriteNumber("contacts", row.Contacts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static string State(ExpiredPerson person) => person.Back is not null ? "won-back" : person.State switch
    {
        CallState.Due => "due",
        CallState.New => "new",
        CallState.Later => "later",
        CallState.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(person)),
    };
}
