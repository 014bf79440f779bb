using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Net.Http.Headers;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Intake;
using ThiDua.Tests.Access;
using ThiDua.Tests.Api;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>What protects every page and answer whatever it holds: the site as others reach it, behind a proxy that speaks https.</summary>
public sealed class ArmourTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-armour-").FullName;
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly SignInProvider provider = new();
    private Installation installation = null!;
    private WebApplication site = null!;

    public async ValueTask InitializeAsync()
    {
        await provider.Start();
        installation = new(Path.Combine(folder, "a", "data"), null, TimeProvider.System, null);
        site = Site.Build(new(installation, "http://127.0.0.1:0", false)
        {
            Public = new("https://thidua.example"), Proxy = IPAddress.Loopback, OpenId = OpenId.Read($"issuer={provider.Issuer};client=thidua;secret=bi-mat"),
        });
        await site.StartAsync(TestContext.Current.CancellationToken);
        client.BaseAddress = new(site.Urls.First());
    }

    [Theory]
    [InlineData("GET", "/dang-nhap", 200, "text/html; charset=utf-8"), InlineData("GET", "/khong-co", 404, "text/html; charset=utf-8"), InlineData("POST", "/dang-nhap", 400, "text/html; charset=utf-8")]
    [InlineData("GET", "/thidua.css", 200, "text/css; charset=utf-8"), InlineData("GET", "/thidua.js", 200, "text/javascript; charset=utf-8"), InlineData("GET", "/star.svg", 200, "image/svg+xml; charset=utf-8")]
    [InlineData("GET", "/tai-khoan", 302, ""), InlineData("GET", "/api/v1/campaigns", 401, "application/problem+json"), InlineData("GET", "/api/v1/openapi.json", 200, "application/vnd.oai.openapi+json")]
    [InlineData("GET", "/dang-nhap?host=evil.example", 403, "")]
    public async Task Every_answer_carries_the_armour(string method, string address, int status, string type)
    {
        using var request = Sealed(new(new(method), address));
        if (method == "POST") request.Content = new FormUrlEncodedContent([new("name", "lan")]);
        if (address.Contains("evil", StringComparison.Ordinal)) request.Headers.Host = "evil.example";
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((status, type), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.ToString() ?? ""));
        Assert.Equal("""
            Content-Security-Policy: default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'
            Cross-Origin-Opener-Policy: same-origin
            Cross-Origin-Resource-Policy: same-origin
            Referrer-Policy: same-origin
            Strict-Transport-Security: max-age=31536000; includeSubDomains
            X-Content-Type-Options: nosniff
            """, string.Join('\n', answer.Headers.Where(h => h.Key.StartsWith("Cross-", StringComparison.Ordinal) || h.Key is "Content-Security-Policy" or "Referrer-Policy" or "Strict-Transport-Security" or "X-Content-Type-Options" or "Server" or "Access-Control-Allow-Origin")
                .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}")));
    }

    [Fact]
    public async Task Every_cookie_of_a_sealed_line_belongs_to_this_host()
    {
        var account = SignedIn.Account(installation, "lan", Role.StandingOffice);
        new KeepOwnAccount(installation).ChangePassword(account, "", "cửa sổ nhìn ra sông", null, IPAddress.Loopback);
        var session = "__Host-thidua=" + new Sessions(installation).Begin(account, Way.Link, null, "");
        HttpResponseMessage[] answers =
        [
            await Get("/dang-nhap"), await Get("/dang-nhap?lang=en"), await Get("/dang-nhap/nha-cung-cap"), await client.SendAsync(Sealed(new(HttpMethod.Post, "/khoa/hoi")), TestContext.Current.CancellationToken),
            await Send("/dang-nhap", "/dang-nhap", null, ("name", "lan"), ("password", "cửa sổ nhìn ra sông")), await Send("/tai-khoan", "/tai-khoan/ma-khoi-phuc", session, ("tiep", "")),
        ];
        using (var db = installation.Open()) db.Execute("update account set password = null"); // no second factor is asked for
        answers = [.. answers, await Send("/tai-khoan", "/c/9936/goi/hien", session, ("reason", "gọi lại"))];
        var cookies = answers.SelectMany(a => a.Headers.TryGetValues("Set-Cookie", out var set) ? SetCookieHeaderValue.ParseList([.. set]) : []).ToList();
        Assert.Equal(["__Host-form", "__Host-hien", "__Host-lang", "__Host-nonce", "__Host-once", "__Host-passkey", "__Host-question", "__Host-thidua"],
            cookies.Select(c => c.Name.ToString().Split('.')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal([], cookies.Where(c => !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain.HasValue || c.SameSite is not (Microsoft.Net.Http.Headers.SameSiteMode.Lax or Microsoft.Net.Http.Headers.SameSiteMode.Strict)).Select(c => c.ToString()));
    }

    [Theory, InlineData("/tai-khoan"), InlineData("/c/9936/xep-hang"), InlineData("/c/9936/xep-hang.csv?of=officers"), InlineData("/api/v1/campaigns"), InlineData("/nhap/mau/Results")]
    public async Task Browsers_keep_no_page_or_file_of_who_signed_in(string address)
    {
        await using var api = await ApiSite.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api.Client.BaseAddress!, address));
        request.Headers.Add("Cookie", "thidua=" + new Sessions(api.Office.Installation).Begin(SignedIn.Account(api.Office.Installation), Way.Passkey, IPAddress.Loopback, ""));
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.CacheControl?.NoStore));
    }

    [Theory]
    [InlineData("GET", "/fonts/", 404), InlineData("GET", "/.git/config", 404), InlineData("GET", "/thidua.dll", 404), InlineData("GET", "/thidua.key", 404), InlineData("GET", "/..%2fthidua.dll", 404), InlineData("TRACE", "/dang-nhap", 405)]
    public async Task What_was_not_meant_to_be_served_is_not(string method, string address, int status)
    {
        using var request = Sealed(new(new(method), address));
        request.Headers.Add("X-Kin", "kin-mot-hai-ba");
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain("kin-mot-hai-ba", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AC_23_a_file_too_large_is_refused_before_it_is_read()
    {
        await using var api = await ApiSite.Start();
        using var sender = new TcpClient();
        await sender.ConnectAsync(IPAddress.Loopback, api.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var line = sender.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes($"POST /api/v1/imports?kind=results&file=a.csv HTTP/1.1\r\nHost: localhost\r\nAuthorization: {api.Client.DefaultRequestHeaders.Authorization}\r\nContent-Length: {(512L << 20) + 1}\r\n\r\n"), TestContext.Current.CancellationToken);
        using var answer = new StreamReader(line);
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await answer.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AC_23_a_name_of_an_upload_stays_within_its_header()
    {
        const string Name = "bảng\";\r\nX-Kin: 1; filename=\"chay.exe";
        await using var api = await ApiSite.Start();
        var filed = await api.Send("POST", $"imports?kind=results&dryRun=true&file={Uri.EscapeDataString(Name + ".csv")}", SmallTown.Results, ("Prefer", "respond-async"));
        await api.Over(filed.Headers.Location!.OriginalString);
        var answer = await api.Client.GetAsync(filed.Headers.Location!.OriginalString + "/workbook", TestContext.Current.CancellationToken);
        var disposition = ContentDispositionHeaderValue.Parse(answer.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.Equal(("attachment", Name + "-danh-dau.xlsx", "filename filename*"), (disposition.DispositionType.ToString(), disposition.FileNameStar.ToString(), string.Join(' ', disposition.Parameters.Select(p => p.Name))));
        Assert.False(answer.Headers.Contains("X-Kin"));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1"), InlineData("+84", "'+84"), InlineData("@a", "'@a"), InlineData("\tx", "'\tx"), InlineData("-a", "'-a"), InlineData("-1,5", "-1,5"), InlineData("Lê An", "Lê An"), InlineData("", "")]
    public void AC_23_a_text_that_a_spreadsheet_would_run_is_disarmed(string text, string safe) => Assert.Equal(safe, OutgoingText.Disarm(text));

    [Fact]
    public async Task Folders_of_the_data_are_nobody_elses()
    {
        installation.OpenTokens(); // the first who needs the key makes it
        using var file = new MemoryStream([1]);
        await new Uploads(new(installation, "", false)).Keep(new Microsoft.AspNetCore.Http.FormFile(file, 0, 1, "file", "a.csv"));
        string[] folders = [folder + "/a/data", folder + "/a/data/web-keys", Uploads.FolderOf(installation)];
#pragma warning disable CA1416 // tests run on Linux
        Assert.All(folders, f => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(f)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(installation.DataFolder, KeyFile.Name)));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task Cookies_are_sealed_as_values_are()
    {
        await Get("/dang-nhap");
        var key = File.ReadAllText(Directory.EnumerateFiles(Path.Combine(installation.DataFolder, "web-keys"), "*.xml").Single());
        Assert.Contains("<encryption algorithm=\"AES_256_GCM\" />", key, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_site_is_never_in_development()
    {
        try
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", "Development");
            await using var other = Site.Build(new(installation, "http://127.0.0.1:0", false));
            Assert.True(other.Environment.IsProduction());
        }
        finally
        {
            Environment.SetEnvironmentVariable("ASPNETCORE_ENVIRONMENT", null);
        }
    }

    [Fact]
    public async Task A_sealed_line_speaks_no_old_protocol_and_no_weak_suite()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var open = Site.Build(new(installation, "https://127.0.0.1:0", false) { Public = new("https://localhost"), Line = SealedLine.Read(made.Export(X509ContentType.Pkcs12), null) });
        await open.StartAsync(TestContext.Current.CancellationToken);
#pragma warning disable SYSLIB0039, CA5397 // the old protocol is what is tried
        Assert.Equal([TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, null],
        [
            await Chosen(SslProtocols.Tls13, TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_AES_256_GCM_SHA384), // ours is the choice, not who asks
            await Chosen(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384),
            await Chosen(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384, TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA),
        ]);
        Assert.Equal([SslProtocols.Tls13, SslProtocols.Tls12, SslProtocols.None], [await Speak(SslProtocols.Tls12 | SslProtocols.Tls13), await Speak(SslProtocols.Tls12), await Speak(SslProtocols.Tls11)]);
#pragma warning restore SYSLIB0039, CA5397

#pragma warning disable CA1416 // Windows lets no program choose; tests run on Linux
        async Task<SslProtocols> Speak(SslProtocols protocols) => (await Line(protocols, null))?.Protocol ?? SslProtocols.None;
        async Task<TlsCipherSuite?> Chosen(SslProtocols protocol, params TlsCipherSuite[] suites) => (await Line(protocol, new(suites)))?.Suite;

        async Task<(SslProtocols Protocol, TlsCipherSuite Suite)?> Line(SslProtocols protocols, CipherSuitesPolicy? suites)
        {
            using var line = new TcpClient();
            await line.ConnectAsync(IPAddress.Loopback, new Uri(open.Urls.First()).Port, TestContext.Current.CancellationToken);
#pragma warning disable CA5359 // the certificate is our own
            await using var tls = new SslStream(line.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
            try
            {
                await tls.AuthenticateAsClientAsync(new() { TargetHost = "localhost", EnabledSslProtocols = protocols, CipherSuitesPolicy = suites }, TestContext.Current.CancellationToken);
                return (tls.SslProtocol, tls.NegotiatedCipherSuite);
            }
            catch (Exception e) when (e is AuthenticationException or IOException)
            {
                return null;
            }
        }
#pragma warning restore CA1416
    }

    [Fact]
    public void Scripts_of_the_pages_keep_and_run_nothing()
    {
        string[] dangerous = ["eval", "Function(", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "localStorage", "sessionStorage", "indexedDB", "document.cookie", "postMessage", "addEventListener(\"message\"", "__proto__", "import(", "setTimeout(\""];
        var scripts = Repository.Sources("src/ThiDua/wwwroot", "*.js").ToList();
        Assert.Equal(["passkey.js", "thidua.js"], scripts.Select(Path.GetFileName));
        Assert.Equal([], from script in scripts from word in dangerous where File.ReadAllText(script).Contains(word, StringComparison.Ordinal) select $"{Path.GetFileName(script)}: {word}");
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await site.DisposeAsync();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<HttpResponseMessage> Get(string address)
    {
        using var request = Sealed(new(HttpMethod.Get, address));
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> Send(string page, string action, string? cookie, params (string Name, string Value)[] fields) => Form.Send(client, page, action, cookie, fields, r => Sealed(r));

    /// <summary>As the proxy hands it on.</summary>
    private static HttpRequestMessage Sealed(HttpRequestMessage request)
    {
        request.Headers.Host = "thidua.example";
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return request;
    }
}
