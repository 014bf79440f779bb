using System.Text.Json;
using System.Text;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Standings;

/// <summary>The standings as seen on the page, to take away: CSV, workbook, JSON.</summary>
public static class StandingsDownloads
{
    public static void Map(WebApplication site) => site.MapGet("/c/{campaign}/xep-hang.{format}", Download).Needs(Act.SeeStandings, confirmedWhen: "of=officers");

    private static IResult Download(
        string campaign, string format, string? indicator, string? group, string? under, string? of, string? period, string? asOf, string? knownAt, string? tree, PageContext context)
    {
        if (of == "officers" && !context.Viewer.Rights.May(Act.SeeUnit)) return Results.NotFound(); // names of officers
        if (format is not ("csv" or "xlsx" or "json")) return Results.NotFound();
        using var db = context.Options.Installation.Open();
        var asked = StandingsAddress.Read(asOf, knownAt, tree, period);
        Ground ground;
        IReadOnlyList<Standing> standings;
        try
        {
            ground = Ground.Of(db, context.Options.Installation, campaign, asked);
            standings = new StandingsQueries(db, ground).Standings(new(of == "officers" ? StandingOf.Officers : StandingOf.Units, Blank(group), Blank(under), Blank(indicator))
            {
                Officers = of == "officers" ? ground.OfficersOf(db, context.Viewer.Within(Act.SeeUnit)) : null,
            });
        }
        catch (QuestionException)
        {
            return Results.NotFound();
        }
        var stream = new MemoryStream();
        var exported = of == "officers" ? Documents.Exported.Now(context.Options.Installation) : null;
        if (format == "csv") stream.Write(Encoding.UTF8.GetBytes(StandingsTables.Csv(standings, context.Language, exported)));
        else if (format == "xlsx") StandingsTables.WriteXlsx(stream, standings, context.Language, exported);
        else
        {
            using var json = new Utf8JsonWriter(stream);
            StandingsJson.Write(json, ground, standings);
        }
        stream.Position = 0;
        return Results.File(stream, format switch
        {
            "csv" => "text/csv; charset=utf-8",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => "application/json",
        }, $"xep-hang-{campaign}.{format}");
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>As-of day, moment of knowledge and day of the tree in the address of a page.</summary>
public static class StandingsAddress
{
    private const string Exact = "yyyy-MM-dd'T'HH:mm:ss.fff";

    /// <summary>A moment for the address, in Vietnam's time, to the millisecond: what was recorded later in the same second was not known.</summary>
    public static string Write(DateTimeOffset knownAt) => Database.Installation.InVietnam(knownAt).ToString(Exact, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What cannot be read is as if it had not been said: the form shows what was understood.</summary>
    public static Vantage Read(string? asOf, string? knownAt, string? tree = null, string? period = null) => new(
        Texts.Written.TryDay(asOf, out var day) ? day : null,
        DateTime.TryParseExact(knownAt, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", Exact], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var moment)
            ? new DateTimeOffset(moment, TimeSpan.FromHours(7)) : null,
        Texts.Written.TryDay(tree, out var treeDay) ? treeDay : null, string.IsNullOrEmpty(period) ? null : period);
}
