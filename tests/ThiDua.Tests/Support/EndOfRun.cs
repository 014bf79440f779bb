using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(ThiDua.Tests.Support.EndOfRun))]

namespace ThiDua.Tests.Support;

/// <summary>
/// Ends what the whole run shares (browser, database server, folders) when the last test is over. Not as the process exits: the runner
/// gives that ten seconds and calls the run failed when a large folder takes longer to delete.
/// </summary>
public sealed class EndOfRun : IAsyncDisposable
{
    private static readonly ConcurrentStack<Func<Task>> Endings = [];

    public static void Then(Func<Task> ending) => Endings.Push(ending);

    public static void Delete(string folder) => Then(() =>
    {
        Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    });

    public async ValueTask DisposeAsync()
    {
        while (Endings.TryPop(out var ending)) await ending();
    }
}
