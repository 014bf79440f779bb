using System.Collections.Concurrent;
using System.Security.Cryptography;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Intake;

/// <summary>A file that was tried or taken on the site.</summary>
/// <param name="Handle">Random name under which it is kept until it is taken.</param>
/// <param name="Campaign">To which targets and figures go; null: other kinds belong to none.</param>
/// <param name="By">The account that did it.</param>
/// <param name="Refused">Why the file as a whole cannot be taken; then there is no result.</param>
public sealed record Trial(string Handle, string Name, FileKind? Kind, string? Campaign, string By, bool Taken, ImportResult? Result, RefusedFileException? Refused, IReadOnlyList<Move> Moves)
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
    private readonly ConcurrentDictionary<string, long> progress = new();

    private readonly ConcurrentDictionary<string, (Trial Trial, DateTimeOffset At)> shown = new();

    /// <summary>Keeps what a page is to show under a name for its address. Of a file that was taken nothing else is kept: findings quote cells.</summary>
    public string Show(Trial trial)
    {
        if (shown.Count > 200) shown.Clear(); // pages of yesterday: their files are tried again
        if (trial.Taken) ForgetShown(t => t.Trial.Handle == trial.Handle);
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        shown[name] = (trial, options.Installation.Clock.GetUtcNow());
        return name;
    }

    public Trial? Shown(string? name) => name is not null && shown.TryGetValue(name, out var kept) ? kept.Trial : null;

    private IEnumerable<Trial> All => shown.Values.Select(t => t.Trial);

    private void ForgetShown(Func<(Trial Trial, DateTimeOffset At), bool> which)
    {
        foreach (var (name, kept) in shown) if (which(kept)) shown.TryRemove(name, out _);
    }

    /// <summary>Who tried the file; null when that is not known any more.</summary>
    public string? TriedBy(string handle) => All.FirstOrDefault(t => t.Handle == handle && t.Result is not null)?.By;

    /// <summary>What waits for somebody else, each content once, with the name under which it is shown.</summary>
    public IReadOnlyList<(string Name, Trial Trial)> Waiting()
    {
        var taken = All.Where(t => t.Taken).Select(t => t.Result!.Sha256).ToHashSet();
        return [.. shown.Select(t => (Name: t.Key, t.Value.Trial)).Where(t => t.Trial.NeedsAnother && Has(t.Trial.Handle) && !taken.Contains(t.Trial.Result!.Sha256)).DistinctBy(t => t.Trial.Result!.Sha256)
            .OrderBy(t => t.Trial.Name, StringComparer.Ordinal)];
    }

    private const string Part = ".part";

    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>So long what was found may be looked at; of a list that waits for somebody else, as long as the file.</summary>
    public static readonly TimeSpan ShownFor = TimeSpan.FromHours(1);

    private string Folder => FolderOf(options.Installation);

    /// <summary>Also where the server keeps a large form while it comes in.</summary>
    public static string FolderOf(Database.Installation installation) => Path.Combine(installation.DataFolder, "uploads");

    public long Progress(string watch) => progress.GetValueOrDefault(watch);

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
        ForgetShown(t => t.At < now - (t.Trial.NeedsAnother ? Kept : ShownFor));
        if (!Directory.Exists(Folder)) return;
        var before = now.UtcDateTime - Kept;
        foreach (var file in new DirectoryInfo(Folder).EnumerateFiles())
        {
            var isLeft = atStart && (file.Extension == Part || file.Name.StartsWith("ASPNETCORE_", StringComparison.Ordinal));
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
            var result = new ImportFile(by).Import(request, new Watching(this, watch), (db, recording) =>
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
            progress.TryRemove(watch, out _);
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

    private sealed class Watching(Uploads uploads, string watch) : IProgress<long>
    {
        public void Report(long value) => uploads.progress[watch] = value;
    }
}
