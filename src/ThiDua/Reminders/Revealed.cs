using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Reminders;

/// <summary>
/// Names, phones and addresses on the call list, shown for a quarter of an hour after a reason was given and logged: to the one
/// account in the one browser, for the part of the list that it was given for and no other.
/// </summary>
public sealed class Revealed(IDataProtectionProvider protection, PageContext page)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("calls");

    private string Cookie => page.Options.Cookie("hien");

    private sealed record Part(int? Account, string Campaign, string? Commune, string? Collector, string? Person, DateTimeOffset Until);

    /// <param name="person">One person only, see <see cref="Standings.FindPerson"/>.</param>
    public void Show(string campaign, string? commune, string? collector, string? person, string reason)
    {
        Disclosures.Log(page.Options.Installation, reason, person ?? string.Join(' ', new[] { "calls", campaign, commune, collector }.OfType<string>()));
        var part = new Part(page.Viewer.Account, campaign, commune, collector, person, page.Options.Installation.Clock.GetUtcNow() + Lasts);
        page.Http.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(part)), new() { HttpOnly = true, Secure = page.Options.IsSealed, SameSite = SameSiteMode.Strict, Path = "/" });
    }

    public void Hide() => page.Http.Response.Cookies.Delete(Cookie, new() { Secure = page.Options.IsSealed });

    /// <summary>Whether a list so filtered may be shown in full.</summary>
    public bool Covers(string campaign, CallFilter filter) => Now() is { Person: null } part && part.Campaign == campaign && Within(part.Commune, filter.Commune) && Within(part.Collector, filter.Collector);

    /// <summary>Whether one person may: he himself, or the part of the list that he stands in.</summary>
    public bool Covers(string campaign, ExpiredPerson person) => Now() is { } part && part.Campaign == campaign
        && (part.Person is null ? new CallFilter(part.Commune, part.Collector, null).HasPlace(person) : part.Person == Standings.FindPerson.Code(person.Number));

    private static bool Within(string? shown, string? asked) => shown is null || shown == asked;

    private Part? Now()
    {
        if (page.Http.Request.Cookies[Cookie] is not { Length: > 0 } cookie) return null;
        try
        {
            return JsonSerializer.Deserialize<Part>(protector.Unprotect(cookie)) is { } part && part.Account == page.Viewer.Account && part.Until > page.Options.Installation.Clock.GetUtcNow() ? part : null;
        }
        catch (CryptographicException)
        {
            return null; // of another installation, or altered
        }
    }
}
