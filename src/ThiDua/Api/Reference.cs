using System.Text.Json;
using System.Text.Json.Nodes;
using ThiDua.Texts;

namespace ThiDua.Api;

/// <summary>One operation as the reference page shows it.</summary>
/// <param name="Curl">A request to try.</param>
/// <param name="Answer">A sample answer; null: not JSON.</param>
public sealed record Operation(
    string Id, string Method, string Path, string Summary, IReadOnlyList<Parameter> Parameters, string Curl, string? Answer, IReadOnlyList<(string Status, string What)> Answers);

/// <param name="Where">"path", "query", "header" or "body".</param>
public sealed record Parameter(string Name, string Where, bool Required, string What);

/// <summary>openapi.json as a person reads it: texts are Vietnamese there, English beside them under x-en.</summary>
public static class Reference
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Operations by their group, in the order of the description.</summary>
    public static IReadOnlyList<(string Id, string Title, IReadOnlyList<Operation> Operations)> Read(Language language)
    {
        var root = JsonNode.Parse(File.ReadAllBytes(ApiAddresses.Description))!;
        var operations = root["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => (Tag: (string)m.Value!["tags"]![0]!, Operation: One(root, p.Key, m.Key, m.Value, language)))).ToLookup(o => o.Tag, o => o.Operation);
        return [.. root["tags"]!.AsArray().Select(t => ((string)t!["name"]!, Text(t, "description", language), (IReadOnlyList<Operation>)[.. operations[(string)t["name"]!]]))];
    }

    private static Operation One(JsonNode root, string path, string method, JsonNode operation, Language language)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(p => Resolve(root, p!)).Select(p => new Parameter((string)p["name"]!, (string)p["in"]!, (bool?)p["required"] == true, Text(p, "description", language))).ToList();
        if (operation["requestBody"] is { } body) parameters.Add(new(string.Join(", ", body["content"]!.AsObject().Select(c => c.Key)), "body", (bool?)body["required"] == true, Text(body, "description", language)));
        var answers = operation["responses"]!.AsObject().Select(r => (r.Key, Node: Resolve(root, r.Value!))).ToList();
        var sample = answers.Where(a => a.Key[0] == '2').Select(a => a.Node["content"]?["application/json"]?["example"]).FirstOrDefault(e => e is not null);
        return new((string)operation["operationId"]!, method.ToUpperInvariant(), path, Text(operation, "summary", language), parameters, (string)operation["x-curl"]!, sample?.ToJsonString(Pretty), [.. answers.Select(a => (a.Key, Text(a.Node, "description", language)))]);
    }

    private static JsonNode Resolve(JsonNode root, JsonNode node) =>
        (string?)node["$ref"] is { } address ? address[2..].Split('/').Aggregate(root, (at, name) => at[name]!) : node;

    private static string Text(JsonNode node, string name, Language language) =>
        (string?)(language == Language.En ? node["x-en"] ?? node[name] : node[name]) ?? "";
}
