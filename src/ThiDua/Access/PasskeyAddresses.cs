using Microsoft.AspNetCore.Mvc;
using ThiDua.Api;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>What the script of the page asks and answers when a passkey is used (wwwroot/passkey.js).</summary>
public static class PasskeyAddresses
{
    public const string Base = "/khoa";

    private const string Question = "passkey";

    public static void Map(WebApplication site)
    {
        var keys = site.MapGroup(Base).AddEndpointFilter(ApiAddresses.OnlyOwnPages);
        keys.MapPost("/hoi", async (HttpContext http, Passkeys passkeys, SiteOptions options) => Asked(http, options, await passkeys.AskToSignIn(http))).Needs(Act.BePublic);
        keys.MapPost("/vao", SignIn).Needs(Act.BePublic);
        keys.MapPost("/them/hoi", AskToAdd).Needs(Act.KeepOwnAccount, confirmed: true);
        keys.MapPost("/them", Add).Needs(Act.KeepOwnAccount, confirmed: true);
        keys.MapPost("/xoa", Remove).Needs(Act.KeepOwnAccount, confirmed: true);
    }

    private static async Task<IResult> SignIn(string? tiep, HttpContext http, Passkeys passkeys, SiteOptions options, SessionCookie cookie, PageContext context)
    {
        var answer = await Body(http);
        var failures = new Failures(options.Installation);
        long tried;
        try
        {
            tried = failures.Begin("passkey:" + Keys.New(), http.Connection.RemoteIpAddress, null); // of the address only: a name cannot be shut out here
        }
        catch (WaitException wait)
        {
            return SignInAddresses.Guarded(http, () => throw wait);
        }
        if (await passkeys.SignedIn(http, http.Request.Cookies[options.Cookie(Question)] ?? "", answer) is not { } account)
        {
            DoorLog.NotLetIn(http, null, Way.Passkey);
            return Results.Json(new { said = context.Say("access.passkey-wrong") }, statusCode: StatusCodes.Status403Forbidden);
        }
        failures.Strike(tried);
        if (Sessions.Account(http.User) == account) cookie.Confirm(http);
        else cookie.SignIn(http, account, Way.Passkey);
        return Results.Json(new { to = LocalPath.Of(tiep) });
    }

    private static async Task<IResult> AskToAdd(HttpContext http, Passkeys passkeys, SiteOptions options, PageContext context)
    {
        try
        {
            return Asked(http, options, await passkeys.AskToAdd(http, context.Viewer.Account!.Value));
        }
        catch (AccessException e)
        {
            return Results.Json(new { said = e.Say(context.Language) }, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static async Task<IResult> Add(string? ten, HttpContext http, Passkeys passkeys, PageContext context, ShownOnce once)
    {
        var account = context.Viewer.Account!.Value;
        var name = string.IsNullOrWhiteSpace(ten) ? context.Say("access.passkey.unnamed") : Intake.Files.CleanText.Of(ten);
        if (!await passkeys.Added(http, context.Accounts, account, http.Request.Cookies[context.Options.Cookie(Question)] ?? "", await Body(http), name))
        {
            return Results.Json(new { said = context.Say("access.passkey-not-added") }, statusCode: StatusCodes.Status403Forbidden);
        }
        using var db = context.Accounts.Open();
        if (new AccountQueries(db).Of(account).RecoveryCodes == 0) once.Put(http, string.Join('\n', RecoveryCodes.Renew(context.Accounts, account)));
        return Results.Json(new { to = "/tai-khoan?xong=passkey-added" });
    }

    private static IResult Remove([FromForm] string key, Passkeys passkeys, PageContext context)
    {
        passkeys.Remove(context.Accounts, context.Viewer.Account!.Value, key);
        return Results.LocalRedirect("/tai-khoan?xong=passkey-removed");
    }

    private static IResult Asked(HttpContext http, SiteOptions options, (string Json, string Question) asked)
    {
        http.Response.Cookies.Append(options.Cookie(Question), asked.Question, new() { HttpOnly = true, Secure = options.IsSealed, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = Passkeys.AnswerWithin, IsEssential = true });
        return Results.Text(asked.Json, "application/json");
    }

    /// <summary>No passkey's answer is larger.</summary>
    private static async Task<string> Body(HttpContext http)
    {
        const int Most = 64 << 10;
        if (http.Request.ContentLength is null or > Most) throw new BadHttpRequestException("too large", StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(http.Request.Body);
        return await reader.ReadToEndAsync(http.RequestAborted);
    }
}
