using System.Security.Cryptography;
using System.Text;

namespace ThiDua.Access;

/// <summary>Random keys for sessions, links and programs: only who was handed the key has it, the store keeps its hash.</summary>
public static class Keys
{
    /// <summary>256 random bits, as text that fits into an address.</summary>
    public static string New() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static string Sha256(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
