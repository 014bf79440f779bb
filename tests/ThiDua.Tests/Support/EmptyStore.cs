using System.Collections.Concurrent;
using ThiDua.Campaigns;
using ThiDua.Database;

namespace ThiDua.Tests.Support;

/// <summary>Data folders in which nothing was done yet: making all tables and taking a campaign in takes ten times as long as copying the files.</summary>
internal static class EmptyStore
{
    private static readonly ConcurrentDictionary<(string? Campaign, DateOnly Today), Lazy<string>> Made = [];

    /// <summary>A folder of its own.</summary>
    /// <param name="campaign">Id of the only campaign; null: none.</param>
    public static string New(string? campaign, DateOnly today) => CopyOf(Made.GetOrAdd((campaign, today), key => new(() => Make(key.Campaign, key.Today))).Value);

    /// <summary>In memory where there is such a folder: thousands of small stores, each written with full care for power cuts.</summary>
    public static string CopyOf(string from)
    {
        var place = Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        var copy = Directory.CreateDirectory(Path.Combine(place, "thidua-test-" + Path.GetRandomFileName())).FullName;
        foreach (var file in Directory.EnumerateFiles(from)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }

    private static string Make(string? campaign, DateOnly today)
    {
        var made = Directory.CreateTempSubdirectory("thidua-empty-").FullName;
        EndOfRun.Delete(made);
        var installation = new Installation(made, null, new Office.Clock(), today);
        using (installation.Open()) { }
        if (campaign is not null) new AddCampaign(installation).Add(campaign);
        return made;
    }
}
