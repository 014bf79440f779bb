using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ThiDua.Database;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>
/// What was found in files that were tried or taken, under a name for the address of the page that shows it. It lies in the data folder, so that any node of the site
/// shows it, and sealed, since findings quote cells.
/// </summary>
public sealed class ShownTrials(Installation installation)
{
    private const string Ending = ".shown";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { IncludeFields = true, Converters = { new JsonStringEnumConverter() } };

    private readonly Lazy<SealedBytes> seals = new(() => new(installation.OpenTokens(), "shown")); // with the first file: it makes the key file

    private string Folder => Uploads.FolderOf(installation);

    /// <param name="At">By the clock of the machine, which dates the files beside.</param>
    /// <param name="RefusedCode">Of the refusal, which is an exception and not written as it is.</param>
    private sealed record Kept(Trial Trial, DateTimeOffset At, string? RefusedCode, IReadOnlyList<string>? RefusedArguments);

    public string Show(Trial trial)
    {
        PrivateFolder.Make(Folder);
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var kept = new Kept(trial, TimeProvider.System.GetUtcNow(), trial.Refused?.Code, trial.Refused?.Arguments);
        File.WriteAllBytes(PathOf(name), seals.Value.Seal(JsonSerializer.SerializeToUtf8Bytes(kept, Format), Encoding.ASCII.GetBytes(name)));
        return name;
    }

    /// <summary>Null when there is none of that name, or no more.</summary>
    public Trial? Find(string? name) => name is { Length: 32 } && name.All(char.IsAsciiHexDigitLower) ? Read(name)?.Trial : null;

    public IReadOnlyList<(string Name, Trial Trial)> All() => [.. AllKept().Select(k => (k.Name, k.Kept.Trial))];

    public void Forget(Func<Trial, DateTimeOffset, bool> which)
    {
        foreach (var (name, kept) in AllKept()) if (which(kept.Trial, kept.At)) File.Delete(PathOf(name));
    }

    private List<(string Name, Kept Kept)> AllKept() => !Directory.Exists(Folder) ? []
        : [.. Directory.EnumerateFiles(Folder, "*" + Ending).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal).Select(n => (n, Read(n))).Where(k => k.Item2 is not null).Select(k => (k.n, k.Item2!))];

    private Kept? Read(string name)
    {
        try
        {
            if (seals.Value.Open(File.ReadAllBytes(PathOf(name)), Encoding.ASCII.GetBytes(name)) is not { } open) return null;
            var kept = JsonSerializer.Deserialize<Kept>(open, Format)!;
            return kept.RefusedCode is { } code ? kept with { Trial = kept.Trial with { Refused = new(code, kept.RefusedArguments ?? []) } } : kept;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null; // another node deleted it just now, or another version wrote it
        }
    }

    private string PathOf(string name) => Path.Combine(Folder, name + Ending);
}
