using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Web;

/// <summary>The sample of campaign 9936: what it consists of, and the day on which it is shown.</summary>
public static class Sample
{
    public static readonly DateOnly Day = new(2024, 11, 22);

    /// <summary>In the order in which an office would have received them, each with the moment (UTC) at which it came.</summary>
    private static readonly (FileKind Kind, string File, string At)[] Files =
    [
        (FileKind.Units, "don-vi.csv", "2024-11-15T01:10:00Z"),
        (FileKind.Officers, "can-bo.xlsx", "2024-11-15T01:25:00Z"),
        (FileKind.Relatives, "nguoi-than.csv", "2024-11-15T09:40:00Z"),
        (FileKind.Cards, "the-bhyt.csv", "2024-11-16T02:05:00Z"),
        (FileKind.Targets, "chi-tieu.csv", "2024-11-16T02:30:00Z"),
        (FileKind.Figures, "so-lieu.csv", "2024-11-16T02:35:00Z"),
        (FileKind.Results, "ket-qua-tuan-1.csv", "2024-11-18T08:15:00Z"),
        (FileKind.Results, "ket-qua-tuan-1-gui-lai.csv", "2024-11-20T03:20:00Z"),
        (FileKind.Results, "ket-qua-tuan-2.xlsx", "2024-11-22T02:10:00Z"),
    ];

    /// <summary>The installation in which it is 22/11/2024, at the time of day that it is.</summary>
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
        new AddCampaign(installation with { Clock = new Fixed("2024-11-15T01:00:00Z") }).Add("9936");
        foreach (var (kind, file, at) in Files)
        {
            taking(file);
            using var content = File.OpenRead(Path.Combine(ShippedFiles.Folder("samples"), "long-xuyen", file));
            var campaign = kind is FileKind.Targets or FileKind.Figures ? "9936" : null;
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
