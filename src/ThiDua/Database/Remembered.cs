using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;

namespace ThiDua.Database;

/// <summary>
/// What was worked out from the facts known at a recording, for the next who asks. Facts are only added, so it stays right however much
/// is learned later; what a running recording says may be undone and is never kept. It is shared by all who ask: what the
/// store shows only to some names the wall among what it depends on.
/// </summary>
public static class Remembered
{
    /// <summary>Things: a tree of 14,000 units and its standings are some ten megabytes each.</summary>
    private const int Most = 48;

    private static readonly MemoryCache Kept = new(new MemoryCacheOptions());

    /// <summary>What somebody is working out just now: after a file everybody comes at once, and hundreds would do the same work beside each other.</summary>
    private static readonly ConcurrentDictionary<object, Task<object?>> Made = new();

    /// <summary>How often stores were replaced: what somebody is still working out of one that is gone is not for who asks now.</summary>
    private static int replaced;

    /// <summary>A store was replaced by another one: its recordings may bear the same numbers.</summary>
    public static void Forget()
    {
        Interlocked.Increment(ref replaced);
        Kept.Clear();
    }

    /// <param name="what">What is worked out, with everything it depends on besides the facts; equal by value.</param>
    public static T At<T>(Db db, long known, object what, Func<T> work) where T : class
    {
        if (!db.Remembers) return work();
        var key = (replaced, db.Store, known, what);
        if (Kept.TryGetValue<T>(key, out var kept)) return kept!;
        var own = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Made.GetOrAdd(key, own.Task) is var other && other != own.Task) return other.GetAwaiter().GetResult() as T ?? work(); // his work came to nothing
        try
        {
            var made = work();
            if (Kept.Count >= Most) Kept.Compact(0.25); // what was asked for longest ago goes; a limit of the cache's own would refuse what is new
            Kept.Set(key, made);
            own.SetResult(made);
            return made;
        }
        finally
        {
            Made.TryRemove(key, out _);
            own.TrySetResult(null);
        }
    }
}
