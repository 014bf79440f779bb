using System.Globalization;
using System.Text.Json;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Cli;
using ThiDua.Core.Access;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;
using ThiDua.Worklist;

namespace ThiDua.Api;

/// <summary>
/// `/api/v1`: what the commands do, for other programs. Answers are the same JSON documents as `--json` gives (contract §1); faults
/// are problem documents with the same sentences as the pages. Described in openapi.json, which a test holds against these addresses.
/// </summary>
public static class ApiAddresses
{
    private const string Base = "/api/v1";

    public static void Map(WebApplication site)
    {
        var api = site.MapGroup(Base).AddEndpointFilter(OnlyOwnPages);
        api.MapGet("/openapi.json", () => Results.File(Path.Combine(AppContext.BaseDirectory, "Api", "openapi.json"), "application/vnd.oai.openapi+json")).Needs(Act.BePublic);
        api.MapGet("/campaigns", Campaigns).Needs(Act.SeeStandings);
        api.MapGet("/campaigns/{campaign}/standings", Standings).Needs(Act.SeeStandings);
        api.MapGet("/campaigns/{campaign}/explanations", Explain).Needs(Act.SeeOfficer);
        api.MapGet("/campaigns/{campaign}/awards", (string campaign, string? asOf, string? knownAt, string? tree, PageContext page) =>
            Answer(page, campaign, asOf, knownAt, tree, (db, ground, json) => AwardsCommand.Write(json, ground, new AwardQueries(db, ground, new(db, ground)).Answer(), page.Language))).Needs(Act.SeeAwards);
        api.MapGet("/campaigns/{campaign}/reminders", (string campaign, string? asOf, string? knownAt, string? tree, PageContext page) =>
            Answer(page, campaign, asOf, knownAt, tree, (db, ground, json) => RemindCommand.Write(json, ground, new RemindQueries(db, ground).Ask(), page.Language, reveal: false))).Needs(Act.Remind);
        api.MapGet("/campaigns/{campaign}/worklist", (string campaign, PageContext page) => Answer(page, campaign, null, null, null, (db, ground, json) =>
        {
            var queries = new WaitingQueries(db, ground);
            WorklistCommands.Write(json, queries.ByReason(), queries.Settled());
        })).Needs(Act.Settle);
        api.MapPost("/settlements", Settle).Needs(Act.Settle);
        api.MapGet("/imports", Imports).Needs(Act.Import);
        api.MapPost("/imports", Import).Needs(Act.Import);
        api.MapPost("/imports/{sha256}/withdrawal", Withdraw).Needs(Act.Withdraw);
    }

    /// <summary>A page of another site that runs in a browser of this machine must not speak for its user.</summary>
    internal static async ValueTask<object?> OnlyOwnPages(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var request = call.HttpContext.Request;
        var origin = request.Headers.Origin.ToString();
        var isForeign = (origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}") || request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
        return isForeign ? Results.StatusCode(StatusCodes.Status403Forbidden) : await next(call);
    }

    private static IResult Campaigns(PageContext page)
    {
        using var db = page.Options.Installation.Open();
        return Results.Json(new
        {
            campaigns = LoadCampaigns.All(db, long.MaxValue).Select(c => new { id = c.Id, title = page.In(c.Campaign.Title), document = c.Campaign.Document.Number, from = c.Campaign.Window.Value.From, to = c.Campaign.Window.Value.To }),
        });
    }

    private static IResult Standings(
        string campaign, string? of, string? group, string? under, string? period, string? indicator, string? asOf, string? knownAt, string? tree, PageContext page) =>
        of is not (null or "units" or "officers") ? Wrong(page, "usage-of", page.Say("cli.usage-of", of))
        : Answer(page, campaign, asOf, knownAt, tree, (db, ground, json) => StandingsJson.Write(json, ground,
            new StandingsQueries(db, ground).Standings(new(of == "officers" ? StandingOf.Officers : StandingOf.Units, group, under, period, indicator))));

    private static IResult Explain(string campaign, string? officer, string? row, string? asOf, string? knownAt, string? tree, PageContext page) =>
        (officer is null) == (row is null) ? Wrong(page, "usage-explain", page.Say("cli.usage-explain"))
        : Answer(page, campaign, asOf, knownAt, tree, (db, ground, json) =>
        {
            var explain = new ExplainQueries(db, ground, new(db, ground), InsuranceCatalog.PaymentWindows);
            var rows = officer is not null ? explain.OfOfficer(officer) : ExplainCommand.OfRow(explain, row!);
            ExplainCommand.Write(json, ground, rows, new(ground.Campaign, page.Language), reveal: false);
        });

    private static IResult Imports(PageContext page)
    {
        using var db = page.Options.Installation.Open();
        return Results.Json(new
        {
            imports = db.Query<Imported>("""
                select i.file as File, i.kind as Kind, i.sha256 as Sha256, r.at as At, i.row_count as Rows, i.waiting as Waiting, w.reason as Withdrawn
                from import i join recording r on r.recording_id = i.recording_id left join withdrawal w on w.import_id = i.recording_id
                where i.kind <> 'settlements' order by i.recording_id
                """),
        }, JsonSerializerOptions.Web);
    }

    /// <summary>The body is the file itself; `dryRun` tries it.</summary>
    private static async Task<IResult> Import(string kind, string file, string? campaign, bool? dryRun, bool? strict, HttpRequest request, PageContext page)
    {
        if (!Enum.TryParse<FileKind>(kind, ignoreCase: true, out var known) || char.IsAsciiDigit(kind[0])) return Wrong(page, "usage-kind", page.Say("cli.usage-kind", kind, string.Join(" ", Enum.GetValues<FileKind>().Select(ImportFile.KindName))));
        if (known is FileKind.Targets or FileKind.Figures && campaign is null) return Wrong(page, "usage-campaign", page.Say("cli.usage-campaign", kind));
        await using var content = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        await request.Body.CopyToAsync(content);
        content.Position = 0;
        return Guarded(page, json =>
        {
            var result = new ImportFile(page.Options.Installation).Import(new(content, Path.GetFileName(file), known, campaign, dryRun == true, strict == true));
            ImportCommand.Write(json, result, page.Language, dryRun == true);
        });
    }

    private static IResult Withdraw(string sha256, string? reason, PageContext page) => string.IsNullOrWhiteSpace(reason)
        ? Wrong(page, "usage-reason", page.Say("cli.usage-reason"))
        : Guarded(page, json => WithdrawCommand.Write(json, new WithdrawFile(page.Options.Installation).Withdraw(sha256, reason)));

    private static IResult Settle(string row, string choice, string? reason, bool? dryRun, PageContext page) =>
        string.IsNullOrWhiteSpace(reason) ? Wrong(page, "usage-reason", page.Say("cli.usage-reason"))
        : Choices.Find(choice) is not { } decided ? Wrong(page, "usage-choice", page.Say("cli.usage-choice", choice, string.Join(" ", Choices.All.Select(Choices.Name))))
        : Guarded(page, json =>
        {
            var (file, number) = ExplainCommand.FileAndRow(row);
            WorklistCommands.Write(json, new SettleRow(page.Options.Installation).Settle(file, number, decided, reason, dryRun == true));
        });

    private static IResult Answer(PageContext page, string campaign, string? asOf, string? knownAt, string? tree, Action<Db, Ground, Utf8JsonWriter> write)
    {
        if (!TryDay(asOf, out var day) || !TryDay(tree, out var treeDay)) return Wrong(page, "usage-day", page.Say("cli.usage-day", "asOf, tree", $"{asOf} {tree}".Trim()));
        DateTimeOffset? moment = null;
        if (knownAt is not null)
        {
            if (!DateTimeOffset.TryParse(knownAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var known)) return Wrong(page, "usage-moment", page.Say("cli.usage-moment", "knownAt", knownAt));
            moment = known;
        }
        return Guarded(page, json =>
        {
            using var db = page.Options.Installation.Open();
            using var reading = db.BeginReading();
            var ground = Ground.Of(db, page.Options.Installation, campaign, new(day, moment, treeDay));
            // Everything that is answered follows from what is known, the days and the language.
            if (page.Has($"W/\"{ground.Known}-{Stored.Day(ground.AsOf)}-{Stored.Day(ground.Tree)}-{page.Language}\"")) return false;
            write(db, ground, json);
            return true;
        });
    }

    private static IResult Guarded(PageContext page, Action<Utf8JsonWriter> write) => Guarded(page, json =>
    {
        write(json);
        return true;
    });

    /// <param name="write">False: the caller has this answer already.</param>
    private static IResult Guarded(PageContext page, Func<Utf8JsonWriter, bool> write)
    {
        var stream = new MemoryStream();
        try
        {
            using (var json = new Utf8JsonWriter(stream, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            {
                if (!write(json)) return Results.StatusCode(StatusCodes.Status304NotModified);
            }
            return Results.Bytes(stream.ToArray(), "application/json; charset=utf-8");
        }
        catch (QuestionException e)
        {
            return Problem(StatusCodes.Status404NotFound, e.Code, page.Say("question." + e.Code, [.. e.Arguments]));
        }
        catch (RefusedFileException e)
        {
            return Problem(StatusCodes.Status422UnprocessableEntity, e.Code, e.Say(page.Language));
        }
        catch (StrictException e)
        {
            return Problem(StatusCodes.Status422UnprocessableEntity, "strict", page.Say("cli.strict", e.Result.Rejected.ToString(CultureInfo.InvariantCulture)));
        }
        catch (WithdrawException e)
        {
            return Problem(StatusCodes.Status404NotFound, e.Code, page.Say("withdraw." + e.Code, [.. e.Arguments]));
        }
        catch (SettleException e)
        {
            return Problem(e.Code == "row-unknown" ? StatusCodes.Status404NotFound : StatusCodes.Status409Conflict, e.Code, page.Say("settle." + e.Code, [.. e.Arguments]));
        }
        catch (UsageException e)
        {
            return Wrong(page, e.Code, page.Say("cli." + e.Code, [.. e.Arguments]));
        }
    }

    private static IResult Wrong(PageContext page, string code, string sentence) => Problem(StatusCodes.Status400BadRequest, code, sentence);

    private static IResult Problem(int status, string code, string sentence) =>
        Results.Problem(detail: sentence, statusCode: status, title: sentence, type: "urn:thidua:" + code);

    private static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (text is null) return true;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        day = read;
        return true;
    }

    private sealed record Imported
    {
        public string File { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string At { get; init; } = "";
        public int Rows { get; init; }
        public int Waiting { get; init; }
        public string? Withdrawn { get; init; }
    }
}
