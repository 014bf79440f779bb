using System.Text.RegularExpressions;

namespace ThiDua.Documents;

/// <summary>A part of a paper that people write.</summary>
public sealed record PaperPart(string Id, string Label);

/// <summary>
/// A paper as offices can change it: a text file under templates/. Above the first blank line stand `key: value` pairs; below it each
/// line is a paragraph, `# …` a heading, `@name` a table, `{name}` a value, `[……]` a blank to be filled by hand,
/// `~part: label` a part that people write on the page of the dossier.
/// </summary>
public sealed partial record PaperTemplate(IReadOnlyDictionary<string, string> Head, IReadOnlyList<string> Lines)
{
    public const string Blank = "[……]";

    public static PaperTemplate Read(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var body = Array.IndexOf(lines, "");
        var head = lines.Take(body).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
        return new(head, [.. lines.Skip(body + 1).Where(l => l.Length > 0)]);
    }

    /// <summary>The parts that people write.</summary>
    public IReadOnlyList<PaperPart> Parts => [.. Lines.Select(Part).OfType<PaperPart>()];

    /// <summary>The part that a line is; null: it is something else.</summary>
    public static PaperPart? Part(string line) => line.StartsWith('~') && line[1..].Split(": ", 2) is [var id, var label] ? new(id, label) : null;

    /// <summary>Puts the values in. Fault: a name that nobody gives.</summary>
    public static string Fill(string line, IReadOnlyDictionary<string, string> values) => Hole().Replace(line, m =>
        values.TryGetValue(m.Groups[1].Value, out var value) ? value : throw new InvalidOperationException($"The template asks for {m.Value}, which is not given."));

    [GeneratedRegex(@"\{([a-z-]+)\}")]
    private static partial Regex Hole();
}
