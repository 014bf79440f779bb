using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Texts;

namespace ThiDua.Clusters;

/// <summary>The JSON document of a proposal (contract §1), for command and API alike.</summary>
public static class ClusterJson
{
    public static void Write(Utf8JsonWriter json, ClusterProposal proposal, Language language)
    {
        json.WriteStartObject();
        json.WriteString("province", proposal.Province.Code);
        json.WriteString("name", proposal.Province.Name);
        json.WriteString("date", proposal.Day.Iso());
        json.WriteString("list", proposal.List.Day.Iso());
        json.WriteBoolean("certain", proposal.List.IsSureOn(proposal.Day));
        json.WriteNumber("districts", proposal.Districts.Count);
        json.WriteString("scaleFrom", proposal.Scale switch { null => "census-2019", { Recording: null } => "file", _ => "kept" });
        json.WriteString("scaleSince", proposal.Scale?.Recording is null ? null : proposal.Scale.From.Iso());
        json.WriteString("neighboursFrom", proposal.OwnBorders switch { { AsNeighbours: true, Recording: null } => "file", { AsNeighbours: true } => "kept", _ => "catalog" });
        json.WriteString("rule", proposal.Rule.Document.Number);
        json.WriteString("clause", proposal.Rule.Clusters!.Source.Name);
        json.WriteStartArray("clusters");
        foreach (var cluster in proposal.Clusters)
        {
            json.WriteStartObject();
            json.WriteString("name", Sentences.Say(language, "cluster.name", cluster.No.ToString(CultureInfo.InvariantCulture)));
            json.WriteStartArray("members");
            foreach (var member in cluster.Members) json.WriteStringValue(member);
            json.WriteEndArray();
            json.WriteNumber("scale", cluster.Scale);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteBoolean("contiguous", proposal.IsContiguous);
        json.WritePropertyName("imbalance");
        json.WriteRawValue(Fraction.Round(proposal.Imbalance, 6));
        json.WriteBoolean("best", proposal.IsBest);
        json.WriteStartArray("alternatives");
        foreach (var alternative in proposal.Alternatives)
        {
            json.WriteStartObject();
            json.WriteString("district", alternative.District);
            json.WriteNumber("from", alternative.From);
            json.WriteNumber("to", alternative.To);
            json.WritePropertyName("imbalance");
            json.WriteRawValue(Fraction.Round(alternative.Imbalance, 6));
            json.WriteBoolean("possible", alternative.IsPossible);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
