using System.Text.Json;
using ThiDua.Texts;

namespace ThiDua.Privacy;

/// <summary>The personal values of one row, by name: what nobody counts by.</summary>
public static class PersonalValues
{
    /// <summary>In place of values that cannot be shown, under this name: why. No column has such a name.</summary>
    private const string Gone = "gone";

    public static readonly IReadOnlyDictionary<string, string> Forgotten = Because("forgotten");
    public static readonly IReadOnlyDictionary<string, string> Locked = Because("locked");
    public static readonly IReadOnlyDictionary<string, string> Damaged = Because("damaged");

    /// <summary>Writes the values of one row as one object; values that are missing are left out.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, string>> extra, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        json.WriteStartObject();
        foreach (var (name, value) in values) if (value is not null) json.WriteString(name, value);
        if (extra.Count > 0)
        {
            json.WriteStartObject("extra");
            foreach (var (name, value) in extra) json.WriteString(name, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Values of one row, unknown columns aside.</summary>
    public static IReadOnlyDictionary<string, string> Read(JsonElement row) => row.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String)
        .ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);

    /// <summary>A sentence that says why there is nothing to show; null when there is.</summary>
    public static string? WhyGone(IReadOnlyDictionary<string, string> values, Language language) =>
        values.TryGetValue(Gone, out var why) ? Sentences.Say(language, "person.gone." + why) : null;

    private static Dictionary<string, string> Because(string why) => new(StringComparer.Ordinal) { [Gone] = why };
}
