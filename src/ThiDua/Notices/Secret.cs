using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>
/// The secret of one webhook: what its receiver checks signatures by (Standard Webhooks 1.0, symmetric). It is kept sealed with a
/// key made from the key file, bound to its webhook, so that neither the store alone nor a row moved to another place signs anything.
/// </summary>
public sealed class Secret
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] key;

    private Secret(byte[] key) => this.key = key;

    public static Secret Make() => new(RandomNumberGenerator.GetBytes(32));

    /// <summary>As a receiver enters it.</summary>
    public string Text => "whsec_" + Convert.ToBase64String(key);

    /// <summary>The header webhook-signature.</summary>
    /// <param name="timestamp">Seconds since 1970.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. head, .. body]));
    }

    public byte[] Seal(Tokens tokens, int webhook)
    {
        var box = new byte[NonceBytes + key.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(tokens.KeyFor("webhook"), TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), key, box.AsSpan(NonceBytes, key.Length), box.AsSpan(NonceBytes + key.Length), Place(webhook));
        return box;
    }

    /// <exception cref="CryptographicException">Sealed with another key, for another webhook, or altered.</exception>
    public static Secret Unseal(Tokens tokens, int webhook, byte[] stored)
    {
        if (stored.Length <= NonceBytes + TagBytes) throw new CryptographicException("Too short.");
        var key = new byte[stored.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(tokens.KeyFor("webhook"), TagBytes);
        aes.Decrypt(stored.AsSpan(0, NonceBytes), stored.AsSpan(NonceBytes, key.Length), stored.AsSpan(NonceBytes + key.Length), key, Place(webhook));
        return new(key);
    }

    private static byte[] Place(int webhook)
    {
        var place = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(place, webhook);
        return place;
    }
}
