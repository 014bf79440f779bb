using Microsoft.AspNetCore.DataProtection;

namespace ThiDua.Access;

/// <summary>
/// Takes a secret from the address that made it to the page that shows it, once: sealed in a cookie for two minutes, never in an
/// address, never in the store.
/// </summary>
public sealed class ShownOnce(IDataProtectionProvider protection, Web.SiteOptions site)
{
    private readonly string name = site.Cookie("once");

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("shown-once").ToTimeLimitedDataProtector();

    public void Put(HttpContext http, string text) => http.Response.Cookies.Append(name, seal.Protect($"{Sessions.Account(http.User)}\n{text}", TimeSpan.FromMinutes(2)), Options());

    /// <summary>What was put for this account; from now on it is gone.</summary>
    public string? Take(HttpContext http)
    {
        if (http.Request.Cookies[name] is not { Length: > 0 } cookie) return null;
        http.Response.Cookies.Delete(name, Options());
        try
        {
            var text = seal.Unprotect(cookie);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            return text[..end] == $"{Sessions.Account(http.User)}" ? text[(end + 1)..] : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // too old, or not ours
        }
    }

    private CookieOptions Options() => new() { HttpOnly = true, Secure = site.IsSealed, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
