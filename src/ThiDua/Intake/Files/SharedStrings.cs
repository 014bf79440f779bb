using System.Globalization;
using System.Text;

namespace ThiDua.Intake.Files;

/// <summary>
/// The texts that cells of a workbook share, kept as UTF-8 in a few large blocks instead of a million strings, and only so many:
/// a workbook of a million rows with different names fits, a bomb does not.
/// </summary>
public sealed class SharedStrings
{
    private const int BlockSize = 1 << 20;
    private const int MaxBlocks = 160;
    private const int MaxCount = 8_000_000;
    private const long TooLong = -1;

    private readonly List<byte[]> blocks = [];
    /// <summary>Where a text begins (block × size + offset) × 2^18 + its bytes.</summary>
    private long[] places = new long[1024];
    private int used = BlockSize;

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<char> text, bool isTooLong)
    {
        if (Count == MaxCount) throw new RefusedFileException("bomb");
        if (Count == places.Length) Array.Resize(ref places, places.Length * 2);
        if (isTooLong)
        {
            places[Count++] = TooLong;
            return;
        }
        var size = Encoding.UTF8.GetByteCount(text);
        if (used + size > BlockSize)
        {
            if (blocks.Count == MaxBlocks) throw new RefusedFileException("bomb");
            blocks.Add(new byte[BlockSize]);
            used = 0;
        }
        Encoding.UTF8.GetBytes(text, blocks[^1].AsSpan(used));
        places[Count++] = ((((long)blocks.Count - 1) * BlockSize + used) << 18) | (uint)size;
        used += size;
    }

    /// <summary>Appends the text of an index ("17") to a row and says what it is; null when there is none of that index.</summary>
    public CellKind? AppendTo(CellBuffer row, ReadOnlySpan<char> index, Span<char> scratch)
    {
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i) || i >= Count) return null;
        var place = places[i];
        if (place == TooLong) return CellKind.TooLong;
        var start = place >> 18;
        var bytes = blocks[(int)(start / BlockSize)].AsSpan((int)(start % BlockSize), (int)(place & 0x3FFFF));
        row.Append(scratch[..Encoding.UTF8.GetChars(bytes, scratch)]);
        return CellKind.Text;
    }
}
