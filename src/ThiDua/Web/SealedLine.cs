using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace ThiDua.Web;

/// <summary>The site's own certificate with those that lead from it to a root, and how the line that it seals is spoken.</summary>
public sealed record SealedLine(X509Certificate2 Certificate, X509Certificate2Collection Others)
{
    /// <summary>Those with a key of their own for each line, the strongest first; on systems that let a program choose.</summary>
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ];

    /// <exception cref="CryptographicException">No such file of certificates, or another password.</exception>
    public static SealedLine Read(byte[] pfx, string? password)
    {
        var all = X509CertificateLoader.LoadPkcs12Collection(pfx, password);
        var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("no private key");
        all.Remove(own);
        return new(own, all);
    }

    /// <summary>Why a browser would warn of it: "expired", "name", "untrusted"; null: it would not.</summary>
    /// <param name="roots">Whom to trust; null: whom this machine trusts.</param>
    public string? Fault(string host, DateTime now, X509Certificate2Collection? roots = null)
    {
        if (now < Certificate.NotBefore || now > Certificate.NotAfter) return "expired";
        if (!Certificate.MatchesHostname(host)) return "name";
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // the browsers ask; an office's machine may not reach whom to ask
        chain.ChainPolicy.VerificationTime = now;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new("1.3.6.1.5.5.7.3.1")); // for servers
        chain.ChainPolicy.ExtraStore.AddRange(Others);
        if (roots is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        }
        return chain.Build(Certificate) ? null : "untrusted";
    }

    public void Set(HttpsConnectionAdapterOptions https)
    {
        (https.ServerCertificate, https.ServerCertificateChain, https.SslProtocols) = (Certificate, Others, SslProtocols.Tls12 | SslProtocols.Tls13);
        if (!OperatingSystem.IsWindows()) https.OnAuthenticate = Choose;
    }

    [UnsupportedOSPlatform("windows")]
    private static void Choose(ConnectionContext? connection, SslServerAuthenticationOptions line) => line.CipherSuitesPolicy = new(Suites);
}
