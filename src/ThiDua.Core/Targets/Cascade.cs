using System.Numerics;
using ThiDua.Core.Basics;

namespace ThiDua.Core.Targets;

/// <summary>A unit below, and how much it weighs: heads, last year's figure, one, or what a list says.</summary>
public sealed record Weighed(string Code, decimal Weight);

/// <summary>The part of a unit below.</summary>
public sealed record Part(string Code, decimal Target);

/// <summary>From the target of a unit to those of the units right below it.</summary>
public static class Cascade
{
    /// <summary>
    /// Shares a target out by weight so that the parts add up to it exactly: each has the whole steps of its exact share, and what is
    /// left goes one step each to the largest remainders; of equal ones to the greater weight, then the smaller code.
    /// </summary>
    /// <param name="target">0 or more.</param>
    /// <param name="decimals">Parts have so many decimals; 0 for people. The target may have no more.</param>
    /// <param name="units">Weights of 0 or more; when all are 0, all weigh the same. Codes are different.</param>
    /// <returns>In order of code.</returns>
    public static IReadOnlyList<Part> Share(decimal target, int decimals, IReadOnlyList<Weighed> units)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        if (units.Count == 0) return [];
        if (units.Any(u => u.Weight < 0)) throw new ArgumentOutOfRangeException(nameof(units), "A weight is below 0.");
        var step = Fraction.Of(1) / new Fraction(BigInteger.Pow(10, decimals), 1);
        var steps = Fraction.Of(target) / step;
        if (!(steps.Numerator % steps.Denominator).IsZero) throw new ArgumentOutOfRangeException(nameof(target), "The target has more decimals than its parts may have.");
        var whole = steps.Numerator / steps.Denominator;
        var weights = units.All(u => u.Weight == 0) ? [.. units.Select(_ => Fraction.One)] : units.Select(u => Fraction.Of(u.Weight)).ToList();
        var sum = weights.Aggregate((a, b) => a + b);
        var shares = units.Select((u, i) =>
        {
            var (numerator, denominator) = (whole * weights[i].Numerator * sum.Denominator, weights[i].Denominator * sum.Numerator);
            return (u.Code, u.Weight, Steps: BigInteger.Divide(numerator, denominator), Remainder: new Fraction(BigInteger.Remainder(numerator, denominator), denominator));
        }).ToList();
        var left = (int)(whole - shares.Aggregate(BigInteger.Zero, (all, s) => all + s.Steps));
        var extra = shares.OrderByDescending(s => s.Remainder).ThenByDescending(s => s.Weight).ThenBy(s => s.Code, StringComparer.Ordinal).Take(left).Select(s => s.Code).ToHashSet(StringComparer.Ordinal);
        return [.. shares.OrderBy(s => s.Code, StringComparer.Ordinal).Select(s => new Part(s.Code, Scaled(s.Steps + (extra.Contains(s.Code) ? 1 : 0), decimals)))];
    }

    private static decimal Scaled(BigInteger steps, int decimals)
    {
        var value = (decimal)steps;
        for (var i = 0; i < decimals; i++) value /= 10;
        return value;
    }
}
