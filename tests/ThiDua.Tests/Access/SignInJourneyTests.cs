using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.Playwright;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Access;

/// <summary>Signing in as a person does it, in a real browser against a real server.</summary>
public sealed class SignInJourneyTests : IAsyncLifetime
{
    private const string Password = "cửa sổ nhìn ra sông";

    private readonly string folder = Directory.CreateTempSubdirectory("thidua-sign-in-").FullName;
    private readonly Browser browser = new();
    private readonly SignInProvider provider = new();
    private Installation installation = null!;
    private Microsoft.AspNetCore.Builder.WebApplication site = null!;
    private string address = "";
    private int lan;

    public async ValueTask InitializeAsync()
    {
        await provider.Start();
        installation = new(folder, null, TimeProvider.System, null);
        lan = SignedIn.Account(installation, "lan", Role.StandingOffice, Role.Administrator);
        site = Site.Build(new(installation, "http://127.0.0.1:0", false) { OpenId = OpenId.Read($"issuer={provider.Issuer};client=thidua;secret=bi-mat;name=Cổng tỉnh") });
        await site.StartAsync(TestContext.Current.CancellationToken);
        address = site.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_is_set_a_code_app_is_added_and_both_let_in()
    {
        var page = await Enter();
        await page.GotoAsync(address + "/tai-khoan");
        await SetPassword(page, "matkhau123456789");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("dễ đoán");
        await SetPassword(page, Password);
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("Đã lưu mật khẩu mới.");
        await page.GotoAsync(address + "/quan-tri"); // a password alone is not enough
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Mật khẩu một mình chưa đủ.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Bật mã xác thực" }).ClickAsync();
        await Pictures.Of(page, "account-totp");
        var secret = Secret(await page.Locator(".offer code").InnerTextAsync());
        var used = Totp.Code(secret, Now - 1);
        await page.GetByLabel("Mã 6 số đang hiện").FillAsync(used);
        await page.GetByRole(AriaRole.Button, new() { Name = "Dùng mã này" }).ClickAsync();
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await Pictures.Of(page, "account-codes");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Thoát ở mọi nơi" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToContainTextAsync("Đã thoát ở mọi nơi.");
        await page.GotoAsync(address + "/quan-tri");
        await SignIn(page, used);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tên, mật khẩu hoặc mã xác thực không đúng.");
        await Pictures.Of(page, "sign-in-wrong");
        await SignIn(page, Totp.Code(secret, Now));
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tài khoản và vai"); // where he wanted to go
    }

    /// <summary>Nobody who comes to the machine later reads what was left open, whether the server can be asked or not.</summary>
    [Fact]
    public async Task A_page_left_open_goes_when_its_session_ends()
    {
        var page = await Enter();
        await page.Clock.InstallAsync();
        await page.GotoAsync(address + "/quan-tri");
        var own = page.GetByRole(AriaRole.Heading, new() { Level = 1, Name = "Tài khoản và vai" });
        await page.RunAndWaitForResponseAsync(() => page.Clock.FastForwardAsync("30:01"), r => r.Url.EndsWith("/phien/con-lai", StringComparison.Ordinal)); // used elsewhere meanwhile
        await Assertions.Expect(own).ToBeVisibleAsync();
        new Sessions(installation).EndAll(lan);
        await page.Clock.FastForwardAsync("30:01");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Phiên làm việc đã hết");
        Assert.EndsWith("tiep=%2Fquan-tri", page.Url, StringComparison.Ordinal);

        await SignedIn.Enter(page, installation, address, lan);
        await page.GotoAsync(address + "/quan-tri");
        await Assertions.Expect(own).ToBeVisibleAsync();
        await page.Context.SetOfflineAsync(true);
        await Node.Until(() => page.EvaluateAsync<bool>("fetch('/phien/con-lai').then(() => false, () => true)")); // the browser is told at once and heeds it a little later
        await page.Clock.FastForwardAsync("30:01");
        await Assertions.Expect(own).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_matters_is_asked_for_again_after_five_minutes_and_an_account_gets_its_link_and_role()
    {
        var page = await Enter();
        await page.GotoAsync(address + "/tai-khoan");
        await SetPassword(page, Password);
        await AddPasskey(page);
        using (var db = installation.Open()) db.Execute("update session set confirmed_at = '2026-01-01T00:00:00.000Z'");
        await page.GotoAsync(address + "/quan-tri");
        await Add(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Xác nhận lại là bạn");
        var before = await Cookie(page);
        await page.GetByLabel("Mật khẩu").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Tài khoản và vai");
        Assert.NotEqual(before, await Cookie(page));
        await Add(page);
        var link = await page.Locator(".done code").InnerTextAsync();
        await Pictures.Of(page, "account-link");
        await page.Locator("select[name=role]").SelectOptionAsync("Auditor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Giao vai" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Người kiểm tra, toàn bộ")).ToBeVisibleAsync();

        var other = await browser.Page();
        await other.GotoAsync(link);
        await other.GetByRole(AriaRole.Button, new() { Name = "Vào ThiDua" }).ClickAsync();
        await Assertions.Expect(other.Locator(".me summary")).ToHaveTextAsync("Trần Mai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Khóa tài khoản" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1 .tag.bad")).ToHaveTextAsync("đã khóa");
        await other.GotoAsync(address + "/"); // disabled means out at once
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đăng nhập");
        await other.GotoAsync(link);
        await other.GetByRole(AriaRole.Button, new() { Name = "Vào ThiDua" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("Liên kết đăng nhập đã dùng");
    }

    [Fact]
    public async Task A_passkey_is_added_lets_in_once_per_answer_and_not_unverified_nor_removed()
    {
        var page = await Enter();
        await page.GotoAsync(address + "/tai-khoan");
        var authenticator = await AddPasskey(page);
        await Assertions.Expect(page.Locator(".codes li")).ToHaveCountAsync(10);
        await Pictures.Of(page, "account-passkey");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thoát ở mọi nơi" }).ClickAsync();

        string? answer = null;
        page.Request += (_, request) => answer = request.Url.Contains("/khoa/vao", StringComparison.Ordinal) ? request.PostData : answer;
        await UsePasskey(page);
        await Assertions.Expect(page.Locator(".me summary")).ToHaveTextAsync("Người thử lan");
        var again = await page.APIRequest.PostAsync(address + "/khoa/vao", new() { Data = answer!, Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" } });
        Assert.Equal(403, again.Status);

        await Leave(page);
        await authenticator.Devtools.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator.Id, ["isUserVerified"] = false });
        await UsePasskey(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Khóa truy cập không được nhận.");
        await authenticator.Devtools.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = authenticator.Id, ["isUserVerified"] = true });
        using (var db = installation.Open()) db.Execute("delete from passkey");
        await UsePasskey(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Khóa truy cập không được nhận.");
    }

    [Theory]
    [InlineData("http://localhost:5080", false, true), InlineData("http://localhost:5081", false, false), InlineData("https://localhost:5080", false, false)]
    [InlineData("http://localhost:5080.evil.example", false, false), InlineData("http://localhost:5080", true, false)]
    public async Task A_passkey_of_another_origin_is_refused(string origin, bool isFrame, bool isGood)
    {
        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        (http.Request.Scheme, http.Request.Host) = ("http", new("localhost", 5080));
        var options = Passkeys.Options(new(installation, "http://127.0.0.1:5080", false));
        Assert.Equal(isGood, await options.ValidateOrigin!(new PasskeyOriginValidationContext { HttpContext = http, Origin = origin, CrossOrigin = isFrame }));
    }

    [Fact]
    public async Task A_provider_lets_in_only_whom_the_account_itself_linked()
    {
        var page = await browser.Page();
        await page.GotoAsync(address + "/dang-nhap");
        await page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập qua Cổng tỉnh" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("chưa liên kết");

        await SignedIn.Enter(page, installation, address, lan);
        await page.GotoAsync(address + "/tai-khoan");
        await page.GetByRole(AriaRole.Link, new() { Name = "Liên kết với Cổng tỉnh" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Đã liên kết.");
        await Leave(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập qua Cổng tỉnh" }).ClickAsync();
        await Assertions.Expect(page.Locator(".me summary")).ToHaveTextAsync("Người thử lan");
        await Leave(page);
        provider.Subject = "nguoi-khac";
        await page.GetByRole(AriaRole.Link, new() { Name = "Đăng nhập qua Cổng tỉnh" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("chưa liên kết");
        Assert.Equal((4, 4), (provider.Asked, provider.Proven)); // each with PKCE
    }

    [Fact]
    public async Task A_strange_page_cannot_start_a_link()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, address + "/tai-khoan/lien-ket");
        request.Headers.Add("Cookie", "thidua=" + new Sessions(installation).Begin(lan, Way.Link, System.Net.IPAddress.Loopback, ""));
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("/tai-khoan", answer.Headers.Location!.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await site.DisposeAsync();
        await provider.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static long Now => Totp.StepAt(DateTimeOffset.UtcNow);

    private async Task<IPage> Enter()
    {
        var page = await browser.Page();
        await SignedIn.Enter(page, installation, address, lan);
        return page;
    }

    private static async Task SetPassword(IPage page, string password)
    {
        await page.GetByLabel("Mật khẩu mới", new() { Exact = true }).FillAsync(password);
        await page.GetByLabel("Gõ lại mật khẩu mới").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đặt mật khẩu" }).ClickAsync();
    }

    private static async Task SignIn(IPage page, string code)
    {
        await page.GetByLabel("Tên đăng nhập").FillAsync("lan");
        await page.GetByLabel("Mật khẩu").FillAsync(Password);
        await page.GetByLabel("Mã xác thực").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập", Exact = true }).ClickAsync();
    }

    private static async Task Add(IPage page)
    {
        await page.GetByLabel("Tên đăng nhập").FillAsync("mai");
        await page.GetByLabel("Họ tên").FillAsync("Trần Mai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm và lập liên kết" }).ClickAsync();
    }

    private static async Task<(ICDPSession Devtools, string Id)> AddPasskey(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        var made = await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });
        await page.GetByLabel("Gọi khóa này là").FillAsync("Máy ở phòng");
        await page.GetByRole(AriaRole.Button, new() { Name = "Thêm khóa truy cập trên máy này" }).ClickAsync();
        await Assertions.Expect(page.Locator(".done")).ToHaveTextAsync("Đã thêm khóa truy cập.");
        return (devtools, made!.Value.GetProperty("authenticatorId").GetString()!);
    }

    private static Task UsePasskey(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Đăng nhập bằng khóa truy cập" }).ClickAsync();

    private static async Task Leave(IPage page)
    {
        await page.Locator(".me summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Đăng nhập");
    }

    private static async Task<string> Cookie(IPage page) => (await page.Context.CookiesAsync()).Single(c => c.Name == "thidua").Value;

    /// <summary>The key in an otpauth address, read as an app reads it.</summary>
    private static byte[] Secret(string otpauth)
    {
        var text = System.Web.HttpUtility.ParseQueryString(new Uri(otpauth).Query)["secret"]!;
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(b => b.Length == 8).Select(b => Convert.ToByte(new string(b), 2))];
    }
}
