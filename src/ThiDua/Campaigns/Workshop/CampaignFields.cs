using ThiDua.Campaigns.Format;
using ThiDua.Core.Basics;
using ThiDua.Texts;

namespace ThiDua.Campaigns.Workshop;

/// <summary>A single value of a campaign file that a form can change: a day, a rate, a number, the code of a unit, yes or no, one of some words.</summary>
/// <param name="Path">Where it stands: keys and positions, as `indicators.0.target.percent`.</param>
/// <param name="Words">What may stand there; empty where it is no word.</param>
public sealed record CampaignField(string Path, string Of, string Label, KeyType Type, string Value, IReadOnlyList<string> Words);

/// <summary>The values of a campaign file as a form; each is put back where it stood, everything else of the text stays letter by letter.</summary>
public static class CampaignFields
{
    /// <summary>As the file says that nobody knows; the form leaves it empty.</summary>
    private const string Unknown = "unknown";

    private sealed record Found(CampaignField Field, YamlText At);

    /// <param name="text">A campaign file that reads as YAML; with faults the fields that are there are shown.</param>
    public static IReadOnlyList<CampaignField> Of(string text, Language language) => [.. Find(text, language).Select(f => f.Field)];

    /// <param name="values">By path; paths that are no field are passed over.</param>
    /// <returns>The text with the new values.</returns>
    public static string With(string text, IReadOnlyDictionary<string, string> values)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        foreach (var (field, at) in Find(text, Language.Vi).Where(f => values.TryGetValue(f.Field.Path, out var value) && Meant(f.Field.Type, value) != f.Field.Value).OrderByDescending(f => f.At.Place.Line).ThenByDescending(f => f.At.Place.Column))
        {
            var (line, start) = (lines[at.Place.Line - 1], at.Place.Column - 1);
            var length = at.Quoted ? at.Value.Length + 2 : at.Value.Length;
            var meant = Meant(field.Type, values[field.Path]);
            lines[at.Place.Line - 1] = line[..start] + (meant.Length == 0 && field.Type is (KeyType.TextOrUnknown or KeyType.DayOrUnknown) ? Unknown : Written(meant)) + line[(start + length)..];
        }
        return string.Join('\n', lines);
    }

    /// <summary>The same campaign under another name.</summary>
    public static string WithId(string text, string id)
    {
        if (new YamlTree([]).Read(text) is not YamlMap map || map["id"] is not YamlText at) return text;
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        lines[at.Place.Line - 1] = lines[at.Place.Line - 1][..(at.Place.Column - 1)] + "\"" + id + "\"";
        return string.Join('\n', lines);
    }

    /// <summary>People write 50,5 or 50,5 %; the file wants 50.5.</summary>
    private static string Meant(KeyType type, string value)
    {
        if (type != KeyType.Percent) return value.Trim();
        var number = value.Trim().TrimEnd('%').TrimEnd().Replace(',', '.');
        return ShapeCheck.ReadDecimal(number) is null ? value.Trim() : number;
    }

    /// <summary>What could mean something else in YAML is quoted; whether the value is one, the check of the file tells.</summary>
    private static string Written(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/') && char.IsAsciiLetterOrDigit(value[0]) ? value
            : "\"" + string.Concat(value.Where(c => !char.IsControl(c))).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static List<Found> Find(string text, Language language)
    {
        var found = new List<Found>();
        if (new YamlTree([]).Read(text) is YamlMap root) Walk(root, Vocabulary.Of("campaign"), "", "", language, found);
        return found;
    }

    private static void Walk(YamlMap map, Shape shape, string path, string of, Language language, List<Found> found)
    {
        foreach (var key in shape.Keys)
        {
            var (value, at) = (map[key.Name], path + key.Name);
            switch (key.Type)
            {
                case KeyType.Code or KeyType.Day or KeyType.Percent or KeyType.Whole or KeyType.Flag or KeyType.Word when value is YamlText one:
                    found.Add(new(new(at, of, ReadClauses.Word(key.Name, language), key.Type, key.Type == KeyType.Day ? Iso(one.Value) : one.Value, key.Words), one));
                    break;
                case KeyType.TextOrUnknown or KeyType.DayOrUnknown when value is YamlText one:
                    found.Add(new(new(at, of, ReadClauses.Word(key.Name, language), key.Type, one.Value == Unknown ? "" : key.Type == KeyType.DayOrUnknown ? Iso(one.Value) : one.Value, []), one));
                    break;
                case KeyType.WordOrSpan when value is YamlMap span:
                    foreach (var end in new[] { "from", "to" })
                    {
                        if (span[end] is YamlText day) found.Add(new(new($"{at}.{end}", of, $"{ReadClauses.Word(key.Name, language)}: {ReadClauses.Word(end, language)}", KeyType.Day, Iso(day.Value), []), day));
                    }
                    break;
                case KeyType.Shape when value is YamlMap inner:
                    Walk(inner, Vocabulary.Of(key.Shape!), at + ".", Title(inner, key.Name, language) ?? (of.Length > 0 ? of : ReadClauses.Word(key.Name, language)), language, found);
                    break;
                case KeyType.Shapes when value is YamlList list && key.Name is not ("clauses" or "readings"):
                    for (var i = 0; i < list.Items.Count; i++)
                    {
                        if (list.Items[i] is YamlMap item) Walk(item, Vocabulary.Of(key.Shape!), $"{at}.{i.ToString(System.Globalization.CultureInfo.InvariantCulture)}.", Title(item, key.Name, language) ?? of, language, found);
                    }
                    break;
            }
        }
    }

    /// <summary>As a field of a day holds it, whichever way the file writes it.</summary>
    private static string Iso(string day) => ShapeCheck.ReadDay(day)?.Iso() ?? day;

    private static string? Title(YamlMap map, string key, Language language) =>
        (map["short-title"] ?? map["title"] ?? map["text"]) is YamlMap title && (title[language == Language.En ? "en" : "vi"] ?? title["vi"]) is YamlText text ? $"{ReadClauses.Word(key, language)}: {text.Value}" : null;
}
