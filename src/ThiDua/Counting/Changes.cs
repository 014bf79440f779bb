namespace ThiDua.Counting;

/// <summary>
/// Adds up what changes under each key and gives it in the order of the keys, in which it is written. Everything is kept as it comes and
/// sorted once: cheaper than a dictionary of as many keys, and the room is used again for the next set of persons or officers.
/// </summary>
internal sealed class Changes<TKey, T>(Func<T, T, T> add) where TKey : struct, IComparable<TKey>
{
    private readonly List<(TKey Key, T Delta)> all = [];

    public void Add(TKey key, T delta) => all.Add((key, delta));

    /// <summary>Each key once, with its sum, which may be nothing; afterwards there is no change any more.</summary>
    public IEnumerable<(TKey Key, T Sum)> Take()
    {
        all.Sort((a, b) => a.Key.CompareTo(b.Key));
        for (var i = 0; i < all.Count;)
        {
            var (key, sum) = all[i];
            for (i++; i < all.Count && all[i].Key.CompareTo(key) == 0; i++) sum = add(sum, all[i].Delta);
            yield return (key, sum);
        }
        all.Clear();
    }
}
