using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>What campaign files put between quotation marks stands in the signed document, and is there for a reason.</summary>
public sealed partial class QuoteTests
{
    /// <summary>Readings that no line cites: they tell how counting understands the plan where the file has no word to choose.</summary>
    private static readonly Dictionary<string, string> ReadingsNotCited = new(StringComparer.Ordinal)
    {
        ["9936 half-rounds-up"] = "How many officers a target of 50 % asks for.",
        ["9936 declared-relatives"] = "Who is in the denominator of an indicator on declared relatives.",
        ["sct roster-of-the-day"] = "Who is in the denominator of the rate.",
        ["sct year-end"] = "The day of awards and dossiers of a year.",
        ["4225 about"] = "How “about” and “reach” compare: the comparisons of the targets say which of them holds.",
        ["4225 next-target"] = "Against which of two targets a figure is held between their days.",
        ["4225 everybody-same"] = "For whom the level of the country holds.",
    };

    [Theory, InlineData("9936"), InlineData("3096"), InlineData("4225"), InlineData("sct")]
    public void Every_clause_is_quoted_word_by_word_in_the_order_of_the_document(string id)
    {
        var (campaign, document, after) = (Read(id), Even(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", id, "document.txt"))), 0);
        foreach (var clause in campaign.Clauses)
        {
            var at = document.IndexOf(Even(clause.Text), after, StringComparison.Ordinal);
            Assert.True(at >= 0, $"{clause.Number} does not stand in the document after the clauses before it: {clause.Text}");
            after = at + Even(clause.Text).Length;
        }
    }

    [Theory, InlineData("9936"), InlineData("3096"), InlineData("4225"), InlineData("sct")]
    public void Every_reading_is_cited_or_has_its_reason(string id) =>
        Assert.Equal(Of(ReadingsNotCited, id), Read(id).Readings.Select(r => r.Id).Except(Cited(id, SourceKind.Reading)).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Of(Dictionary<string, string> reasons, string id) => reasons.Keys.Where(k => k.StartsWith(id + " ", StringComparison.Ordinal)).Select(k => k[(id.Length + 1)..]).Order(StringComparer.Ordinal);

    private static Campaign Read(string id) => CampaignFile.Read(File.ReadAllText(Path.Combine(Repository.Root, "campaigns", id, "campaign.yaml"))).Campaign!;

    /// <summary>All sources of that kind, wherever they stand in the campaign.</summary>
    private static IEnumerable<string> Cited(string id, SourceKind kind)
    {
        return Walk(JsonSerializer.SerializeToNode(Read(id))).Where(s => s.Kind == kind).Select(s => s.Name);

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
