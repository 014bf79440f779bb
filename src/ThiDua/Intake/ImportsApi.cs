using System.Text.Json;
using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Intake;

/// <summary>Imports in the API: the list, taking a file in at once or in the background, withdrawal, templates.</summary>
public static class ImportsApi
{
    private const int Page = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/imports", List).Needs(Act.Import);
        api.MapPost("/imports", Import).WithMetadata(new ChangesSomething()).Needs(Act.Import, heavy: true);
        api.MapGet("/imports/{id}", One).Needs(Act.Import);
        api.MapGet("/imports/{id}/workbook", Workbook).Needs(Act.Import);
        api.MapPost("/imports/{sha256}/withdrawal", Withdraw).WithMetadata(new ChangesSomething()).Needs(Act.Withdraw, heavy: true);
        api.MapGet("/templates/{kind}.xlsx", Template).Needs(Act.Import);
    }

    /// <summary>Files taken in, in order, and what is still in the background.</summary>
    /// <param name="after">Number of the last one that the caller has.</param>
    private static IResult List(long? after, int? limit, PageContext page, ImportJobs jobs)
    {
        using var db = page.Options.Installation.Open();
        var take = Math.Clamp(limit ?? Page, 1, Page);
        var imports = db.Query<Imported>($"""
            select i.recording_id as Number, i.file as File, i.kind as Kind, i.sha256 as Sha256, r.at as At, i.row_count as Rows, i.waiting as Waiting, w.reason as Withdrawn
            from import i join recording r on r.recording_id = i.recording_id left join withdrawal w on w.import_id = i.recording_id
            where i.kind not in {Recordings.ByHand} and i.recording_id > @after order by i.recording_id limit @more
            """, new { after = after ?? 0, more = take + 1 });
        return Answers.Document(page, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("imports");
            foreach (var import in imports.Take(take)) Write(json, import);
            json.WriteEndArray();
            if (imports.Count > take) json.WriteNumber("next", imports[take - 1].Number);
            else json.WriteNull("next");
            json.WriteStartArray("background");
            foreach (var job in jobs.All())
            {
                json.WriteStartObject();
                json.WriteString("id", job.Number);
                json.WriteString("file", job.File);
                json.WriteString("state", StateName(job.State));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    /// <summary>The body is the file itself; `dryRun` tries it; `Prefer: respond-async` (RFC 7240) answers before it is done.</summary>
    private static async Task<IResult> Import(string kind, string file, string? campaign, bool? dryRun, bool? strict, bool? whole, string? fewer, HttpRequest request, PageContext page, ImportJobs jobs)
    {
        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true) return Fault.OfStatus(StatusCodes.Status415UnsupportedMediaType, page.Language).Answer(page.Language);
        FileKind known;
        try
        {
            known = ImportCommand.Kind(kind, campaign);
        }
        catch (UsageException e)
        {
            return Fault.Of(e, page.Language)!.Answer(page.Language);
        }
        if (request.Headers["Prefer"].ToString().Contains("respond-async", StringComparison.OrdinalIgnoreCase))
        {
            var key = request.Headers[RequestKeys.Header].ToString();
            var number = key.Length > 0 ? RequestKeys.HashOf($"import {page.Viewer.Account} {key}")[..32] : Guid.CreateVersion7(page.Options.Installation.Clock.GetUtcNow()).ToString("N");
            var hash = key.Length > 0 ? await RequestKeys.HashOf(request) : null;
            if (jobs.IsFull(number, page.Options.Installation.Actor))
            {
                request.HttpContext.Response.Headers.RetryAfter = "60";
                return new Fault(StatusCodes.Status429TooManyRequests, "imports-waiting", page.Say("api.imports-waiting")).Answer(page.Language);
            }
            var job = await jobs.File(new(number, page.Options.Installation.Clock.GetUtcNow(), Path.GetFileName(file), known, campaign, dryRun == true, strict == true, page.Language, hash, page.Options.Installation.Actor, Whole: whole == true, Fewer: fewer), request.Body);
            return job.Request != hash ? new Fault(StatusCodes.Status422UnprocessableEntity, "key-reused", page.Say("api.key-reused")).Answer(page.Language) : Filed(request.HttpContext.Response, page, job);
        }
        // With the data, where what a crash leaves is cleared away, not in a folder that all share.
        var beside = Path.Combine(Database.PrivateFolder.Make(Uploads.FolderOf(page.Options.Installation)).FullName, Keys.New() + ".part");
        await using var content = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        await request.Body.CopyToAsync(content);
        content.Position = 0;
        return Answers.Guarded(page, () =>
        {
            var result = new ImportFile(page.Options.Installation).Import(new(content, Path.GetFileName(file), known, campaign, dryRun == true, strict == true, Whole: whole == true, Fewer: fewer) { IsSent = true });
            return Answers.Document(page, json => ImportCommand.Write(json, result, page.Language, dryRun == true));
        });
    }

    private static IResult Filed(HttpResponse response, PageContext page, ImportJob job)
    {
        response.Headers.Location = $"{ApiAddresses.Base}/imports/{job.Number}";
        response.Headers["Preference-Applied"] = "respond-async";
        return Answers.Document(page, json => Write(json, job), StatusCodes.Status202Accepted);
    }

    private static IResult One(string id, PageContext page, ImportJobs jobs) =>
        jobs.Find(id) is { } job ? Answers.Document(page, json => Write(json, job)) : Unknown(page, id);

    private static IResult Workbook(string id, PageContext page, ImportJobs jobs) => jobs.Workbook(id) is { } path
        ? Results.File(path, StandingsApi.Workbook, Path.GetFileNameWithoutExtension(jobs.Find(id)!.File) + "-danh-dau.xlsx") : Unknown(page, id);

    private static IResult Unknown(PageContext page, string id) => new Fault(StatusCodes.Status404NotFound, "import-unknown", page.Say("api.import-unknown", id)).Answer(page.Language);

    private static IResult Withdraw(string sha256, string? reason, PageContext page) => Answers.Guarded(page, () =>
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new UsageException("usage-reason");
        var withdrawn = new WithdrawFile(page.Options.Installation).Withdraw(sha256, reason);
        return Answers.Document(page, json => WithdrawCommand.Write(json, withdrawn));
    });

    private static IResult Template(string kind, PageContext page)
    {
        if (ImportCommand.KindOf(kind) is not { } known) return new Fault(StatusCodes.Status404NotFound, "usage-kind", page.Say("cli.usage-kind", kind, string.Join(" ", Enum.GetValues<FileKind>().Select(ImportFile.KindName)))).Answer(page.Language);
        using var db = page.Options.Installation.Open();
        var workbook = new MemoryStream();
        WriteTemplate.Write(db, known, page.Options.Installation.Day, workbook);
        return Results.Bytes(workbook.ToArray(), StandingsApi.Workbook, $"mau-{ImportFile.KindName(known)}.xlsx");
    }

    private static void Write(Utf8JsonWriter json, Imported import)
    {
        json.WriteStartObject();
        json.WriteNumber("number", import.Number);
        json.WriteString("file", import.File);
        json.WriteString("kind", import.Kind);
        json.WriteString("sha256", import.Sha256);
        json.WriteString("at", import.At);
        json.WriteNumber("rows", import.Rows);
        json.WriteNumber("waiting", import.Waiting);
        json.WriteString("withdrawn", import.Withdrawn);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImportJob job)
    {
        json.WriteStartObject();
        json.WriteString("id", job.Number);
        json.WriteString("at", job.At);
        json.WriteString("file", job.File);
        json.WriteString("kind", ImportFile.KindName(job.Kind));
        json.WriteBoolean("dryRun", job.DryRun);
        json.WriteString("state", StateName(job.State));
        json.WriteNumber("rowsRead", job.RowsRead);
        json.WritePropertyName("result");
        if (job.Result is null) json.WriteNullValue();
        else job.Result.WriteTo(json);
        json.WritePropertyName("problem");
        if (job.Problem is null) json.WriteNullValue();
        else job.Problem.WriteTo(json);
        json.WriteEndObject();
    }

#pragma warning disable CA1308 // states are lower case in JSON
    private static string StateName(ImportState state) => state.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private sealed record Imported
    {
        public long Number { get; init; }
        public string File { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public string At { get; init; } = "";
        public int Rows { get; init; }
        public int Waiting { get; init; }
        public string? Withdrawn { get; init; }
    }
}
