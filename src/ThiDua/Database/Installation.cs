using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Core.Basics;

namespace ThiDua.Database;

/// <summary>Where an installation keeps its data, and its clock.</summary>
/// <param name="DataFolder">Folder of the SQLite file and of the key file.</param>
/// <param name="Postgres">Address of a PostgreSQL database; null: SQLite.</param>
/// <param name="Clock">The only clock of the program.</param>
/// <param name="Today">The Vietnam day that counts as today; null: by the clock.</param>
public sealed record Installation(string DataFolder, string? Postgres, TimeProvider Clock, DateOnly? Today)
{
    private static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public DateOnly Day => Today ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Vietnam).DateTime);

    public static DateTimeOffset InVietnam(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Vietnam);

    public Db Open() => Db.Open(DataFolder, Postgres);

    public Tokens OpenTokens() => Tokens.Open(DataFolder);
}

/// <summary>
/// Turns identity numbers into tokens with a key that is not in the database, so that matching persons needs no open number.
/// Losing the key file means that persons can no longer be matched: it belongs to the backup, kept apart from the database.
/// </summary>
public sealed class Tokens
{
    private readonly byte[] key;

    private Tokens(byte[] key) => this.key = key;

    public static Tokens Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "thidua.key");
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(dataFolder);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            try
            {
                using var file = new FileStream(path, options);
                file.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))));
            }
            catch (IOException) when (File.Exists(path))
            {
                // another process was first; its key is the key
            }
        }
        return new(Convert.FromHexString(File.ReadAllText(path).Trim()));
    }

    /// <summary>16 bytes that stand for one number of one kind.</summary>
    public byte[] Of(IdentifierKind kind, string number) => Hash((char)('0' + (int)kind) + number)[..16];

    /// <summary>Stands for the whole content of a row: equal contents, equal fingerprints.</summary>
    public long Fingerprint(string content) => BinaryPrimitives.ReadInt64BigEndian(Hash(content));

    /// <summary>A key for another purpose, from which neither this key nor those of other purposes can be told.</summary>
    public byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.ASCII.GetBytes(purpose));

    private byte[] Hash(string text)
    {
        Span<byte> utf8 = stackalloc byte[Math.Min(Encoding.UTF8.GetMaxByteCount(text.Length), 2048)];
        var hash = new byte[32];
        if (Encoding.UTF8.TryGetBytes(text, utf8, out var length)) HMACSHA256.HashData(key, utf8[..length], hash);
        else HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text), hash);
        return hash;
    }
}

/// <summary>What kind of number a token stands for.</summary>
public enum IdentifierKind
{
    /// <summary>Số định danh, 12 digits.</summary>
    NationalId = 1,
    /// <summary>Mã số BHXH, 10 digits.</summary>
    SiNumber = 2,
    /// <summary>A relative without a number: officer, Quan hệ, name and birth date.</summary>
    Description = 3,
}
