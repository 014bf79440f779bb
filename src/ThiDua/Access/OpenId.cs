using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>A provider of signing in (OpenID Connect): `THIDUA_OIDC="issuer=https://…;client=…;secret=…;name=…"`.</summary>
/// <param name="Shown">What the button calls it.</param>
public sealed record OpenId(string Issuer, string Client, string Secret, string Shown)
{
    /// <summary>
    /// By what its token says that two factors were asked for: methods (amr, RFC 8176) or levels (acr), any of which will do. A provider
    /// that says nothing is taken to have asked for a password and no more.
    /// </summary>
    public IReadOnlyList<string> Methods { get; init; } = ["mfa"];

    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>The office vouches that its provider always asks for two factors, whatever its tokens say.</summary>
    public bool IsTrusted { get; init; }

    public const string SchemeName = "provider";
    public const string Callback = "/dang-nhap/tra-loi";

    /// <summary>How a provider may sign: by a key of its own, never by one that we share with it.</summary>
    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    private const string Purpose = "thidua.purpose";
    private const string For = "thidua.account";
    private const string Back = "thidua.back";

    /// <exception cref="FormatException">It does not name issuer, client and secret.</exception>
    public static OpenId? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            string? Part(string name) => parts.TryGetValue(name, out var value) ? value.ToString() : null;
            if (Part("issuer") is { } issuer && Part("client") is { } client && Part("secret") is { } secret && Uri.TryCreate(issuer, UriKind.Absolute, out var address)
                && (address.Scheme == Uri.UriSchemeHttps || address.IsLoopback) && Part("strength") is null or "trusted")
            {
                string[] Words(string name) => (Part(name) ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
                return new(issuer, client, secret, Part("name") ?? address.Host)
                {
                    Methods = Part("amr") is null && Part("acr") is null ? ["mfa"] : Words("amr"), Levels = Words("acr"), IsTrusted = Part("strength") is not null,
                };
            }
        }
        catch (ArgumentException)
        {
            // said below
        }
        throw new FormatException("THIDUA_OIDC");
    }

    /// <param name="site">Whose cookies hold the question until it is answered.</param>
    public void Add(AuthenticationBuilder authentication, SiteOptions site) => authentication.AddOpenIdConnect(SchemeName, options =>
    {
        options.Authority = Issuer;
        options.ClientId = Client;
        options.ClientSecret = Secret;
        options.RequireHttpsMetadata = Issuer.StartsWith("https:", StringComparison.Ordinal);
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query; // an answer by form would come without our cookies
        options.UsePkce = true;
        options.CallbackPath = Callback;
        options.SignInScheme = SessionAuthentication.SchemeName; // never reached: the answer is handled below
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.DisableTelemetry = true;
        options.ClaimActions.Clear();
        options.Scope.Clear();
        options.Scope.Add("openid"); // who it is to the provider; neither name nor mail
        options.TokenValidationParameters.ValidIssuer = null;
        options.TokenValidationParameters.ValidAlgorithms = Algorithms;
        options.BackchannelHttpHandler = new SocketsHttpHandler { AllowAutoRedirect = false };
        foreach (var (cookie, name) in new[] { (options.CorrelationCookie, "question."), (options.NonceCookie, "nonce.") })
        {
            (cookie.Name, cookie.Path, cookie.SameSite, cookie.SecurePolicy) = (site.Cookie(name), "/", SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }
        options.Events = new()
        {
            OnRedirectToIdentityProvider = asked =>
            {
                if (asked.Properties.Items.TryGetValue(Purpose, out var purpose) && purpose == "confirm") (asked.ProtocolMessage.Prompt, asked.ProtocolMessage.MaxAge) = ("login", "0");
                if (Levels.Count > 0) asked.ProtocolMessage.AcrValues = string.Join(' ', Levels);
                return Task.CompletedTask;
            },
            OnTicketReceived = Received,
            OnRemoteFailure = failed =>
            {
                failed.HandleResponse();
                DoorLog.NotLetIn(failed.HttpContext, null, Way.Provider);
                failed.Response.Redirect("/dang-nhap?loi=provider-failed");
                return Task.CompletedTask;
            },
        };
    });

    /// <param name="purpose">"sign-in", "link" or "confirm".</param>
    public static IResult Ask(string purpose, int? account, string? back)
    {
        var properties = new AuthenticationProperties { RedirectUri = "/" };
        (properties.Items[Purpose], properties.Items[For], properties.Items[Back]) = (purpose, account is { } id ? $"{id}" : "", LocalPath.Of(back));
        return Results.Challenge(properties, [SchemeName]);
    }

    /// <summary>The provider has said who it is. That lets in only whom somebody linked before, never who happens to share a name or mail.</summary>
    private static Task Received(TicketReceivedContext received)
    {
        received.HandleResponse();
        var http = received.HttpContext;
        var (installation, cookie) = (http.RequestServices.GetRequiredService<Installation>(), http.RequestServices.GetRequiredService<SessionCookie>());
        var (issuer, subject) = (received.Principal?.FindFirst("iss")?.Value, received.Principal?.FindFirst("sub")?.Value);
        string Item(string name) => received.Properties!.Items.TryGetValue(name, out var value) ? value ?? "" : "";
        var logins = new ExternalLogins(installation);
        var (provider, to) = (http.RequestServices.GetRequiredService<SiteOptions>().OpenId!, "/dang-nhap?loi=provider-failed");
        // Who began must be who ends: the session at the answer is that of the question.
        var present = http.Request.Cookies[SessionAuthentication.CookieName(http.RequestServices.GetRequiredService<SiteOptions>())] is { Length: > 0 } key
            ? http.RequestServices.GetRequiredService<Sessions>().Find(key, "browser") : null;
        if (present is not null) http.User = Sessions.Principal(present.Account, present.Sha, present.ConfirmedAt, SessionAuthentication.SchemeName);
        if (issuer == provider.Issuer && subject is not null && !provider.IsStrong(received.Principal!)) to = Item(Purpose) == "link" ? "/tai-khoan?loi=provider-weak" : "/dang-nhap?loi=provider-weak";
        else if (issuer == provider.Issuer && subject is not null) // to the letter: what the provider's document calls itself does not count
        {
            var linked = logins.Find(issuer, subject);
            switch (Item(Purpose))
            {
                case "link" when present is not null && $"{present.Account}" == Item(For):
                    to = new ExternalLogins(AsHimself(http, installation, present.Account)).Link(present.Account, issuer, subject) ? "/tai-khoan?xong=linked" : "/tai-khoan?loi=provider-taken";
                    break;
                case "confirm" when present is not null && linked == present.Account && HasJustSignedIn(received.Principal!, installation.Clock.GetUtcNow()):
                    cookie.Confirm(http);
                    to = LocalPath.Of(Item(Back));
                    break;
                case "sign-in" when linked is { } account:
                    cookie.SignIn(http, account, Way.Provider);
                    to = LocalPath.Of(Item(Back));
                    break;
                case "sign-in":
                    to = "/dang-nhap?loi=provider-unknown";
                    break;
            }
        }
        if (to.StartsWith("/dang-nhap?", StringComparison.Ordinal)) DoorLog.NotLetIn(http, null, Way.Provider);
        http.Response.Redirect(to);
        return Task.CompletedTask;
    }

    private bool IsStrong(ClaimsPrincipal principal) =>
        IsTrusted || principal.FindAll("amr").Any(c => Methods.Contains(c.Value)) || principal.FindAll("acr").Any(c => Levels.Contains(c.Value));

    /// <summary>The door has not looked at who asks here, so the trail has to be told.</summary>
    private static Installation AsHimself(HttpContext http, Installation installation, int account)
    {
        using var db = installation.Open();
        return installation with { Actor = new AccountQueries(db).Of(account).Name, From = http.Connection.RemoteIpAddress?.ToString() ?? "" };
    }

    /// <summary>A provider that was asked to ask again must say when it did (auth_time); one that says nothing has not.</summary>
    private static bool HasJustSignedIn(ClaimsPrincipal principal, DateTimeOffset now) =>
        long.TryParse(principal.FindFirst("auth_time")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && now - DateTimeOffset.FromUnixTimeSeconds(seconds) <= Sessions.Confirmed;
}

/// <summary>Accounts at providers, each linked to one of ours by issuer and subject.</summary>
public sealed class ExternalLogins(Installation installation)
{
    public int? Find(string issuer, string subject)
    {
        using var db = installation.Open();
        return db.One<int?>("select e.account_id from external_login e join account a on a.account_id = e.account_id where e.issuer = @issuer and e.subject = @subject and a.disabled_at is null", new { issuer, subject });
    }

    /// <returns>Whether it is this account's now; false: it is another's.</returns>
    public bool Link(int account, string issuer, string subject)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (db.One<int?>("select account_id from external_login where issuer = @issuer and subject = @subject", new { issuer, subject }) is { } held) return held == account;
        db.Execute("insert into external_login (issuer, subject, account_id) values (@issuer, @subject, @account)", new { issuer, subject, account });
        Trail.WriteTrail.Add(db, installation, "provider-linked", new AccountQueries(db).Of(account).Name, after: issuer);
        transaction.Commit();
        return true;
    }

    public void Unlink(int account)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("delete from external_login where account_id = @account", new { account });
        Trail.WriteTrail.Add(db, installation, "provider-unlinked", new AccountQueries(db).Of(account).Name);
        transaction.Commit();
    }

    public bool Any(int account)
    {
        using var db = installation.Open();
        return db.One<long>("select count(*) from external_login where account_id = @account", new { account }) > 0;
    }
}
