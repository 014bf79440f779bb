using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>What became of an attempt to open a seal.</summary>
public enum SealState
{
    Opened,
    /// <summary>Sealed with another key file.</summary>
    OtherKey,
    /// <summary>Altered, cut off, or moved from another person, file or row.</summary>
    Damaged,
}

/// <summary>
/// Seals and opens with AES-256-GCM. The key of a person is HMAC-SHA256(master, salt); the master comes from the key file by HKDF,
/// apart from what tokens are made with. Whose values, in which table, recording and row, under which key file: all of it is bound in
/// as associated data, so that a seal opens only where it was put.
/// </summary>
public sealed class SealKey
{
    public const int SaltLength = 16;
    public const int NonceLength = 12;
    private const int TagLength = 16;
    private const int IdLength = 4;

    /// <summary>Form of a seal: this byte, id of the key file, nonce, tag, values.</summary>
    private const byte Form = 1;
    private const int Head = 1 + IdLength + NonceLength + TagLength;

    /// <summary>Mark, subject, recording, row, key file.</summary>
    private const int BoundLength = 1 + 8 + 8 + 4 + IdLength;

    private const char UnitMark = 'u';
    private static readonly byte[] NoSalt = new byte[SaltLength];

    private readonly KeyedHash master;
    private readonly byte[] id;

    private SealKey(byte[] keyFile)
    {
        master = new(HKDF.DeriveKey(HashAlgorithmName.SHA256, keyFile, 32, info: "thidua seal"u8.ToArray()));
        id = HKDF.DeriveKey(HashAlgorithmName.SHA256, keyFile, IdLength, info: "thidua seal key id"u8.ToArray());
    }

    /// <summary>The key of an installation; made when there is none yet.</summary>
    public static SealKey Open(Db db) => new(KeyFile.Open(db.DataFolder));

    /// <summary>Null when the key file is not there: then nothing can be opened.</summary>
    public static SealKey? Find(Db db) => KeyFile.Find(db.DataFolder) is { } key ? new(key) : null;

    /// <summary>
    /// The store was sealed with this key file, or nothing is sealed yet. With another one every person would be a new one, and
    /// counted again.
    /// </summary>
    public bool IsOf(Db db) => SealedOf.All.All(s => db.One<byte[]>($"select content from {s.Sealed} limit 1") is not { Length: > IdLength } content
        || content.AsSpan(1, IdLength).SequenceEqual(id));

    /// <param name="first">The first row whose values are inside.</param>
    /// <param name="nonce">Random, never used before.</param>
    public byte[] Seal(char of, long subject, RowId first, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> values)
    {
        var content = new byte[Head + values.Length];
        content[0] = Form;
        id.CopyTo(content, 1);
        nonce.CopyTo(content.AsSpan(1 + IdLength));
        Span<byte> key = stackalloc byte[KeyedHash.Length];
        master.Of(salt, key);
        Span<byte> bound = stackalloc byte[BoundLength];
        Bind(of, subject, first, bound);
        AesGcmOnce.Encrypt(key, nonce, values, content.AsSpan(Head), content.AsSpan(Head - TagLength, TagLength), bound);
        return content;
    }

    /// <returns>The values; null with the state that tells why not.</returns>
    public byte[]? Open(char of, long subject, RowId first, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> content, out SealState state)
    {
        state = SealState.Damaged;
        if (content.Length < Head || content[0] != Form || salt.Length != SaltLength) return null;
        if (!content.Slice(1, IdLength).SequenceEqual(id))
        {
            state = SealState.OtherKey;
            return null;
        }
        var values = new byte[content.Length - Head];
        try
        {
            Span<byte> key = stackalloc byte[KeyedHash.Length];
            master.Of(salt, key);
            Span<byte> bound = stackalloc byte[BoundLength];
            Bind(of, subject, first, bound);
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(content.Slice(1 + IdLength, NonceLength), content[Head..], content.Slice(Head - TagLength, TagLength), values, bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        state = SealState.Opened;
        return values;
    }

    /// <summary>Unknown columns of a unit: of no person, but who knows what stands in them.</summary>
    public byte[] SealExtra(int unit, RowId row, IReadOnlyList<KeyValuePair<string, string>> extra)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) PersonalValues.Write(json, extra);
        return SealUnit(unit, row, buffer.WrittenSpan);
    }

    public byte[] SealUnit(int unit, RowId row, ReadOnlySpan<byte> values) =>
        Seal(UnitMark, unit, row, NoSalt, RandomNumberGenerator.GetBytes(NonceLength), values);

    public byte[]? OpenUnit(int unit, RowId row, ReadOnlySpan<byte> content, out SealState state) => Open(UnitMark, unit, row, NoSalt, content, out state);

    private void Bind(char of, long subject, RowId first, Span<byte> bound)
    {
        bound[0] = (byte)of;
        BinaryPrimitives.WriteInt64BigEndian(bound[1..], subject);
        BinaryPrimitives.WriteInt64BigEndian(bound[9..], first.Recording);
        BinaryPrimitives.WriteInt32BigEndian(bound[17..], first.Row);
        id.CopyTo(bound[21..]);
    }
}
