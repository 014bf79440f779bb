using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace ThiDua.Database;

/// <summary>
/// HMAC-SHA256 of many short values under one key, on any thread. Setting up the key costs more than hashing a row, so what was set up
/// is used again.
/// </summary>
public sealed class KeyedHash(byte[] key)
{
    public const int Length = HMACSHA256.HashSizeInBytes;

    private readonly ConcurrentBag<HMACSHA256> idle = [];

    /// <param name="hash">32 bytes.</param>
    public void Of(ReadOnlySpan<byte> value, Span<byte> hash)
    {
        if (!idle.TryTake(out var hmac)) hmac = new(key);
        hmac.TryComputeHash(value, hash, out _);
        idle.Add(hmac);
    }
}
