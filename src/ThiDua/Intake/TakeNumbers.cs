using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Intake;

/// <summary>
/// Takes targets and figures of one campaign: numbers that offices enter. Same key, other values: the later supersedes.
/// </summary>
public sealed class TakeNumbers(Db db, long recording, Tokens tokens, Codes units, StoredCampaign campaign)
{
    private readonly Core.Organisation.Units chart = LoadOrganisation.Units(db, recording);
    private readonly Versions<(int Unit, string Indicator, string Slot)> versions = new();

    public IEnumerable<Taken> TakeTargets(IReadOnlyList<TargetRow> rows, List<RowIssue> issues)
    {
        Load("target", "targets", "period");
        string[] columns = ["campaign_no", "unit_id", "indicator", "period", "recording_id", "row_no", "assigned", "registered", "fingerprint"];
        return Take(("target", columns), [.. rows.Select(r => r.Period is null ? r : r with { Period = Period(r, issues) })], "targets", issues, r => (r.UnitCode, r.Indicator, r.Period ?? ""), r => Content(Plain(r.Assigned), r.Registered is { } g ? Plain(g) : null),
            (writer, row, unit, indicator, fingerprint) => writer.Add(campaign.No).Add(unit).Add(indicator).Add(row.Period ?? "").Add(recording).Add(row.Row)
                .Add(Plain(row.Assigned)).Add(row.Registered is { } registered ? Plain(registered) : null).Add(fingerprint).EndRow());
    }

    public IEnumerable<Taken> TakeFigures(IReadOnlyList<FigureRow> rows, List<RowIssue> issues)
    {
        Load("figure", "figures", "day");
        string[] columns = ["campaign_no", "unit_id", "indicator", "day", "recording_id", "row_no", "value", "source", "fingerprint"];
        var counted = new List<FigureRow>();
        var taken = Take(("figure", columns), rows, "figures", issues, r => (r.UnitCode, r.Indicator, Slot(r.Day)), r => Content(Plain(r.Value), r.Source, r.Counts is { } counts ? (Plain(counts.Numerator), Plain(counts.Denominator)) : null),
            (writer, row, unit, indicator, fingerprint) =>
            {
                writer.Add(campaign.No).Add(unit).Add(indicator).Add(Stored.Day(row.Day)).Add(recording).Add(row.Row).Add(Plain(row.Value)).Add(row.Source).Add(fingerprint).EndRow();
                if (row.Counts is not null) counted.Add(row);
            });
        using var parts = db.Bulk("figure_part", "recording_id", "row_no", "numerator", "denominator");
        foreach (var row in counted) parts.Add(recording).Add(row.Row).Add(Plain(row.Counts!.Value.Numerator)).Add(Plain(row.Counts.Value.Denominator)).EndRow();
        return taken;
    }

    /// <summary>Column Kỳ as it is kept; one that the campaign does not know stays as it is written, and is told.</summary>
    private string Period(TargetRow row, List<RowIssue> issues)
    {
        if (IndicatorId(campaign.Campaign, row.Indicator) is not { } id) return row.Period!;
        var indicator = campaign.Campaign.Indicator(id);
        if (campaign.Campaign.PeriodId(indicator, row.Period!) is { } known) return known;
        var periods = campaign.Campaign.Periods.Select(p => p.Id).Concat(indicator!.Targets.Select(t => t.Day.Year.ToString(CultureInfo.InvariantCulture))).Distinct();
        issues.Add(new(row.Row, "Kỳ", "period-unknown", [row.Period!, campaign.Id, string.Join(", ", periods)], false));
        return row.Period!;
    }

    /// <summary>What a row says, for telling equal rows: its number and what stands beside it; of a rate also the counts, where it gives them.</summary>
    public static string Content(string number, string? beside, (string Numerator, string Denominator)? counts = null) =>
        $"{number}\u001f{beside}" + (counts is { } of ? $"\u001f{of.Numerator}\u001f{of.Denominator}" : "");

    /// <summary>The indicator that a cell names, by id, by a name of its family, or by its Vietnamese title; null when none.</summary>
    public static string? IndicatorId(Campaign campaign, string cell)
    {
        foreach (var indicator in campaign.Indicators)
        {
            if (indicator.Id == cell || VietnameseText.SameKey(indicator.Title.Vi) == VietnameseText.SameKey(cell)
                || VietnameseText.SameKey(indicator.ShortTitle.Vi) == VietnameseText.SameKey(cell)) return indicator.Id.EndsWith('*') ? null : indicator.Id;
            if (indicator.Id.EndsWith('*') && cell.Length >= indicator.Id.Length && cell.StartsWith(indicator.Id[..^1], StringComparison.Ordinal)) return cell;
        }
        return null;
    }

    /// <summary>Whether what a cell names is measured in percent, so that "46.150" can be no thousands (contract §2).</summary>
    public static bool IsRate(Campaign campaign, string cell)
    {
        var id = IndicatorId(campaign, cell);
        return campaign.Indicators.Any(i => i.Id == id && (i.Measure is Measure.OfficersWithCounted or Measure.OfficersAllRelativesCovered || i.Unit == FigureUnit.Percent));
    }

    private List<Taken> Take<TRow>(
        (string Name, string[] Columns) table, IReadOnlyList<TRow> rows, string kind, List<RowIssue> issues, Func<TRow, (string Unit, string Indicator, string Slot)> key,
        Func<TRow, string> content, Action<BulkWriter, TRow, int, string, long> write) where TRow : FileRow
    {
        var taken = new List<Taken>();
        var repeated = new List<(long Unit, RowId Of, int Row)>();
        var fresh = new List<(TRow Row, int Unit, string Indicator, long Fingerprint)>();
        foreach (var row in rows)
        {
            var (unitCode, cell, slot) = key(row);
            if (IndicatorId(campaign.Campaign, cell) is not { } indicator)
            {
                issues.Add(new(row.Row, "Chỉ tiêu", "indicator-unknown", [cell, campaign.Id], true));
                taken.Add(new(row, RowOutcome.Rejected, null));
                continue;
            }
            if (WrongPersons(indicator, row) is { } number)
            {
                issues.Add(new(row.Row, number.Column, number.Wrong.Code, number.Wrong.Arguments, true));
                taken.Add(new(row, RowOutcome.Rejected, null));
                continue;
            }
            if (row is FigureRow { Counts: { } counts } figure && WrongCounts(indicator, figure.Value, counts) is { } wrong)
            {
                issues.Add(new(row.Row, "Tử số", wrong.Code, wrong.Arguments, true));
                taken.Add(new(row, RowOutcome.Rejected, null));
                continue;
            }
            var unit = units.Number(unitCode);
            var fingerprint = tokens.Fingerprint(content(row));
            var (outcome, repeats) = versions.Take((unit, indicator, slot), fingerprint, new(recording, row.Row));
            if (repeats is { } of) repeated.Add((unit, of, row.Row));
            else fresh.Add((row, unit, indicator, fingerprint));
            var waits = chart.KnownSince(unit) is null ? new Reason("unit-unknown") : null;
            taken.Add(new(row, waits is not null ? RowOutcome.Waiting : outcome, waits));
        }
        units.Write();
        using (var writer = db.Bulk(table.Name, table.Columns))
        {
            foreach (var (row, unit, indicator, fingerprint) in fresh) write(writer, row, unit, indicator, fingerprint);
        }
        Repetitions.Write(db, recording, kind, repeated);
        return taken;
    }

    /// <summary>People are counted whole, and none are fewer than nobody.</summary>
    private (string Column, Reason Wrong)? WrongPersons(string indicator, FileRow row)
    {
        if (campaign.Campaign.Indicator(indicator) is not ({ Measure: Measure.PersonsCounted } or { Unit: FigureUnit.Persons })) return null;
        var (column, number) = row switch
        {
            TargetRow { Registered: { } registered } target when decimal.IsInteger(target.Assigned) => ("Đăng ký", registered),
            TargetRow target => ("Giao", target.Assigned),
            FigureRow figure => ("Thực hiện", figure.Value),
            _ => ("", 0m),
        };
        return number < 0 ? (column, new("negative-number")) : decimal.IsInteger(number) ? null : (column, new("not-whole", [Plain(number)]));
    }

    /// <summary>Counts are of rates alone, and must make the rate that stands beside them, rounded as it is.</summary>
    private Reason? WrongCounts(string indicator, decimal value, (decimal Numerator, decimal Denominator) counts)
    {
        if (campaign.Campaign.Indicator(indicator)?.Unit != FigureUnit.Percent) return new("counts-of-rate-only");
        var made = Math.Round(100m * counts.Numerator / counts.Denominator, value.Scale, MidpointRounding.AwayFromZero);
        return made == value ? null : new("counts-not-rate", [Plain(value), Plain(made)]);
    }

    private void Load(string table, string kind, string slot) => db.Read(
        $"select r.unit_id, r.indicator, r.{slot}, r.fingerprint, r.recording_id, r.row_no from {table} r where r.campaign_no = @c and {Recordings.Live("r", kind, "unit_id")} order by r.recording_id, r.row_no",
        r => versions.Know((r.GetInt32(0), r.GetString(1), Convert.ToString(r.GetValue(2), CultureInfo.InvariantCulture)!), r.GetInt64(3), new(r.GetInt64(4), r.GetInt32(5))),
        ("c", campaign.No), ("e", recording));

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Slot(DateOnly day) => Stored.Day(day).ToString(CultureInfo.InvariantCulture);
}
