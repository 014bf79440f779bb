using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Insurance;

/// <summary>All live rows that are connected by identifiers: one person, or more where identifiers contradict each other.</summary>
/// <param name="Root">The smallest of the person numbers under which the rows are stored.</param>
public sealed record Cluster(long Root)
{
    /// <summary>Made when there is something to keep: most persons have rows of one kind.</summary>
    private List<StoredRow<ReceiptStatement>>? receipts;
    private List<StoredRow<CardStatement>>? cards;
    private List<StoredRow<RelativeStatement>>? relatives;

    public List<StoredRow<ReceiptStatement>> Receipts => receipts ??= new(1);
    public List<StoredRow<CardStatement>> Cards => cards ??= new(1);
    public List<StoredRow<RelativeStatement>> Relatives => relatives ??= new(1);

    public IEnumerable<RowId> Rows() =>
        Receipts.Select(r => r.Statement.Id).Concat(Relatives.Select(r => r.Statement.Id)).Concat(Cards.Select(r => r.Statement.Id));

    /// <summary>A person decided on one of the rows; a row that holds no longer needs no decision.</summary>
    public void Settle(RowId id, Settlement settled)
    {
        Settle(Receipts, id, settled);
        Settle(Cards, id, settled);
        Settle(Relatives, id, settled);
    }

    private static void Settle<T>(List<StoredRow<T>> rows, RowId id, Settlement settled) where T : PersonStatement
    {
        var at = rows.FindIndex(r => r.Statement.Id == id);
        if (at >= 0) rows[at] = rows[at] with { Statement = (T)rows[at].Statement.As(settled) };
    }

    public Persons Resolve() => new(Statements(receipts), Statements(cards), Statements(relatives));

    private static T[] Statements<T>(List<StoredRow<T>>? rows)
    {
        if (rows is null or []) return [];
        var statements = new T[rows.Count];
        for (var i = 0; i < statements.Length; i++) statements[i] = rows[i].Statement;
        return statements;
    }
}

/// <summary>Reads what is known of persons, a set at a time, as known at a recording.</summary>
public sealed class LoadPersons(Db db, long known, OfficersSince officers)
{
    /// <summary>The clusters of the given person numbers, each once, with the numbers connected to them.</summary>
    public Dictionary<long, Cluster> Of(IReadOnlyCollection<long> persons)
    {
        if (persons.Count == 0)
        {
            Connected = new Dictionary<long, long>();
            return [];
        }
        var roots = Connect(persons);
        db.Want(roots.Keys);
        if (!officers.IsAll) officers.Ask(db.Query<int>("select officer_id from receipt where person_id in (select id from wanted) union select officer_id from relative where person_id in (select id from wanted)"));
        var clusters = new Dictionary<long, Cluster>();
        db.Read($"""
            select r.person_id, r.recording_id, r.row_no, r.national_id, r.si_number, r.fingerprint,
                   r.scheme, r.receipt_no, r.day, r.from_month, r.months, r.hint, r.officer_id, r.relation
            from receipt r where r.person_id in (select id from wanted) and {Recordings.Live("r", "results", "person_id")}
            """,
            r => In(r).Receipts.Add(new(new(
                Id(r), Named(r), (Scheme)r.GetInt32(6), r.GetString(7), Stored.Day(r.GetInt32(8)), new Month(r.GetInt32(9)), r.GetInt32(10),
                (JoiningHint)r.GetInt32(11), r.GetInt32(12), Since(r.GetInt32(12)), (Relation)r.GetInt32(13)), r.GetInt64(5))),
            ("e", known));
        db.Read($"""
            select r.person_id, r.recording_id, r.row_no, r.national_id, r.si_number, r.fingerprint, r.card_code, r.from_day, r.to_day
            from card r where r.person_id in (select id from wanted) and {Recordings.Live("r", "cards", "person_id")}
            """,
            r => In(r).Cards.Add(new(new(Id(r), Named(r), r.GetInt64(6), Stored.Day(r.GetInt32(7)), Stored.Day(r.GetInt32(8))), r.GetInt64(5))),
            ("e", known));
        db.Read($"""
            select r.person_id, r.recording_id, r.row_no, r.national_id, r.si_number, r.fingerprint,
                   r.description, r.officer_id, r.relation, r.exempt
            from relative r where r.person_id in (select id from wanted) and {Recordings.Live("r", "relatives", "person_id")}
            """,
            r => In(r).Relatives.Add(new(new(
                Id(r), Named(r) with { Description = r.IsDBNull(6) ? null : r.GetInt64(6) }, r.GetInt32(7), Since(r.GetInt32(7)),
                (Relation)r.GetInt32(8), r.GetInt32(9) != 0), r.GetInt64(5))),
            ("e", known));
        foreach (var root in roots.Values) clusters.TryAdd(root, new(root));
        foreach (var (person, id, settled) in Settlements()) clusters[roots[person]].Settle(id, settled);
        Connected = roots;
        return clusters;

        Cluster In(Row r)
        {
            var root = roots[r.GetInt64(0)];
            if (!clusters.TryGetValue(root, out var cluster)) clusters[root] = cluster = new(root);
            return cluster;
        }
    }

    /// <summary>Of the last call: each person number read → root of its cluster.</summary>
    public IReadOnlyDictionary<long, long> Connected { get; private set; } = new Dictionary<long, long>();

    /// <summary>Decisions on rows of the wanted persons; of several on one row the last.</summary>
    private List<(long Person, RowId Row, Settlement Settled)> Settlements()
    {
        var last = new Dictionary<RowId, (long, RowId, Settlement)>();
        db.Read($"""
            select s.person_id, s.of_recording, s.of_row, s.choice, s.recording_id
            from settlement s where s.person_id in (select id from wanted) and {Recordings.Live("s", "settlements", "person_id")}
            order by s.recording_id
            """,
            r =>
            {
                var row = new RowId(r.GetInt64(1), r.GetInt32(2));
                last[row] = (r.GetInt64(0), row, new((SettledAs)r.GetInt32(3), r.GetInt64(4)));
            },
            ("e", known));
        return [.. last.Values];
    }

    private long? Since(int officer) => officers.Of(officer) is { } since && since <= known ? since : null;

    private static RowId Id(Row r) => new(r.GetInt64(1), r.GetInt32(2));

    private static Identifiers Named(Row r) => new(r.IsDBNull(3) ? null : r.GetInt64(3), r.IsDBNull(4) ? null : r.GetInt64(4));

    /// <summary>Follows links until no new number appears; most persons have none.</summary>
    private Dictionary<long, long> Connect(IReadOnlyCollection<long> persons)
    {
        var roots = new Dictionary<long, long>(persons.Count);
        foreach (var person in persons) roots[person] = person;
        IReadOnlyCollection<long> fresh = persons;
        while (fresh.Count > 0)
        {
            db.Want(fresh);
            var found = new HashSet<long>();
            db.Read("select l.person_id, l.other_id from person_link l where l.person_id in (select id from wanted) and l.recording_id <= @e",
                r =>
                {
                    var (one, other) = (r.GetInt64(0), r.GetInt64(1));
                    if (roots.TryAdd(other, other)) found.Add(other);
                    Join(roots, one, other);
                },
                ("e", known));
            fresh = found;
        }
        foreach (var person in roots.Keys.ToArray()) roots[person] = Root(roots, person);
        return roots;
    }

    private static void Join(Dictionary<long, long> roots, long one, long other)
    {
        var (a, b) = (Root(roots, one), Root(roots, other));
        roots[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static long Root(Dictionary<long, long> roots, long person)
    {
        while (roots[person] != person) person = roots[person];
        return person;
    }
}
