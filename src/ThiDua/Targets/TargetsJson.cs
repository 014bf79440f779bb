using System.Text.Json;
using ThiDua.Cli;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Targets;

/// <summary>The JSON documents of targets, for command and API alike.</summary>
public static class TargetsJson
{
    /// <summary>A proposal.</summary>
    /// <param name="by">As in <see cref="TargetWords.Ways"/>.</param>
    /// <param name="taken">What became of it when it was taken in; null: it was only proposed.</param>
    public static void Write(Utf8JsonWriter json, Ground ground, ProposedTargets proposed, string by, (ImportResult Result, Language Language)? taken = null)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("indicator", proposed.Asked.Indicator);
        json.WriteString("under", proposed.Above.Code);
        json.WriteString("by", by);
        json.WriteString("period", proposed.Asked.Period);
        StandingsJson.Number(json, "target", proposed.Target);
        json.WriteStartArray("parts");
        foreach (var (unit, weight, target) in proposed.Parts)
        {
            json.WriteStartObject();
            json.WriteString("unit", unit.Code);
            json.WriteString("name", unit.Name);
            StandingsJson.Number(json, "weight", weight);
            StandingsJson.Number(json, "target", target);
            StandingsJson.Number(json, "before", proposed.Before.TryGetValue(unit.Code, out var before) ? before : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (taken is { } import)
        {
            json.WritePropertyName("import");
            ImportCommand.Write(json, import.Result, import.Language, dryRun: false);
        }
        json.WriteEndObject();
    }

    /// <summary>Whether targets add up.</summary>
    public static void WriteChecked(Utf8JsonWriter json, Ground ground, IReadOnlyList<CascadeSum> sums)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        Sums(json, sums);
        json.WriteEndObject();
    }

    /// <summary>Every target that holds, and whether they add up.</summary>
    public static void WriteAll(Utf8JsonWriter json, Ground ground, StandingsQueries standings, IReadOnlyList<CascadeSum> sums)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        json.WriteStartArray("targets");
        foreach (var (unit, target) in standings.Numbers.All().Select(t => (Unit: ground.Units.On(t.Unit, ground.Tree) ?? ground.Units.Latest(t.Unit), Target: t)).Where(t => t.Unit is not null)
            .OrderBy(t => t.Unit!.Code, StringComparer.Ordinal).ThenBy(t => t.Target.Indicator, StringComparer.Ordinal).ThenBy(t => t.Target.Period, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteString("unit", unit!.Code);
            json.WriteString("name", unit.Name);
            json.WriteString("indicator", target.Indicator);
            json.WriteString("period", target.Period);
            var asText = ground.Campaign.Indicator(target.Indicator)?.Unit == FigureUnit.Percent;
            StandingsJson.Number(json, "assigned", target.Assigned, asText);
            StandingsJson.Number(json, "registered", standings.Numbers.Registered(target.Unit, target.Indicator, target.Period), asText);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Sums(json, sums);
        json.WriteEndObject();
    }

    /// <summary>A reason that was recorded.</summary>
    public static void Write(Utf8JsonWriter json, string sha256)
    {
        json.WriteStartObject();
        json.WriteString("sha256", sha256);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, RevisedTarget revised)
    {
        json.WriteStartObject();
        json.WriteString("unit", revised.Unit);
        json.WriteString("indicator", revised.IndicatorId);
        json.WriteString("period", revised.Period);
        StandingsJson.Number(json, "before", revised.Before);
        StandingsJson.Number(json, "target", revised.Target);
        json.WriteString("sha256", revised.Sha256);
        json.WriteStartArray("explained");
        foreach (var (unit, sha) in revised.Explained)
        {
            json.WriteStartObject();
            json.WriteString("unit", unit);
            json.WriteString("sha256", sha);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Sums(Utf8JsonWriter json, IReadOnlyList<CascadeSum> sums)
    {
        json.WriteStartArray("sums");
        foreach (var sum in sums)
        {
            json.WriteStartObject();
            json.WriteString("unit", sum.Above.Code);
            json.WriteString("indicator", sum.IndicatorId);
            json.WriteString("period", sum.Period);
            StandingsJson.Number(json, "target", sum.Target);
            StandingsJson.Number(json, "sum", sum.Sum);
            StandingsJson.Number(json, "difference", sum.Difference);
            json.WriteString("reason", sum.Reason?.Text);
            json.WriteString("document", sum.Reason?.Document);
            json.WriteString("signer", sum.Reason?.Signer);
            if (sum.Earlier is { } earlier)
            {
                json.WriteStartObject("earlier");
                StandingsJson.Number(json, "difference", earlier.Of);
                json.WriteString("reason", earlier.Text);
                json.WriteString("document", earlier.Document);
                json.WriteString("signer", earlier.Signer);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
