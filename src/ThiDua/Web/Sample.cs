using System.Text.Json;
using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Web;

/// <summary>The sample that comes with the program: what it consists of and the day on which it is shown stand in its folder (sample.json).</summary>
public static class Sample
{
    private static readonly string Folder = Path.Combine(ShippedFiles.Folder("samples"), "long-xuyen");
    private static readonly Lazy<Told> Says = new(() => JsonSerializer.Deserialize<Told>(File.ReadAllText(Path.Combine(Folder, "sample.json")), JsonSerializerOptions.Web)!);

    public static DateOnly Day => Says.Value.Day;

    /// <param name="Files">In the order in which an office would have received them, each with the moment (UTC) at which it came.</param>
    private sealed record Told(string Campaign, string Added, DateOnly Day, IReadOnlyList<Came> Files);

    private sealed record Came(string Kind, string File, string At);

    /// <summary>The installation in which it is the sample's day, at the time of day that it is.</summary>
    public static Installation Installation(string dataFolder, string? postgres) => new(dataFolder, postgres, new OnDay(Day), Day);

    /// <summary>
    /// The same of a data folder that was filled with the sample; null for any other. Commands on it live on the day on which the site shows
    /// it, else what they record would come from another time.
    /// </summary>
    public static Installation? In(string dataFolder, string? postgres) => File.Exists(Path.Combine(dataFolder, Mark)) ? Installation(dataFolder, postgres) : null;

    /// <summary>Whether it is the sample's day in it: pages say so, whatever command serves them.</summary>
    public static bool IsShown(Installation installation) => installation.Clock is OnDay;

    private const string Mark = "sample";

    /// <summary>Fills an empty store; a store that holds anything stays as it is.</summary>
    /// <returns>Whether it was filled now.</returns>
    public static bool Fill(Installation installation, Action<string> taking)
    {
        using (var db = installation.Open())
        {
            if (Recordings.KnownAt(db, null) > 0) return false;
        }
        new AddCampaign(installation with { Clock = new Fixed(Says.Value.Added) }).Add(Says.Value.Campaign);
        foreach (var (word, file, at) in Says.Value.Files)
        {
            taking(file);
            using var content = File.OpenRead(Path.Combine(Folder, file));
            var kind = Enum.Parse<FileKind>(word, ignoreCase: true);
            var campaign = kind is FileKind.Targets or FileKind.Figures ? Says.Value.Campaign : null;
            new ImportFile(installation with { Clock = new Fixed(at) }).Import(new(content, file, kind, campaign, DryRun: false, Strict: false));
        }
        File.WriteAllText(Path.Combine(installation.DataFolder, Mark), "");
        return true;
    }

    private sealed class Fixed(string at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Stored.Moment(at);
    }

    /// <summary>The time of day of the real clock, on another day.</summary>
    private sealed class OnDay(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow()
        {
            var now = Database.Installation.InVietnam(System.GetUtcNow());
            return new DateTimeOffset(day.ToDateTime(TimeOnly.FromTimeSpan(now.TimeOfDay)), now.Offset).ToUniversalTime();
        }
    }
}
