using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>The addresses behind signing in and out.</summary>
public static class SignInAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/vao/{key}", UseLink).Needs(Act.BePublic);
        site.MapPost("/ra", (Delegate)SignOut).Needs(Act.BePublic);
    }

    private static async Task<IResult> UseLink(string key, HttpContext http, SiteOptions options)
    {
        if (new SignInLinks(options.Installation).Use(key) is not { } account) return Results.LocalRedirect("/dang-nhap?loi=link-used");
        await http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, Sessions.Principal(account));
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> SignOut(HttpContext http)
    {
        await http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return Results.LocalRedirect("/dang-nhap");
    }
}
