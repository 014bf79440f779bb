using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;

namespace ThiDua.Core.Standings;

/// <summary>What is ranked.</summary>
public enum StandingOf
{
    Units,
    Officers,
}

/// <summary>What a unit or officer brings to the ranking, before it is ranked.</summary>
/// <param name="Numerator">Officers that attain, persons counted, or the figure.</param>
/// <param name="Denominator">Officers measured, or the target of a figure; null for a plain number.</param>
/// <param name="Target">The target: percent for a rate, a number for a number; null when none is given.</param>
public sealed record Entrant(string Code, string Name, decimal? Numerator, decimal? Denominator, decimal? Target)
{
    /// <summary>What the unit registered beside what it was assigned (3096/II.1); null: nothing.</summary>
    public decimal? Registered { get; init; }

    /// <summary>What decides between equal values, in order; the greater stands first, nothing last.</summary>
    public IReadOnlyList<Fraction?> Ties { get; init; } = [];

    /// <summary>Of an entered figure: where it comes from, or why it cannot be told.</summary>
    public Carried? Figure { get; init; }

    /// <summary>The same of an entered target.</summary>
    public Carried? Assigned { get; init; }

    /// <summary>Of a figure from before the year for which its target is: its day. It is shown, and meets nothing.</summary>
    public DateOnly? OfEarlier { get; init; }
}

/// <summary>One row of a standing.</summary>
/// <param name="Rank">Competition rank 1, 2, 2, 4; null when there is nothing to rank (0/0, no figure).</param>
/// <param name="Value">Exact value: a rate as a fraction, a number as n/1; null for 0/0.</param>
/// <param name="Met">Null where there is no target.</param>
/// <param name="Missing">How many more are needed to meet the target; 0 when met; null when that is no whole number of things.</param>
public sealed record StandingRow(
    int? Rank, string Code, string Name, decimal? Numerator, decimal? Denominator, Fraction? Value, decimal? Target, bool? Met, long? Missing)
{
    /// <summary>What the unit registered for itself; it is shown, and nothing is judged by it.</summary>
    public decimal? Registered { get; init; }

    /// <summary>Of a figure that does not meet its target: how far it is from it, above 0 also where less is better; null otherwise.</summary>
    public decimal? Gap { get; init; }

    /// <summary>By what it stands before or behind rows of the same value.</summary>
    public IReadOnlyList<Fraction?> Ties { get; init; } = [];

    /// <summary>Of an entered figure: where it comes from, or why it cannot be told.</summary>
    public Carried? Figure { get; init; }

    /// <summary>The same of an entered target.</summary>
    public Carried? Assigned { get; init; }

    /// <summary>Of a figure from before the year for which its target is: its day. It is shown, and meets nothing.</summary>
    public DateOnly? OfEarlier { get; init; }
}

/// <summary>The standing of one indicator in one group.</summary>
public sealed record Standing(Indicator Indicator, string IndicatorId, StandingOf Of, UnitGroup? Group, bool IsRate, IReadOnlyList<StandingRow> Rows)
{
    /// <summary>Of targets for days: the one that the figures are held against; null: the indicator has none.</summary>
    public DatedTarget? Aim { get; init; }

    /// <summary>How value and target compare.</summary>
    public Comparison Comparison => Aim?.Comparison ?? Indicator.Target?.Comparison ?? Comparison.AtLeast;

    /// <summary>The line of the campaign file that sets the target; null: there is none.</summary>
    public Source? TargetSource => Aim?.Source ?? Indicator.Target?.Source;
}

/// <summary>From what each unit or officer brings to ranks, values and whether the target is met (contract §1, §3).</summary>
public static class Ranking
{
    /// <param name="isRate">True: the value is numerator/denominator; false: the value is the numerator.</param>
    /// <param name="comparison">How value and target compare; LessThan ranks the smaller figure higher.</param>
    /// <param name="isFigure">An entered figure against its own target.</param>
    public static IReadOnlyList<StandingRow> Rank(IEnumerable<Entrant> entrants, bool isRate, Comparison comparison, bool isFigure = false)
    {
        var rows = entrants.Select(e => Row(e, isRate, comparison, isFigure) with { Ties = e.Ties, Figure = e.Figure, Assigned = e.Assigned, OfEarlier = e.OfEarlier }).ToList();
        var smallerFirst = comparison == Comparison.LessThan;
        rows.Sort((a, b) => ByValue(Ranked(a), Ranked(b), smallerFirst) is var order and not 0 ? order : ByTies(a, b) is var tie and not 0 ? tie : string.CompareOrdinal(a.Code, b.Code));
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Value is null) break;
            var tied = i > 0 && Ranked(rows[i - 1]) == Ranked(rows[i]) && ByTies(rows[i - 1], rows[i]) == 0;
            rows[i] = rows[i] with { Rank = tied ? rows[i - 1].Rank : i + 1 };
        }
        return rows;

        // The smaller figure stands higher, whatever part of its own target it is (contract §4): a low target would otherwise put a low figure last.
        Fraction? Ranked(StandingRow row) => isFigure && smallerFirst && row is { Value: not null, Numerator: { } figure } ? Fraction.Of(figure) : row.Value;
    }

    private static int ByTies(StandingRow a, StandingRow b)
    {
        for (var i = 0; i < a.Ties.Count; i++) if (ByValue(a.Ties[i], b.Ties[i], false) is var order and not 0) return order;
        return 0;
    }

    private static int ByValue(Fraction? a, Fraction? b, bool smallerFirst) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        ({ } x, { } y) => smallerFirst ? x.CompareTo(y) : y.CompareTo(x),
    };

    private static StandingRow Row(Entrant e, bool isRate, Comparison comparison, bool isFigure)
    {
        if (isFigure) return FigureRow(e, comparison);
        if (!isRate)
        {
            bool? met = e.Target is { } wanted ? e.Numerator >= wanted : null;
            return new(null, e.Code, e.Name, e.Numerator, null, Fraction.Of(e.Numerator ?? 0), e.Target, met,
                e.Target is { } t ? Math.Max(0, (long)decimal.Ceiling(t) - (long)(e.Numerator ?? 0)) : null);
        }
        if (e.Denominator is not > 0)
        {
            return new(null, e.Code, e.Name, e.Numerator, e.Denominator, null, e.Target, e.Target is null ? null : false, null);
        }
        var needed = e.Target is { } percent ? Needed(percent * e.Denominator.Value / 100m, comparison) : null;
        bool? isMet = e.Target is not { } target ? null : needed is { } n ? e.Numerator >= n : Compares((e.Numerator ?? 0) * 100m, comparison, target * e.Denominator.Value);
        return new(null, e.Code, e.Name, e.Numerator, e.Denominator, Fraction.Of(e.Numerator ?? 0, e.Denominator.Value), e.Target,
            isMet, needed is { } m ? Math.Max(0, m - (long)(e.Numerator ?? 0)) : null);
    }

    /// <summary>
    /// How many officers make a rate meet its share: 50 % of 13 needs ⌈6.5⌉ = 7 (9936/III.1.1.a, a reading), more than 80 % of 10
    /// needs 9. Null where fewer are better.
    /// </summary>
    private static long? Needed(decimal share, Comparison comparison) => comparison switch
    {
        Comparison.AtLeast or Comparison.About => (long)decimal.Ceiling(share),
        Comparison.MoreThan => (long)decimal.Floor(share) + 1,
        Comparison.LessThan => null,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };

    /// <summary>A figure against its target: numerator the figure, denominator the target, value their ratio (contract §1).</summary>
    private static StandingRow FigureRow(Entrant e, Comparison comparison)
    {
        var value = e.Numerator is { } figure && e.Target is > 0 and { } target ? Fraction.Of(figure, target) : (Fraction?)null;
        bool? met = e.Target is not { } t ? null : e is { Numerator: { } f, OfEarlier: null } && Compares(f, comparison, t);
        long? missing = comparison == Comparison.AtLeast && e.OfEarlier is null && e.Target is { } want && decimal.IsInteger(want)
            ? (long)Math.Max(0, decimal.Ceiling(want - (e.Numerator ?? 0))) : null;
        return new(null, e.Code, e.Name, e.Numerator, e.Target, value, e.Target, met, missing)
        {
            Registered = e.Registered,
            Gap = met == false && e is { Numerator: { } has, OfEarlier: null } ? Math.Abs(e.Target!.Value - has) : null,
        };
    }

    /// <summary>Exact comparison of a figure with its target; ≈ rounds the figure half up to the target's decimals (contract §4).</summary>
    public static bool Compares(decimal figure, Comparison comparison, decimal target) => comparison switch
    {
        Comparison.AtLeast => figure >= target,
        Comparison.MoreThan => figure > target,
        Comparison.LessThan => figure < target,
        Comparison.About => decimal.Round(figure, target.Scale, MidpointRounding.AwayFromZero) >= target,
        _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
    };
}
