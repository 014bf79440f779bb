using System.Buffers.Binary;
using System.Security.Cryptography;
using ThiDua.Database;
using ThiDua.Privacy;

namespace ThiDua.Access;

/// <summary>Secrets that must be read again: authenticator keys, each sealed for its account.</summary>
public sealed class Secrets(Installation installation)
{
    private readonly SealedBytes seals = new(installation.OpenTokens(), "authenticator");

    public byte[] Seal(int account, byte[] secret) => seals.Seal(secret, Bound(account));

    /// <exception cref="CryptographicException">Sealed with another key, for another account, or altered.</exception>
    public byte[] Open(int account, byte[] held) => seals.Open(held, Bound(account)) ?? throw new CryptographicException("An authenticator key does not open.");

    private static byte[] Bound(int account)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, account);
        return bytes;
    }
}
