using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Web;

namespace ThiDua.Targets;

/// <summary>The addresses behind the page of targets: a proposal to take away as a targets file, and the signed reason of a difference.</summary>
public static class TargetAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapGet("/c/{campaign}/chi-tieu.csv", Proposal).Needs(Act.Import);
        site.MapPost("/c/{campaign}/chi-tieu/ly-do", (string campaign, [FromForm] string? indicator, [FromForm] string? under, [FromForm] string? period, [FromForm] string? reason, [FromForm] string? document, [FromForm] string? signer, PageContext page) =>
            Shown(campaign, () => new ExplainDifference(page.Options.Installation).Record(campaign, indicator ?? "", under ?? "", period, new(reason, document, signer)))).Needs(Act.Import);
        site.MapPost("/c/{campaign}/chi-tieu/rut-lai", (string campaign, [FromForm] string? sha, [FromForm] string? reason, PageContext page) =>
            Shown(campaign, () => new WithdrawFile(page.Options.Installation).TakeBack(ExplainDifference.Kind, sha ?? "", string.IsNullOrWhiteSpace(reason) ? throw new RefusedEntryException("cluster.reason-missing") : reason.Trim()))).Needs(Act.Withdraw);
    }

    public static string PageOf(string campaign, string? fault = null) => PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/chi-tieu", ("loi", fault));

    /// <summary>Back to the page, with the sentence of what was refused.</summary>
    private static IResult Shown(string campaign, Action work)
    {
        string? fault = null;
        try
        {
            work();
        }
        catch (RefusedEntryException e)
        {
            fault = e.Key;
        }
        catch (Exception e) when (e is QuestionException or WithdrawException)
        {
            // there is no such difference any more: the page shows what there is
        }
        return Results.LocalRedirect(PageOf(campaign, fault));
    }

    private static IResult Proposal(string campaign, HttpRequest request, PageContext page)
    {
        var (indicator, under) = (request.Query["chi-tieu"].ToString(), request.Query["tren"].ToString());
        try
        {
            using var db = page.Options.Installation.Open();
            var ground = Ground.Of(db, page.Options.Installation, campaign, new());
            var by = Enum.TryParse<ShareBy>(request.Query["cach"], out var way) && way != ShareBy.List ? way : ShareBy.Headcount;
            var proposed = new ProposeTargets(db, ground).Propose(Question(indicator, under, by, request.Query["so"], request.Query["ky"]));
            return Results.File(Encoding.UTF8.GetBytes(ProposeTargets.Csv(proposed, indicator)), "text/csv; charset=utf-8", $"chi-tieu-{campaign}.csv");
        }
        catch (Exception e) when (e is QuestionException or FormatException)
        {
            return Results.LocalRedirect($"/c/{Uri.EscapeDataString(campaign)}/chi-tieu{request.QueryString}#chia"); // the page says what is wrong
        }
    }

    /// <exception cref="FormatException">The amount is no number of 0 or more.</exception>
    public static ShareQuestion Question(string indicator, string under, ShareBy by, string? amount, string? period) => new(indicator, under.Trim(), by,
        string.IsNullOrWhiteSpace(period) ? null : period.Trim(), string.IsNullOrWhiteSpace(amount) ? null : decimal.Parse(amount.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
