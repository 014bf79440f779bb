using Microsoft.AspNetCore.Mvc;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>The addresses behind one's own account page.</summary>
public static class OwnAccountAddresses
{
    public static void Map(WebApplication site)
    {
        var own = site.MapGroup("/tai-khoan");
        own.MapPost("/mat-khau", ChangePassword).Needs(Act.KeepOwnAccount);
        own.MapPost("/ma", OfferTotp).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapPost("/ma/nhan", TakeTotp).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapPost("/ma/bo", DropTotp).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapPost("/ma-khoi-phuc", RenewCodes).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapPost("/phien/ket-thuc", EndSession).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapPost("/phien/ket-thuc-het", EndAll).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapGet("/lien-ket", Link).Needs(Act.KeepOwnAccount, confirmed: true);
        own.MapPost("/lien-ket/bo", Unlink).Needs(Act.KeepOwnAccount, confirmed: true);
    }

    private static IResult ChangePassword([FromForm] string? old, [FromForm] string password, [FromForm] string again, HttpContext http, PageContext context, Sessions sessions) => SignInAddresses.Guarded(http, () =>
    {
        if (password != again) return Fault("password-differs");
        try
        {
            var (account, session) = (context.Viewer.Account!.Value, Sessions.Name(http.User));
            // Who just came by a link of the administrator has forgotten the old one.
            var byLink = sessions.IsConfirmed(http.User) && sessions.Of(account).Any(s => s.Sha == session && s.Way == Way.Link);
            new KeepOwnAccount(context.Accounts).ChangePassword(account, byLink ? null : old ?? "", password, session, http.Connection.RemoteIpAddress);
            return Done("password-changed");
        }
        catch (AccessException e)
        {
            return Fault(e.Code);
        }
    });

    private static IResult OfferTotp([FromForm] string? tiep, PageContext context)
    {
        new KeepOwnAccount(context.Accounts).OfferTotp(context.Viewer.Account!.Value);
        return Results.LocalRedirect("/tai-khoan#ma");
    }

    private static IResult TakeTotp([FromForm] string code, HttpContext http, PageContext context, ShownOnce once) => SignInAddresses.Guarded(http, () =>
    {
        try
        {
            var codes = new KeepOwnAccount(context.Accounts).TakeTotp(context.Viewer.Account!.Value, code, http.Connection.RemoteIpAddress);
            if (codes.Count > 0) once.Put(http, string.Join('\n', codes));
            return Done("totp-on");
        }
        catch (AccessException e)
        {
            return Fault(e.Code);
        }
    });

    private static IResult DropTotp([FromForm] string? tiep, PageContext context)
    {
        new KeepOwnAccount(context.Accounts).DropTotp(context.Viewer.Account!.Value);
        return Done("totp-off");
    }

    private static IResult RenewCodes([FromForm] string? tiep, HttpContext http, PageContext context, ShownOnce once)
    {
        once.Put(http, string.Join('\n', RecoveryCodes.Renew(context.Accounts, context.Viewer.Account!.Value)));
        return Done("codes-new");
    }

    private static IResult EndSession([FromForm] string session, PageContext context, Sessions sessions)
    {
        sessions.End(context.Viewer.Account!.Value, session);
        return Done("session-ended");
    }

    /// <summary>Everywhere means here too.</summary>
    private static IResult EndAll([FromForm] string? tiep, HttpContext http, PageContext context, Sessions sessions, SessionCookie cookie)
    {
        sessions.EndAll(context.Viewer.Account!.Value);
        cookie.SignOut(http);
        return Results.LocalRedirect("/dang-nhap?xong=sessions-ended");
    }

    /// <summary>A strange page that could start this would tie a stranger's login to the account.</summary>
    private static IResult Link(HttpContext http, PageContext context) => context.Options.OpenId is null ? Results.NotFound()
        : !SignInAddresses.IsFromOwnPage(http) ? Results.LocalRedirect("/tai-khoan")
        : OpenId.Ask("link", context.Viewer.Account, null);

    private static IResult Unlink([FromForm] string? tiep, PageContext context)
    {
        new ExternalLogins(context.Accounts).Unlink(context.Viewer.Account!.Value);
        return Done("unlinked");
    }

    private static IResult Done(string what) => Results.LocalRedirect("/tai-khoan?xong=" + what);

    private static IResult Fault(string what) => Results.LocalRedirect("/tai-khoan?loi=" + what);
}
