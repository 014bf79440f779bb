namespace ThiDua.Database;

/// <summary>
/// Writes rows while whoever brings them decides the next ones: one after the other, in the order in which they came. The connection is
/// one thread's at a time: who wants to read waits until all is written, and is told there when something went wrong.
/// </summary>
internal sealed class WriteBehind(Action<PackedRows> write) : IDisposable
{
    /// <summary>Bounds memory; about what a batch of an import brings.</summary>
    private readonly SemaphoreSlim room = new(64);

    private readonly Lock oneAtATime = new();
    private Task last = Task.CompletedTask;

    private volatile bool isGivenUp;

    /// <summary>Ends when everything brought so far is written.</summary>
    public Task SoFar => last;

    public void Add(PackedRows rows)
    {
        room.Wait();
        last = last.ContinueWith(before =>
        {
            try
            {
                before.GetAwaiter().GetResult(); // after a fault nothing is written any more
                if (isGivenUp) return;
                lock (oneAtATime) write(rows);
            }
            finally
            {
                rows.Dispose();
                room.Release();
            }
        }, TaskScheduler.Default);
    }

    /// <summary>Does something with the connection while the writer stops: what was brought may be written or not.</summary>
    public void Between(Action reading)
    {
        if (last.IsFaulted) Wait();
        lock (oneAtATime) reading();
    }

    /// <summary>Everything is written afterwards.</summary>
    public void Wait() => last.GetAwaiter().GetResult();

    /// <summary>What waits is left; nobody uses the connection afterwards.</summary>
    public void Dispose()
    {
        isGivenUp = true;
        Task.WaitAny(last);
        room.Dispose();
    }
}
