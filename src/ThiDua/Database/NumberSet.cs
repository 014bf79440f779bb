using System.Numerics;

namespace ThiDua.Database;

/// <summary>A set of numbers that the store gives one after the other, from one on: a bit for each, whatever of them are in it.</summary>
public sealed class NumberSet
{
    private ulong[] words = new ulong[1024];

    public bool Contains(long number) => number >> 6 < words.Length && (words[number >> 6] & Bit(number)) != 0;

    public void Add(long number)
    {
        if (number >> 6 >= words.Length) Array.Resize(ref words, (int)Math.Max((number >> 6) + 1, words.Length * 2L));
        words[number >> 6] |= Bit(number);
    }

    public void UnionWith(IEnumerable<int> numbers)
    {
        foreach (var number in numbers) Add(number);
    }

    public IEnumerable<int> InOrder()
    {
        for (var at = 0; at < words.Length; at++)
        {
            for (var word = words[at]; word != 0; word &= word - 1) yield return (at << 6) + BitOperations.TrailingZeroCount(word);
        }
    }

    private static ulong Bit(long number) => 1UL << (int)(number & 63);
}
