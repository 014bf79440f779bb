using ThiDua.Core.Basics;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;
using ThiDua.Privacy;

namespace ThiDua.Intake;

/// <summary>What became of a row of an earlier batch after all.</summary>
/// <param name="Subject">What the finding names: the receipt's number; null where it names nothing.</param>
public readonly record struct Judged(int Row, RowOutcome Outcome, Reason? WaitsFor, string? Subject);

/// <summary>What became of one row.</summary>
public readonly record struct Taken(FileRow Row, RowOutcome Outcome, Reason? WaitsFor);

/// <summary>A row with what stands for its numbers and its content: hashed while the batch before is decided.</summary>
public readonly record struct NamedRow<TRow>(TRow Row, Token First, Token? Second, long Card, long Fingerprint);

/// <summary>A row with the numbers that it gets in the store.</summary>
/// <param name="Officer">0: it names none.</param>
public readonly record struct NumberedRow<TRow>(NamedRow<TRow> Prepared, RowId Id, Named Named, int Officer)
{
    public TRow Row => Prepared.Row;
    public long Card => Prepared.Card;
    public long Fingerprint => Prepared.Fingerprint;
}

/// <summary>
/// Takes rows that speak of persons: names the persons of a batch, reads what is known of them, lets the core decide, and writes
/// the rows that are new. The same for results, cards and relatives.
/// </summary>
public sealed class TakePersonRows<TRow>(
    Db db, long recording, Tokens tokens, OfficersSince officersSince, PersonFacts<TRow> facts, CountPersons counting) where TRow : FileRow
{
    private readonly record struct Pending(NumberedRow<TRow> Numbered, Cluster Cluster, RowId? Repeats)
    {
        public TRow Row => Numbered.Row;
        public RowId Id => Numbered.Id;
        public long Person => Numbered.Named.Person;
    }

    private readonly Identities identities = new(db, recording);
    private readonly PersonsAtHand persons = new(db, new LoadPersons(db, recording, officersSince));
    private readonly SealRows seal = new(db, SealedOf.Persons);
    private readonly List<Taken> deferred = [];
    private readonly bool isFirst = db.IsEmpty(facts.Table);
    private readonly bool isFirstOfAll = db.IsEmpty("identifier");

    /// <summary>Called on the thread that reads.</summary>
    public NamedRow<TRow> Prepare(TRow row)
    {
        var (first, second) = facts.Names(row);
        return new(row, Token.Of(tokens, first), second is { } other ? Token.Of(tokens, other) : null, facts.Card(row), facts.Fingerprint(tokens, row));
    }

    /// <summary>Takes a batch; the outcomes of rows that depend on the whole file come with <see cref="Finish"/>.</summary>
    public IEnumerable<Taken> Take(IReadOnlyList<NamedRow<TRow>> rows)
    {
        var officers = facts.Ask(rows);
        var lastBefore = identities.Last;
        var named = identities.Name(rows);
        var linked = identities.WriteLinks();
        persons.Turn([.. named.Select(n => n.Person).Where(p => p <= lastBefore || linked.Contains(p))], linked.Count > 0);
        var pending = new Pending[rows.Count];
        for (var i = 0; i < pending.Length; i++) pending[i] = Place(new(rows[i], new(recording, rows[i].Row.Row), named[i], officers[i]), persons.Of(named[i].Person));
        Write(pending);
        var resolved = new Dictionary<long, Core.Insurance.Persons>(persons.Now.Count);
        var roots = new Dictionary<long, long>(persons.Now.Count);
        foreach (var (number, cluster) in persons.Now)
        {
            roots[number] = cluster.Root;
            if (!resolved.ContainsKey(cluster.Root)) resolved[cluster.Root] = cluster.Resolve();
        }
        var changed = pending.Where(p => p.Repeats is null).Select(p => p.Cluster.Root).ToHashSet();
        changed.UnionWith(linked.Where(roots.ContainsKey).Select(n => roots[n]));
        counting.Count(resolved, roots, changed);
        return Outcomes(pending, resolved);
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
        if (isFirst) LateIndexes.Make(db, facts.Table);
        if (isFirstOfAll) LateIndexes.Make(db, "identifier");
        var waits = facts.WaitAfterAll([.. deferred.Select(d => (TRow)d.Row)]);
        return deferred.Select((d, i) => waits[i] is { } reason ? new Taken(d.Row, RowOutcome.Waiting, reason) : d);
    }

    private Pending Place(NumberedRow<TRow> row, Cluster cluster)
    {
        var same = facts.Same(cluster, row.Fingerprint);
        if (same is null) facts.AddTo(cluster, row);
        return new(row, cluster, same);
    }

    private void Write(Pending[] pending)
    {
        // In the order of the tables' keys: by person, and by row, in which they came.
        var order = new List<(long Person, int At)>(pending.Length);
        for (var i = 0; i < pending.Length; i++) if (pending[i].Repeats is null) order.Add((pending[i].Person, i));
        order.Sort();
        using (var writer = db.Bulk(facts.Table, facts.Columns))
        {
            foreach (var (_, at) in order) facts.Write(writer, pending[at].Numbered);
        }
        seal.Write(order.ConvertAll(o => new Confided<TRow>(o.Person, pending[o.At].Id, pending[o.At].Row)), facts.WritePersonal);
        // The repeated row may lie under another number of the same cluster than the one this row would get: equal content has
        // equal identifiers, and those had a person number from their first row on, so it is the same.
        Repetitions.Write(db, recording, facts.Kind, pending.Where(p => p.Repeats is not null).Select(p => (p.Person, p.Repeats!.Value, p.Id.Row)));
    }

    private IEnumerable<Taken> Outcomes(Pending[] pending, Dictionary<long, Core.Insurance.Persons> resolved)
    {
        foreach (var p in pending)
        {
            var standing = resolved[p.Cluster.Root].StandingOf(p.Repeats ?? p.Id);
            var outcome = standing.WaitsFor is not null ? RowOutcome.Waiting : p.Repeats is not null ? RowOutcome.Unchanged : standing.Outcome;
            var taken = new Taken(p.Row, outcome, standing.WaitsFor);
            if (facts.IsDeferred(p.Row) && !standing.IsSetAside) deferred.Add(taken);
            else yield return taken;
        }
    }
}
