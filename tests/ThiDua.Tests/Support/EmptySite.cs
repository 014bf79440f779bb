using Microsoft.AspNetCore.Builder;
using ThiDua.Database;

namespace ThiDua.Tests.Support;

/// <summary>A site over an installation in which nothing was done yet, and a program that asks it and follows nowhere by itself.</summary>
public abstract class EmptySite : IAsyncLifetime
{
    private readonly string folder = EmptyStore.New(null, new(2024, 11, 30));

    protected EmptySite() => Installation = new(folder, null, TimeProvider.System, null);

    protected Installation Installation { get; }

    protected WebApplication Site { get; private set; } = null!;

    protected HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    public async ValueTask InitializeAsync()
    {
        Site = ThiDua.Web.Site.Build(new(Installation, "http://127.0.0.1:0", false));
        await Site.StartAsync(TestContext.Current.CancellationToken);
        Client.BaseAddress = new(Site.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Site.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
