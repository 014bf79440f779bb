using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>The addresses behind signing in and out, and behind showing again that one is there.</summary>
public static class SignInAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/dang-nhap", SignIn).Needs(Act.BePublic);
        site.MapGet("/dang-nhap/nha-cung-cap", (string? tiep, HttpContext http, SiteOptions options) => options.OpenId is null ? Results.NotFound()
            : IsFromOwnPage(http) ? OpenId.Ask("sign-in", null, tiep) : Results.LocalRedirect("/dang-nhap")).Needs(Act.BePublic);
        site.MapPost("/vao/{key}", UseLink).Needs(Act.BePublic);
        site.MapPost("/xac-nhan", Confirm).Needs(Act.KeepOwnAccount);
        site.MapGet("/xac-nhan/nha-cung-cap", (string? tiep, SiteOptions options) => options.OpenId is null ? Results.NotFound() : OpenId.Ask("confirm", null, tiep)).Needs(Act.KeepOwnAccount);
        site.MapPost("/ra", SignOut).Needs(Act.BePublic);
        site.MapGet(Left, (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.Text(SecondsLeft(http).ToString(CultureInfo.InvariantCulture));
        }).Needs(Act.BePublic);
    }

    /// <summary>Where a page that stays open asks how long its session lives on; asking is no use of it.</summary>
    public const string Left = "/phien/con-lai";

    /// <summary>Whole seconds, 0: there is no session.</summary>
    public static long SecondsLeft(HttpContext http) =>
        http.Features.Get<Session>() is { } session ? Math.Max(0, (long)http.RequestServices.GetRequiredService<Sessions>().Left(session).TotalSeconds) : 0;

    /// <summary>
    /// A link of our own page was followed. What leads to the provider is no form, since forms may lead nowhere else (form-action), and a
    /// strange page must not begin it.
    /// </summary>
    internal static bool IsFromOwnPage(HttpContext http) => http.Request.Headers["Sec-Fetch-Site"].ToString() == "same-origin";

    /// <summary>Whoever tries too often waits, whatever he tries: 429 with the seconds.</summary>
    public static IResult Guarded(HttpContext http, Func<IResult> judge)
    {
        try
        {
            return judge();
        }
        catch (WaitException wait)
        {
            DoorLog.Waits(http);
            http.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.Left.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }
    }

    private static IResult SignIn([FromForm] string name, [FromForm] string password, [FromForm] string? code, [FromForm] string? tiep, HttpContext http, SiteOptions options, SessionCookie cookie) => Guarded(http, () =>
    {
        if (new CheckPassword(options.Installation).Check(name, password, code ?? "", http.Connection.RemoteIpAddress) is not { } account)
        {
            DoorLog.NotLetIn(http, name, Way.Password);
            return Results.LocalRedirect(PageContext.Address("/dang-nhap", ("loi", "wrong"), ("tiep", tiep is null ? null : LocalPath.Of(tiep))));
        }
        cookie.SignIn(http, account, Way.Password);
        return Results.LocalRedirect(LocalPath.Of(tiep));
    });

    private static IResult UseLink(string key, [FromForm] string? tiep, HttpContext http, SiteOptions options, SessionCookie cookie) => Guarded(http, () =>
    {
        var failures = new Failures(options.Installation);
        var tried = failures.Begin("link:" + key, http.Connection.RemoteIpAddress, null);
        if (new SignInLinks(options.Installation).Use(key) is not { } account)
        {
            DoorLog.NotLetIn(http, null, Way.Link);
            return Results.LocalRedirect("/dang-nhap?loi=link-used");
        }
        failures.Strike(tried);
        cookie.SignIn(http, account, Way.Link);
        return Results.LocalRedirect("/");
    });

    private static IResult Confirm([FromForm] string? password, [FromForm] string? code, [FromForm] string? tiep, HttpContext http, PageContext context, SessionCookie cookie) => Guarded(http, () =>
    {
        var viewer = context.Viewer;
        var isHe = context.Options.IsDemo && !viewer.HasMeans;
        if (!isHe) isHe = new CheckPassword(context.Accounts).Again(viewer.Account!.Value, password ?? "", code ?? "", http.Connection.RemoteIpAddress);
        if (!isHe)
        {
            DoorLog.NotLetIn(http, viewer.Name, Way.Password);
            return Results.LocalRedirect(PageContext.Address("/xac-nhan", ("loi", "confirm-wrong"), ("tiep", LocalPath.Of(tiep))));
        }
        cookie.Confirm(http);
        return Results.LocalRedirect(LocalPath.Of(tiep));
    });

    private static IResult SignOut([FromForm] string? tiep, HttpContext http, SessionCookie cookie)
    {
        cookie.SignOut(http);
        return Results.LocalRedirect("/dang-nhap");
    }
}
