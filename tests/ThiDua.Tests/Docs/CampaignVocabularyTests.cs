using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ThiDua.Campaigns.Format;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Docs;

/// <summary>
/// The JSON Schema and the word list of docs/campaign-file.md are made from the vocabulary. With THIDUA_APPROVE=1 the tests write
/// them; otherwise they compare.
/// </summary>
public sealed class CampaignVocabularyTests
{
    private const string Begin = "<!-- words -->";
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_schema_of_campaign_files_is_that_of_the_vocabulary()
    {
        var definitions = new JsonObject();
        foreach (var shape in Vocabulary.Shapes) definitions[shape.Name] = Schema(shape);
        definitions["local-text"] = new JsonObject
        {
            ["type"] = "object", ["required"] = new JsonArray("vi", "en"), ["additionalProperties"] = false,
            ["properties"] = new JsonObject { ["vi"] = Text(), ["en"] = Text() },
        };
        definitions["span"] = new JsonObject
        {
            ["type"] = "object", ["additionalProperties"] = false, ["minProperties"] = 1, ["properties"] = new JsonObject { ["from"] = Text(), ["to"] = Text() },
        };
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = "ThiDua campaign file", ["$ref"] = "#/$defs/campaign", ["$defs"] = definitions,
        };
        Approve("campaigns/campaign.schema.json", _ => schema.ToJsonString(Pretty).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public void The_documentation_of_campaign_files_lists_every_word()
    {
        var words = new StringBuilder(Begin + "\n");
        foreach (var shape in Vocabulary.Shapes)
        {
            words.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n### {shape.Name}\n\n{shape.Meaning}{(shape.Cited ? " Carries its source." : "")}{(shape.OneOfKeys ? " Exactly one of:" : "")}\n\n| key | value | must | meaning |\n|---|---|---|---|\n");
            foreach (var key in shape.Keys) words.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{key.Name}` | {Value(key)} | {(key.Required ? "yes" : "")} | {key.Meaning.Replace("|", "/", StringComparison.Ordinal)} |\n");
        }
        Approve("docs/campaign-file.md", text => text[..text.IndexOf(Begin, StringComparison.Ordinal)] + words);
    }

    [Fact]
    public void The_example_of_the_documentation_is_a_sound_campaign()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "campaign-file.md"));
        var start = text.IndexOf("```yaml\n", StringComparison.Ordinal) + 8;
        Assert.Equal([], ThiDua.Campaigns.CampaignFile.Read(text[start..text.IndexOf("```", start, StringComparison.Ordinal)]).Faults.Select(f => $"{f.Line}:{f.Column} {f.Say(Texts.Language.En)}"));
    }

    private static void Approve(string file, Func<string, string> made)
    {
        var path = Path.Combine(Repository.Root, file);
        var stored = File.Exists(path) ? File.ReadAllText(path) : "";
        var expected = made(stored);
        if (Environment.GetEnvironmentVariable("THIDUA_APPROVE") == "1") File.WriteAllText(path, expected);
        else Assert.Equal(expected, stored);
    }

    private static JsonObject Schema(Shape shape)
    {
        var properties = new JsonObject();
        foreach (var key in shape.Keys) properties[key.Name] = Schema(key);
        var schema = new JsonObject { ["description"] = shape.Meaning, ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
        if (shape.Keys.Any(k => k.Required)) schema["required"] = new JsonArray([.. shape.Keys.Where(k => k.Required).Select(k => (JsonNode)k.Name)]);
        if (!shape.Cited) return schema;
        foreach (var source in Vocabulary.SourceKeys) properties[source] = Text();
        properties["certainty"] = new JsonObject { ["enum"] = new JsonArray("verified", "recalled") };
        properties["also"] = List(Text());
        schema["oneOf"] = new JsonArray([.. Vocabulary.SourceKeys.Select(s => (JsonNode)new JsonObject { ["required"] = new JsonArray(s) })]);
        return schema;
    }

    private static JsonObject Schema(Key key)
    {
        JsonObject schema = key.Type switch
        {
            KeyType.LocalText => Ref("local-text"),
            KeyType.Shape => Ref(key.Shape!),
            KeyType.Percent => new() { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 100 },
            KeyType.Whole => new() { ["type"] = "integer", ["minimum"] = 0 },
            KeyType.Flag => new() { ["type"] = "boolean" },
            KeyType.Word => Enum(key.Words),
            KeyType.WordOrSpan => new() { ["anyOf"] = new JsonArray(Enum(key.Words), Ref("span")) },
            KeyType.Texts => List(Text()),
            KeyType.Words => List(Enum(key.Words)),
            KeyType.LocalTexts => List(Ref("local-text")),
            KeyType.Shapes => List(Ref(key.Shape!)),
            _ => Text(),
        };
        schema["description"] = key.Meaning;
        return schema;
    }

    private static JsonObject Ref(string name) => new() { ["$ref"] = "#/$defs/" + name };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject Enum(string[] words) => new() { ["enum"] = new JsonArray([.. words.Select(w => (JsonNode)w)]) };

    private static JsonObject List(JsonObject of) => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = of };

    private static string Value(Key key) => key.Type switch
    {
        KeyType.Word or KeyType.WordOrSpan => string.Join(", ", key.Words.Select(w => $"`{w}`").Concat(key.Type == KeyType.WordOrSpan ? ["`{from: …, to: …}`"] : [])),
        KeyType.Words => "list of " + string.Join(", ", key.Words.Select(w => $"`{w}`")),
        KeyType.LocalText => "`{vi: …, en: …}`",
        KeyType.LocalTexts => "list of `{vi: …, en: …}`",
        KeyType.Texts => "list of texts",
        KeyType.Shape => $"[{key.Shape}](#{key.Shape})",
        KeyType.Shapes => $"list of [{key.Shape}](#{key.Shape})",
        KeyType.Day => "day",
        KeyType.DayOrUnknown => "day or `unknown`",
        KeyType.TextOrUnknown => "text or `unknown`",
        KeyType.Percent => "0–100",
        KeyType.Whole => "whole number",
        KeyType.Flag => "`true`, `false`",
        _ => "text",
    };
}
