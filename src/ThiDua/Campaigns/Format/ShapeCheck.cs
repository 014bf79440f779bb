using System.Globalization;

namespace ThiDua.Campaigns.Format;

/// <summary>Holds a file against the vocabulary: every fault, each with its place and what to write instead.</summary>
public sealed class ShapeCheck(List<CampaignFault> faults)
{
    public void Check(YamlNode node, Shape shape)
    {
        if (node is not YamlMap map)
        {
            Fault(node.Place, "not-a-map", shape.Name, string.Join(", ", shape.Keys.Select(k => k.Name)));
            return;
        }
        var allowed = shape.Keys.Select(k => k.Name).Concat(shape.Cited ? Vocabulary.CitingKeys : []).ToArray();
        foreach (var (key, value) in map.Entries)
        {
            if (!allowed.Contains(key.Value)) Fault(key.Place, "unknown-key", key.Value, Nearest(key.Value, allowed));
            else if (shape.Keys.FirstOrDefault(k => k.Name == key.Value) is { } known) CheckValue(value, known);
        }
        foreach (var key in shape.Keys.Where(k => k.Required && map[k.Name] is null)) Fault(map.Place, "missing-key", key.Name, shape.Name);
        if (shape.Cited) CheckSource(map, shape);
        if (shape.OneOfKeys && map.Entries.Count(e => shape.Keys.Any(k => k.Name == e.Key.Value)) != 1)
        {
            Fault(map.Place, "one-key", string.Join(", ", shape.Keys.Select(k => k.Name)));
        }
    }

    private void CheckSource(YamlMap map, Shape shape)
    {
        var sources = map.Entries.Where(e => Vocabulary.SourceKeys.Contains(e.Key.Value)).ToList();
        if (sources.Count == 0) Fault(map.Place, "no-source", shape.Name);
        else if (sources.Count > 1) Fault(sources[1].Key.Place, "two-sources", sources[0].Key.Value, sources[1].Key.Value);
        foreach (var (key, value) in sources) if (value is not YamlText { Value.Length: > 0 }) Fault(value.Place, "not-text", key.Value);
        if (map["also"] is { } also) foreach (var item in Items(also, "also")) Text(item, "also");
        var certainty = map["certainty"];
        if (sources.Any(s => s.Key.Value == "law"))
        {
            if (certainty is not YamlText { Value: "verified" or "recalled" }) Fault((certainty ?? map).Place, "certainty", "verified, recalled");
        }
        else if (certainty is not null) Fault(certainty.Place, "certainty-without-law");
    }

    private void CheckValue(YamlNode node, Key key)
    {
        switch (key.Type)
        {
            case KeyType.Text or KeyType.Code or KeyType.TextOrUnknown:
                Text(node, key.Name);
                break;
            case KeyType.LocalText:
                CheckLocalText(node, key.Name);
                break;
            case KeyType.Day or KeyType.DayOrUnknown:
                if (Text(node, key.Name) is { } day && ReadDay(day) is null && !(key.Type == KeyType.DayOrUnknown && day == "unknown")) Fault(node.Place, "not-a-day", day);
                break;
            case KeyType.Percent:
                if (Text(node, key.Name) is { } percent && !(ReadDecimal(percent) is >= 0 and <= 100)) Fault(node.Place, "not-percent", percent);
                break;
            case KeyType.Whole:
                if (Text(node, key.Name) is { } whole && !int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out _)) Fault(node.Place, "not-whole", whole);
                break;
            case KeyType.Flag:
                if (Text(node, key.Name) is { } flag && flag is not ("true" or "false")) Fault(node.Place, "unknown-word", flag, "true, false");
                break;
            case KeyType.Word:
                CheckWord(node, key);
                break;
            case KeyType.WordOrSpan:
                if (node is YamlMap span) CheckSpan(span);
                else CheckWord(node, key);
                break;
            case KeyType.Texts:
                foreach (var item in Items(node, key.Name)) Text(item, key.Name);
                break;
            case KeyType.Words:
                foreach (var item in Items(node, key.Name)) CheckWord(item, key);
                break;
            case KeyType.LocalTexts:
                foreach (var item in Items(node, key.Name)) CheckLocalText(item, key.Name);
                break;
            case KeyType.Shape:
                Check(node, Vocabulary.Of(key.Shape!));
                break;
            case KeyType.Shapes:
                foreach (var item in Items(node, key.Name)) Check(item, Vocabulary.Of(key.Shape!));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(key));
        }
    }

    private void CheckWord(YamlNode node, Key key)
    {
        if (Text(node, key.Name) is not { } word || key.Words.Contains(word)) return;
        Fault(node.Place, "unknown-word", word, key.Words.Length == 0 ? "{from: …, to: …}" : string.Join(", ", key.Words));
    }

    private void CheckSpan(YamlMap span)
    {
        foreach (var (key, value) in span.Entries)
        {
            if (key.Value is not ("from" or "to")) Fault(key.Place, "unknown-key", key.Value, Nearest(key.Value, ["from", "to"]));
            else if (Text(value, key.Value) is { } day && ReadDay(day) is null) Fault(value.Place, "not-a-day", day);
        }
        if (span["from"] is null && span["to"] is null) Fault(span.Place, "missing-key", "from", "span");
    }

    private void CheckLocalText(YamlNode node, string name)
    {
        if (node is not YamlMap map)
        {
            Fault(node.Place, "not-two-languages", name);
            return;
        }
        foreach (var (key, value) in map.Entries)
        {
            if (key.Value is "vi" or "en") Text(value, key.Value);
            else Fault(key.Place, "unknown-key", key.Value, Nearest(key.Value, ["vi", "en"]));
        }
        if (map["vi"] is null || map["en"] is null) Fault(map.Place, "not-two-languages", name);
    }

    private IReadOnlyList<YamlNode> Items(YamlNode node, string name)
    {
        if (node is YamlList { Items.Count: > 0 } list) return list.Items;
        Fault(node.Place, "not-a-list", name);
        return [];
    }

    private string? Text(YamlNode node, string name)
    {
        if (node is YamlText { Value.Length: > 0 } text) return text.Value;
        Fault(node.Place, "not-text", name);
        return null;
    }

    public static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static decimal? ReadDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The allowed word that is nearest by letters changed; all of them when none is near or no letter is shared.</summary>
    private static string Nearest(string word, string[] allowed)
    {
        // No key is half as long: a page of text where a key should be is not compared letter by letter.
        if (word.Length > 60) return string.Join(", ", allowed);
        var nearest = allowed.MinBy(a => Distance(word, a))!;
        var distance = Distance(word, nearest);
        return distance <= Math.Max(2, word.Length / 3) && distance < Math.Max(word.Length, nearest.Length) ? nearest : string.Join(", ", allowed);
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }

    private void Fault(Place place, string code, params string[] arguments) => faults.Add(new(place.Line, place.Column, code, arguments));
}
