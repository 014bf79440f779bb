using System.Security.Cryptography;
using ThiDua.Privacy;

namespace ThiDua.Tests.Privacy;

/// <summary>A seal is the same whoever computes it: what one machine seals, another opens.</summary>
public sealed class AesGcmOnceTests
{
    [Theory, InlineData(0), InlineData(1), InlineData(16), InlineData(100), InlineData(70_000)]
    public void Values_are_sealed_as_the_platform_seals_them(int length)
    {
        var (key, nonce, bound, values) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(12), RandomNumberGenerator.GetBytes(25), RandomNumberGenerator.GetBytes(length));
        var (expected, expectedTag) = (new byte[length], new byte[16]);
        using (var aes = new AesGcm(key, 16)) aes.Encrypt(nonce, values, expected, expectedTag, bound);

        var (found, tag) = (new byte[length], new byte[16]);
        AesGcmOnce.Encrypt(key, nonce, values, found, tag, bound);

        Assert.Equal((Convert.ToHexString(expected), Convert.ToHexString(expectedTag)), (Convert.ToHexString(found), Convert.ToHexString(tag)));
    }
}
