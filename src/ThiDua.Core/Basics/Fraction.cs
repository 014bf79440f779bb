using System.Globalization;
using System.Numerics;

namespace ThiDua.Core.Basics;

/// <summary>An exact ratio of whole numbers: rates are compared and rounded only from this, never in floating point.</summary>
/// <param name="Numerator">Any whole number.</param>
/// <param name="Denominator">A whole number above 0.</param>
public readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator) : IComparable<Fraction>
{
    public static readonly Fraction One = new(1, 1);

    public static Fraction Of(decimal value)
    {
        var scale = value.Scale;
        var unit = BigInteger.Pow(10, scale);
        return new(new BigInteger(value * (decimal)unit), unit);
    }

    public static Fraction Of(decimal value, decimal of) => Of(value) / Of(of);

    public int CompareTo(Fraction other) =>
        (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public static Fraction operator +(Fraction a, Fraction b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    /// <summary>Fault: the divisor must be above 0.</summary>
    public static Fraction operator /(Fraction a, Fraction b) =>
        b.Numerator.Sign > 0
            ? new(a.Numerator * b.Denominator, a.Denominator * b.Numerator)
            : throw new ArgumentOutOfRangeException(nameof(b), "The divisor of a rate must be above 0.");

    public static bool operator <(Fraction a, Fraction b) => a.CompareTo(b) < 0;
    public static bool operator >(Fraction a, Fraction b) => a.CompareTo(b) > 0;
    public static bool operator <=(Fraction a, Fraction b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Fraction a, Fraction b) => a.CompareTo(b) >= 0;

    public bool Equals(Fraction other) => CompareTo(other) == 0;

    public override int GetHashCode()
    {
        var divisor = BigInteger.GreatestCommonDivisor(Numerator, Denominator);
        return HashCode.Combine(Numerator / divisor, Denominator / divisor);
    }

    /// <summary>In percent with two decimals, rounded half up: 6/13 → "46.15" (contract §1).</summary>
    public string ToPercent() => Round(new Fraction(Numerator * 100, Denominator), 2);

    /// <summary>A decimal text with that many decimals, rounded half up (away from zero).</summary>
    public static string Round(Fraction value, int decimals)
    {
        var scaled = value.Numerator * BigInteger.Pow(10, decimals);
        var half = (BigInteger.Abs(scaled) * 2 + value.Denominator) / (value.Denominator * 2);
        var digits = half.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        var sign = scaled.Sign < 0 && !half.IsZero ? "-" : "";
        return decimals == 0 ? sign + digits : $"{sign}{digits[..^decimals]}.{digits[^decimals..]}";
    }
}
