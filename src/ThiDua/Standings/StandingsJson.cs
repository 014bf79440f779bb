using System.Globalization;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;

namespace ThiDua.Standings;

/// <summary>Standings as the JSON document of contract §1.</summary>
public static class StandingsJson
{
    public static void Write(Utf8JsonWriter json, Ground ground, IReadOnlyList<Standing> standings)
    {
        json.WriteStartObject();
        json.WriteString("campaign", ground.Campaign.Id);
        json.WriteString("asOf", ground.AsOf.Iso());
        json.WriteString("knownAt", ground.KnownAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("tree", ground.Tree.Iso());
        json.WriteStartArray("standings");
        foreach (var standing in standings) Write(json, standing, ground.Units);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Standing standing, Units units)
    {
        json.WriteStartObject();
        json.WriteString("indicator", standing.IndicatorId);
        json.WriteString("of", standing.Of == StandingOf.Units ? "units" : "officers");
        json.WriteString("group", standing.Group?.Id);
        if (standing.Aim is { } aim) json.WriteString("targetDay", aim.Day.Iso());
        var asTexts = AreTexts(standing);
        json.WriteStartArray("rows");
        foreach (var row in standing.Rows)
        {
            json.WriteStartObject();
            if (row.Rank is { } rank) json.WriteNumber("rank", rank);
            else json.WriteNull("rank");
            json.WriteString("code", row.Code);
            json.WriteString("name", row.Name);
            Number(json, "numerator", row.Numerator, asTexts);
            Number(json, "denominator", row.Denominator, asTexts);
            Value(json, standing, row);
            Target(json, standing, row, asTexts);
            if (row.Met is { } met) json.WriteBoolean("met", met);
            else json.WriteNull("met");
            if (Missing(row, asTexts) is { } missing) Number(json, "missing", missing, asTexts);
            if (row.Registered is { } registered) Number(json, "registered", registered, asTexts);
            if (row.OfEarlier is { } day) json.WriteString("figureOfEarlier", day.Iso());
            Passed(json, "figureFrom", row.Figure, units, asTexts);
            Passed(json, "targetFrom", row.Assigned, units, asTexts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Where an entered number comes from when it is not the unit's own, or why it cannot be told.</summary>
    private static void Passed(Utf8JsonWriter json, string name, Carried? number, Units units, bool asTexts)
    {
        if (number is null or { Why: null, IsPassedOn: false }) return;
        json.WriteStartObject(name);
        json.WriteString("untold", number.Why is { } why ? PassedText.Name(why) : null);
        json.WriteBoolean("part", number.IsPart);
        json.WriteStartArray("of");
        foreach (var source in number.Sources)
        {
            json.WriteStartObject();
            json.WriteString("unit", units.Latest(source.Unit)?.Code);
            json.WriteString("name", PassedText.UnitName(units, source.Unit, source.Day));
            json.WriteString("day", source.Of?.Iso());
            Number(json, "value", source.Value, asTexts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("without");
        foreach (var (unit, day) in number.Without) json.WriteStringValue(PassedText.UnitName(units, unit, day));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A rate is a decimal text in percent; a number an integer; 0/0 null.</summary>
    private static void Value(Utf8JsonWriter json, Standing standing, StandingRow row)
    {
        if (standing.IsRate) json.WriteString("value", row.Value?.ToPercent());
        else Number(json, "value", row.Numerator);
    }

    private static void Target(Utf8JsonWriter json, Standing standing, StandingRow row, bool asTexts)
    {
        if (StandingsTables.HasPercentTarget(standing) && row.Target is not null) json.WriteString("target", StandingsTables.PlainTarget(standing, row));
        else Number(json, "target", row.Target, asTexts);
    }

    /// <summary>
    /// Whether figures, targets and what is between them are texts: always of a percentage, of others where any of them has decimals, so that a field has one
    /// type throughout a standing.
    /// </summary>
    public static bool AreTexts(Standing standing) => standing.Indicator.Measure == Measure.FigureAgainstTarget && (standing.Indicator.Unit == FigureUnit.Percent
        || standing.Rows.Any(r => new[] { r.Numerator, r.Target, r.Registered }.Any(n => n is { } number && !decimal.IsInteger(number))));

    /// <summary>What is missing: exactly where there are decimals, else how many more things.</summary>
    public static decimal? Missing(StandingRow row, bool asTexts) => asTexts ? row.Gap : row.Missing ?? row.Gap;

    /// <summary>Whole numbers as numbers, decimals as texts: nothing passes through floating point.</summary>
    /// <param name="asText">Whole ones as texts too.</param>
    public static void Number(Utf8JsonWriter json, string name, decimal? value, bool asText = false)
    {
        if (value is not { } number) json.WriteNull(name);
        else if (!asText && decimal.IsInteger(number)) json.WriteNumber(name, (long)number);
        else json.WriteString(name, number.ToString(CultureInfo.InvariantCulture));
    }
}
