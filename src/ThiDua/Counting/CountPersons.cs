using ThiDua.Campaigns;
using ThiDua.Core.Insurance;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;

namespace ThiDua.Counting;

/// <summary>
/// Counts persons under one recording, then the officers they touch. An import hands over what it holds of its persons in memory,
/// batch by batch; who comes up in a second batch is counted again from the store at the end.
/// </summary>
public sealed class CountPersons
{
    /// <summary>Persons or officers decided at once: bounded memory, few queries. Small in tests, so that the numbers of a person lie in several sets.</summary>
    internal static int BatchSize { get; set; } = 20_000;

    private readonly Db db;
    private readonly long recording;
    private readonly PostCredits ledger;
    private readonly PostAttainments attainments;
    private readonly LoadPersons persons;
    private readonly bool isNeeded;
    private readonly NumberSet officers = new();
    private readonly NumberSet counted = new();
    private readonly SortedSet<long> again = [];

    /// <param name="since">Since when each officer's code is known.</param>
    public CountPersons(Db db, long recording, PaymentWindows windows, Units units, OfficersSince since)
    {
        (this.db, this.recording) = (db, recording);
        var campaigns = LoadCampaigns.All(db, recording);
        isNeeded = campaigns.Count > 0;
        ledger = new(db, recording, campaigns, windows);
        attainments = new(db, recording, campaigns, units);
        persons = new(db, recording, since);
    }

    /// <summary>Counts persons of whom everything is in memory.</summary>
    /// <param name="clusters">By root.</param>
    /// <param name="connected">Every person number among them → root of its cluster.</param>
    /// <param name="changed">Roots of those about whom something new is known; what was posted for the others stands.</param>
    public void Count(IReadOnlyDictionary<long, Persons> clusters, IReadOnlyDictionary<long, long> connected, IReadOnlySet<long> changed)
    {
        var cameBefore = connected.Where(c => counted.Contains(c.Key)).Select(c => c.Value).ToHashSet();
        foreach (var (person, root) in connected)
        {
            counted.Add(person);
            if (cameBefore.Contains(root)) again.Add(person);
        }
        if (!isNeeded) return;
        ledger.Post(clusters.Where(c => IsNow(c.Key)).Select(c => (c.Key, c.Value)), ledger.Before([.. connected.Where(c => IsNow(c.Value)).Select(c => c.Key)]), officers);

        bool IsNow(long root) => changed.Contains(root) && !cameBefore.Contains(root);
    }

    /// <summary>
    /// The persons who came up in more than one batch, each time with all that is stored of them: what a later batch taught of
    /// them may change what became of a row of an earlier one.
    /// </summary>
    public IEnumerable<IReadOnlyDictionary<long, Cluster>> CountAgain()
    {
        foreach (var clusters in Sets(again, persons.Of))
        {
            ledger.Unpost(); // of every number of these persons: they are the wanted ones
            if (isNeeded) ledger.Post(Resolved(clusters), ledger.Before([.. persons.Connected.Keys]), officers);
            yield return clusters;
        }
    }

    /// <summary>Counts persons from the store.</summary>
    public void CountStored(IEnumerable<long> numbers)
    {
        if (!isNeeded) return;
        // Neither facts nor what was posted for others depend on what is being counted: the next set is read while this one is decided, between two writes.
        var sets = Sets(numbers, batch =>
        {
            var clusters = new Dictionary<long, Cluster>();
            db.ReadBetween(() => clusters = persons.Of(batch));
            return (Persons: Resolved(clusters).ToList(), Before: ledger.Before([.. persons.Connected.Keys]));
        });
        foreach (var (set, before) in Ahead.Of(sets)) ledger.Post(set, before, officers);
    }

    /// <summary>Everything known of persons, a set at a time: each person once, with all his numbers, in whichever set the first of them lies.</summary>
    private IEnumerable<T> Sets<T>(IEnumerable<long> numbers, Func<IReadOnlyCollection<long>, T> read)
    {
        var found = new HashSet<long>();
        foreach (var chunk in numbers.Chunk(BatchSize))
        {
            var batch = chunk.Where(n => !found.Contains(n)).ToHashSet();
            if (batch.Count == 0) continue;
            var set = read(batch);
            found.UnionWith(persons.Connected.Keys.Where(n => !batch.Contains(n)));
            yield return set;
        }
    }

    /// <param name="more">Officers to be decided again although none of their persons changed.</param>
    public void End(IEnumerable<int> more)
    {
        if (!isNeeded) return;
        officers.UnionWith(more);
        if (ledger.WasEmpty && ledger.Posted.Any) LateIndexes.Make(db, "credit");
        ledger.Posted.Sort();
        using var posted = ledger.Posted;
        var batches = officers.InOrder().Chunk(BatchSize).Select(batch => attainments.Read(batch, posted.TakeUpTo(batch[^1])));
        foreach (var known in Ahead.Of(batches)) attainments.Post(known);
        attainments.WriteTotals();
    }

    private static IEnumerable<(long, Persons)> Resolved(Dictionary<long, Cluster> clusters) => clusters.Values.Select(c => (c.Root, c.Resolve()));
}
