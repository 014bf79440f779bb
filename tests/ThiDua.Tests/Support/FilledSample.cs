using ThiDua.Database;
using ThiDua.Web;

namespace ThiDua.Tests.Support;

/// <summary>The sample, taken in once per test run; whoever needs it gets a copy of its own.</summary>
public static class FilledSample
{
    private static readonly Lazy<string> Filled = new(Fill);

    public static Installation Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Filled.Value)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return Sample.Installation(folder, null);
    }

    private static string Fill()
    {
        var folder = Directory.CreateTempSubdirectory("thidua-sample-").FullName;
        EndOfRun.Delete(folder);
        var installation = Sample.Installation(folder, null);
        Sample.Fill(installation, _ => { });
        new ThiDua.Awards.FreezeStanding(installation).Freeze("9936", "XP-30283", new(), null); // for the pages of papers
        new ThiDua.Publications.PublishCampaign(installation).Publish("9936", null); // for the public pages
        return folder;
    }
}
