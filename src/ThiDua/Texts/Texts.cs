using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ThiDua.Texts;

/// <summary>Languages of screens, messages and documents. Vietnamese comes first.</summary>
public enum Language
{
    Vi = 0,
    En = 1,
}

/// <summary>
/// The sentences of the program, from the resource files Texts/SLICE.vi.json and SLICE.en.json (flat key → template).
/// A template names its arguments {0}, {1}…; {0:d} shows an ISO day as people write it, {0:n} a whole or decimal number.
/// </summary>
public static class Sentences
{
    /// <summary>Of two sentences by one name the first would be lost unseen.</summary>
    private static readonly JsonSerializerOptions Once = new() { AllowDuplicateProperties = false };

    private static readonly FrozenDictionary<string, string>[] ByLanguage = [Load("vi"), Load("en")];

    public static IReadOnlyDictionary<string, string> All(Language language) => ByLanguage[(int)language];

    /// <summary>The sentence of a key; a key without a sentence is a defect that a test finds, and shows as itself.</summary>
    public static string Say(Language language, string key, params ReadOnlySpan<string> arguments) =>
        ByLanguage[(int)language].TryGetValue(key, out var template) ? Fill(template, language, arguments) : key;

    private static string Fill(string template, Language language, ReadOnlySpan<string> arguments)
    {
        if (!template.Contains('{', StringComparison.Ordinal)) return template;
        var text = new StringBuilder(template.Length + 32);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                text.Append(template[i]);
                continue;
            }
            var end = template.IndexOf('}', i);
            var hole = template.AsSpan(i + 1, end - i - 1);
            var colon = hole.IndexOf(':');
            var index = int.Parse(colon < 0 ? hole : hole[..colon], CultureInfo.InvariantCulture);
            var argument = index < arguments.Length ? arguments[index] : "";
            text.Append(colon < 0 ? argument : hole[(colon + 1)..] switch
            {
                "d" => Written.Day(argument),
                "n" => Written.Number(argument, language),
                _ => argument,
            });
            i = end;
        }
        return text.ToString();
    }

    private static FrozenDictionary<string, string> Load(string language)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var ending = $".{language}.json";
        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(ending, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, template) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream, Once)!)
            {
                sentences.Add(key, template);
            }
        }
        return sentences.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
