using ThiDua.Core.Basics;

namespace ThiDua.Intake;

/// <summary>What is known under each key of a kind of file, in the order in which it was stated: same key, other values is a correction (contract §2).</summary>
public sealed class Versions<TKey> where TKey : notnull
{
    private readonly Dictionary<TKey, List<(long Fingerprint, RowId Id)>> known = [];

    public void Know(TKey key, long fingerprint, RowId id) => Of(key).Add((fingerprint, id));

    /// <returns>What the row is, apart from what it may wait for; and the row that it states again.</returns>
    public (RowOutcome Outcome, RowId? Repeats) Take(TKey key, long fingerprint, RowId id)
    {
        var versions = Of(key);
        var same = versions.FindIndex(v => v.Fingerprint == fingerprint);
        if (same >= 0) return (RowOutcome.Unchanged, versions[same].Id);
        versions.Add((fingerprint, id));
        return (versions.Count > 1 ? RowOutcome.Corrected : RowOutcome.Accepted, null);
    }

    private List<(long Fingerprint, RowId Id)> Of(TKey key)
    {
        if (!known.TryGetValue(key, out var versions)) known[key] = versions = [];
        return versions;
    }
}
