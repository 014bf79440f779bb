using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace ThiDua.Database;

/// <summary>What stands before each value.</summary>
public enum Packed : byte
{
    Null,
    /// <summary>Four bytes; what PostgreSQL calls integer.</summary>
    Narrow,
    /// <summary>Eight bytes: bigint.</summary>
    Wide,
    /// <summary>Length, then UTF-8.</summary>
    Text,
    Bytes,
}

/// <summary>Rows of one table on their way into the store, value after value as bytes, so that they can wait and be written by another thread.</summary>
public sealed class PackedRows(string table, string[] columns) : IDisposable
{
    /// <summary>From here on the rows are handed over; the longest row of most files still fits behind.</summary>
    private const int Enough = 240 * 1024;
    private const int Room = 256 * 1024;

    /// <summary>Arrays to use again, shared with nothing else in the process: what stands in them is rows of the store and never anything open.</summary>
    private static readonly ConcurrentBag<byte[]> Idle = [];

    private int end;

    public string Table => table;

    public IReadOnlyList<string> Columns => columns;

    public byte[] Bytes { get; private set; } = Idle.TryTake(out var idle) ? idle : new byte[Room];

    /// <summary>Of the whole rows; what was begun and not ended is no row.</summary>
    public int Length { get; private set; }

    public bool AreEnough => Length >= Enough;

    public void EndRow() => Length = end;

    public void AddNull()
    {
        MakeRoom(1);
        Bytes[end++] = (byte)Packed.Null;
    }

    public void Add(int value)
    {
        MakeRoom(1 + sizeof(int));
        Bytes[end++] = (byte)Packed.Narrow;
        Number(value);
    }

    public void Add(long value)
    {
        MakeRoom(1 + sizeof(long));
        Bytes[end++] = (byte)Packed.Wide;
        MemoryMarshal.Write(Bytes.AsSpan(end), value);
        end += sizeof(long);
    }

    public void Add(string value)
    {
        MakeRoom(1 + sizeof(int) + Encoding.UTF8.GetMaxByteCount(value.Length));
        Bytes[end++] = (byte)Packed.Text;
        var length = Encoding.UTF8.GetBytes(value, Bytes.AsSpan(end + sizeof(int)));
        Number(length);
        end += length;
    }

    public void Add(ReadOnlySpan<byte> value)
    {
        MakeRoom(1 + sizeof(int) + value.Length);
        Bytes[end++] = (byte)Packed.Bytes;
        Number(value.Length);
        value.CopyTo(Bytes.AsSpan(end));
        end += value.Length;
    }

    public void Dispose()
    {
        if (Bytes.Length == Room) Idle.Add(Bytes);
        (Bytes, Length, end) = ([], 0, 0);
    }

    private void Number(int value)
    {
        MemoryMarshal.Write(Bytes.AsSpan(end), value);
        end += sizeof(int);
    }

    /// <summary>One byte more than asked for: an empty value at the end stands somewhere too.</summary>
    private void MakeRoom(int needed)
    {
        if (Bytes.Length - end > needed) return;
        var more = new byte[Math.Max(Bytes.Length * 2, end + needed + 1)];
        Bytes.AsSpan(0, end).CopyTo(more);
        if (Bytes.Length == Room) Idle.Add(Bytes);
        Bytes = more;
    }
}
