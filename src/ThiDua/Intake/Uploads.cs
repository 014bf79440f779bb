using System.Collections.Concurrent;
using System.Security.Cryptography;
using ThiDua.Standings;
using ThiDua.Web;

namespace ThiDua.Intake;

/// <summary>A file that was tried or taken on the site.</summary>
/// <param name="Refused">Why the file as a whole cannot be taken; then there is no result.</param>
public sealed record Trial(string Sha256, string Name, FileKind? Kind, bool Taken, ImportResult? Result, RefusedFileException? Refused, IReadOnlyList<Move> Moves);

/// <summary>
/// Files uploaded to the site: kept from the try-run to the taking in, then deleted. The try-run and the real run are one code
/// path; both say which units move.
/// </summary>
public sealed class Uploads(SiteOptions options)
{
    private readonly ConcurrentDictionary<string, long> progress = new();

    private readonly ConcurrentDictionary<string, Trial> shown = new();

    /// <summary>Keeps what a page is to show under a name for its address.</summary>
    public string Show(Trial trial)
    {
        if (shown.Count > 200) shown.Clear(); // pages of yesterday: their files are tried again
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        shown[name] = trial;
        return name;
    }

    public Trial? Shown(string? name) => name is not null && shown.TryGetValue(name, out var trial) ? trial : null;

    private string Folder => Path.Combine(options.Installation.DataFolder, "uploads");

    public long Progress(string watch) => progress.GetValueOrDefault(watch);

    public async Task<string> Keep(IFormFile file)
    {
        Directory.CreateDirectory(Folder);
        var temporary = Path.Combine(Folder, Path.GetRandomFileName());
        string sha;
        await using (var stream = File.Create(temporary))
        {
            await file.CopyToAsync(stream);
            stream.Position = 0;
            sha = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream));
        }
        File.Move(temporary, PathOf(sha), overwrite: true);
        return sha;
    }

    /// <param name="kind">Null: recognised by the columns.</param>
    public Trial Run(string sha, string name, FileKind? kind, string? campaign, bool dryRun, string watch, Texts.Language language)
    {
        using var content = File.OpenRead(PathOf(sha));
        try
        {
            kind ??= TableFile.Recognise(content, name) ?? throw new RefusedFileException("not-recognised");
            content.Position = 0;
            var moves = new List<Move>();
            var before = Moves.Now(options.Installation, language);
            var request = new ImportRequest(content, name, kind.Value, kind is FileKind.Targets or FileKind.Figures ? campaign ?? FirstCampaign() : null, dryRun, Strict: false);
            using var marked = dryRun ? File.Create(MarkedPath(sha)) : null;
            if (marked is not null) request = request with { Report = new(marked, language) };
            var result = new ImportFile(options.Installation).Import(request, new Watching(this, watch), (db, recording) => moves.AddRange(before.To(Moves.At(db, options.Installation, recording, language))));
            if (!dryRun) Forget(sha);
            return new(sha, name, kind, !dryRun, result, null, moves);
        }
        catch (RefusedFileException e)
        {
            return new(sha, name, kind, false, null, e, []);
        }
        finally
        {
            progress.TryRemove(watch, out _);
        }
    }

    public bool Has(string sha) => sha.Length == 64 && sha.All(char.IsAsciiHexDigitLower) && File.Exists(PathOf(sha));

    /// <summary>The workbook of a tried file with its faults marked; null when there is none.</summary>
    public string? Marked(string sha) => Has(sha) && File.Exists(MarkedPath(sha)) ? MarkedPath(sha) : null;

    private void Forget(string sha)
    {
        File.Delete(PathOf(sha));
        File.Delete(MarkedPath(sha));
    }

    private string MarkedPath(string sha) => PathOf(sha) + ".xlsx";

    private string PathOf(string sha) => Path.Combine(Folder, sha);

    private string? FirstCampaign()
    {
        using var db = options.Installation.Open();
        return db.One<string>("select id from campaign order by campaign_no limit 1");
    }

    private sealed class Watching(Uploads uploads, string watch) : IProgress<long>
    {
        public void Report(long value) => uploads.progress[watch] = value;
    }
}
