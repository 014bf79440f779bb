using System.Globalization;
using System.Text;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Standings;

/// <summary>Standings and their reasons in the API: the documents of `thidua standings` and `thidua explain`.</summary>
public static class StandingsApi
{
    private const string Csv = "text/csv; charset=utf-8";
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/campaigns/{campaign}/standings", Standings).Needs(Act.SeeStandings, confirmedWhen: "of=officers");
        api.MapGet("/campaigns/{campaign}/explanations", Explain).Needs(Act.SeeOfficer, officer: "officer", row: "row");
        api.MapPost("/campaigns/{campaign}/explanations", ExplainPerson).Needs(Act.SeeOfficer, list: true);
    }

    /// <summary>JSON, or CSV or a workbook where the header Accept asks for it.</summary>
    private static IResult Standings(
        string campaign, string? of, string? group, string? under, string? period, string? indicator, string? asOf, string? knownAt, string? tree, HttpRequest request, PageContext page)
    {
        if (of == "officers" && !page.Viewer.Rights.May(Act.SeeUnit)) return Results.NotFound(); // names of officers
        if (of is not (null or "units" or "officers")) return Answers.Guarded(page, () => throw new UsageException("usage-of", of));
        var asked = new Asked(campaign, asOf, knownAt, tree, period);
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("text/csv", StringComparison.OrdinalIgnoreCase) ? Answers.OfCampaign(page, asked, Csv, "xep-hang.csv", (db, ground, to) => to.Write(Encoding.UTF8.GetBytes(StandingsTables.Csv(Ask(db, ground), page.Language))))
            : accept.Contains("spreadsheetml", StringComparison.OrdinalIgnoreCase) ? Answers.OfCampaign(page, asked, Workbook, "xep-hang.xlsx", (db, ground, to) => StandingsTables.WriteXlsx(to, Ask(db, ground), page.Language))
            : Answers.OfCampaign(page, asked, (db, ground, json) => StandingsJson.Write(json, ground, Ask(db, ground)));

        IReadOnlyList<Standing> Ask(Db db, Ground ground) =>
            new StandingsQueries(db, ground).Standings(new(of == "officers" ? StandingOf.Officers : StandingOf.Units, group, under, indicator) { Officers = of == "officers" ? ground.OfficersOf(db, page.Viewer.Within(Act.SeeUnit)) : null });
    }

    private static IResult Explain(string campaign, string? officer, string? row, string? period, string? asOf, string? knownAt, string? tree, PageContext page) =>
        (officer is null) == (row is null) ? Answers.Guarded(page, () => throw new UsageException("usage-explain"))
        : Explained(page, new(campaign, asOf, knownAt, tree, period), explain => officer is not null ? explain.OfOfficer(officer) : ExplainCommand.OfRow(explain, row!),
            () => officer is not null ? new("officer-unknown", officer) : UnknownRow(row!));

    private static QuestionException UnknownRow(string fileAndRow)
    {
        var (file, row) = ExplainCommand.FileAndRow(fileAndRow);
        return new("row-unknown", file, row.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The number of a person stands in the body: addresses are kept in logs and histories.</summary>
    private static IResult ExplainPerson(string campaign, AskedPerson body, string? period, string? asOf, string? knownAt, string? tree, PageContext page) =>
        string.IsNullOrWhiteSpace(body.Person) ? Answers.Guarded(page, () => throw new UsageException("usage-explain"))
        : Explained(page, new(campaign, asOf, knownAt, tree, period), explain => explain.OfPerson(body.Person, page.Options.Installation.OpenTokens()), () => new("person-unknown", FindPerson.Shown(body.Person)));

    /// <summary>
    /// Only rows of officers whom the one who asks may see, whatever brought them together: a name of a file or a person leads to
    /// others too. What is not his is answered as if it were not there.
    /// </summary>
    private static IResult Explained(PageContext page, Asked asked, Func<ExplainQueries, IReadOnlyList<ExplainedRow>> ask, Func<QuestionException> unknown) => Answers.OfCampaign(page, asked, (db, ground, json) =>
    {
        var rows = ask(new(db, ground, new(db, ground), InsuranceCatalog.PaymentWindows));
        if (ground.OfficersOf(db, page.Viewer.Within(Act.SeeOfficer)) is { } officers)
        {
            var own = rows.Where(r => officers.Contains(r.Officer) || r.Officer == page.Viewer.Rights.Self(Act.SeeOfficer)).ToList();
            rows = own.Count > 0 || rows.Count == 0 ? own : throw unknown();
        }
        ExplainCommand.Write(json, ground, rows, new(ground.Campaign, page.Language), reveal: false);
    });

    /// <param name="Person">Số định danh or Mã số BHXH, in full.</param>
    private sealed record AskedPerson(string? Person);
}
