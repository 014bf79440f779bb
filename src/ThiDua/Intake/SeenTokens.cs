namespace ThiDua.Intake;

/// <summary>
/// Whether a token came up before: “no” is certain, “yes” is not. Four bits for each, found in the token itself, since one is as random as any; of nine million, one in two
/// hundred is asked for in vain.
/// </summary>
internal sealed class SeenTokens
{
    /// <summary>2^27 bits, 16 MiB, whatever the file.</summary>
    private const int Width = 27;

    private readonly ulong[] words = new ulong[1 << (Width - 6)];

    public void Add(UInt128 token)
    {
        for (var i = 0; i < 4; i++, token >>= Width) words[Word(token)] |= Bit(token);
    }

    public bool MayHave(UInt128 token)
    {
        for (var i = 0; i < 4; i++, token >>= Width)
        {
            if ((words[Word(token)] & Bit(token)) == 0) return false;
        }
        return true;
    }

    private static int Word(UInt128 token) => (int)((ulong)token >> 6) & ((1 << (Width - 6)) - 1);

    private static ulong Bit(UInt128 token) => 1UL << ((int)(ulong)token & 63);
}
