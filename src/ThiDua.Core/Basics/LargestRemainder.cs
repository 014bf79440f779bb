namespace ThiDua.Core.Basics;

/// <summary>Divides a whole number by weights so that the parts are whole and add up to it exactly.</summary>
public static class LargestRemainder
{
    /// <param name="total">0 or more.</param>
    /// <param name="weights">0 or more each, not all 0.</param>
    /// <returns>One part for each weight; of equal remainders the earlier one gets the unit.</returns>
    public static long[] Divide(long total, IReadOnlyList<long> weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights) sum += weight;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(sum, 0, nameof(weights));
        var parts = new long[weights.Count];
        var remainders = new (Int128 Over, int At)[weights.Count];
        var left = total;
        for (var i = 0; i < weights.Count; i++)
        {
            var (whole, rest) = Int128.DivRem((Int128)total * weights[i], sum);
            (parts[i], remainders[i]) = ((long)whole, (rest, i));
            left -= parts[i];
        }
        Array.Sort(remainders, (a, b) => b.Over.CompareTo(a.Over) is var order and not 0 ? order : a.At.CompareTo(b.At));
        for (var i = 0; i < left; i++) parts[remainders[i].At]++;
        return parts;
    }
}
