using ThiDua.Core.Basics;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>What became of a row of an earlier batch after all.</summary>
/// <param name="Subject">What the finding names: the receipt's number; null where it names nothing.</param>
public readonly record struct Judged(int Row, RowOutcome Outcome, Reason? WaitsFor, string? Subject);

/// <summary>What became of one row.</summary>
public readonly record struct Taken(FileRow Row, RowOutcome Outcome, Reason? WaitsFor);

/// <summary>
/// Takes rows that speak of persons: names the persons of a batch, reads what is known of them, lets the core decide, and writes
/// the rows that are new. The same for results, cards and relatives.
/// </summary>
public sealed class TakePersonRows<TRow>(
    Db db, long recording, Tokens tokens, IReadOnlyDictionary<int, long> officersSince, PersonFacts<TRow> facts, CountPersons counting) where TRow : FileRow
{
    private readonly record struct Pending(TRow Row, RowId Id, Cluster Cluster, Named Named, long Fingerprint, RowId? Repeats);

    private readonly Identities identities = new(db, tokens, recording);
    private readonly SealRows seal = new(db, SealedOf.Persons);
    private readonly List<Taken> deferred = [];

    /// <summary>Takes a batch; the outcomes of rows that depend on the whole file come with <see cref="Finish"/>.</summary>
    public IEnumerable<Taken> Take(IReadOnlyList<TRow> rows)
    {
        var lastBefore = identities.Last;
        var named = identities.Name([.. rows.Select(facts.Names)]);
        var linked = identities.WriteLinks();
        var persons = new LoadPersons(db, recording, officersSince);
        var clusters = persons.Of([.. named.Select(n => n.Person).Where(p => p <= lastBefore || linked.Contains(p)).Distinct()]);
        var pending = new List<Pending>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var root = persons.Connected.GetValueOrDefault(named[i].Person, named[i].Person);
            if (!clusters.TryGetValue(root, out var cluster)) clusters[root] = cluster = new(root);
            pending.Add(Place(rows[i], named[i], cluster));
        }
        Write(pending);
        counting.Count(clusters, Numbers(pending, clusters, persons.Connected));
        return Outcomes(pending);
    }

    /// <summary>Rows of earlier batches whose person came up again: what became of them is judged by the whole file.</summary>
    public IEnumerable<Judged> JudgeAgain()
    {
        foreach (var clusters in counting.CountAgain())
        {
            var repeated = Repeated();
            foreach (var cluster in clusters.Values)
            {
                var persons = cluster.Resolve();
                foreach (var (id, subject) in facts.Rows(cluster))
                {
                    var standing = persons.StandingOf(id);
                    if (id.Recording == recording) yield return new(id.Row, standing.WaitsFor is null ? standing.Outcome : RowOutcome.Waiting, standing.WaitsFor, subject);
                    foreach (var row in repeated[id]) yield return new(row, standing.WaitsFor is null ? RowOutcome.Unchanged : RowOutcome.Waiting, standing.WaitsFor, subject);
                }
            }
        }
    }

    private ILookup<RowId, int> Repeated()
    {
        var found = new List<(RowId Of, int Row)>();
        db.Read("select of_recording, of_row, row_no from repetition where recording_id = @recording and kind = @kind and subject_id in (select id from wanted)",
            r => found.Add((new(r.GetInt64(0), r.GetInt32(1)), r.GetInt32(2))), ("recording", recording), ("kind", facts.Kind));
        return found.ToLookup(f => f.Of, f => f.Row);
    }

    public IEnumerable<Taken> Finish()
    {
        identities.Write();
        var waits = facts.WaitAfterAll([.. deferred.Select(d => (TRow)d.Row)]);
        return deferred.Select((d, i) => waits[i] is { } reason ? new Taken(d.Row, RowOutcome.Waiting, reason) : d);
    }

    /// <summary>Every number of the batch's persons → root of its cluster; a new person is his own.</summary>
    private static Dictionary<long, long> Numbers(List<Pending> pending, Dictionary<long, Cluster> clusters, IReadOnlyDictionary<long, long> connected)
    {
        var numbers = new Dictionary<long, long>(clusters.Count);
        foreach (var (person, root) in connected) numbers[person] = root;
        foreach (var p in pending) numbers.TryAdd(p.Named.Person, p.Cluster.Root);
        return numbers;
    }

    private Pending Place(TRow row, Named named, Cluster cluster)
    {
        var id = new RowId(recording, row.Row);
        var fingerprint = tokens.Fingerprint(facts.Content(row));
        var same = facts.Same(cluster, fingerprint);
        if (same is null) facts.AddTo(cluster, row, id, named.Identifiers, fingerprint);
        return new(row, id, cluster, named, fingerprint, same);
    }

    private void Write(List<Pending> pending)
    {
        var added = pending.Where(p => p.Repeats is null).OrderBy(p => p.Named.Person).ToList();
        using (var writer = db.Bulk(facts.Table, facts.Columns))
        {
            foreach (var p in added) facts.Write(writer, p.Row, p.Id, p.Named, p.Fingerprint);
        }
        seal.Write(added.ConvertAll(p => new Confided<TRow>(p.Named.Person, p.Id, p.Row)), facts.WritePersonal);
        using var repetitions = db.Bulk("repetition", "subject_id", "kind", "of_recording", "of_row", "recording_id", "row_no");
        foreach (var p in pending)
        {
            if (p.Repeats is { } of)
            {
                repetitions.Add(StoredUnder(p)).Add(facts.Kind).Add(of.Recording).Add(of.Row).Add(p.Id.Recording).Add(p.Id.Row).EndRow();
            }
        }

        // The repeated row may lie under another number of the same cluster than the one this row would get: equal content has
        // equal identifiers, and those had a person number from their first row on, so it is the same.
        static long StoredUnder(Pending p) => p.Named.Person;
    }

    private IEnumerable<Taken> Outcomes(List<Pending> pending)
    {
        var resolved = new Dictionary<Cluster, Core.Insurance.Persons>(ReferenceEqualityComparer.Instance);
        foreach (var p in pending)
        {
            if (!resolved.TryGetValue(p.Cluster, out var persons)) resolved[p.Cluster] = persons = p.Cluster.Resolve();
            var standing = persons.StandingOf(p.Repeats ?? p.Id);
            var outcome = standing.WaitsFor is not null ? RowOutcome.Waiting : p.Repeats is not null ? RowOutcome.Unchanged : standing.Outcome;
            var taken = new Taken(p.Row, outcome, standing.WaitsFor);
            if (facts.IsDeferred(p.Row) && !standing.IsSetAside) deferred.Add(taken);
            else yield return taken;
        }
    }
}
