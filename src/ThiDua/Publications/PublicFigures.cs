using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThiDua.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Publications;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Publications;

/// <summary>A unit in a standing that is public.</summary>
/// <param name="Value">Percent with two decimals, or a number; null: there is none, or it is hidden.</param>
/// <param name="IsHidden">Neither rank nor value nor whether the target is met is told.</param>
public sealed record PublicRow(int? Rank, string Name, string? Value, bool? Met, bool IsHidden);

/// <param name="Group">Id of the group; null: all units in one list.</param>
public sealed record PublicStanding(string Indicator, string? Group, bool IsRate, IReadOnlyList<PublicRow> Rows);

/// <param name="Unit">Of an officer; null for a unit itself.</param>
public sealed record PublicHonour(string Award, string Name, string? Unit);

/// <summary>Persons who take part by one unit, in the order of <see cref="PublicFigures.Kinds"/>.</summary>
public sealed record PublicUnit(string Name, IReadOnlyList<PublicCount> Counts, PublicCount Total);

/// <summary>
/// Everything that the public page says in names and numbers, small counts hidden already: what is not in here was never given out. No
/// officer who is not honoured, no person, no code.
/// </summary>
/// <param name="Kinds">Ids of the indicators that count persons who joined.</param>
public sealed record PublicFigures(
    IReadOnlyList<PublicStanding> Standings, IReadOnlyList<PublicHonour> Honours, IReadOnlyList<string> Kinds,
    IReadOnlyList<PublicUnit> Units, IReadOnlyList<PublicCount> Totals, PublicCount Total)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Honours by decisions that were issued and stand; otherwise who would be proposed. Not written where it is not so: what went out before decisions were known here stays the same bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDecided { get; init; }

    [JsonIgnore]
    public bool HasHidden => Total.IsHidden || Units.Any(u => u.Total.IsHidden);

    public string Text() => JsonSerializer.Serialize(this, Plain);

    /// <summary>As it stands in a text: a name cannot write it, since its quotes would be escaped.</summary>
    public static bool SaysDecided(string text) => text.Contains("\"IsDecided\":true", StringComparison.Ordinal);

    public static PublicFigures Read(string text) => JsonSerializer.Deserialize<PublicFigures>(text, Plain)!;

    /// <summary>As of the ground's day, with what is known there.</summary>
    /// <param name="byDecisions">Whether honours are those of decisions; null: once one was issued.</param>
    public static PublicFigures Of(Db db, Ground ground, bool? byDecisions = null)
    {
        var honours = new HonourList(db, ground);
        var isDecided = byDecisions ?? honours.IsDecided;
        var queries = new StandingsQueries(db, ground);
        var kinds = ground.Campaign.Indicators.Where(i => i.Receipts is not null).ToList();
        var totals = kinds.ConvertAll(queries.ListedTotals);
        var units = queries.Listed().OrderBy(u => u.Name, Comparer<string>.Create(VietnameseText.Compare)).ThenBy(u => u.Code, StringComparer.Ordinal).ToList();
        var table = SmallCounts.Hide(units.ConvertAll(u => (IReadOnlyList<long?>)[.. kinds.Select((k, i) => queries.Measures(k, u) ? totals[i].GetValueOrDefault(u.Unit).Persons : (long?)null)]));
        return new(
            [.. queries.Standings(new()).Where(s => s.Rows.Count > 0).Select(s => Standing(s, Hidden(s, kinds, units, table)))],
            [.. honours.On(ground.AsOf, isDecided).Select(h => new PublicHonour(h.Award.Id, h.Name, h.Award.Subject == SubjectKind.Individual ? h.Unit : null)).Order(ByName)],
            kinds.ConvertAll(k => k.Id),
            [.. units.Select((u, r) => new PublicUnit(u.Name, table.Cells[r], table.RowTotals[r]))], table.ColumnTotals, table.Total) { IsDecided = isDecided };
    }

    /// <summary>The order of an honour list tells who brought more persons than whom.</summary>
    private static readonly Comparer<PublicHonour> ByName = Comparer<PublicHonour>.Create((a, b) =>
        string.CompareOrdinal(a.Award, b.Award) is var award and not 0 ? award
        : (a.Unit is null ? VietnameseText.Compare(a.Name, b.Name) : VietnameseText.ComparePeople(a.Name, b.Name)) is var name and not 0 ? name
        : VietnameseText.Compare(a.Unit ?? "", b.Unit ?? ""));

    /// <summary>Codes of the units whose number in this standing stands hidden in the table of persons: they must not be read off here.</summary>
    private static HashSet<string> Hidden(Standing standing, List<Indicator> kinds, List<UnitStatement> units, PublicTable table) =>
        standing.Indicator.Measure != Measure.PersonsCounted || kinds.FindIndex(k => k.Id == standing.Indicator.Id) is not (>= 0 and var column) ? []
        : [.. units.Where((_, r) => table.Cells[r][column].IsHidden).Select(u => u.Code)];

    /// <summary>Hidden rows follow each other in a standing by their numbers; by name they tell nothing of their order.</summary>
    private static PublicStanding Standing(Standing standing, HashSet<string> hidden)
    {
        var first = standing.Rows.TakeWhile(r => !hidden.Contains(r.Code)).ToList();
        var without = standing.Rows.Where(r => hidden.Contains(r.Code)).OrderBy(r => r.Name, Comparer<string>.Create(VietnameseText.Compare)).ThenBy(r => r.Code, StringComparer.Ordinal);
        var last = standing.Rows.Skip(first.Count).Where(r => !hidden.Contains(r.Code));
        return new(standing.IndicatorId, standing.Group?.Id, standing.IsRate,
            [.. first.Select(r => Row(standing, r)), .. without.Select(r => new PublicRow(null, r.Name, null, null, true)), .. last.Select(r => Row(standing, r))]);
    }

    private static PublicRow Row(Standing standing, StandingRow row) =>
        new(row.Rank, row.Name, standing.IsRate ? row.Value?.ToPercent() : row.Numerator?.ToString("0.############", CultureInfo.InvariantCulture), row.Met, false);
}
