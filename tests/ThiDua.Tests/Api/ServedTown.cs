namespace ThiDua.Tests.Api;

/// <summary>One served town for all tests of a class that change nothing in it.</summary>
public sealed class ServedTown : IAsyncLifetime
{
    public ApiSite Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await ApiSite.Start();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}
