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

    /// <summary>In place of a key: the sentence names rows or values, and waits in the browser to be shown once.</summary>
    public const string Told = "tep";

    public static void Map(WebApplication site)
    {
        site.MapPost(Page + "/nhan", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, PageContext page, ShownOnce once) =>
            Shown(page, once, among, year, date, () => new AcceptClusters(page.Options.Installation).Accept(among ?? "", Year(year), Day(date)))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/giu", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, PageContext page, ShownOnce once) =>
            Shown(page, once, among, year, date, () => new AcceptClusters(page.Options.Installation).Repeat(among ?? "", Year(year)))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/chuyen", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? member, [FromForm] string? cluster, [FromForm] string? reason, PageContext page, ShownOnce once) =>
            Shown(page, once, among, year, date, () => new PlaceMember(page.Options.Installation).Place(among ?? "", Year(year), member?.Trim() ?? "", cluster, reason))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/bau", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? cluster, [FromForm] string? head, [FromForm] string? deputy, [FromForm] string? day, [FromForm] string? document, PageContext page, ShownOnce once) =>
            Shown(page, once, among, year, date, () => new ElectHead(page.Options.Installation).Elect(among ?? "", cluster ?? "", head ?? "", deputy, Day(day), document))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/thuong-truc", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? cluster, [FromForm] string? office, [FromForm] string? day, [FromForm] string? reason, [FromForm] string? document, PageContext page, ShownOnce once) =>
            Shown(page, once, among, year, date, () => new NameStandingOffice(page.Options.Installation).Name(among ?? "", cluster ?? "", office, Day(day), reason, document))).Needs(Act.KeepClusters);
        site.MapPost(Page + "/quy-mo", (IFormFile? file, [FromForm] string? among, [FromForm] string? date, [FromForm] string? from, PageContext page, ShownOnce once) => Shown(page, once, among, null, date, () =>
        {
            using var content = Given(file).OpenReadStream();
            new KeepScale(page.Options.Installation).Keep(among ?? "", Day(from) ?? page.Options.Installation.Day, file!.FileName, content);
        })).Needs(Act.KeepClusters);
        site.MapPost(Page + "/ranh-gioi", (IFormFile? file, [FromForm] string? among, [FromForm] string? date, [FromForm] string? from, [FromForm] string? neighbours, PageContext page, ShownOnce once) => Shown(page, once, among, null, date, () =>
        {
            using var content = Given(file).OpenReadStream();
            new KeepBorders(page.Options.Installation).Keep(among ?? "", Day(from) ?? page.Options.Installation.Day, file!.FileName, BorderFile.Bytes(content), neighbours == "true");
        })).Needs(Act.KeepClusters);
        site.MapPost(Page + "/rut-lai", ([FromForm] string? among, [FromForm] string? year, [FromForm] string? date, [FromForm] string? sha, [FromForm] string? reason, PageContext page, ShownOnce once) =>
            Shown(page, once, among, year, date, () => new WithdrawFile(page.Options.Installation).TakeBack(AcceptClusters.Kind, sha ?? "", PlaceMember.Clean(reason) ?? throw new RefusedEntryException("cluster.reason-missing")))).Needs(Act.KeepClusters);
    }

    public static string PageOf(string? among, string? date = null, string? year = null, string? fault = null) =>
        PageContext.Address(Page, ("chia", among), ("ngay", date), ("nam", year), ("loi", fault));

    private static IFormFile Given(IFormFile? file) => file ?? throw new RefusedEntryException("cluster.file-missing");

    private static int Year(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) ? year : throw new RefusedEntryException("cluster.year-wrong");

    private static DateOnly? Day(string? text) => Written.TryDay(text, out var day) ? day : throw new RefusedEntryException("cluster.day-wrong");

    /// <summary>Back to the page, with the sentence of what was refused.</summary>
    private static IResult Shown(PageContext page, ShownOnce once, string? among, string? year, string? date, Action work)
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
            fault = Tell(e.Say(page.Language));
        }
        catch (RefusedFileException e)
        {
            fault = Tell(e.Say(page.Language));
        }
        catch (WithdrawException)
        {
            // taken back already
        }
        return Results.LocalRedirect(PageOf(among, date, year, fault));

        string Tell(string sentence)
        {
            once.Put(page.Http, sentence);
            return Told;
        }
    }
}
