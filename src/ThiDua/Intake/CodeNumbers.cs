using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace ThiDua.Intake;

/// <summary>Numbers by code. A country has two million officers, and each code as a text of its own would be half of what an import keeps of them: a code of up to 15 bytes is its own key.</summary>
internal sealed class CodeNumbers
{
    /// <summary>The bytes of a code and how many they are: two codes never have the same.</summary>
    internal readonly record struct Key(ulong First, ulong Rest)
    {
        /// <summary>Codes differ in the lowest bits of their digits: that of a long number, which lays one half over the other, is the same for most of them.</summary>
        public override int GetHashCode() => HashCode.Combine((uint)First, (uint)(First >> 32), (uint)Rest, (uint)(Rest >> 32));
    }

    private readonly Dictionary<Key, int> shorter = [];
    private readonly Dictionary<string, int> longer = new(StringComparer.Ordinal);

    /// <summary>Grown by doubling it would leave as much behind.</summary>
    public void EnsureCapacity(int codes) => shorter.EnsureCapacity(codes);

    public int? Find(string code) => (KeyOf(code) is { } key ? shorter.TryGetValue(key, out var number) : longer.TryGetValue(code, out number)) ? number : null;

    /// <summary>The first number of a code is its number.</summary>
    public void Add(string code, int number)
    {
        if (KeyOf(code) is { } key) shorter.TryAdd(key, number);
        else longer.TryAdd(code, number);
    }

    /// <returns>Null: it is too long, or no text.</returns>
    internal static Key? KeyOf(string code)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        if (Utf8.FromUtf16(code, bytes[..15], out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done) return null;
        bytes[15] = (byte)length;
        return new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }
}
