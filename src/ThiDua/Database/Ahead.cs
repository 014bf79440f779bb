namespace ThiDua.Database;

/// <summary>Reads the next item on another thread while the last one is worked on: the second core reads and hashes, the first decides.</summary>
public static class Ahead
{
    /// <summary>The same items in the same order; what goes wrong in reading one is thrown where that item would come.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source)
    {
        using var items = source.GetEnumerator();
        var next = Task.Run(items.MoveNext);
        try
        {
            while (next.GetAwaiter().GetResult())
            {
                var item = items.Current;
                next = Task.Run(items.MoveNext);
                yield return item;
            }
        }
        finally
        {
            Task.WaitAny(next); // who stops early closes the file: nobody may be reading it then
        }
    }
}
