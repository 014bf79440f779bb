namespace MakeCountry;

/// <summary>Numbers that are always the same and need no memory of those before (SplitMix64).</summary>
public static class Mixed
{
    public static ulong Of(ulong seed, long number)
    {
        var z = (seed * 0xD1342543DE82EF95) + (((ulong)number + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 to below a limit, from the upper half of the bits.</summary>
    public static int Below(int limit, ulong bits) => (int)(((bits >> 32) * (ulong)limit) >> 32);
}

/// <summary>One in so many, evenly spread; which ones follows from the seed.</summary>
public readonly record struct Every(ulong One, ulong Rest)
{
    public static Every Of(int one, ulong seed, int kind) => one == 0 ? default : new((ulong)one, Mixed.Of(seed, -100 - kind) % (ulong)one);

    public bool Hits(long number) => One != 0 && (ulong)number % One == Rest;
}
