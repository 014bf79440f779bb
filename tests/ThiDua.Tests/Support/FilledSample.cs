using Microsoft.AspNetCore.Builder;
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

    /// <summary>As `./run` serves it.</summary>
    public static async Task<(WebApplication Site, string Address)> Serve(Installation installation)
    {
        ThiDua.Access.DemoAccount.NewLink(installation);
        var site = Site.Build(new(installation, "http://127.0.0.1:0", IsDemo: true));
        await site.StartAsync(TestContext.Current.CancellationToken);
        return (site, site.Urls.First());
    }

    private static string Fill()
    {
        var folder = Directory.CreateTempSubdirectory("thidua-sample-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        var installation = Sample.Installation(folder, null);
        Sample.Fill(installation, _ => { });
        new ThiDua.Awards.FreezeStanding(installation).Freeze("9936", "XP-30283", new(), null); // for the pages of papers
        return folder;
    }
}

/// <summary>One site over the sample for all tests of a class, which only look at it.</summary>
public sealed class SampleSite : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("thidua-site-").FullName;
    private WebApplication site = null!;

    public Installation Installation { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Installation = FilledSample.Copy(folder);
        (site, Address) = await FilledSample.Serve(Installation);
    }

    public async ValueTask DisposeAsync()
    {
        await site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
