using ThiDua.Campaigns.Format;
using ThiDua.Core.Basics;

namespace ThiDua.Campaigns.Workshop;

/// <summary>
/// A movement that a unit carries out below another one, with criteria and awards of its own (3096/III.2.a): a copy that names the document it carries out
/// and takes in that unit with everything below it. The document of its own is not known yet; everything else is kept, to be changed.
/// </summary>
public static class ChildCampaign
{
    /// <param name="text">The file of the movement above; it reads as YAML.</param>
    /// <param name="unit">Code of the unit, by which it is called on the day.</param>
    /// <param name="clause">Of the document above: by which the unit carries it out.</param>
    /// <returns>Null: the document above has no number, so nothing could hang together with it.</returns>
    public static string? Of(string text, string id, string unit, DateOnly day, string clause)
    {
        text = text.ReplaceLineEndings("\n");
        if (new YamlTree([]).Read(text) is not YamlMap map || map["document"] is not YamlMap document || document["number"] is not YamlText { Value: not "unknown" } number || map["title"] is not YamlMap title) return null;
        var by = $"clause: {Quoted(clause)}";
        var scope = $"scope: {{subtrees: [{{code: {Quoted(unit)}, day: {day.Iso()}}}], {by}}}";
        var parent = $"parent: {{title: {{vi: {Quoted(Said(title, "vi"))}, en: {Quoted(Said(title, "en"))}}}, document: {Quoted(number.Value)}{(document["date"] is YamlText { Value: not "unknown" } date ? $", date: {date.Value}" : "")}, {by}}}";
        var lines = CampaignFields.WithId(text, id).Split('\n').ToList();
        foreach (var key in new[] { "number", "date" }) if (document[key] is YamlText own) lines[own.Place.Line - 1] = lines[own.Place.Line - 1][..(own.Place.Column - 1)] + "unknown" + lines[own.Place.Line - 1][(own.Place.Column - 1 + Length(own))..];
        Drop(lines, "parent");
        Replace(lines, "scope", scope);
        var after = Block(lines, "document")!.Value;
        lines.InsertRange(after.End, ["", parent]);
        return string.Join('\n', lines);
    }

    private static void Drop(List<string> lines, string key)
    {
        if (Block(lines, key) is var (start, end)) lines.RemoveRange(start, end - start);
    }

    /// <summary>In its place; where there is none, before the first thing that is measured or asked for.</summary>
    private static void Replace(List<string> lines, string key, string by)
    {
        if (Block(lines, key) is var (start, end))
        {
            lines.RemoveRange(start, end - start);
            lines.Insert(start, by);
        }
        else lines.Insert(Block(lines, "window")!.Value.Start, by);
    }

    /// <summary>The lines of a key of the file and of what is below it, without what separates it from the next.</summary>
    private static (int Start, int End)? Block(List<string> lines, string key)
    {
        var start = lines.FindIndex(l => l.StartsWith(key + ":", StringComparison.Ordinal));
        if (start < 0) return null;
        var end = start + 1;
        while (end < lines.Count && (lines[end].Length == 0 || lines[end][0] is ' ' or '-' or '#' or '}' or ']')) end++;
        while (end > start + 1 && (lines[end - 1].Length == 0 || lines[end - 1][0] == '#')) end--;
        return (start, end);
    }

    private static string Said(YamlMap title, string language) => ((title[language] ?? title["vi"]) as YamlText)?.Value ?? "";

    private static int Length(YamlText text) => text.Quoted ? text.Value.Length + 2 : text.Value.Length;

    private static string Quoted(string value) => "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
