using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>A number that an office entered for a unit.</summary>
/// <param name="Day">The day on which the unit's code is read.</param>
public sealed record Entered(int Unit, DateOnly Day, decimal Value)
{
    /// <summary>Of a figure: the day that it is of.</summary>
    public DateOnly? Of { get; init; }

    /// <summary>Of a rate in percent of which its two counts are known.</summary>
    public (decimal Numerator, decimal Denominator)? Counts { get; init; }
}

/// <summary>Why a unit has no number, though units that it came of, or that came of it, have one.</summary>
public enum Untold
{
    /// <summary>A rate, and several units became one: rates do not add up.</summary>
    Merged,
    /// <summary>A rate, and the unit is a part of another: the rate of the whole is not that of a part.</summary>
    Divided,
    /// <summary>The number is of a later unit that is more than this one.</summary>
    Later,
}

/// <summary>The number of a unit on the tree of a day.</summary>
/// <param name="Value">Null: it cannot be told, see <paramref name="Why"/>.</param>
/// <param name="Sources">As they were entered.</param>
public sealed record Carried(decimal? Value, Untold? Why, IReadOnlyList<Entered> Sources)
{
    public (decimal Numerator, decimal Denominator)? Counts { get; init; }

    /// <summary>It was entered for another unit, or for this one before others joined it or parts left.</summary>
    public bool IsPassedOn { get; init; }

    /// <summary>A part of what was entered.</summary>
    public bool IsPart { get; init; }

    /// <summary>The first of the days that the figures it is made of are of; null: none has a day.</summary>
    public DateOnly? Oldest => Sources.Min(s => s.Of);

    /// <summary>Units that this one came of and of which no number is known, on their last day.</summary>
    public IReadOnlyList<(int Unit, DateOnly Day)> Without { get; init; } = [];
}

/// <summary>
/// Numbers that offices entered, of one thing, on the tree of any day. What counts something goes on with its unit: it adds up where units become one, and is divided as
/// the document divides the unit, by largest remainders. A rate goes on where one unit becomes one other, or where the counts that it is made of are known and add up.
/// </summary>
/// <param name="addsUp">False: rates.</param>
/// <param name="went">How many officers went with a row that divides by list.</param>
public sealed class PassedOn(Units units, IEnumerable<Entered> entered, bool addsUp, Func<SuccessionStatement, long> went)
{
    private readonly Dictionary<int, List<Entered>> byUnit = entered.GroupBy(e => e.Unit).ToDictionary(g => g.Key, g => g.OrderBy(e => e.Day).ToList());
    private readonly Dictionary<(int Unit, DateOnly Last), Carried?> before = [];

    private Successions Successions => units.Successions;

    /// <summary>The number of a unit that stands on a day; null: nobody entered any.</summary>
    public Carried? Of(int unit, DateOnly tree)
    {
        if (Successions.NextChange(unit, tree) is not { } change) return Until(unit, DateOnly.MaxValue);
        var next = Successions.GoesOnIn(unit, change);
        if (!next.Any(u => IsEnteredFrom(u, change))) return Until(unit, change.AddDays(-1));
        var later = next.Select(u => Of(u, change)).OfType<Carried>().ToList();
        var isAlone = next.All(u => Successions.CameOf(u, change) is [var only] && only == unit);
        if (isAlone && later.TrueForAll(c => c.Value is not null) && (addsUp || next.Count == 1))
            return Sum(later) with { IsPassedOn = true, Without = [.. later.SelectMany(c => c.Without), .. next.Where(u => Of(u, change) is null).Select(u => (u, change))] };
        return new(null, Untold.Later, [.. later.SelectMany(c => c.Sources).Distinct()]);
    }

    /// <summary>Whether anything was entered from a day on, for the unit that stands then or for what comes of it.</summary>
    private bool IsEnteredFrom(int unit, DateOnly day)
    {
        var change = Successions.NextChange(unit, day);
        return byUnit.TryGetValue(unit, out var own) && own.Exists(e => e.Day >= day && !(e.Day >= change))
            || change is { } next && Successions.GoesOnIn(unit, next).Any(u => IsEnteredFrom(u, next));
    }

    /// <summary>By what was entered up to a day on which the unit stands.</summary>
    private Carried? Until(int unit, DateOnly last)
    {
        if (before.TryGetValue((unit, last), out var known)) return known;
        var since = Successions.LastChange(unit, last);
        return before[(unit, last)] = byUnit.GetValueOrDefault(unit)?.FindLast(e => e.Day <= last && !(e.Day < since)) is { } own
            ? new(own.Value, null, [own]) { Counts = own.Counts } : since is { } day ? FromOrigins(unit, day) : null;
    }

    private Carried? FromOrigins(int unit, DateOnly day)
    {
        var origins = Successions.CameOf(unit, day);
        var (known, without) = (new List<Carried>(), new List<(int, DateOnly)>());
        var isDivided = false;
        foreach (var origin in origins.OrderByDescending(o => o == unit))
        {
            var parts = Successions.StepsOut(origin, day);
            isDivided |= parts.Count > 1;
            if (Until(origin, day.AddDays(-1)) is not { } carried) without.Add((origin, day.AddDays(-1)));
            else known.Add(parts.Count > 1 && addsUp && carried.Value is { } whole ? carried with { Value = Part(whole, parts, unit), IsPart = true } : carried);
        }
        if (known.Count == 0) return null;
        Carried sum;
        if (addsUp || origins.Count == 1 && !isDivided) sum = Sum(known);
        else if (!isDivided && without.Count == 0 && known.TrueForAll(c => c.Counts is not null)) sum = Reckoned(known);
        else sum = new(null, isDivided ? Untold.Divided : Untold.Merged, Sources(known));
        return sum with { IsPassedOn = true, Without = [.. known.SelectMany(c => c.Without).Concat(without).Distinct()] };
    }

    private static Carried Sum(List<Carried> parts) => parts is [var only] ? only : new(parts.Sum(p => p.Value), null, Sources(parts)) { IsPart = parts.Exists(p => p.IsPart) };

    /// <summary>Numerators and denominators add up, and the rate is theirs; twelve decimals are more than anybody compares by.</summary>
    private static Carried Reckoned(List<Carried> parts)
    {
        var (numerator, denominator) = (parts.Sum(p => p.Counts!.Value.Numerator), parts.Sum(p => p.Counts!.Value.Denominator));
        return new(decimal.Round(100m * numerator / denominator, 12, MidpointRounding.AwayFromZero), null, Sources(parts)) { Counts = (numerator, denominator) };
    }

    private static List<Entered> Sources(List<Carried> parts) => [.. parts.SelectMany(p => p.Sources).Distinct()];

    /// <summary>What a successor has of the whole; where no weight is known all goes to the main one.</summary>
    private decimal Part(decimal whole, IReadOnlyList<SuccessionStatement> parts, int unit)
    {
        var at = parts.Index().First(p => p.Item.To == unit).Index;
        var weights = parts.Select(p => p.To is null ? 0 : p.By == DividedBy.List ? went(p) : p.Part!.Value).ToList();
        if (weights.TrueForAll(w => w == 0)) return at == (parts.Index().FirstOrDefault(p => p.Item.IsMain) is { Item: { } } main ? main.Index : 0) ? whole : 0;
        var exact = whole / 1.0000000000000000000000000000m; // without noughts at its end
        var step = new decimal(1, 0, 0, false, exact.Scale);
        return LargestRemainder.Divide((long)(Math.Abs(exact) / step), weights)[at] * step * Math.Sign(exact);
    }
}
