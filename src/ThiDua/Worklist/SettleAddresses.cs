using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Web;

namespace ThiDua.Worklist;

/// <summary>The addresses behind the worklist: a decision, and taking one back.</summary>
public static class SettleAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/viec-cho/quyet-dinh", Settle).Needs(Act.Settle, row: "tep,dong");
        site.MapPost("/c/{campaign}/viec-cho/rut-lai", Undo).Needs(Act.Settle, entry: "sha");
    }

    /// <summary>By the number of the import: other files may have the same name.</summary>
    public static string PageOf(string campaign, string file, long import, int row) => PageOf(campaign, FindRow.Named(file, import), row);

    /// <param name="file">As it was asked for: a name, or one with the number of an import.</param>
    public static string PageOf(string campaign, string file, int row) =>
        PageContext.Address($"/c/{campaign}/viec-cho/dong", ("tep", file), ("dong", row.ToString(CultureInfo.InvariantCulture)));

    private static IResult Settle(string campaign, [FromForm] string tep, [FromForm] int dong, [FromForm] string choice, [FromForm] string reason, PageContext context)
    {
        if (string.IsNullOrWhiteSpace(reason) || Choices.Find(choice) is not { } decided) return Results.LocalRedirect(PageOf(campaign, tep, dong));
        try
        {
            new SettleRow(context.Options.Installation).Settle(tep, dong, decided, reason);
        }
        catch (SettleException)
        {
            return Results.LocalRedirect(PageOf(campaign, tep, dong)); // settled by another hand meanwhile: the page says so
        }
        return Results.LocalRedirect($"/c/{campaign}/viec-cho");
    }

    private static IResult Undo(string campaign, [FromForm] string sha, [FromForm] string reason, PageContext context)
    {
        try
        {
            if (!string.IsNullOrWhiteSpace(reason)) new WithdrawFile(context.Options.Installation).TakeBack("settlements", sha, reason);
        }
        catch (WithdrawException)
        {
            // taken back already
        }
        return Results.LocalRedirect($"/c/{campaign}/viec-cho");
    }
}
