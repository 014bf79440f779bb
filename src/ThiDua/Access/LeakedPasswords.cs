using System.Security.Cryptography;
using System.Text;
using ThiDua.Campaigns;

namespace ThiDua.Access;

/// <summary>
/// The 43,940 passwords of 12 characters or more among the million most used ones of many leaks, as catalog/leaked-passwords.bin keeps them:
/// five bytes of the hash of each, in order (tools/make-leaked-passwords.cs). A stranger among them by chance: one password in 25 million.
/// </summary>
public static class LeakedPasswords
{
    private const int Width = 5;

    private static readonly Lazy<byte[]> Hashes = new(() => File.ReadAllBytes(Path.Combine(ShippedFiles.Folder("catalog"), "leaked-passwords.bin")));

    /// <summary>Whether this password was used by others and leaked, in whatever letters.</summary>
    public static bool Has(string password)
    {
        ReadOnlySpan<byte> all = Hashes.Value;
        var wanted = SHA256.HashData(Encoding.UTF8.GetBytes(password.Normalize().ToLowerInvariant())).AsSpan(0, Width);
        var (from, to) = (0, all.Length / Width);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (all.Slice(middle * Width, Width).SequenceCompareTo(wanted) < 0) from = middle + 1;
            else to = middle;
        }
        return from * Width < all.Length && all.Slice(from * Width, Width).SequenceEqual(wanted);
    }
}
