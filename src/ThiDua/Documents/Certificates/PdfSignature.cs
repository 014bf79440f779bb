using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace ThiDua.Documents.Certificates;

/// <summary>
/// Signs a PDF that we drew with the certificate of an office: what was there stays byte for byte, and behind it stands a signature over all of it
/// (ETSI.CAdES.detached). Key and password are used and forgotten.
/// </summary>
public sealed partial class PdfSignature : IDisposable
{
    /// <summary>Room for the signature and the chain of certificates, in bytes.</summary>
    private const int Room = 24_000;

    private const string RangeBlank = "/ByteRange [0 0000000000 0000000000 0000000000]";

    private readonly X509Certificate2Collection chain;
    private readonly X509Certificate2 certificate;
    private readonly TimeProvider clock;

    private PdfSignature(X509Certificate2Collection chain, X509Certificate2 certificate, TimeProvider clock) => (this.chain, this.certificate, this.clock) = (chain, certificate, clock);

    /// <param name="key">A PKCS #12 file (.pfx, .p12).</param>
    /// <exception cref="CertificateException">It cannot be opened, holds no key that signs, or does not hold on this day.</exception>
    public static PdfSignature Of(byte[] key, string password, TimeProvider clock)
    {
        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(key, password, X509KeyStorageFlags.EphemeralKeySet);
        }
        catch (CryptographicException)
        {
            throw new CertificateException("key-unread");
        }
        var keyed = all.Where(c => c.HasPrivateKey).ToList();
        if (keyed.Count == 0) throw new CertificateException("key-without-key");
        var now = clock.GetUtcNow().UtcDateTime;
        // A file often holds one certificate to sign with and one to encrypt with.
        if (keyed.Where(Signs).OrderBy(c => now < c.NotBefore.ToUniversalTime() || now > c.NotAfter.ToUniversalTime()).ThenBy(c => UsageOf(c) is null).FirstOrDefault() is not { } own) throw new CertificateException("key-not-for-signing");
        if (now < own.NotBefore.ToUniversalTime() || now > own.NotAfter.ToUniversalTime())
            throw new CertificateException("key-expired", Texts.Written.Day(DateOnly.FromDateTime(own.NotBefore)), Texts.Written.Day(DateOnly.FromDateTime(own.NotAfter)));
        return new(all, own, clock);
    }

    private static X509KeyUsageFlags? UsageOf(X509Certificate2 certificate) => certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault()?.KeyUsages;

    /// <summary>A certificate that does not say what it is for is for everything.</summary>
    private static bool Signs(X509Certificate2 certificate) => UsageOf(certificate) is not { } usage || (usage & (X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation)) != 0;

    public void Dispose()
    {
        foreach (var one in chain) one.Dispose();
    }

    /// <param name="pdf">With a classic table of references, as we draw it.</param>
    public byte[] Sign(byte[] pdf)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = text.LastIndexOf("trailer", StringComparison.Ordinal);
        var before = long.Parse(StartXref().Match(text, trailer).Groups[1].Value, CultureInfo.InvariantCulture);
        var (root, size) = (Number(Root(), text[trailer..]), Number(Size(), text[trailer..]));
        var catalog = Object(text, root);
        var page = Number(Pages(), catalog);
        while (FirstKid().Match(Object(text, page)) is { Success: true } kid) page = int.Parse(kid.Groups[1].Value, CultureInfo.InvariantCulture); // many pages stand in a tree
        var (signature, field) = (size, size + 1);
        var at = clock.GetUtcNow().UtcDateTime.ToString("'D:'yyyyMMddHHmmss'Z'", CultureInfo.InvariantCulture);
        var added = new StringBuilder();
        var places = new SortedDictionary<int, int>();
        Add(root, Within(catalog, $"/AcroForm <</Fields [{field} 0 R] /SigFlags 3>>"));
        Add(page, Annotated(Object(text, page), field));
        Add(signature, $"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ({at}) {RangeBlank} /Contents <{new string('0', 2 * Room)}>>>");
        Add(field, $"<</Type /Annot /Subtype /Widget /FT /Sig /T (ThiDua) /F 132 /Rect [0 0 0 0] /P {page} 0 R /V {signature} 0 R>>");
        var xref = pdf.Length + added.Length;
        added.Append("xref\n");
        foreach (var (number, place) in places) added.Append(CultureInfo.InvariantCulture, $"{number} 1\n{place:D10} 00000 n \n");
        added.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size + 2} /Root {root} 0 R{Info().Match(text[trailer..]).Value} /Prev {before}>>\nstartxref\n{xref}\n%%EOF\n");

        var whole = new byte[pdf.Length + added.Length];
        pdf.CopyTo(whole, 0);
        Encoding.Latin1.GetBytes(added.ToString(), whole.AsSpan(pdf.Length));
        var content = added.ToString();
        var open = pdf.Length + content.IndexOf("/Contents <", StringComparison.Ordinal) + "/Contents ".Length;
        var close = open + 2 * Room + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"/ByteRange [0 {open} {close} {whole.Length - close}").PadRight(RangeBlank.Length - 1) + "]";
        Encoding.Latin1.GetBytes(range, whole.AsSpan(pdf.Length + content.IndexOf(RangeBlank, StringComparison.Ordinal)));
        Encoding.Latin1.GetBytes(Convert.ToHexString(Over([.. whole.AsSpan(0, open), .. whole.AsSpan(close)])), whole.AsSpan(open + 1));
        return whole;

        void Add(int number, string said)
        {
            places[number] = pdf.Length + added.Length;
            added.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{said}\nendobj\n");
        }
    }

    private byte[] Over(byte[] content)
    {
        var cms = new SignedCms(new ContentInfo(content), detached: true);
        var signer = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, certificate) { DigestAlgorithm = new("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        foreach (var one in chain) if (!one.Equals(certificate)) signer.Certificates.Add(one);
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", OwnCertificate()));
        try
        {
            cms.ComputeSignature(signer, silent: true);
            cms.CheckSignature(verifySignatureOnly: true); // the key of another certificate signs as readily as its own
        }
        catch (CryptographicException)
        {
            throw new CertificateException("key-does-not-sign");
        }
        var signature = cms.Encode();
        return signature.Length <= Room ? signature : throw new CertificateException("key-chain-long");
    }

    /// <summary>signing-certificate-v2: whose signature it is stands under the signature too.</summary>
    private byte[] OwnCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence()) using (writer.PushSequence()) using (writer.PushSequence()) writer.WriteOctetString(SHA256.HashData(certificate.RawData));
        return writer.Encode();
    }

    private static string Object(string text, int number)
    {
        var from = text.LastIndexOf($"\n{number.ToString(CultureInfo.InvariantCulture)} 0 obj", StringComparison.Ordinal);
        from = text.IndexOf("obj", from, StringComparison.Ordinal) + 3;
        return text[from..text.IndexOf("endobj", from, StringComparison.Ordinal)].Trim();
    }

    private static string Within(string dictionary, string entry) => dictionary[..dictionary.LastIndexOf(">>", StringComparison.Ordinal)] + " " + entry + ">>";

    private static string Annotated(string page, int field)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"{field} 0 R");
        return page.Contains("/Annots [", StringComparison.Ordinal) ? page.Replace("/Annots [", $"/Annots [{own} ", StringComparison.Ordinal) : Within(page, $"/Annots [{own}]");
    }

    private static int Number(Regex pattern, string text) => int.Parse(pattern.Match(text).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\s+(\d+)")]
    private static partial Regex StartXref();

    [GeneratedRegex(@"/Root (\d+) 0 R")]
    private static partial Regex Root();

    [GeneratedRegex(@"/Size (\d+)")]
    private static partial Regex Size();

    [GeneratedRegex(@" ?/Info \d+ 0 R")]
    private static partial Regex Info();

    [GeneratedRegex(@"/Pages (\d+) 0 R")]
    private static partial Regex Pages();

    [GeneratedRegex(@"/Kids \[\s*(\d+) 0 R")]
    private static partial Regex FirstKid();
}
