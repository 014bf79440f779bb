using ThiDua.Awards;
using ThiDua.Campaigns.Format;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Campaigns.Workshop;

/// <summary>One value of a line: what it is, and what the file says.</summary>
public readonly record struct Said(string Label, string Value);

/// <summary>One line of the campaign file that a source decides, in words.</summary>
/// <param name="Of">Whose line it is: the indicator, the award, the task.</param>
/// <param name="Line">Where it stands in the file, from 1.</param>
public sealed record ReadLine(string Of, IReadOnlyList<Said> Says, int Line);

/// <summary>A clause, reading or act of law, with the lines that it decides.</summary>
/// <param name="Text">Words of the clause, quoted; of a reading what was chosen.</param>
public sealed record ReadSource(string Name, string Text, IReadOnlyList<ReadLine> Lines)
{
    /// <summary>Of a reading: why, and what else it could have been.</summary>
    public string? Why { get; init; }

    public IReadOnlyList<string> Alternatives { get; init; } = [];

    /// <summary>Of a clause: the readings of it, each with the lines that it decides.</summary>
    public IReadOnlyList<ReadSource> Readings { get; init; } = [];

    /// <summary>Of a clause: what it asks for and the campaign does not do yet; null: nothing.</summary>
    public string? Waits { get; init; }

    /// <summary>Of an act of law that was not held against its text.</summary>
    public bool IsRecalled { get; init; }
}

/// <summary>A campaign file as a person reads the document: clause by clause, beside each what it became.</summary>
public sealed class ReadClauses
{
    private readonly Language language;
    private readonly Dictionary<(string Key, string Name), List<ReadLine>> lines = [];
    private readonly HashSet<string> recalled = [];

    /// <summary>Of what other lines name by its id: what people call it.</summary>
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    private ReadClauses(Language language) => this.language = language;

    public required IReadOnlyList<ReadSource> Clauses { get; init; }

    public required IReadOnlyList<ReadSource> Readings { get; init; }

    public required IReadOnlyList<ReadSource> Laws { get; init; }

    /// <param name="text">A sound campaign file.</param>
    public static ReadClauses Of(string text, Language language)
    {
        var root = (YamlMap)new YamlTree([]).Read(text)!;
        var walk = new ReadClauses(language) { Clauses = [], Readings = [], Laws = [] };
        foreach (var named in new[] { "groups", "indicators", "periods", "milestones" }.SelectMany(key => Maps(root, key))) walk.names[Text(named, "id")] = walk.Local(named["short-title"] ?? named["title"]);
        foreach (var form in RewardCatalog.Rewards.Forms) walk.names.TryAdd(form.Id, StandingsTables.In(form.Title, language));
        foreach (var authority in AuthorityCatalog.All) walk.names.TryAdd(authority.Id, StandingsTables.In(authority.Named(null), language));
        foreach (var list in Maps(root, "relation-lists")) walk.names[Text(list, "id")] = walk.Value("relations", list["relations"]!);
        walk.Walk(root, "", "");
        var readings = Maps(root, "readings").Select(r => (Map: r, Read: new ReadSource(Text(r, "id"), walk.Local(r["text"]), walk.Of("reading", Text(r, "id")))
        {
            Why = walk.Local(r["why"]),
            Alternatives = [.. (r["alternatives"] as YamlList)?.Items.Select(walk.Local) ?? []],
        })).ToList();
        return new(language)
        {
            Clauses = [.. Maps(root, "clauses").Select(c => new ReadSource(Text(c, "number"), Text(c, "text"), walk.Of("clause", Text(c, "number")))
            {
                Readings = [.. readings.Where(r => Texts(r.Map, "reads").Contains(Text(c, "number"))).Select(r => r.Read)],
                Waits = c["waits"] is { } waits ? walk.Local(waits) : null,
            })],
            Readings = readings.ConvertAll(r => r.Read),
            Laws = [.. walk.lines.Where(l => l.Key.Key == "law").Select(l => new ReadSource(l.Key.Name, "", l.Value) { IsRecalled = walk.recalled.Contains(l.Key.Name) })],
        };
    }

    private List<ReadLine> Of(string key, string name) => lines.GetValueOrDefault((key, name)) ?? [];

    /// <param name="of">The nearest thing above that has a title.</param>
    /// <param name="key">Under which the node stands.</param>
    private void Walk(YamlNode node, string of, string key)
    {
        if (node is YamlList list) foreach (var item in list.Items) Walk(item, of, key);
        if (node is not YamlMap map || key is "clauses" or "readings") return;
        var named = key.Length > 0 && Named(map, key) is { } own ? own : of;
        var source = map.Entries.FirstOrDefault(e => Vocabulary.SourceKeys.Contains(e.Key.Value) && e.Value is YamlText);
        if (source.Key is not null)
        {
            var says = map.Entries.Where(e => !Vocabulary.CitingKeys.Contains(e.Key.Value) && e.Key.Value is not ("title" or "short-title" or "id") && !HoldsLines(e.Value))
                .Select(e => new Said(Word(e.Key.Value), Value(e.Key.Value, e.Value))).ToList();
            var at = (source.Key.Value, ((YamlText)source.Value).Value);
            foreach (var told in Texts(map, "also").Select(number => ("clause", number)).Prepend(at))
            {
                if (!lines.TryGetValue(told, out var own2)) lines[told] = own2 = [];
                own2.Add(new(named.Length > 0 ? named : Word(key), says, map.Place.Line));
            }
            if (map["certainty"] is YamlText { Value: "recalled" }) recalled.Add(at.Item2);
        }
        foreach (var (name, value) in map.Entries) if (value is not YamlText && name.Value != "also") Walk(value, named, name.Value);
    }

    /// <summary>A part whose lines have sources of their own is told there.</summary>
    private static bool HoldsLines(YamlNode node) => node switch
    {
        YamlMap map => map.Entries.Any(e => Vocabulary.SourceKeys.Contains(e.Key.Value)) || map.Entries.Any(e => e.Value is not YamlText && HoldsLines(e.Value)),
        YamlList list => list.Items.Any(HoldsLines),
        _ => false,
    };

    private string? Named(YamlMap map, string key) => (map["title"] ?? map["text"]) is YamlMap title && title["vi"] is not null
        ? $"{Word(key)}: {Local(map["short-title"] ?? title)}" : map["id"] is YamlText id ? $"{Word(key)}: {id.Value}" : null;

    /// <param name="key">Under which it stands; some keys hold ids of other parts of the file.</param>
    private string Value(string key, YamlNode node) => node switch
    {
        YamlText text when NamesOthers.Contains(key) && names.TryGetValue(text.Value, out var name) => name,
        YamlText text => ShapeCheck.ReadDay(text.Value) is { } day ? Written.Day(day) : Word(text.Value),
        YamlList list => string.Join(NamesOthers.Contains(key) ? "; " : ", ", list.Items.Select(i => Value(key, i))), // names have commas of their own
        YamlMap map when map["vi"] is not null => Local(map),
        YamlMap map => string.Join(", ", map.Entries.Select(e => $"{Word(e.Key.Value)} {Value(e.Key.Value, e.Value)}")),
        _ => "",
    };

    private static readonly HashSet<string> NamesOthers = ["groups", "relations", "declared", "by", "indicator", "milestone", "periods", "period", "form", "authority"];

    private string Local(YamlNode? node) => node is YamlMap map && (map[language == Language.En ? "en" : "vi"] ?? map["vi"]) is YamlText text ? text.Value : "";

    /// <summary>A word of the vocabulary as people say it; what is none stays as it is written.</summary>
    public static string Word(string word, Language language) => Sentences.All(language).TryGetValue("vocabulary." + word, out var said) ? said : word;

    private string Word(string word) => Word(word, language);

    private static IEnumerable<YamlMap> Maps(YamlMap map, string key) => map[key] is YamlList list ? list.Items.OfType<YamlMap>() : [];

    private static IEnumerable<string> Texts(YamlMap map, string key) => map[key] is YamlList list ? list.Items.OfType<YamlText>().Select(t => t.Value) : [];

    private static string Text(YamlMap map, string key) => (map[key] as YamlText)?.Value ?? "";
}
