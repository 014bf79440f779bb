using ThiDua.Database;

namespace ThiDua.Web;

/// <param name="Urls">Loopback addresses.</param>
/// <param name="IsDemo">Serves the sample as of its day, and says so.</param>
public sealed record SiteOptions(Installation Installation, string Urls, bool IsDemo);

public static class Site
{
    public static WebApplication Build(SiteOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        return builder.Build();
    }
}
