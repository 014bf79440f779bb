using System.Globalization;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>
/// Everything that is asked of the site passes here once. An address that does not say what it needs is shut; what one may not see
/// is answered as if it were not there (404), so that nobody learns by trying what there is.
/// </summary>
public sealed class Door(SiteOptions options)
{
    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not { } endpoint)
        {
            await next(http);
            return;
        }
        using var db = options.Installation.Open();
        var viewer = Sessions.Account(http.User) is { } account ? Viewer.Of(db, options.Installation, account) : Viewer.Nobody(options.Installation.Day);
        http.Features.Set(viewer);
        if (endpoint.Metadata.GetMetadata<NeedsAttribute>() is not { } needs) http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (await May(http, db, viewer.Rights, needs)) await next(http);
        else if (viewer.Account is null) AskToSignIn(http);
        else http.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task<bool> May(HttpContext http, Db db, Rights rights, NeedsAttribute needs)
    {
        if (!rights.May(needs.Act)) return false;
        if (rights.MayAll(needs.Act)) return true;
        var places = new Places(db, options.Installation);
        if (needs.Unit is { } unit) return await Value(http, unit) is { } code && places.Unit(code) is { } at && rights.MayUnit(needs.Act, at);
        if (needs.Officer is { } officer) return await Value(http, officer) is { } code && places.Officer(code) is { } who && rights.MayOfficer(needs.Act, who, places.UnitOfOfficer(who));
        if (needs.Row is { } row) return await RowOf(http, row) is { } at && places.OfficerOfRow(at.File, at.Row) is { } claimed && rights.MayOfficer(needs.Act, claimed, places.UnitOfOfficer(claimed));
        return true; // a list: it leaves out what is not allowed
    }

    /// <summary>Of the address first: what a form says besides must not speak for another unit than the address.</summary>
    private static async Task<string?> Value(HttpContext http, string name)
    {
        if (http.Request.RouteValues.TryGetValue(name, out var value) && value is not null) return Convert.ToString(value, CultureInfo.InvariantCulture);
        if (http.Request.Query.TryGetValue(name, out var asked)) return asked.ToString();
        return http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))[name].ToString() : null;
    }

    private static async Task<(string File, int Row)?> RowOf(HttpContext http, string names)
    {
        if (names.Split(',') is [var file, var row])
        {
            return await Value(http, file) is { } name && int.TryParse(await Value(http, row), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (name, number) : null;
        }
        return await Value(http, names) is { } text && text.LastIndexOf('#') is > 0 and var at && int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? (text[..at], found) : null;
    }

    /// <summary>Programs are told, people are led to the page; what they wanted waits in the address.</summary>
    private static void AskToSignIn(HttpContext http)
    {
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)) http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else http.Response.Redirect(PageContext.Address("/dang-nhap", ("tiep", HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : null)));
    }
}
