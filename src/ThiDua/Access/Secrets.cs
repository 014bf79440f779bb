using System.Buffers.Binary;
using System.Security.Cryptography;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Secrets that must be read again (authenticator keys), sealed by AES-GCM with a key that is not in the database.</summary>
public sealed class Secrets(Installation installation)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] key = installation.OpenTokens().KeyFor("authenticator");

    /// <param name="account">Is sealed in: what was sealed for one account opens for no other.</param>
    public byte[] Seal(int account, byte[] secret)
    {
        var (nonce, tag, hidden) = (RandomNumberGenerator.GetBytes(NonceLength), new byte[TagLength], new byte[secret.Length]);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, secret, hidden, tag, Bound(account));
        return [.. nonce, .. tag, .. hidden];
    }

    public byte[] Open(int account, byte[] held)
    {
        var secret = new byte[held.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(held.AsSpan(0, NonceLength), held.AsSpan(NonceLength + TagLength), held.AsSpan(NonceLength, TagLength), secret, Bound(account));
        return secret;
    }

    private static byte[] Bound(int account)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, account);
        return bytes;
    }
}
