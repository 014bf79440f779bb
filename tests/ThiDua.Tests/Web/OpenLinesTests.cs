using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>Which lines may be open, and which certificate people would be warned of.</summary>
public sealed class OpenLinesTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Database=x", null), InlineData("Host=localhost:5433;Database=x", null), InlineData("Host=::1;Database=x", null), InlineData("Host=/var/run/postgresql;Database=x", null), InlineData("Database=x", null)]
    [InlineData("Host=db.vidu.vn;Database=x", "db.vidu.vn"), InlineData("Host=10.0.0.9:5433;Database=x;SSL Mode=Require", "10.0.0.9"), InlineData("Host=db.vidu.vn;SSL Mode=Prefer", "db.vidu.vn"), InlineData("Host=fd00::9", "fd00::9")]
    [InlineData("Host=db.vidu.vn;SSL Mode=VerifyFull", null), InlineData("Host=db.vidu.vn;SSL Mode=VerifyCA", null), InlineData("Host=127.0.0.1,10.0.0.9", "10.0.0.9"), InlineData("Host=10.0.0.7", null), InlineData("Host=Kho.noi-bo:5432", null)]
    [InlineData("chữ", null)]
    public void A_line_to_a_store_elsewhere_is_sealed_to_a_machine_that_shows_who_it_is(string address, string? open) => Assert.Equal(open, new OpenLines("10.0.0.7", "kho.noi-bo").OpenIn(address));

    [Fact]
    public void A_certificate_of_which_browsers_would_warn_is_known_before_they_do()
    {
        var now = DateTime.Now;
        using var root = Issued("Gốc", null, isIssuer: true);
        using var between = Issued("Trung gian", root, isIssuer: true);
        using var leaf = Issued("thidua.vidu.vn", between, isIssuer: false);
        var line = SealedLine.Read(new X509Certificate2Collection { leaf, Public(between) }.Export(X509ContentType.Pkcs12)!, null);
        var roots = new X509Certificate2Collection(Public(root));
        Assert.Equal(
            [null, "name", "expired", "expired", "untrusted", "untrusted"],
            new[]
            {
                line.Fault("thidua.vidu.vn", now, roots), line.Fault("khac.vidu.vn", now, roots), line.Fault("thidua.vidu.vn", now.AddDays(60), roots), line.Fault("thidua.vidu.vn", now.AddDays(-60), roots),
                line.Fault("thidua.vidu.vn", now), // this machine does not know the root
                new SealedLine(leaf, []).Fault("thidua.vidu.vn", now, roots), // the one between is missing
            });
    }

    /// <summary>One moment for all: a certificate that was made a second later would end after the one that vouches for it.</summary>
    private static readonly DateTimeOffset Made = DateTimeOffset.UtcNow;

    private static X509Certificate2 Public(X509Certificate2 certificate) => X509CertificateLoader.LoadCertificate(certificate.RawData);

    private static X509Certificate2 Issued(string name, X509Certificate2? by, bool isIssuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isIssuer, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(isIssuer ? X509KeyUsageFlags.KeyCertSign : X509KeyUsageFlags.DigitalSignature, true));
        var names = new SubjectAlternativeNameBuilder();
        if (!isIssuer) names.AddDnsName(name);
        if (!isIssuer) request.CertificateExtensions.Add(names.Build());
        var (from, to) = (Made.AddDays(-30), Made.AddDays(30));
        if (by is null) return request.CreateSelfSigned(from, to);
        using var made = request.Create(by, from, to, RandomNumberGenerator.GetBytes(8));
        return made.CopyWithPrivateKey(key);
    }
}
