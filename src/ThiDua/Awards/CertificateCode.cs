using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;
using ThiDua.Database;

namespace ThiDua.Awards;

/// <summary>What the code on a certificate says of it: enough to find its line, and to prove without the store that the office made it.</summary>
/// <param name="Campaign">Number of the campaign in the store.</param>
/// <param name="Decision">Within the campaign.</param>
/// <param name="Number">As printed.</param>
/// <param name="Digest">Of who is named on it: see <see cref="CertificateCodes.Digest"/>.</param>
public sealed record CertificateFact(int Campaign, int Decision, int Line, string Number, DateOnly Day, byte[] Digest);

/// <summary>
/// Codes of certificates: what they say and a signature over it (Ed25519), in letters and digits that no scanner and no typist can take for another case. The key
/// follows from the key file; the other half of it, by which everybody can check, is no secret.
/// </summary>
public sealed class CertificateCodes : IDisposable
{
    private const byte Version = 1;
    private const int DigestLength = 16, SignatureLength = 64, Longest = 600;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly SignatureAlgorithm Ed25519 = SignatureAlgorithm.Ed25519;

    private readonly Key key;

    private CertificateCodes(byte[] seed) => key = Key.Import(Ed25519, seed, KeyBlobFormat.RawPrivateKey);

    public static CertificateCodes Of(Installation installation) => new(installation.OpenTokens().KeyFor("certificate"));

    /// <summary>By which everybody can check.</summary>
    public string Checked => Letters(key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    public void Dispose() => key.Dispose();

    /// <summary>Of what stands on the paper of him: his name, and the line of position and unit under it; however they are spaced there, in capitals or not.</summary>
    /// <param name="place">See <see cref="CertificateFields.PlaceOn"/>; "": there is no such line.</param>
    public static byte[] Digest(string name, string place) => SHA256.HashData(Encoding.UTF8.GetBytes($"{Plain(name)}\n{Plain(place)}"))[..DigestLength];

    private static string Plain(string text) => string.Join(' ', text.Normalize().ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Write(CertificateFact fact)
    {
        using var said = new MemoryStream();
        using var writer = new BinaryWriter(said);
        writer.Write(Version);
        foreach (var number in new[] { fact.Campaign, fact.Decision, fact.Line, Stored.Day(fact.Day) }) writer.Write7BitEncodedInt(number);
        writer.Write(fact.Number);
        writer.Write(fact.Digest);
        var content = said.ToArray();
        return Letters([.. content, .. Ed25519.Sign(key, content)]);
    }

    /// <returns>Null: the office did not make it.</returns>
    public CertificateFact? Read(string code) => Read(code, key.PublicKey);

    /// <param name="key">As <see cref="Checked"/> writes it.</param>
    /// <returns>Null: it was not made with that key, or there is no such key.</returns>
    public static CertificateFact? Read(string code, string key) =>
        Bytes(key) is { } bytes && PublicKey.TryImport(Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var known) ? Read(code, known!) : null;

    private static CertificateFact? Read(string code, PublicKey key)
    {
        if (Bytes(code) is not { Length: > SignatureLength + DigestLength } all || !Ed25519.Verify(key, all.AsSpan(..^SignatureLength), all.AsSpan(^SignatureLength..)) || all[0] != Version) return null;
        using var reader = new BinaryReader(new MemoryStream(all, 1, all.Length - 1 - SignatureLength));
        return new(reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt(), Day: Stored.Day(reader.Read7BitEncodedInt()), Number: reader.ReadString(), Digest: reader.ReadBytes(DigestLength));
    }

    /// <summary>What follows the last slash of an address, or the code itself; spaces and dashes of who copies by hand are passed over, and what is hung onto the address by whoever passed it on.</summary>
    public static string Cleaned(string text)
    {
        if (text.IndexOf("?ma=", StringComparison.Ordinal) is >= 0 and var asked) text = Uri.UnescapeDataString(text[(asked + 4)..].Split('&')[0].Replace('+', ' ')); // the page that a code was pasted into
        text = text.Split('?', '#')[0];
        return string.Concat(text[(text.TrimEnd('/').LastIndexOf('/') + 1)..].Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '/'))).ToUpperInvariant();
    }

    private static string Letters(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (held, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (held, bits) = ((held << 8 | b) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Alphabet[held >> (bits - 5) & 31]);
        }
        if (bits > 0) text.Append(Alphabet[held << (5 - bits) & 31]);
        return text.ToString();
    }

    /// <returns>Null: it is no code. Of two texts that differ, no two give the same bytes.</returns>
    private static byte[]? Bytes(string text)
    {
        if (text.Length > Longest || text.Length % 8 is 1 or 3 or 6) return null;
        var bytes = new byte[text.Length * 5 / 8];
        var (held, bits, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            if (Alphabet.IndexOf(letter, StringComparison.Ordinal) is not (>= 0 and var value)) return null;
            (held, bits) = ((held << 5 | value) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bytes[at++] = (byte)(held >> (bits - 8));
            bits -= 8;
        }
        return (held & ((1 << bits) - 1)) == 0 ? bytes : null;
    }

    /// <summary>In groups, for whoever reads it from paper.</summary>
    public static string Grouped(string code) => string.Join(' ', code.Chunk(5).Select(c => string.Create(CultureInfo.InvariantCulture, $"{new string(c)}")));
}
