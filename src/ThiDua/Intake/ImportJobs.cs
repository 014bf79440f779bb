using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Quartz;
using ThiDua.Api;
using ThiDua.Background;
using ThiDua.Cli;
using ThiDua.Database;
using ThiDua.Intake.Marking;
using ThiDua.Privacy;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Intake;

/// <summary>How far an import in the background is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ImportState>))]
public enum ImportState
{
    Waiting,
    Running,
    Taken,
    Tried,
    Refused,
    /// <summary>The program was stopped while it ran, and again when it was taken up once more: nothing was stored, the file has to be sent again.</summary>
    Interrupted,
}

/// <summary>An import that runs in the background.</summary>
/// <param name="Number">A time-ordered name, or made of the caller's key.</param>
/// <param name="Request">Hash of the request, where it had a key.</param>
/// <param name="Actor">Who asked for it.</param>
/// <param name="Starts">How often it was begun.</param>
/// <param name="Before">The last recording when it began: by it an import that was stored just before a stop is found again.</param>
/// <param name="Result">The document of `thidua import --json`.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record ImportJob(
    string Number, DateTimeOffset At, string File, FileKind Kind, string? Campaign, bool DryRun, bool Strict, Language Language, string? Request, string Actor,
    ImportState State = ImportState.Waiting, int Starts = 0, long Before = 0, long RowsRead = 0, JsonNode? Result = null, JsonNode? Problem = null,
    bool Whole = false, string? Fewer = null)
{
    [JsonIgnore]
    public bool IsOver => State is not (ImportState.Waiting or ImportState.Running);
}

/// <summary>
/// Imports in the background, one at a time. Each lies in the data folder, which the nodes of a site share, as a small document beside the file it takes, not in the
/// database: SQLite lets one writer in, and a caller must be answered while another import writes. Files are deleted when read.
/// </summary>
public sealed partial class ImportJobs(SiteOptions options, ISchedulerFactory schedulers, ILogger<ImportJobs> log)
{
    /// <summary>Twice: an import that takes the program with it must not do so for ever.</summary>
    private const int MostStarts = 2;

    private const string Place = ".place";

    /// <summary>A file that another node is just receiving is younger.</summary>
    public static readonly TimeSpan Receiving = TimeSpan.FromMinutes(10);

    /// <summary>How long a finished import can be asked for; its marked workbook, in which all cells lie open, for a day.</summary>
    public static readonly TimeSpan KeptFor = RequestKeys.KeptFor;

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What was found quotes cells of the file, so it lies sealed.</summary>
    public static SealedBytes Seals(Installation installation) => new(installation.OpenTokens(), "imports");

    private readonly Lazy<SealedBytes> seals = new(() => Seals(options.Installation)); // when the first import comes: it makes the key file

    private string Folder => Path.GetFullPath(Path.Combine(options.Installation.DataFolder, "imports"));

    /// <summary>How many may wait in the background, of one account and of all: each lies in the data folder until its turn.</summary>
    public const int Waiting = 20;
    public const int WaitingOfAll = 100;

    /// <summary>Whether another one must not be filed now; one that is there already may be asked for again.</summary>
    public bool IsFull(string number, string actor)
    {
        var open = All().Where(j => !j.IsOver).ToList();
        return open.TrueForAll(j => j.Number != number) && (open.Count >= WaitingOfAll || open.Count(j => j.Actor == actor) >= Waiting);
    }

    /// <summary>Files an import. One with this number that is there already is not filed again, unless a stop interrupted it.</summary>
    /// <returns>The import as it stands.</returns>
    public async Task<ImportJob> File(ImportJob job, Stream content)
    {
        PrivateFolder.Make(Folder);
        Sweep();
        if (Find(job.Number) is { } known && !(known.State == ImportState.Interrupted && known.Request == job.Request)) return known;
        try
        {
            await using (var to = System.IO.File.Create(ContentOf(job.Number))) await content.CopyToAsync(to);
            Save(job);
        }
        catch
        {
            System.IO.File.Delete(ContentOf(job.Number)); // the caller went away in the middle: half a file of persons is left to nobody
            throw;
        }
        await BackgroundWork.ImportWaits(schedulers);
        return job;
    }

    /// <summary>Null when there is none of that number, or no more, or a power cut left it unreadable.</summary>
    public ImportJob? Find(string number)
    {
        if (number.Length != 32 || !number.All(char.IsAsciiHexDigitLower) || !System.IO.File.Exists(PathOf(number))) return null;
        ImportJob job;
        try
        {
            if (seals.Value.Open(System.IO.File.ReadAllBytes(PathOf(number)), Encoding.ASCII.GetBytes(number)) is not { } open) return null;
            job = JsonSerializer.Deserialize<ImportJob>(open, Format)!;
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException) // of another version; or its days are just over
        {
            return null;
        }
        return job.State == ImportState.Running && SaidRows.Of(RowsOf(number)) is { } rows ? job with { RowsRead = rows } : job;
    }

    public IReadOnlyList<ImportJob> All() => !Directory.Exists(Folder) ? []
        : [.. Directory.EnumerateFiles(Folder, "*.job").Select(f => Find(Path.GetFileNameWithoutExtension(f))).OfType<ImportJob>().OrderBy(j => j.At).ThenBy(j => j.Number, StringComparer.Ordinal)];

    /// <summary>The marked workbook of a tried file; null when there is none.</summary>
    public string? Workbook(string number) => Find(number) is { State: ImportState.Tried } && System.IO.File.Exists(MarkedOf(number)) ? MarkedOf(number) : null;

    /// <summary>Files that a stop left without an import that waits for them are deleted, before the site opens and every hour.</summary>
    /// <param name="atStart">With SQLite nobody else is receiving a file then.</param>
    public void Clean(bool atStart)
    {
        if (!Directory.Exists(Folder)) return;
        Sweep();
        var before = atStart && options.Installation.Postgres is null ? DateTime.MaxValue : TimeProvider.System.GetUtcNow().UtcDateTime - Receiving;
        foreach (var file in Directory.EnumerateFiles(Folder).Where(f => System.IO.File.GetLastWriteTimeUtc(f) < before).ToList())
        {
            var job = Find(Path.GetFileNameWithoutExtension(file));
            if (Path.GetExtension(file) switch { ".file" or SaidRows.Ending => job is null or { IsOver: true }, ".xlsx" or ".job" => job is null, Place => false, _ => true }) System.IO.File.Delete(file);
        }
    }

    /// <summary>Takes all that waits, and what ran where a node was stopped: nobody else takes imports meanwhile.</summary>
    /// <param name="stopping">What waits then goes on after the next start.</param>
    public void TakeAll(CancellationToken stopping)
    {
        PrivateFolder.Make(Folder);
        using var place = FilePlace.Hold(Path.Combine(Folder, "taking" + Place));
        if (place is null) return; // a node that was taken for dead and only slept still takes one: the next minute looks again
        while (!stopping.IsCancellationRequested && All().FirstOrDefault(j => !j.IsOver) is { } next) Take(next);
    }

    /// <summary>What ran when a node was stopped was stored whole or not at all.</summary>
    private void Take(ImportJob job)
    {
        var isThere = System.IO.File.Exists(ContentOf(job.Number));
        var result = job.State == ImportState.Running && !job.DryRun && isThere ? Stored(job) : null;
        if (result is null && isThere && job.Starts < MostStarts)
        {
            Run(job with { Starts = job.Starts + 1 });
            return;
        }
        Save(job with { State = result is null ? ImportState.Interrupted : ImportState.Taken, Result = result });
        System.IO.File.Delete(ContentOf(job.Number));
        System.IO.File.Delete(MarkedOf(job.Number));
        SaidRows.End(RowsOf(job.Number));
    }

    private void Run(ImportJob job)
    {
        try
        {
            using var content = System.IO.File.OpenRead(ContentOf(job.Number));
            using (var db = options.Installation.Open()) job = job with { State = ImportState.Running, Before = Recordings.KnownAt(db, null) };
            Save(job);
            using var marked = job.DryRun ? System.IO.File.Create(MarkedOf(job.Number)) : null;
            var request = new ImportRequest(content, job.File, job.Kind, job.Campaign, job.DryRun, job.Strict, marked is null ? null : new MarkedReport(marked, job.Language), job.Whole, job.Fewer) { IsSent = true };
            var result = new ImportFile(options.Installation with { Actor = job.Actor }).Import(request, new SaidRows(RowsOf(job.Number)));
            job = job with { State = job.DryRun ? ImportState.Tried : ImportState.Taken, RowsRead = result.Rows, Result = Node(json => ImportCommand.Write(json, result, job.Language, job.DryRun)) };
        }
#pragma warning disable CA1031 // nobody waits for it: whatever happened is written down for whoever asks
        catch (Exception e)
#pragma warning restore CA1031
        {
            var fault = Fault.Of(e, job.Language);
            if (fault is null or { Status: >= 500 }) Failed(log, e, job.File);
            job = job with { State = ImportState.Refused, Problem = Node(json => (fault ?? Fault.OfStatus(StatusCodes.Status500InternalServerError, job.Language)).Write(json, job.Language)) };
            System.IO.File.Delete(MarkedOf(job.Number));
        }
        Save(job);
        System.IO.File.Delete(ContentOf(job.Number));
        SaidRows.End(RowsOf(job.Number));
    }

    /// <summary>What the store says of an import that ended just before the stop; its findings are lost. Null: nothing was stored.</summary>
    private JsonNode? Stored(ImportJob job)
    {
        string sha;
        using (var content = System.IO.File.OpenRead(ContentOf(job.Number))) sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        using var db = options.Installation.Open();
        return db.One<Counts>("""
            select row_count as Rows, accepted as Accepted, unchanged as Unchanged, corrected as Corrected, waiting as Waiting, rejected as Rejected
            from import i where sha256 = @sha and kind = @kind and recording_id > @Before
              and (@campaign is null or campaign_no = (select c.campaign_no from campaign c where c.id = @campaign))
              and not exists (select 1 from withdrawal w where w.import_id = i.recording_id)
            """, new { sha, kind = ImportFile.KindName(job.Kind), job.Before, campaign = job.Campaign }) is not { } c ? null
            : Node(json => ImportCommand.Write(json, new(job.File, sha, job.Kind, c.Rows, c.Accepted, c.Unchanged, c.Corrected, c.Waiting, c.Rejected, [], [], null), job.Language, dryRun: false));
    }

    /// <summary>Deletes what is past its days.</summary>
    public void Sweep()
    {
        var now = options.Installation.Clock.GetUtcNow();
        foreach (var job in All().Where(j => j.IsOver))
        {
            if (job.At < now - KeptFor) System.IO.File.Delete(PathOf(job.Number));
            if (job.At < now - Uploads.Kept) System.IO.File.Delete(MarkedOf(job.Number));
        }
    }

    /// <summary>Whole or not at all: a stop in the middle leaves the one before.</summary>
    private void Save(ImportJob job)
    {
        var temporary = PathOf(job.Number) + ".new";
        System.IO.File.WriteAllBytes(temporary, seals.Value.Seal(JsonSerializer.SerializeToUtf8Bytes(job, Format), Encoding.ASCII.GetBytes(job.Number)));
        System.IO.File.Move(temporary, PathOf(job.Number), overwrite: true);
    }

    private static JsonNode Node(Action<Utf8JsonWriter> write) => JsonNode.Parse(Answers.Bytes(write))!;

    private string PathOf(string number) => Path.Combine(Folder, number + ".job");

    private string ContentOf(string number) => Path.Combine(Folder, number + ".file");

    private string MarkedOf(string number) => Path.Combine(Folder, number + ".xlsx");

    private string RowsOf(string number) => Path.Combine(Folder, number + SaidRows.Ending);

    [LoggerMessage(LogLevel.Error, "{File}")]
    private static partial void Failed(ILogger logger, Exception exception, string file);

    private sealed record Counts
    {
        public int Rows { get; init; }
        public int Accepted { get; init; }
        public int Unchanged { get; init; }
        public int Corrected { get; init; }
        public int Waiting { get; init; }
        public int Rejected { get; init; }
    }
}
