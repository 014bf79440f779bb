namespace ThiDua.Intake.Files;

/// <summary>Gives the same string again for text that repeats (codes of officers and units, notes), within a fixed room.</summary>
public sealed class TextPool
{
    private const int Size = 1 << 14;
    private const int LongestKept = 40;

    private readonly string?[] kept = new string?[Size];

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestKept) return new(text);
        ref var place = ref kept[Hash(text) & (Size - 1)];
        if (place is { } same && text.SequenceEqual(same)) return same;
        return place = new(text);
    }

    private static int Hash(ReadOnlySpan<char> text)
    {
        var hash = (uint)text.Length;
        foreach (var c in text) hash = (hash ^ c) * 16_777_619;
        return (int)(hash ^ (hash >> 15));
    }
}
