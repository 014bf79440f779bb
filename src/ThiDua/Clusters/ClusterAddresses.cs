using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Clusters;

/// <summary>The addresses behind the page of clusters.</summary>
public static class ClusterAddresses
{
    public const string Page = "/cum";

    public static void Map(WebApplication site)
    {
        site.MapPost(Page + "/nhan", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, PageContext page) =>
            Shown(among, year, date, () => new AcceptClusters(page.Options.Installation).Accept(among ?? "", Year(year), Day(date)))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/giu", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, PageContext page) =>
            Shown(among, year, date, () => new AcceptClusters(page.Options.Installation).Repeat(among ?? "", Year(year)))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/chuyen", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? member, [FromForm] string? cluster, [FromForm] string? reason, PageContext page) =>
            Shown(among, year, date, () => new PlaceMember(page.Options.Installation).Place(among ?? "", Year(year), member?.Trim() ?? "", cluster, reason))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/bau", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? cluster, [FromForm] string? head, [FromForm] string? deputy, [FromForm] string? day, [FromForm] string? document, PageContext page) =>
            Shown(among, year, date, () => new ElectHead(page.Options.Installation).Elect(among ?? "", cluster ?? "", head ?? "", deputy, Day(day), document))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/rut-lai", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? sha, [FromForm] string? reason, PageContext page) =>
            Shown(among, year, date, () => new WithdrawFile(page.Options.Installation).TakeBack(AcceptClusters.Kind, sha ?? "", PlaceMember.Clean(reason) ?? throw new RefusedEntryException("cluster.reason-missing")))).Needs(Act.KeepClusters);
    }

    public static string PageOf(string? among, string? date = null, string? year = null, string? fault = null) =>
        PageContext.Address(Page, ("chia", among), ("ngay", date), ("nam", year), ("loi", fault));

    private static int Year(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : throw new RefusedEntryException("cluster.year-wrong");

    private static DateOnly? Day(string? text) => Written.TryDay(text, out var day) ? day : throw new RefusedEntryException("cluster.day-wrong");

    /// <summary>Back to the page, with the sentence of what was refused.</summary>
    private static IResult Shown(string? among, string? year, string? date, Action work)
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
        catch (QuestionException e)
        {
            fault = e.Code == "cluster-member-unknown" ? "cluster.member-unknown" : "cluster.nothing-to-divide";
        }
        catch (WithdrawException)
        {
            // taken back already
        }
        return Results.LocalRedirect(PageOf(among, date, year, fault));
    }
}
