using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ThiDua.Campaigns.Format;

/// <summary>A place in a campaign file, counted from 1 as editors do.</summary>
public readonly record struct Place(int Line, int Column);

/// <summary>A node of the file with its place.</summary>
public abstract record YamlNode(Place Place);

public sealed record YamlText(Place Place, string Value, bool Quoted) : YamlNode(Place);

public sealed record YamlList(Place Place, IReadOnlyList<YamlNode> Items) : YamlNode(Place);

public sealed record YamlMap(Place Place, IReadOnlyList<(YamlText Key, YamlNode Value)> Entries) : YamlNode(Place)
{
    public YamlNode? this[string key] => Entries.FirstOrDefault(e => e.Key.Value == key).Value;
}

/// <summary>
/// Reads the small part of YAML that a campaign file needs: maps, lists and texts. Anchors, aliases, tags and second documents are
/// faults: what stands in a line is all that it means.
/// </summary>
public sealed class YamlTree(List<CampaignFault> faults)
{
    private const int MaxDepth = 24;

    public YamlNode? Read(string text)
    {
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.TryConsume<StreamEnd>(out _))
            {
                faults.Add(new(1, 1, "empty"));
                return null;
            }
            parser.Consume<DocumentStart>();
            var root = Node(parser, 0);
            parser.Consume<DocumentEnd>();
            if (!parser.TryConsume<StreamEnd>(out _)) faults.Add(new((int)parser.Current!.Start.Line, 1, "second-document"));
            return root;
        }
        catch (TooDeepException e)
        {
            faults.Add(new((int)e.Start.Line, (int)e.Start.Column, "yaml-deep", MaxDepth.ToString(CultureInfo.InvariantCulture)));
            return null;
        }
        catch (YamlException e)
        {
            var place = new Place((int)e.Start.Line, (int)e.Start.Column);
            faults.Add(e.Message.Contains("tab", StringComparison.Ordinal) && Tab(text, parser.Current) is { } tab ? new(tab.Line, tab.Column, "yaml-tab") : BrokenYaml.At(text, place));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // Some broken texts, such as a brace that is never closed, stop the parser without a place: the last thing it understood is nearest.
            var end = parser.Current?.End ?? Mark.Empty;
            faults.Add(BrokenYaml.At(text, new((int)end.Line, (int)end.Column)));
            return null;
        }
    }

    /// <summary>The first tab that indents a line after what was understood: the parser tells where the block began, maybe pages above.</summary>
    private static Place? Tab(string text, ParsingEvent? understood)
    {
        var line = 0;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            var column = content.IndexOfAnyExcept(' ') + 1;
            if (++line >= (understood?.Start.Line ?? 1) && column > 0 && content[column - 1] == '\t') return new(line, column);
        }
        return null;
    }

    private YamlNode Node(IParser parser, int depth)
    {
        var place = new Place((int)parser.Current!.Start.Line, (int)parser.Current.Start.Column);
        if (depth > MaxDepth) throw new TooDeepException(parser.Current.Start, parser.Current.End);
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false } or AnchorAlias)
        {
            faults.Add(new(place.Line, place.Column, "anchor-or-tag"));
        }
        if (parser.TryConsume<Scalar>(out var scalar)) return new YamlText(place, scalar.Value, scalar.Style is not ScalarStyle.Plain);
        if (parser.TryConsume<AnchorAlias>(out _)) return new YamlText(place, "", false);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(parser, depth + 1));
            return new YamlList(place, items);
        }
        parser.Consume<MappingStart>();
        var entries = new List<(YamlText, YamlNode)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, depth + 1);
            var value = Node(parser, depth + 1);
            if (key is not YamlText name) faults.Add(new(key.Place.Line, key.Place.Column, "key-not-text"));
            else if (!names.Add(name.Value)) faults.Add(new(key.Place.Line, key.Place.Column, "key-twice", name.Value));
            else entries.Add((name, value));
        }
        return new YamlMap(place, entries);
    }

    private sealed class TooDeepException(in Mark start, in Mark end) : YamlException(start, end, "");
}
