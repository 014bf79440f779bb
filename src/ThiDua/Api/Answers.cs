using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ThiDua.Cli;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Api;

/// <summary>How an address of the API answers: a document, or a fault with its sentence.</summary>
public static class Answers
{
    public const string Json = "application/json; charset=utf-8";

    /// <summary>The same JSON document as a command writes with `--json`.</summary>
    public static IResult Document(PageContext page, Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) =>
        Guarded(page, () => new Body(Bytes(write), Json, status, null));

    /// <summary>The same of a campaign as of a day, as known at a moment.</summary>
    public static IResult OfCampaign(PageContext page, Asked asked, Action<Db, Ground, Utf8JsonWriter> write) =>
        OfCampaign(page, asked, Json, null, (db, ground, stream) => stream.Write(Bytes(json => write(db, ground, json))));

    /// <param name="file">Name under which a browser keeps it; null: not a file.</param>
    public static IResult OfCampaign(PageContext page, Asked asked, string contentType, string? file, Action<Db, Ground, Stream> write) => Guarded(page, () =>
    {
        var vantage = asked.Vantage();
        using var db = page.Options.Installation.Open();
        using var reading = db.BeginReading();
        var ground = Ground.Of(db, page.Options.Installation, asked.Campaign, vantage);
        // Everything that is answered follows from what is known, the contacts, the messages sent, the days (today too: whom to call again), the language, the format, and what the one who asks is limited to.
        var limits = page.Viewer.Limits.Length > 0 ? $"{Recordings.KnownAt(db, null)}.{page.Viewer.Limits}-" : "";
        if (page.Has($"W/\"{limits}{ground.Known}-{Reminders.ContactQueries.Last(db)}-{Reminders.SentQueries.State(db)}-{Stored.Day(ground.AsOf)}-{Stored.Day(ground.Tree)}-{Stored.Day(ground.WorkDay)}-{ground.Asked.Period}-{page.Language}-{contentType.Split(';')[0].Split('/')[^1]}\"")) return Results.StatusCode(StatusCodes.Status304NotModified);
        using var stream = new MemoryStream();
        write(db, ground, stream);
        return new Body(stream.ToArray(), contentType, StatusCodes.Status200OK, file);
    });

    /// <summary>Does the work; what a person did wrong becomes a problem document. What failed of itself goes on, to be logged.</summary>
    public static IResult Guarded(PageContext page, Func<IResult> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Fault.Of(e, page.Language) is { Status: < 500 })
        {
            return Fault.Of(e, page.Language)!.Answer(page.Language);
        }
    }

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return stream.ToArray();
    }

    private sealed class Body(byte[] bytes, string contentType, int status, string? file) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = contentType;
            response.ContentLength = bytes.Length;
            if (file is not null) response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
            await response.Body.WriteAsync(bytes);
        }
    }
}

/// <summary>A campaign and from where it is looked at, as an address says it.</summary>
/// <param name="AsOf">yyyy-MM-dd; null: the default day.</param>
/// <param name="KnownAt">Moment with offset.</param>
/// <param name="Tree">yyyy-MM-dd.</param>
/// <param name="Period">Id of a period.</param>
public readonly record struct Asked(string Campaign, string? AsOf = null, string? KnownAt = null, string? Tree = null, string? Period = null)
{
    /// <summary>The day when none is asked for; null: the campaign's own.</summary>
    public DateOnly? UsualDay { get; init; }

    /// <summary>As <see cref="Standings.Vantage.AtPeriodEnd"/>.</summary>
    public bool AtPeriodEnd { get; init; }

    /// <exception cref="UsageException">A day or moment cannot be read.</exception>
    public Vantage Vantage()
    {
        var (asOf, tree) = (Day("asOf", AsOf) ?? UsualDay, Day("tree", Tree));
        if (KnownAt is null) return new(asOf, null, tree, Period) { AtPeriodEnd = AtPeriodEnd };
        return DateTimeOffset.TryParse(KnownAt, CultureInfo.InvariantCulture, DateTimeStyles.None, out var known)
            ? new(asOf, known, tree, Period) { AtPeriodEnd = AtPeriodEnd } : throw new UsageException("usage-moment", "knownAt", KnownAt);
    }

    /// <exception cref="UsageException">It is not of the form yyyy-MM-dd.</exception>
    public static DateOnly? Day(string name, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UsageException("usage-day", name, text);
}
