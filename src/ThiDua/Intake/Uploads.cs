using System.Security.Cryptography;
using System.Text.Json.Serialization;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Intake;

/// <summary>A file that was tried or taken on the site.</summary>
/// <param name="Handle">Random name under which it is kept until it is taken.</param>
/// <param name="Campaign">To which targets and figures go; null: other kinds belong to none.</param>
/// <param name="By">The account that did it.</param>
/// <param name="Refused">Why the file as a whole cannot be taken; then there is no result.</param>
public sealed record Trial(string Handle, string Name, FileKind? Kind, string? Campaign, string By, bool Taken, ImportResult? Result, [property: JsonIgnore] RefusedFileException? Refused, IReadOnlyList<Move> Moves)
{
    /// <summary>Of reorganisations: entered numbers that go on with their units, and those that cannot be told any more.</summary>
    public IReadOnlyList<PassedNumber> Numbers { get; init; } = [];

    /// <summary>A list that was tried and has far fewer rows than the time before: somebody else looks at it before it is taken (AC-15).</summary>
    public bool NeedsAnother => !Taken && Result is { Fewer: not null } && FewerRows.IsList(Result.Kind);
}


/// <summary>
/// Files uploaded to the site: kept under random names from the try-run to the taking in, then deleted; those that nobody takes are
/// deleted after a day, and what a crash left half written when the site starts. The try-run and the real run are one code
/// path; both say which units move.
/// </summary>
public sealed class Uploads(SiteOptions options)
{
    private readonly ShownTrials shown = new(options.Installation);

    /// <summary>Keeps what a page is to show under a name for its address. Of a file that was taken nothing else is kept: findings quote cells.</summary>
    public string Show(Trial trial)
    {
        if (trial.Taken) shown.Forget((t, _) => t.Handle == trial.Handle);
        return shown.Show(trial);
    }

    public Trial? Shown(string? name) => shown.Find(name);

    /// <summary>Who tried the file; null when that is not known any more.</summary>
    public string? TriedBy(string handle) => shown.All().Select(t => t.Trial).FirstOrDefault(t => t.Handle == handle && t.Result is not null)?.By;

    /// <summary>What waits for somebody else, each content once, with the name under which it is shown.</summary>
    public IReadOnlyList<(string Name, Trial Trial)> Waiting()
    {
        var all = shown.All();
        var taken = all.Where(t => t.Trial.Taken).Select(t => t.Trial.Result!.Sha256).ToHashSet();
        return [.. all.Where(t => t.Trial.NeedsAnother && Has(t.Trial.Handle) && !taken.Contains(t.Trial.Result!.Sha256)).DistinctBy(t => t.Trial.Result!.Sha256)
            .OrderBy(t => t.Trial.Name, StringComparer.Ordinal)];
    }

    private const string Part = ".part";

    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>So long what was found may be looked at; of a list that waits for somebody else, as long as the file.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromHours(1);

    private string Folder => FolderOf(options.Installation);

    /// <summary>Also where the server keeps a large form while it comes in.</summary>
    public static string FolderOf(Database.Installation installation) => Path.Combine(installation.DataFolder, "uploads");

    /// <summary>How far the node that takes a file is; 0: it has said nothing yet, or is done.</summary>
    /// <param name="watch">The name that the form gave it.</param>
    public long Progress(string watch) => RowsOf(watch) is { } path ? SaidRows.Of(path) ?? 0 : 0;

    public async Task<string> Keep(IFormFile file)
    {
        Database.PrivateFolder.Make(Folder);
        var handle = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await using (var stream = File.Create(PathOf(handle) + Part)) await file.CopyToAsync(stream);
        File.Move(PathOf(handle) + Part, PathOf(handle));
        return handle;
    }

    /// <summary>Deletes what was tried more than a day ago and not taken, and what was found in it after an hour.</summary>
    /// <param name="now">By the clock of the machine, which dates the files.</param>
    /// <param name="atStart">Also what was being written when the program ended: no one goes on with it.</param>
    public void Purge(DateTimeOffset now, bool atStart)
    {
        shown.Forget((trial, at) => at < now - (trial.NeedsAnother ? Kept : ShownFor));
        if (!Directory.Exists(Folder)) return;
        var before = now.UtcDateTime - Kept;
        var young = options.Installation.Postgres is null ? DateTime.MaxValue : now.UtcDateTime - ImportJobs.Receiving; // another node may be writing it
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            var isLeft = atStart && file.LastWriteTimeUtc < young && (file.Extension is Part or SaidRows.Ending || file.Name.StartsWith("ASPNETCORE_", StringComparison.Ordinal));
            if (isLeft || file.LastWriteTimeUtc < before) file.Delete();
        }
    }

    /// <param name="kind">Null: recognised by the columns.</param>
    /// <param name="campaign">Of targets, figures and nominees; null: the only one there is.</param>
    /// <param name="by">The installation, as the one who takes the file in acts in it.</param>
    /// <param name="fewer">Why a list may have far fewer rows than the time before; null: it may not.</param>
    public Trial Run(string handle, string name, FileKind? kind, string? campaign, bool dryRun, string watch, Texts.Language language, Database.Installation by, string? fewer = null)
    {
        using var content = File.OpenRead(PathOf(handle));
        try
        {
            kind ??= TableFile.Recognise(content, name) ?? throw new RefusedFileException("not-recognised");
            content.Position = 0;
            var (moves, numbers) = (new List<Move>(), new List<PassedNumber>());
            var before = Moves.Now(options.Installation, language);
            campaign = kind is FileKind.Targets or FileKind.Figures or FileKind.Nominees ? campaign ?? OnlyCampaign() ?? throw new RefusedFileException("campaign-choose") : null;
            var request = new ImportRequest(content, name, kind.Value, campaign, dryRun, Strict: false, Whole: !dryRun && FewerRows.IsList(kind.Value), Fewer: fewer) { IsSent = true };
            using var marked = dryRun ? File.Create(MarkedPath(handle)) : null;
            if (marked is not null) request = request with { Report = new(marked, language) };
            var result = new ImportFile(by).Import(request, RowsOf(watch) is { } rows ? new SaidRows(rows) : null, (db, recording) =>
            {
                moves.AddRange(before.To(Moves.At(db, options.Installation, recording, language)));
                if (kind == FileKind.Reorganisations) numbers.AddRange(PassedNumbers.Of(db, options.Installation, recording, language, recording));
            });
            if (!dryRun) Forget(handle);
            return new(handle, name, kind, campaign, by.Actor, !dryRun, result, null, moves) { Numbers = numbers };
        }
        catch (RefusedFileException e)
        {
            return new(handle, name, kind, campaign, by.Actor, false, null, e, []);
        }
        finally
        {
            if (RowsOf(watch) is { } path) SaidRows.End(path);
        }
    }

    public bool Has(string handle) => handle.Length == 32 && handle.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(handle));

    /// <summary>The workbook of a tried file with its faults marked; null when there is none.</summary>
    public string? Marked(string handle) => Has(handle) && File.Exists(MarkedPath(handle)) ? MarkedPath(handle) : null;

    private void Forget(string handle)
    {
        File.Delete(PathOf(handle));
        File.Delete(MarkedPath(handle));
    }

    private string MarkedPath(string handle) => PathOf(handle) + ".xlsx";

    private string PathOf(string handle) => Path.Combine(Folder, handle);

    private string? OnlyCampaign()
    {
        using var db = options.Installation.Open();
        return db.Query<string>("select id from campaign order by campaign_no limit 2") is [var only] ? only : null;
    }

    private string? RowsOf(string watch) => Guid.TryParse(watch, out var name) ? Path.Combine(Folder, name.ToString("N") + SaidRows.Ending) : null;
}
