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
    /// <summary>Who acts, as the trail names him: an account, or the user of the machine.</summary>
    public string Actor { get; init; } = "máy:" + Environment.UserName;

    /// <summary>From where he acts; empty: on the machine itself.</summary>
    public string From { get; init; } = "";

    /// <summary>For whom it is opened: what the store shows at most; null: everything.</summary>
    public Limit? Limit { get; init; }

    /// <summary>For accounts and notices to programs, and for what is told of the whole to whoever may see a part: numbers, and whom a decision names.</summary>
    public Installation Unlimited => this with { Limit = null };

    public static readonly TimeZoneInfo Vietnam = TimeZoneInfo.FindSystemTimeZoneById("Asia/Ho_Chi_Minh");

    public DateOnly Day => Today ?? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Clock.GetUtcNow(), Vietnam).DateTime);

    public static DateTimeOffset InVietnam(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Vietnam);

    /// <summary>The last moment of a Vietnam day.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Vietnam.GetUtcOffset(midnight)).AddMilliseconds(-1);
    }

    /// <summary>The site answers many who ask the same; a command, and whoever holds the store against itself, works everything out from what is stored.</summary>
    public bool Remembers { get; init; }

    public Db Open() => Db.Open(DataFolder, Postgres, Limit, Remembers);

    public Tokens OpenTokens() => Tokens.Open(DataFolder);
}

/// <summary>Turns identity numbers into tokens with a key that is not in the database, so that matching persons needs no open number.</summary>
public sealed class Tokens
{
    private readonly byte[] key;
    private readonly KeyedHash hash;

    private Tokens(byte[] key) => (this.key, hash) = (key, new(key));

    public static Tokens Open(string dataFolder) => new(KeyFile.Open(dataFolder));

    /// <summary>16 bytes that stand for one number of one kind.</summary>
    public byte[] Of(IdentifierKind kind, string number)
    {
        var token = new byte[KeyedHash.Length];
        Of(kind, number, token);
        return token[..16];
    }

    /// <param name="token">32 bytes, of which the first 16 stand for the number.</param>
    public void Of(IdentifierKind kind, string number, Span<byte> token)
    {
        Span<byte> utf8 = stackalloc byte[64];
        utf8[0] = (byte)('0' + (int)kind);
        if (Encoding.UTF8.TryGetBytes(number, utf8[1..], out var length)) hash.Of(utf8[..(1 + length)], token);
        else Hash((char)utf8[0] + number, token);
    }

    /// <summary>Stands for the whole content of a row: equal contents, equal fingerprints.</summary>
    public long Fingerprint(string content)
    {
        Span<byte> fingerprint = stackalloc byte[KeyedHash.Length];
        Hash(content, fingerprint);
        return BinaryPrimitives.ReadInt64BigEndian(fingerprint);
    }

    /// <param name="content">UTF-8.</param>
    public long Fingerprint(ReadOnlySpan<byte> content)
    {
        Span<byte> fingerprint = stackalloc byte[KeyedHash.Length];
        hash.Of(content, fingerprint);
        return BinaryPrimitives.ReadInt64BigEndian(fingerprint);
    }

    /// <summary>A keyed digest over many rows, for the trail.</summary>
    public IncrementalHash Digest() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyFor("trail"));

    /// <summary>32 bytes for sealing something of one purpose; no two purposes share a key, and none leads back to the key file.</summary>
    public byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes("thidua " + purpose));

    private void Hash(string text, Span<byte> into)
    {
        Span<byte> utf8 = stackalloc byte[Math.Min(Encoding.UTF8.GetMaxByteCount(text.Length), 2048)];
        if (Encoding.UTF8.TryGetBytes(text, utf8, out var length)) hash.Of(utf8[..length], into);
        else hash.Of(Encoding.UTF8.GetBytes(text), into);
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
