using System.Runtime.InteropServices;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;

namespace ThiDua.Core.Counting;

/// <summary>The four numbers that an officer adds to the unit of his post. All are additive over officers and days.</summary>
/// <param name="Numerator">1 when the officer attains the indicator; for "persons counted" the number of persons.</param>
/// <param name="Denominator">1 when he is one of those measured; 0 for "persons counted".</param>
/// <param name="Persons">Persons counted for him (declared relatives covered or exempt).</param>
/// <param name="Required">Declared relatives of the list.</param>
public readonly record struct Amounts(long Numerator, long Denominator, long Persons, long Required)
{
    public static Amounts operator +(Amounts a, Amounts b) =>
        new(a.Numerator + b.Numerator, a.Denominator + b.Denominator, a.Persons + b.Persons, a.Required + b.Required);

    public static Amounts operator -(Amounts a, Amounts b) =>
        new(a.Numerator - b.Numerator, a.Denominator - b.Denominator, a.Persons - b.Persons, a.Required - b.Required);

    public bool IsZero => this == default;
}

/// <summary>A change of what an officer adds to a unit, from a day on.</summary>
public readonly record struct Attainment(int Indicator, int Unit, DateOnly Day, Amounts Delta);

/// <summary>Second pass, by officer: from the credits and posts of ONE officer to dated changes for the units of his posts.</summary>
public static class Attainments
{
    /// <param name="posts">The officer's posts.</param>
    /// <param name="credits">All his credits in this campaign, any order; sorted here.</param>
    public static void Of(Posts posts, List<Credit> credits, Campaign campaign, List<Attainment> into)
    {
        if (posts.Held.Count == 0) return;
        if (credits.Count > 1) credits.Sort((a, b) => a.Indicator != b.Indicator ? a.Indicator.CompareTo(b.Indicator) : a.Day.CompareTo(b.Day));
        var turns = posts.Turns();
        var from = 0;
        for (var i = 0; i < campaign.Counters.Count; i++)
        {
            var indicator = campaign.Counters[i].Indicator;
            var own = from;
            while (from < credits.Count && credits[from].Indicator == i) from++;
            if (indicator.Measure == Measure.FigureAgainstTarget) continue;
            Sweep(i, indicator.Measure, posts, turns, CollectionsMarshal.AsSpan(credits)[own..from], campaign.OfficerKindsExcluded, into);
        }
    }

    private static void Sweep(
        int index, Measure measure, Posts posts, IReadOnlyList<DateOnly> turns, ReadOnlySpan<Credit> credits, IReadOnlyList<string> excluded, List<Attainment> into)
    {
        Span<long> parts = stackalloc long[4];
        parts.Clear();
        var (next, turn) = (0, 0);
        (int Unit, Amounts Amounts)? before = null;
        while (next < credits.Length || turn < turns.Count)
        {
            // The next day on which his post or a credit changes, whichever comes first; both lists rise.
            var day = turn == turns.Count || next < credits.Length && credits[next].Day < turns[turn] ? credits[next].Day : turns[turn];
            if (turn < turns.Count && turns[turn] == day) turn++;
            for (; next < credits.Length && credits[next].Day <= day; next++) parts[(int)credits[next].Part] += credits[next].Delta;
            (int, Amounts)? now = posts.On(day) is { } post && !IsExcluded(post, excluded) ? (post.Unit, Measured(measure, parts)) : null;
            Change(index, day, before, now, into);
            before = now;
        }
    }

    private static bool IsExcluded(PostStatement post, IReadOnlyList<string> excluded) => post.Kind is { } kind && excluded.Contains(kind);

    private static void Change(
        int index, DateOnly day, (int Unit, Amounts Amounts)? before, (int Unit, Amounts Amounts)? now, List<Attainment> into)
    {
        if (before is { } old && now is { } same && old.Unit == same.Unit)
        {
            if (!(same.Amounts - old.Amounts).IsZero) into.Add(new(index, old.Unit, day, same.Amounts - old.Amounts));
            return;
        }
        if (before is { Amounts.IsZero: false } left) into.Add(new(index, left.Unit, day, default(Amounts) - left.Amounts));
        if (now is { Amounts.IsZero: false } came) into.Add(new(index, came.Unit, day, came.Amounts));
    }

    /// <summary>What the officer adds, given how many credits of each part are in force.</summary>
    private static Amounts Measured(Measure measure, ReadOnlySpan<long> parts)
    {
        var counted = parts[(int)CreditPart.Counted];
        switch (measure)
        {
            case Measure.OfficersWithCounted:
                return new(counted > 0 ? 1 : 0, 1, counted, 0);
            case Measure.PersonsCounted:
                return new(counted, 0, counted, 0);
            case Measure.OfficersAllRelativesCovered:
                var required = parts[(int)CreditPart.Required];
                // Declarations that hold no relative of the list take the officer out; no declaration at all leaves him in, not met.
                if (required == 0 && parts[(int)CreditPart.DeclaredOther] + parts[(int)CreditPart.DeclaredNone] > 0) return default;
                return new(required > 0 && counted == required ? 1 : 0, 1, counted, required);
            case Measure.FigureAgainstTarget:
            default:
                throw new ArgumentOutOfRangeException(nameof(measure));
        }
    }
}
