using ThiDua.Access;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Core.Access;
using ThiDua.Web;

namespace ThiDua.Clusters;

/// <summary>Clusters in the API: what the page of clusters shows and does, and the map as data. What was recorded is taken back like an import.</summary>
public static class ClustersApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/clusters/{among}", Kept).Needs(Act.SeeStandings);
        api.MapGet("/clusters/{among}/proposal", Proposal).Needs(Act.SeeStandings);
        api.MapGet("/clusters/{among}/map", Drawn).Needs(Act.SeeStandings);
        Change(api, "lists", (string among, int year, string? date, PageContext page) => Recorded(page, office => new AcceptClusters(office).Accept(among, year, Asked.Day("date", date))));
        Change(api, "repetitions", (string among, int year, PageContext page) => Recorded(page, office => new AcceptClusters(office).Repeat(among, year)));
        Change(api, "placements", (string among, int year, string member, string? cluster, string? reason, PageContext page) => Recorded(page, office => new PlaceMember(office).Place(among, year, member, cluster, reason)));
        Change(api, "elections", (string among, string cluster, string head, string? deputy, string? day, string? document, PageContext page) => Recorded(page, office => new ElectHead(office).Elect(among, cluster, head, deputy, Asked.Day("day", day), document)));
        Change(api, "standing-offices", (string among, string cluster, string? office, string? day, string? reason, string? document, PageContext page) =>
            Recorded(page, installation => new NameStandingOffice(installation).Name(among, cluster, office, Asked.Day("day", day), reason, document)));
        Change(api, "scales", Scale);
        Change(api, "borders", Borders);
    }

    private static void Change(RouteGroupBuilder api, string what, Delegate change) => api.MapPost("/clusters/{among}/" + what, change).WithMetadata(new ChangesSomething()).Needs(Act.KeepClusters);

    private static IResult Kept(string among, string? date, PageContext page) => Answers.Document(page, json =>
    {
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        var day = Asked.Day("date", date) ?? page.Options.Installation.Day;
        KeptClustersJson.Write(json, among, day, new ClusterQueries(db, among).On(day, withReasons: page.Viewer.Rights.MayAll(Act.KeepClusters)));
    });

    private static IResult Proposal(string among, string? date, PageContext page) => Answers.Document(page, json =>
    {
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        ClusterJson.Write(json, ProposeClusters.Of(db, among, Asked.Day("date", date) ?? page.Options.Installation.Day), page.Language);
    });

    /// <summary>Where the units lie, and in which cluster of the day's list each is.</summary>
    private static IResult Drawn(string among, string? date, PageContext page) => Answers.Document(page, json =>
    {
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        var day = Asked.Day("date", date) ?? page.Options.Installation.Day;
        var units = DividedUnits.On(day, among);
        MapJson.Write(json, MapGround.Of(units, new OfficeGround(db, units, day).Borders()), new ClusterQueries(db, among).On(day, withReasons: false));
    });

    private static async Task<IResult> Scale(string among, string file, string? from, HttpRequest request, PageContext page)
    {
        var content = await Bodies.Read(request, ScaleFile.MostBytes);
        return Recorded(page, office => new KeepScale(office).Keep(among, Asked.Day("from", from) ?? office.Day, file, new MemoryStream(content)));
    }

    private static async Task<IResult> Borders(string among, string file, string? from, bool? neighbours, HttpRequest request, PageContext page)
    {
        var content = await Bodies.Read(request, BorderFile.MostBytes);
        return Recorded(page, office => new KeepBorders(office).Keep(among, Asked.Day("from", from) ?? office.Day, file, content, neighbours == true));
    }

    private static IResult Recorded(PageContext page, Func<Database.Installation, RecordedClusters> record) => Answers.Guarded(page, () =>
    {
        var recorded = record(page.Options.Installation);
        return Answers.Document(page, json => KeptClustersJson.Write(json, recorded));
    });
}
