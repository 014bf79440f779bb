using System.Security.Cryptography;
using System.Text;

namespace ThiDua.Ballots;

/// <summary>128 bits on a slip that somebody drew. Nobody knows whose it is, and it is nowhere stored.</summary>
public static class BallotCode
{
    public const int Length = 16;

    /// <summary>Without I, O, 0 and 1, which people read one for another.</summary>
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private const int Written = 26;

    /// <summary>As the slip shows it: "7K2MQ-….".</summary>
    public static string New() => Write(RandomNumberGenerator.GetBytes(Length));

    public static string Write(ReadOnlySpan<byte> code)
    {
        var (text, held, bits) = (new StringBuilder(), 0, 0);
        foreach (var one in code)
        {
            (held, bits) = ((held << 8) | one, bits + 8);
            for (; bits >= 5; bits -= 5) Add((held >> (bits - 5)) & 31);
            held &= 31;
        }
        Add((held << (5 - bits)) & 31);
        return text.ToString();

        void Add(int letter)
        {
            if (text.Length % 6 == 5) text.Append('-');
            text.Append(Letters[letter]);
        }
    }

    /// <returns>Null: it is no code.</returns>
    public static byte[]? Read(string? text)
    {
        var said = (text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '–')).Select(c => Letters.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal)).ToList();
        if (said.Count != Written || said.Contains(-1)) return null;
        var (code, held, bits) = (new List<byte>(), 0, 0);
        foreach (var letter in said)
        {
            (held, bits) = ((held << 5) | letter, bits + 5);
            if (bits < 8) continue;
            code.Add((byte)(held >> (bits - 8)));
            bits -= 8;
            held &= (1 << bits) - 1;
        }
        return held == 0 ? [.. code] : null; // the last two bits say nothing: another way of writing the same code would be another code
    }
}
