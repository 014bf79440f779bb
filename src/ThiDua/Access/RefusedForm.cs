using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ThiDua.Access;

/// <summary>
/// Takes what was entered in a form that was refused back to the page of the form: sealed in a cookie for two minutes, as <see cref="ShownOnce"/> does, never in an address, never in the store.
/// What is too much for a cookie is entered again.
/// </summary>
public sealed class RefusedForm(IDataProtectionProvider protection, Web.SiteOptions site)
{
    /// <summary>Bytes; a browser keeps 4,096 of a cookie with its name.</summary>
    private const int Most = 3_800;

    private readonly string name = site.Cookie("refused");

    private readonly ITimeLimitedDataProtector seal = protection.CreateProtector("refused-form").ToTimeLimitedDataProtector();

    private sealed record Entered(string Account, string Action, Dictionary<string, string[]> Fields);

    /// <summary>Does what the form asks for; where that is refused, what was entered is kept.</summary>
    public string KeepUnless(HttpContext http, Func<string> work)
    {
        try
        {
            return work();
        }
        catch (Texts.ToldException)
        {
            Keep(http);
            throw;
        }
    }

    private void Keep(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return;
        var fields = http.Request.Form.Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal)).ToDictionary(f => f.Key, f => f.Value.OfType<string>().ToArray());
        using var packed = new MemoryStream();
        using (var pack = new BrotliStream(packed, CompressionLevel.SmallestSize)) JsonSerializer.Serialize(pack, new Entered($"{Sessions.Account(http.User)}", http.Request.Path, fields));
        var cookie = WebEncoders.Base64UrlEncode(seal.Protect(packed.ToArray(), TimeSpan.FromMinutes(2)));
        if (cookie.Length <= Most) http.Response.Cookies.Append(name, cookie, Options());
    }

    /// <summary>What this account entered in the form with this action; from now on it is gone.</summary>
    /// <returns>Nothing: the form was not refused just now.</returns>
    public IReadOnlyDictionary<string, string[]> Take(HttpContext http, string action)
    {
        var none = new Dictionary<string, string[]>();
        if (http.Request.Cookies[name] is not { Length: > 0 } cookie) return none;
        http.Response.Cookies.Delete(name, Options());
        try
        {
            using var pack = new BrotliStream(new MemoryStream(seal.Unprotect(WebEncoders.Base64UrlDecode(cookie))), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<Entered>(pack) is { } entered && entered.Account == $"{Sessions.Account(http.User)}" && entered.Action == action ? entered.Fields : none;
        }
        catch (Exception e) when (e is System.Security.Cryptography.CryptographicException or FormatException)
        {
            return none; // too old, or not ours
        }
    }

    private CookieOptions Options() => new() { HttpOnly = true, Secure = site.IsSealed, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
