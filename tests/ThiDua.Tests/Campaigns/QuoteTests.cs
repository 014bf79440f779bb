using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>What the file of 9936 puts between quotation marks stands in the signed plan, and is there for a reason.</summary>
public sealed partial class QuoteTests
{
    /// <summary>Clauses that no line of the file cites, and why they are quoted all the same.</summary>
    private static readonly Dictionary<string, string> ClausesNotCited = new(StringComparer.Ordinal)
    {
        ["III.1.2.b"] = "The half of the staff in communes: one indicator measures it for both groups, by III.1.1.a.",
        ["V.3"] = "The day of the dossier: its milestone cites the reading of “before”, since a line has one source.",
    };

    /// <summary>Readings that no line cites: they tell how counting understands the plan where the file has no word to choose.</summary>
    private static readonly Dictionary<string, string> ReadingsNotCited = new(StringComparer.Ordinal)
    {
        ["half-rounds-up"] = "How many officers a target of 50 % asks for.",
        ["declared-relatives"] = "Who is in the denominator of an indicator on declared relatives.",
    };

    private static readonly Campaign Campaign = CampaignFile.Read(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "9936", "campaign.yaml"))).Campaign!;
    private static readonly string Document = Even(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "9936", "document.txt")));

    [Fact]
    public void Every_clause_is_quoted_word_by_word_in_the_order_of_the_plan()
    {
        var after = 0;
        foreach (var clause in Campaign.Clauses)
        {
            var at = Document.IndexOf(Even(clause.Text), after, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{clause.Number} does not stand in the plan after the clauses before it: {clause.Text}");
            after = at + Even(clause.Text).Length;
        }
    }

    [Fact]
    public void Every_clause_is_cited_or_has_its_reason() =>
        Assert.Equal(ClausesNotCited.Keys.Order(StringComparer.Ordinal), Campaign.Clauses.Select(c => c.Number).Except(Cited(SourceKind.Clause)).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_reading_is_cited_or_has_its_reason() =>
        Assert.Equal(ReadingsNotCited.Keys.Order(StringComparer.Ordinal), Campaign.Readings.Select(r => r.Id).Except(Cited(SourceKind.Reading)).Order(StringComparer.Ordinal));

    /// <summary>All sources of that kind, wherever they stand in the campaign.</summary>
    private static IEnumerable<string> Cited(SourceKind kind)
    {
        return Walk(JsonSerializer.SerializeToNode(Campaign)).Where(s => s.Kind == kind).Select(s => s.Name);

        static IEnumerable<Source> Walk(JsonNode? node) => node switch
        {
            JsonArray array => array.SelectMany(Walk),
            JsonObject map when map.Count == 3 && map.ContainsKey(nameof(Source.Kind)) && map.ContainsKey(nameof(Source.Certainty)) => [map.Deserialize<Source>()!],
            JsonObject map => map.SelectMany(p => Walk(p.Value)),
            _ => [],
        };
    }

    private static string Even(string text) => Spaces().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
