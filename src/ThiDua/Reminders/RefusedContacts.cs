using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using ThiDua.Web;

namespace ThiDua.Reminders;

/// <summary>What was typed into the form of a contact, as typed.</summary>
/// <param name="Back">Where the form stood.</param>
public sealed record TypedContact(string? Outcome, string? Again, string? Note, string? Collector, string? Back);

/// <summary>
/// What was typed into a form that was refused, until the page shows it again. A note may hold what must not stand in an address or
/// a log, so it is kept sealed in the one browser, for a quarter of an hour.
/// </summary>
public sealed class RefusedContacts(IDataProtectionProvider protection, IHttpContextAccessor http, SiteOptions options)
{
    private const string Cookie = "ghi-do";
    private const int Longest = 600; // a cookie has little room; the form takes no more

    private readonly IDataProtector protector = protection.CreateProtector("refused contacts");

    private sealed record Kept(string Campaign, string Person, TypedContact Typed, DateTimeOffset Until);

    public void Keep(string campaign, string person, TypedContact typed)
    {
        var kept = new Kept(campaign, person, new(Cut(typed.Outcome), Cut(typed.Again), Cut(typed.Note), Cut(typed.Collector), Cut(typed.Back)), options.Installation.Clock.GetUtcNow().AddMinutes(15));
        http.HttpContext!.Response.Cookies.Append(Cookie, protector.Protect(JsonSerializer.Serialize(kept)), new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/c" });
    }

    /// <summary>What was typed about this person, once; null: nothing was refused.</summary>
    public TypedContact? Take(string campaign, string person)
    {
        if (http.HttpContext?.Request.Cookies[Cookie] is not { Length: > 0 } cookie) return null;
        http.HttpContext.Response.Cookies.Delete(Cookie, new() { Path = "/c" });
        try
        {
            return JsonSerializer.Deserialize<Kept>(protector.Unprotect(cookie)) is { } kept && kept.Campaign == campaign && kept.Person == person && kept.Until > options.Installation.Clock.GetUtcNow() ? kept.Typed : null;
        }
        catch (CryptographicException)
        {
            return null; // of another installation, or altered
        }
    }

    private static string? Cut(string? text) => text?.Length > Longest ? text[..Longest] : text;
}
