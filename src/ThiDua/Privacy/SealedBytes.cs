using System.Security.Cryptography;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>
/// Something whole that has to be kept a while and may hold values of persons or a secret, sealed by AES-GCM with a key of its purpose
/// that is not in the database.
/// </summary>
public sealed class SealedBytes(Tokens tokens, string purpose)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] key = tokens.KeyFor(purpose);

    /// <param name="place">Is sealed in: what was sealed for one place opens at no other.</param>
    public byte[] Seal(ReadOnlySpan<byte> open, ReadOnlySpan<byte> place)
    {
        var held = new byte[NonceLength + TagLength + open.Length];
        RandomNumberGenerator.Fill(held.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(held.AsSpan(0, NonceLength), open, held.AsSpan(NonceLength + TagLength), held.AsSpan(NonceLength, TagLength), place);
        return held;
    }

    /// <returns>Null: sealed with another key, for another place, or altered.</returns>
    public byte[]? Open(ReadOnlySpan<byte> held, ReadOnlySpan<byte> place)
    {
        if (held.Length < NonceLength + TagLength) return null;
        var open = new byte[held.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(held[..NonceLength], held[(NonceLength + TagLength)..], held.Slice(NonceLength, TagLength), open, place);
            return open;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
