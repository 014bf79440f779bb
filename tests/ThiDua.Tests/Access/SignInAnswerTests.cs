using System.Net;
using Microsoft.AspNetCore.Builder;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Access;

/// <summary>What the addresses of signing in answer to who does not play by the page.</summary>
public sealed class SignInAnswerTests : EmptySite
{
    [Theory, InlineData("//evil.example", "/"), InlineData("https://evil.example/", "/"), InlineData("/\\evil.example", "/"), InlineData("/tai-khoan", "/tai-khoan")]
    public async Task Signing_in_leads_to_this_site_only(string tiep, string to)
    {
        var account = SignedIn.Account(Installation, "lan", Role.Auditor);
        new KeepOwnAccount(Installation).ChangePassword(account, "", "cửa sổ nhìn ra sông", null, IPAddress.Loopback);
        var answer = await Send("/dang-nhap", "/dang-nhap", null, ("name", "lan"), ("password", "cửa sổ nhìn ra sông"), ("tiep", tiep));
        Assert.Equal((HttpStatusCode.Found, to), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Matches("^thidua=[A-Za-z0-9_-]{43}; path=/; samesite=lax; httponly$", answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("thidua=", StringComparison.Ordinal)));
    }

    /// <summary>A key that somebody put into the browser beforehand, his own or an invented one, is not the one that counts afterwards.</summary>
    [Fact]
    public async Task A_session_known_before_signing_in_is_worth_nothing_after()
    {
        var (account, attacker) = (SignedIn.Account(Installation, "lan", Role.Auditor), SignedIn.Account(Installation, "ke-gian", Role.Auditor));
        var planted = new Sessions(Installation).Begin(attacker, Way.Link, null, "");
        var link = "/vao/" + new SignInLinks(Installation).New(account);
        var answer = await Send(link, link, "thidua=" + planted, ("tiep", ""));
        var given = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("thidua=", StringComparison.Ordinal)).Split(';')[0]["thidua=".Length..];
        var sessions = new Sessions(Installation);
        Assert.Equal((null, account), (sessions.Find(planted, "browser")?.Account, sessions.Find(given, "browser")?.Account));
    }

    [Fact]
    public async Task A_form_of_another_page_signs_nobody_in()
    {
        var key = new SignInLinks(Installation).New(SignedIn.Account(Installation, "lan", Role.Auditor));
        using var form = new FormUrlEncodedContent([new("tiep", "")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await Client.PostAsync("/vao/" + key, form, TestContext.Current.CancellationToken)).StatusCode);
        Assert.NotNull(new SignInLinks(Installation).Use(key));
    }

    [Fact]
    public async Task Who_tries_too_often_is_told_when_to_come_back()
    {
        for (var i = 0; i < TryLimit.FreeOfName; i++) Assert.Equal("/dang-nhap?loi=wrong&tiep=%2F", (await Try()).Headers.Location!.ToString());
        var answer = await Try();
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.Contains("Thử quá nhiều lần", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);

        Task<HttpResponseMessage> Try() => Send("/dang-nhap", "/dang-nhap", null, ("name", "lan"), ("password", "không đúng đâu"), ("tiep", "/"));
    }

    /// <summary>One account that asks without end is told to wait, and keeps nobody else from asking.</summary>
    [Fact]
    public async Task Who_asks_without_end_is_told_to_wait_and_others_are_not()
    {
        var (key, other) = (SignedIn.Key(Installation, SignedIn.Account(Installation, "lan", Role.Auditor)), SignedIn.Key(Installation, SignedIn.Account(Installation, "mai", Role.Auditor)));
        var asked = 0;
        HttpResponseMessage answer;
        do answer = await Get(key);
        while (answer.StatusCode == HttpStatusCode.OK && ++asked < 20 * RequestLimit.AtOnce);
        Assert.Equal((HttpStatusCode.TooManyRequests, "application/problem+json", TimeSpan.FromSeconds(1)), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.RetryAfter!.Delta));
        Assert.True(asked >= RequestLimit.AtOnce, $"after {asked}");
        Assert.Equal(HttpStatusCode.OK, (await Get(other)).StatusCode);
        HttpResponseMessage page;
        var tries = 0;
        do // on a slow machine a new second may begin in between
        {
            while ((await Get(key)).StatusCode == HttpStatusCode.OK) asked++;
            page = await Get(key, "/nhat-ky");
        }
        while (page.StatusCode == HttpStatusCode.OK && ++tries < 50);
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (page.StatusCode, WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("Máy đang bận", StringComparison.Ordinal)));

        async Task<HttpResponseMessage> Get(string shown, string address = "/api/v1/campaigns")
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new("Bearer", shown);
            return await Client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Theory, InlineData("/tai-khoan", "/dang-nhap?tiep=%2Ftai-khoan"), InlineData("/quan-tri?a=b", "/dang-nhap?tiep=%2Fquan-tri%3Fa%3Db")]
    public async Task Who_has_not_signed_in_is_led_to_it(string address, string to) => Assert.Equal(to, (await Client.GetAsync(address, TestContext.Current.CancellationToken)).Headers.Location!.ToString());

    [Fact]
    public async Task A_program_with_a_wrong_or_ended_key_gets_401_and_reaches_no_account_page()
    {
        var account = SignedIn.Account(Installation, "lan", Role.StandingOffice);
        var key = SignedIn.Key(Installation, account);
        var answers = new List<HttpStatusCode> { await Get(key, "/api/v1/campaigns"), await Get("khong-co", "/api/v1/campaigns"), await Get(key, "/tai-khoan") };
        new Sessions(Installation).EndAll(account);
        answers.Add(await Get(key, "/api/v1/campaigns"));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized], answers);

        async Task<HttpStatusCode> Get(string shown, string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new("Bearer", shown);
            return (await Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
        }
    }

    /// <summary>Only the named proxy is heard, only over https, only by the site's name; what others claim of themselves counts nothing.</summary>
    [Theory]
    [InlineData("127.0.0.1", "https", "thidua.example", HttpStatusCode.OK), InlineData("127.0.0.1", "http", "thidua.example", HttpStatusCode.Forbidden)]
    [InlineData("127.0.0.1", "https", "evil.example", HttpStatusCode.Forbidden), InlineData("192.0.2.1", "https", "thidua.example", HttpStatusCode.Forbidden)]
    public async Task Behind_a_proxy_only_the_proxy_is_heard(string proxy, string scheme, string host, HttpStatusCode status)
    {
        await using var behind = ThiDua.Web.Site.Build(new(Installation, "http://127.0.0.1:0", false) { Public = new("https://thidua.example"), Proxy = IPAddress.Parse(proxy) });
        await behind.StartAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, behind.Urls.First() + "/dang-nhap");
        request.Headers.Host = host;
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        Assert.Equal(status, (await Client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    /// <summary>A page elsewhere that leads a browser here must not make it come in by what it holds at the provider.</summary>
    [Theory, InlineData("same-origin", true), InlineData("cross-site", false), InlineData("none", false)]
    public async Task A_strange_page_cannot_start_signing_in(string from, bool begins)
    {
        await using var provider = new SignInProvider();
        await provider.Start();
        await using var linked = ThiDua.Web.Site.Build(new(Installation, "http://127.0.0.1:0", false) { OpenId = OpenId.Read($"issuer={provider.Issuer};Client=thidua;secret=bi-mat") });
        await linked.StartAsync(TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, linked.Urls.First() + "/dang-nhap/nha-cung-cap");
        request.Headers.Add("Sec-Fetch-Site", from);
        var to = (await Client.SendAsync(request, TestContext.Current.CancellationToken)).Headers.Location!.ToString();
        Assert.Equal(begins, to.StartsWith(provider.Issuer, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "/"), InlineData("issuer", "/dang-nhap?loi=provider-failed"), InlineData("audience", "/dang-nhap?loi=provider-failed"), InlineData("key", "/dang-nhap?loi=provider-failed")]
    [InlineData("algorithm", "/dang-nhap?loi=provider-failed"), InlineData("time", "/dang-nhap?loi=provider-failed"), InlineData("nonce", "/dang-nhap?loi=provider-failed")]
    public async Task A_provider_that_is_not_the_one_that_was_set_up_lets_nobody_in(string fault, string to)
    {
        await using var provider = new SignInProvider { Fault = fault };
        await provider.Start();
        await using var linked = ThiDua.Web.Site.Build(new(Installation, "http://127.0.0.1:0", false) { OpenId = OpenId.Read($"issuer={provider.Issuer};Client=thidua;secret=bi-mat") });
        await linked.StartAsync(TestContext.Current.CancellationToken);
        var account = SignedIn.Account(Installation, "lan", Role.Auditor);
        foreach (var issuer in new[] { provider.Issuer, "https://khac.example" }) new ExternalLogins(Installation).Link(account, issuer, provider.Subject);
        Assert.Equal(to, await ThroughTheProvider(linked, "/dang-nhap/nha-cung-cap", null));
    }

    /// <summary>Who does not say that two factors were asked for has asked for one, unless the office vouches for it.</summary>
    [Theory, InlineData("", "pwd mfa", null, "/"), InlineData("", "pwd", null, "/dang-nhap?loi=provider-weak"), InlineData("", "", null, "/dang-nhap?loi=provider-weak"), InlineData("", "pwd", "cao", "/dang-nhap?loi=provider-weak")]
    [InlineData("amr=otp hwk", "pwd hwk", null, "/"), InlineData("amr=otp hwk", "pwd mfa", null, "/dang-nhap?loi=provider-weak"), InlineData("acr=cao", "", "cao", "/"), InlineData("acr=cao", "mfa", "thap", "/dang-nhap?loi=provider-weak")]
    [InlineData("strength=trusted", "", null, "/")]
    public async Task A_provider_must_say_that_it_asked_for_two_factors(string setting, string methods, string? level, string to)
    {
        await using var provider = new SignInProvider { Methods = methods.Split(' ', StringSplitOptions.RemoveEmptyEntries), Level = level };
        await provider.Start();
        await using var linked = ThiDua.Web.Site.Build(new(Installation, "http://127.0.0.1:0", false) { OpenId = OpenId.Read($"issuer={provider.Issuer};Client=thidua;secret=bi-mat;{setting}") });
        await linked.StartAsync(TestContext.Current.CancellationToken);
        new ExternalLogins(Installation).Link(SignedIn.Account(Installation, "lan", Role.StandingOffice), provider.Issuer, provider.Subject);
        Assert.Equal(to, await ThroughTheProvider(linked, "/dang-nhap/nha-cung-cap", null));
    }

    [Fact]
    public void A_strength_that_nobody_knows_is_a_wrong_setting() => Assert.Throws<FormatException>(() => OpenId.Read("issuer=https://a.vn;client=c;secret=s;strength=yes"));

    /// <summary>To confirm, the provider must have asked again, and must say so.</summary>
    [Theory, InlineData(1, "/tai-khoan"), InlineData(10, "/dang-nhap?loi=provider-failed"), InlineData(null, "/dang-nhap?loi=provider-failed")]
    public async Task Confirming_through_a_provider_needs_a_fresh_sign_in_there(int? minutes, string to)
    {
        await using var provider = new SignInProvider { SignedInAt = minutes is { } ago ? DateTimeOffset.UtcNow.AddMinutes(-ago) : null };
        await provider.Start();
        await using var linked = ThiDua.Web.Site.Build(new(Installation, "http://127.0.0.1:0", false) { OpenId = OpenId.Read($"issuer={provider.Issuer};Client=thidua;secret=bi-mat") });
        await linked.StartAsync(TestContext.Current.CancellationToken);
        var account = SignedIn.Account(Installation, "lan", Role.Auditor);
        new ExternalLogins(Installation).Link(account, provider.Issuer, provider.Subject);
        Assert.Equal(to, await ThroughTheProvider(linked, "/xac-nhan/nha-cung-cap?tiep=/tai-khoan", new Sessions(Installation).Begin(account, Way.Provider, null, "")));
    }

    /// <summary>Where a browser ends that begins at an address which leads to the provider.</summary>
    private static async Task<string> ThroughTheProvider(WebApplication linked, string begin, string? session)
    {
        var next = new Uri(linked.Urls.First() + begin);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (session is not null) handler.CookieContainer.Add(next, new Cookie("thidua", session, "/"));
        using var browser = new HttpClient(handler);
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        for (var step = 0; step < 3; step++) next = new(next, (await browser.GetAsync(next, TestContext.Current.CancellationToken)).Headers.Location!);
        return next.PathAndQuery;
    }

    [Theory, InlineData("/tai-khoan/phien/ket-thuc"), InlineData("/tai-khoan/phien/ket-thuc-het")]
    public async Task Ending_sessions_is_asked_for_again(string address)
    {
        var account = SignedIn.Account(Installation, "lan", Role.Auditor);
        new KeepOwnAccount(Installation).ChangePassword(account, "", "cửa sổ nhìn ra sông", null, IPAddress.Loopback);
        var (mine, other) = (new Sessions(Installation).Begin(account, Way.Password, null, ""), new Sessions(Installation).Begin(account, Way.Password, null, ""));
        using (var db = Installation.Open()) db.Execute("update session set confirmed_at = '2026-01-01T00:00:00.000Z'");
        var answer = await Send("/tai-khoan", address, "thidua=" + mine, ("session", Keys.Sha256(other)), ("tiep", ""));
        Assert.StartsWith("/xac-nhan?", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(new Sessions(Installation).Find(other, "browser"));
    }

    /// <summary>Names that leave the program, and rules: asked for again. A list of units or tasks goes, and a program's key was given for this.</summary>
    [Theory]
    [InlineData("GET", "/c/9936/xep-hang.csv?of=officers", "Found", "NotFound")]
    [InlineData("GET", "/c/9936/xep-hang.csv", "NotFound", "NotFound")]
    [InlineData("GET", "/c/9936/goi.xlsx", "Found", "NotFound")]
    [InlineData("GET", "/c/9936/don-doc.csv", "Found", "NotFound")]
    [InlineData("GET", "/c/9936/khen-thuong.xlsx", "Found", "NotFound")]
    [InlineData("GET", "/c/9936/vinh-danh.csv", "Found", "NotFound")]
    [InlineData("GET", "/c/9936/viec.csv", "NotFound", "NotFound")]
    [InlineData("GET", "/api/v1/campaigns/9936/awards", "Forbidden", "NotFound")]
    [InlineData("GET", "/api/v1/campaigns/9936/reminders", "Forbidden", "NotFound")]
    [InlineData("GET", "/api/v1/campaigns/9936/calls", "Forbidden", "NotFound")]
    [InlineData("GET", "/api/v1/campaigns/9936/standings?of=officers", "Forbidden", "NotFound")]
    [InlineData("PUT", "/api/v1/campaigns/9936", "Forbidden", "UnprocessableEntity")]
    public async Task What_takes_persons_out_or_changes_rules_is_asked_for_again(string method, string address, string later, string atOnce)
    {
        var account = SignedIn.Account(Installation, "lan", Role.StandingOffice);
        var session = new Sessions(Installation).Begin(account, Way.Link, null, "");
        Assert.Equal(atOnce, await Ask("Cookie", "thidua=" + session));
        using (var db = Installation.Open()) db.Execute("update session set confirmed_at = '2026-01-01T00:00:00.000Z' where kind = 'browser'");
        Assert.Equal(later, await Ask("Cookie", "thidua=" + session));
        if (address.StartsWith("/api", StringComparison.Ordinal)) Assert.Equal(atOnce, await Ask("Authorization", "Bearer " + SignedIn.Key(Installation, account)));

        async Task<string> Ask(string header, string value)
        {
            using var request = new HttpRequestMessage(new(method), address);
            request.Headers.TryAddWithoutValidation(header, value);
            if (method == "PUT") request.Content = new StringContent("không phải phong trào");
            using var answer = await Client.SendAsync(request, TestContext.Current.CancellationToken);
            return answer.StatusCode.ToString();
        }
    }

    [Theory, InlineData("/ra"), InlineData("/tai-khoan/phien/ket-thuc-het")]
    public async Task Signing_out_clears_what_the_browser_kept(string address)
    {
        var session = new Sessions(Installation).Begin(SignedIn.Account(Installation, "lan", Role.Auditor), Way.Link, null, "");
        var answer = await Send("/tai-khoan", address, "thidua=" + session, ("tiep", ""));
        Assert.Equal("\"cache\", \"storage\"", answer.Headers.GetValues("Clear-Site-Data").Single());
    }

    [Fact]
    public async Task Who_shows_names_on_the_site_stands_in_the_trail()
    {
        var session = new Sessions(Installation).Begin(SignedIn.Account(Installation, "lan", Role.StandingOffice), Way.Link, null, "");
        await Send("/tai-khoan", "/c/9936/goi/hien", "thidua=" + session, ("reason", "gọi lại"));
        using var db = Installation.Open();
        Assert.Equal(["lan 127.0.0.1 calls 9936"], new ThiDua.Trail.TrailQueries(db).Ask(new(Act: "reveal")).Select(e => $"{e.Actor} {e.Address} {e.Subject}"));
    }

    private Task<HttpResponseMessage> Send(string page, string action, string? cookie, params (string Name, string Value)[] fields) => Form.Send(Client, page, action, cookie, fields);
}
