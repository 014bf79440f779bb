using System.Globalization;
using System.Text;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Targets;

/// <summary>A proposal to share a target out, to take away as a targets file.</summary>
public static class TargetAddresses
{
    public static void Map(WebApplication site) => site.MapGet("/c/{campaign}/chi-tieu.csv", (string campaign, HttpRequest request, PageContext page) =>
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
    }).Needs(Act.Import);

    /// <exception cref="FormatException">The amount is no number of 0 or more.</exception>
    public static ShareQuestion Question(string indicator, string under, ShareBy by, string? amount, string? period) => new(indicator, under.Trim(), by,
        string.IsNullOrWhiteSpace(period) ? null : period.Trim(), string.IsNullOrWhiteSpace(amount) ? null : decimal.Parse(amount.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
}
