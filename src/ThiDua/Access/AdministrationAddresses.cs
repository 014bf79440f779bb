using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Web;

namespace ThiDua.Access;

/// <summary>The addresses behind the administrator's pages. Each is done only by who has just shown that he is there.</summary>
public static class AdministrationAddresses
{
    public static void Map(WebApplication site)
    {
        var accounts = site.MapGroup("/quan-tri");
        accounts.MapPost("/them", Add).Needs(Act.KeepAccounts, confirmed: true);
        accounts.MapPost("/{name}/vai", Give).Needs(Act.KeepAccounts, confirmed: true);
        accounts.MapPost("/{name}/vai/thu-lai", Take).Needs(Act.KeepAccounts, confirmed: true);
        accounts.MapPost("/{name}/khoa", Disable).Needs(Act.KeepAccounts, confirmed: true);
        accounts.MapPost("/{name}/phien", SignOut).Needs(Act.KeepAccounts, confirmed: true);
        accounts.MapPost("/{name}/lien-ket", NewLink).Needs(Act.KeepAccounts, confirmed: true);
    }

    public static string PageOf(string name) => "/quan-tri/" + Uri.EscapeDataString(name);

    private static IResult Add([FromForm] string name, [FromForm] string shown, [FromForm] string? officer, HttpContext http, PageContext context, ShownOnce once) => Answer("/quan-tri", () =>
    {
        var installation = context.Accounts;
        var account = new CreateAccount(installation).Create(name, shown, string.IsNullOrWhiteSpace(officer) ? null : officer.Trim());
        once.Put(http, LinkOf(http, new SignInLinks(installation).New(account)));
        return PageOf(CreateAccount.Plain(name)!);
    });

    private static IResult Give(string name, [FromForm] Role role, [FromForm] string? unit, [FromForm] string? from, [FromForm] string? to, PageContext context) => Answer(PageOf(name), () =>
    {
        new GrantRole(context.Accounts).Give(Account(context, name), role, string.IsNullOrWhiteSpace(unit) ? null : unit.Trim(), new(Day(from), Day(to)), context.Viewer.Name);
        return PageOf(name);
    });

    private static IResult Take(string name, [FromForm] int grant, PageContext context) => Answer(PageOf(name), () =>
    {
        new GrantRole(context.Accounts).Take(grant, context.Viewer.Name);
        return PageOf(name);
    });

    private static IResult Disable(string name, [FromForm] string? tiep, PageContext context) => Answer(PageOf(name), () =>
    {
        new DisableAccount(context.Accounts).Disable(name, context.Viewer.Name);
        return PageOf(name);
    });

    private static IResult SignOut(string name, [FromForm] string? tiep, PageContext context) => Answer(PageOf(name), () =>
    {
        new EndSessions(context.Accounts).End(name);
        return PageOf(name) + "?xong=sessions-ended-of";
    });

    private static IResult NewLink(string name, [FromForm] string? tiep, HttpContext http, PageContext context, ShownOnce once) => Answer(PageOf(name), () =>
    {
        once.Put(http, LinkOf(http, new SignInLinks(context.Accounts).New(Account(context, name))));
        return PageOf(name);
    });

    private static IResult Answer(string page, Func<string> work)
    {
        try
        {
            return Results.LocalRedirect(work());
        }
        catch (AccessException e)
        {
            return Results.LocalRedirect(PageContext.Address(page, ("loi", e.Code), ("ve", e.Arguments.Count > 0 ? e.Arguments[0] : null)));
        }
    }

    private static int Account(PageContext context, string name)
    {
        using var db = context.Accounts.Open();
        return new AccountQueries(db).Named(name).Id;
    }

    private static string LinkOf(HttpContext http, string key) => $"{http.Request.Scheme}://{http.Request.Host}/vao/{key}";

    private static DateOnly? Day(string? text) => Texts.Written.TryDay(text, out var day) ? day : throw new AccessException("day-wrong", text!);
}
