using System.Globalization;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>The last recording when somebody passed the door to a page that is shared.</summary>
public sealed record LastRecording(long Number);

/// <summary>
/// Everything that is asked of the site passes here once. An address that does not say what it needs is shut; what one may not see
/// is answered as if it were not there (404), so that nobody learns by trying what there is.
/// </summary>
public sealed class Door(SiteOptions options, Sessions sessions)
{
    public async Task Pass(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint() is not { } endpoint || await Opens(http, endpoint.Metadata.GetMetadata<NeedsAttribute>())) await next(http);
    }

    /// <returns>Whether the way is open; otherwise the answer was given.</returns>
    private async Task<bool> Opens(HttpContext http, NeedsAttribute? needs)
    {
        using var db = options.Installation.Open();
        var viewer = Sessions.Account(http.User) is { } account ? Viewer.Of(db, options.Installation, account) : Viewer.Nobody(options.Installation.Day);
        http.Features.Set(viewer);
        if (http.GetEndpoint()?.Metadata.GetMetadata<SharedPageAttribute>() is not null) http.Features.Set(new LastRecording(Recordings.KnownAt(db, null)));
        if (needs is null) return http.GetEndpoint() is not RouteEndpoint || Answer(http, StatusCodes.Status404NotFound); // a wrong method or media type is answered by the framework, with nothing in it
        var isOwn = needs.Act == Act.KeepOwnAccount;
        if (isOwn ? Sessions.Name(http.User) is null : !await May(http, db, viewer, needs))
        {
            if (viewer.Account is null) return AskToSignIn(http);
            DoorLog.MayNot(http, viewer.Name, needs.Act);
            return Answer(http, StatusCodes.Status404NotFound);
        }
        if (needs.Act == Act.KeepAccounts || (needs.Act != Act.BePublic && Sessions.Name(http.User) is not null)) http.Response.Headers.CacheControl = "no-store"; // machines are shared
        if (needs.Act == Act.BePublic) return true;
        if (!isOwn && viewer.LacksSecondFactor && Sessions.Name(http.User) is not null) return Lead(http, "/tai-khoan", ("loi", "second-factor"));
        // Who has nothing to show yet may at least get himself something.
        if (!needs.AsksToConfirm(http) || sessions.IsConfirmed(http.User) || (isOwn && !viewer.HasMeans)) return true;
        if (IsKeyOfApi(http)) return true; // was given on the machine for this, to a program that cannot be asked
        return IsProgram(http) ? Answer(http, StatusCodes.Status403Forbidden) : Lead(http, "/xac-nhan", ("tiep", Page(http)));
    }

    private async Task<bool> May(HttpContext http, Db db, Viewer viewer, NeedsAttribute needs)
    {
        var rights = viewer.Rights;
        if (!rights.May(needs.Act)) return false;
        if (rights.MayAll(needs.Act)) return true;
        var places = new Places(db, options.Installation);
        if (!await IsOfOneMind(http, needs)) return false;
        if (needs.Unit is { } unit && await Value(http, unit) is { } code) return MayUnit(places.Unit(code));
        if (needs.Officer is { } officer && await Value(http, officer) is { } who) return MayOfficer(places.Officer(who));
        if (needs.Row is { } row && await RowOf(http, row) is { } stands) return MayOfficer(places.OfficerOfRow(stands.File, stands.Row));
        if (needs.Problem is { } problem && await Value(http, problem) is { } no) return MayUnit(places.UnitOfProblem(Campaign(http), no));
        if (needs.Person is { } person && await Value(http, person) is { } named) return places.IsCalledBy(Campaign(http), named, viewer.Within(needs.Act)!);
        if (needs.Entry is { } entry && await Value(http, entry) is { } sha) return places.Entry(sha) is { } stored && (MayUnit(stored.Unit) || MayOfficer(stored.Officer));
        return needs.List; // anything else that is over all units is for who may do it for all of them

        bool MayUnit(int? number) => number is { } known && rights.MayUnit(needs.Act, known);
        bool MayOfficer(int? number) => number is { } known && rights.MayOfficer(needs.Act, known, places.UnitOfOfficer(known));
    }

    private static string Campaign(HttpContext http) => http.GetRouteValue("campaign") as string ?? "";

    /// <summary>
    /// Path, query and form can each bear the value that says what is asked for, and which of them counts is for what answers to say:
    /// where they differ, or say it twice, nothing is decided.
    /// </summary>
    private static async Task<bool> IsOfOneMind(HttpContext http, NeedsAttribute needs)
    {
        foreach (var name in needs.Names) if ((await Values(http, name)).Distinct(StringComparer.Ordinal).Count() > 1) return false;
        return true;
    }

    /// <returns>Null where nothing is said.</returns>
    private static async Task<string?> Value(HttpContext http, string name) => (await Values(http, name)).FirstOrDefault() is { Length: > 0 } value ? value : null;

    private static async Task<IEnumerable<string>> Values(HttpContext http, string name)
    {
        var said = http.Request.RouteValues.TryGetValue(name, out var value) && value is not null ? [Convert.ToString(value, CultureInfo.InvariantCulture)] : Array.Empty<string?>();
        var form = http.Request.HasFormContentType ? (await http.Request.ReadFormAsync(http.RequestAborted))[name] : default;
        return said.Concat(http.Request.Query[name]).Concat(form).Select(v => v ?? "");
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
    private static bool AskToSignIn(HttpContext http) =>
        IsProgram(http) ? Answer(http, StatusCodes.Status401Unauthorized) : Lead(http, "/dang-nhap", ("tiep", HttpMethods.IsGet(http.Request.Method) ? http.Request.Path + http.Request.QueryString : null));

    private static bool IsProgram(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || http.Request.Headers.Authorization.Count > 0;

    private static bool IsKeyOfApi(HttpContext http) => Sessions.Name(http.User) is null && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    /// <summary>The page to come back to: the one asked for, or the one whose form was sent.</summary>
    private static string Page(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return http.Request.Path + http.Request.QueryString;
        return Uri.TryCreate(http.Request.Headers.Referer.ToString(), UriKind.Absolute, out var form) && form.Authority == http.Request.Host.Value ? LocalPath.Of(form.PathAndQuery) : "/";
    }

    private static bool Lead(HttpContext http, string to, (string, string?) value)
    {
        http.Response.Redirect(PageContext.Address(to, value));
        return false;
    }

    private static bool Answer(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        return false;
    }
}
