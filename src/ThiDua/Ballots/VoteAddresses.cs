using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ThiDua.Access;
using ThiDua.Ballots.Pages;
using ThiDua.Core.Access;
using ThiDua.Core.Ballots;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Ballots;

/// <summary>
/// Where whoever drew a code votes. Nobody is asked who he is, and who may have signed in on the same telephone is forgotten before anything looks; the code comes in forms and never in
/// an address, so that no log and no history of a browser has it. A form that another site made could do nothing without a code, so none carries a mark that would need a cookie.
/// </summary>
public static class VoteAddresses
{
    public const string Page = "/phieu";

    public static void Map(WebApplication site)
    {
        site.MapGet(Page, (HttpContext http) => Show(http, new { })).Needs(Act.BePublic);
        site.MapPost(Page, async (HttpContext http, SiteOptions options) =>
        {
            if (await FormOf(http) is not { } form) return Show(http, new { });
            var code = form["code"].ToString();
            try
            {
                var vote = new CastVote(options.Installation);
                if (form["gui"] != "1") return Show(http, new { Code = code, Found = vote.Find(code) });
                var choices = form.Keys.Where(k => k.StartsWith("ten-", StringComparison.Ordinal)).Select(k => (No: int.TryParse(k.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : 0, Choice: ChoiceOf(form[k].ToString())))
                    .Where(c => c.No > 0).GroupBy(c => c.No).ToDictionary(g => g.Key, g => g.Last().Choice);
                return Show(http, new { Code = code, Found = vote.Put(code, choices), Done = true });
            }
            catch (BallotException e)
            {
                CodeRound? found = null;
                if (e.Code is "choice-missing" or "vote-closed") found = new CastVote(options.Installation).Find(code);
                return Show(http, new { Code = code, Found = found, Fault = e });
            }
        }).Needs(Act.BePublic);
        site.MapPost(Page + "/danh-sach", async (HttpContext http, SiteOptions options) =>
        {
            if (await FormOf(http) is not { } form) return Show(http, new { });
            try
            {
                var found = new CastVote(options.Installation).Find(form["code"].ToString());
                if (found.Round.Result is null) throw new BallotException("vote-open");
                using var db = options.Installation.Open();
                http.Response.Headers.CacheControl = "no-store";
                return Results.File(BallotFile.Write(found.Campaign, found.Session, found.Round, SessionQueries.Lists(db, found.Round)), "application/json", "phieu.json");
            }
            catch (BallotException e)
            {
                return Show(http, new { Fault = e });
            }
        }).Needs(Act.BePublic);
    }

    /// <summary>Whether only the machine on which the program runs can open it: the slips would lead telephones nowhere.</summary>
    internal static bool IsOfThisMachine(PageContext page) => Uri.TryCreate(Of(page), UriKind.Absolute, out var address) && address.IsLoopback;

    /// <summary>As people know it, in full.</summary>
    internal static string Of(PageContext page) => (page.Options.Public?.GetLeftPart(UriPartial.Authority) ?? $"{page.Http.Request.Scheme}://{page.Http.Request.Host}") + Page;

    /// <summary>Before anything looks at who asks: of his cookies the chosen language is left.</summary>
    public static Task Forget(SiteOptions options, HttpContext http, RequestDelegate next)
    {
        if (http.Request.Path.StartsWithSegments(Page, StringComparison.OrdinalIgnoreCase))
        {
            var (name, language) = (options.Cookie("lang"), http.Request.Cookies[options.Cookie("lang")]);
            http.Request.Headers.Remove("Cookie");
            http.Request.Headers.Remove("Authorization");
            if (language is "vi" or "en") http.Request.Headers.Cookie = $"{name}={language}";
        }
        return next(http);
    }

    /// <summary>Null: what came is no form that a page of ours could have sent.</summary>
    private static async Task<IFormCollection?> FormOf(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        try
        {
            return await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return null;
        }
    }

    private static BallotChoice ChoiceOf(string word) => word switch { "yes" => BallotChoice.Yes, "no" => BallotChoice.No, "blank" => BallotChoice.Blank, _ => BallotChoice.Unused };

    private static RazorComponentResult<VotePage> Show(HttpContext http, object with)
    {
        http.Response.Headers.CacheControl = "no-store";
        return new(with);
    }
}
