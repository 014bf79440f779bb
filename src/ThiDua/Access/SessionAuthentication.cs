using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>
/// A browser shows its session's key as a cookie, a program its own as `Authorization: Bearer KEY`; a key in the request is taken
/// before a cookie. A new session always has a new key: nobody can be made to use one that another knows.
/// </summary>
public sealed class SessionAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Sessions sessions, SiteOptions site)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "session";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length > 0)
        {
            if (header.StartsWith(Prefix, StringComparison.Ordinal) && sessions.Find(header[Prefix.Length..], "key") is { } program)
            {
                return Task.FromResult(AuthenticateResult.Success(new(Sessions.Principal(program.Account, null, null, SchemeName), SchemeName)));
            }
            DoorLog.NotLetIn(Context, null, Way.Key);
            return Task.FromResult(AuthenticateResult.Fail("unknown key"));
        }
        if (Request.Cookies[CookieName(site)] is not { Length: > 0 } key || sessions.Find(key, "browser", isUse: Request.Path != SignInAddresses.Left) is not { } found) return Task.FromResult(AuthenticateResult.NoResult());
        Context.Features.Set(found);
        return Task.FromResult(AuthenticateResult.Success(new(Sessions.Principal(found.Account, found.Sha, found.ConfirmedAt, SchemeName), SchemeName)));
    }

    public static string CookieName(SiteOptions site) => site.Cookie("thidua");
}

/// <summary>Gives a browser its session, gives it a new one, takes it away.</summary>
public sealed class SessionCookie(SiteOptions site, Sessions sessions)
{
    /// <summary>Whatever session the browser brought ends: who signs in starts with a key that nobody has seen.</summary>
    public void SignIn(HttpContext http, int account, Way way)
    {
        EndPresent(http);
        DoorLog.CameIn(http, account, way);
        Give(http, sessions.Begin(account, way, http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent.ToString()));
    }

    /// <summary>He has shown again who he is.</summary>
    public void Confirm(HttpContext http)
    {
        if (Sessions.Name(http.User) is { } sha && sessions.Confirm(sha, http.Connection.RemoteIpAddress, http.Request.Headers.UserAgent.ToString()) is { } key) Give(http, key);
    }

    /// <summary>What the browser kept of the pages goes too.</summary>
    public void SignOut(HttpContext http)
    {
        EndPresent(http);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        http.Response.Cookies.Delete(SessionAuthentication.CookieName(site), Options());
    }

    private void EndPresent(HttpContext http)
    {
        if (Sessions.Name(http.User) is { } sha && Sessions.Account(http.User) is { } account) sessions.End(account, sha);
    }

    private void Give(HttpContext http, string key) => http.Response.Cookies.Append(SessionAuthentication.CookieName(site), key, Options());

    private CookieOptions Options() => new() { HttpOnly = true, Secure = site.IsSealed, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };
}
