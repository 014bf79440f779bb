using ThiDua.Database;
using ThiDua.Insurance;

namespace ThiDua.Intake;

/// <summary>
/// What is known of the persons of a batch. Rows of the batch before may still be on their way into the store, so its persons are kept for
/// one batch; all others are read, for which only the batches before that one must be written.
/// </summary>
internal sealed class PersonsAtHand(Db db, LoadPersons persons)
{
    /// <summary>Of the batch before, by number; null where several numbers are one person: who meets one reads him when all is written.</summary>
    private Dictionary<long, Cluster?> before = [];

    /// <summary>Of this batch.</summary>
    private Dictionary<long, Cluster> now = [];

    /// <summary>All batches but the one before.</summary>
    private Task written = Task.CompletedTask;

    /// <summary>By number; every number of a person is there.</summary>
    public IReadOnlyDictionary<long, Cluster> Now => now;

    /// <summary>Turns to the next batch.</summary>
    /// <param name="known">Numbers of persons who came up before, now or ever.</param>
    /// <param name="areJoined">Two persons were found to be one: then what was kept of either is not all.</param>
    public void Turn(IReadOnlyCollection<long> known, bool areJoined)
    {
        KeepLast();
        var upToLast = db.Written;
        var needsAll = areJoined || known.Any(k => before.TryGetValue(k, out var kept) && kept is null);
        now = needsAll ? [] : known.Where(before.ContainsKey).Distinct().ToDictionary(k => k, k => before[k]!);
        var read = new Dictionary<long, Cluster>();
        db.ReadBetween(() => read = persons.Of([.. known.Where(k => !now.ContainsKey(k)).Distinct()]), needsAll ? upToLast : written);
        foreach (var (number, root) in persons.Connected) now[number] = read[root];
        written = upToLast;
    }

    /// <summary>The person of a number; a new one where there is none yet.</summary>
    public Cluster Of(long number)
    {
        if (!now.TryGetValue(number, out var cluster)) now[number] = cluster = new(number);
        return cluster;
    }

    private void KeepLast()
    {
        before = new(now.Count);
        foreach (var (number, cluster) in now) before[number] = cluster;
        foreach (var (number, cluster) in now) if (number != cluster.Root) before[number] = before[cluster.Root] = null;
    }
}
