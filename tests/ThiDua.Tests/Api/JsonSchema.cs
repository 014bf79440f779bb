using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ThiDua.Tests.Api;

/// <summary>Whether a document is what a schema of openapi.json says: the words of JSON Schema that are used there, and no other.</summary>
public static class JsonSchema
{
    private static readonly string[] Known = ["type", "required", "additionalProperties", "properties", "items", "enum", "format", "pattern", "minLength", "maxLength", "oneOf", "$ref", "description", "x-en"];

    public static IEnumerable<string> Faults(JsonNode root, JsonNode schema, JsonNode? value, string at = "$")
    {
        if ((string?)schema["$ref"] is { } address) return Faults(root, address[2..].Split('/').Aggregate(root, (node, name) => node[name]!), value, at);
        var unknown = schema.AsObject().Select(k => k.Key).Except(Known).Select(k => $"{at}: the word {k} is not understood");
        return unknown.Concat(Type(schema, value, at)).Concat(Enum(schema, value, at)).Concat(OneOf(root, schema, value, at)).Concat(Text(schema, value, at)).Concat(value switch
        {
            JsonObject o => Members(root, schema, o, at),
            JsonArray a when schema["items"] is { } items => a.SelectMany((v, i) => Faults(root, items, v, $"{at}[{i.ToString(CultureInfo.InvariantCulture)}]")),
            _ => [],
        });
    }

    private static IEnumerable<string> Type(JsonNode schema, JsonNode? value, string at)
    {
        if (schema["type"] is not { } type) yield break;
        string[] allowed = type is JsonArray several ? [.. several.Select(t => (string)t!)] : [(string)type!];
        var actual = value?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => value.ToJsonString().Any(c => c is '.' or 'e') ? "number" : "integer",
            _ => "boolean",
        };
        if (!allowed.Contains(actual)) yield return $"{at}: {actual} instead of {string.Join(" or ", allowed)}";
    }

    private static IEnumerable<string> Enum(JsonNode schema, JsonNode? value, string at) =>
        schema["enum"] is { } allowed && !allowed.AsArray().Any(a => JsonNode.DeepEquals(a, value)) ? [$"{at}: {value} is none of {allowed.ToJsonString()}"] : [];

    private static IEnumerable<string> OneOf(JsonNode root, JsonNode schema, JsonNode? value, string at) =>
        schema["oneOf"] is { } choices && choices.AsArray().Count(c => !Faults(root, c!, value, at).Any()) != 1 ? [$"{at}: not exactly one of the choices: {string.Join("; ", choices.AsArray().SelectMany(c => Faults(root, c!, value, at)))}"] : [];

    private static IEnumerable<string> Text(JsonNode schema, JsonNode? value, string at)
    {
        if (value?.GetValueKind() != JsonValueKind.String) yield break;
        var text = (string)value!;
        if ((string?)schema["pattern"] is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch(text, pattern)) yield return $"{at}: “{text}” is not {pattern}";
        if ((string?)schema["format"] == "date" && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) yield return $"{at}: “{text}” is no day";
        if ((string?)schema["format"] == "date-time" && !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _)) yield return $"{at}: “{text}” is no moment";
    }

    private static IEnumerable<string> Members(JsonNode root, JsonNode schema, JsonObject value, string at)
    {
        var properties = schema["properties"]?.AsObject() ?? [];
        foreach (var name in schema["required"]?.AsArray() ?? []) if (!value.ContainsKey((string)name!)) yield return $"{at}: {name} is missing";
        foreach (var (name, member) in value)
        {
            if (properties.TryGetPropertyValue(name, out var of)) foreach (var fault in Faults(root, of!, member, $"{at}.{name}")) yield return fault;
            else if (schema["additionalProperties"]?.GetValue<bool>() == false) yield return $"{at}: {name} is not described";
        }
    }
}
