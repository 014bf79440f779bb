using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Reminders;

/// <summary>
/// Names, phones and addresses on the call list, shown for a quarter of an hour after a reason was given and logged: to the one
/// browser, for the part of the list that it was given for and no other.
/// </summary>
public sealed class Revealed(IDataProtectionProvider protection, IHttpContextAccessor http, SiteOptions options)
{
    private const string Cookie = "hien";
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("calls");

    private sealed record Part(string Campaign, string? Commune, string? Collector, string? Person, DateTimeOffset Until);

    /// <param name="person">One person only, see <see cref="Standings.FindPerson"/>.</param>
    public void Show(string campaign, string? commune, string? collector, string? person, string reason)
    {
        Disclosures.Log(options.Installation, reason, person ?? string.Join(' ', new[] { "calls", campaign, commune, collector }.OfType<string>()));
        var part = new Part(campaign, commune, collector, person, options.Installation.Clock.GetUtcNow() + Lasts);
        http.HttpContext!.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(part)), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/c" });
    }

    public void Hide() => http.HttpContext!.Response.Cookies.Delete(Cookie, new() { Path = "/c" });

    /// <summary>Whether a list so filtered may be shown in full.</summary>
    public bool Covers(string campaign, CallFilter filter) => Now() is { Person: null } part && part.Campaign == campaign && Within(part.Commune, filter.Commune) && Within(part.Collector, filter.Collector);

    /// <summary>Whether one person may: he himself, or the part of the list that he stands in.</summary>
    public bool Covers(string campaign, ExpiredPerson person) => Now() is { } part && part.Campaign == campaign
        && (part.Person is null ? new CallFilter(part.Commune, part.Collector, null).HasPlace(person) : part.Person == Standings.FindPerson.Code(person.Number));

    private static bool Within(string? shown, string? asked) => shown is null || shown == asked;

    private Part? Now()
    {
        if (http.HttpContext?.Request.Cookies[Cookie] is not { Length: > 0 } cookie) return null;
        try
        {
            return JsonSerializer.Deserialize<Part>(protector.Unprotect(cookie)) is { } part && part.Until > options.Installation.Clock.GetUtcNow() ? part : null;
        }
        catch (CryptographicException)
        {
            return null; // of another installation, or altered
        }
    }
}
