using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Organisation;

namespace ThiDua.Worklist;

/// <summary>A stored row of a person that FILE#ROW can mean.</summary>
/// <param name="Asked">The import that was named: the one that brought the row, or one that states it again.</param>
/// <param name="Officer">For whom it was claimed; null: a card.</param>
public sealed record NamedRow(long Person, string Kind, RowId Id, long Asked, int? Officer);

/// <summary>
/// Finds what FILE#ROW names. Files of one name come every week, so FILE may be NAME@NUMBER, with the number of one import; a bare
/// name means the row that waits, and when several do, nobody guesses.
/// </summary>
public sealed class FindRow(Db db, long known)
{
    /// <summary>NAME@NUMBER: one import, whatever else has its name.</summary>
    public static string Named(string file, long import) => string.Create(CultureInfo.InvariantCulture, $"{file}@{import}");

    /// <summary>All rows that can be meant, each once, the last import first.</summary>
    public IReadOnlyList<NamedRow> Candidates(string file, int row)
    {
        var (name, import) = Parts(file);
        db.Want("select recording_id from import where recording_id <= @known and (file = @file or (file = @name and recording_id = @import))", new { file, name, import, known });
        var rows = db.Query<Stored>("""
            select r.person_id as Person, 'results' as Kind, r.recording_id as Recording, r.row_no as Row, r.recording_id as Asked, r.officer_id as Officer
            from receipt r where r.recording_id in (select id from wanted) and r.row_no = @row
            union all select r.person_id, 'relatives', r.recording_id, r.row_no, r.recording_id, r.officer_id
            from relative r where r.recording_id in (select id from wanted) and r.row_no = @row
            union all select r.person_id, 'cards', r.recording_id, r.row_no, r.recording_id, 0
            from card r where r.recording_id in (select id from wanted) and r.row_no = @row
            """, new { row });
        var again = db.Query<Stored>("""
            select p.subject_id as Person, p.kind as Kind, p.of_recording as Recording, p.of_row as Row, p.recording_id as Asked, 0 as Officer
            from repetition p where p.recording_id in (select id from wanted) and p.row_no = @row and p.kind in ('results', 'relatives', 'cards')
            """, new { row });
        var officers = OfficersOf(db, [.. again.Select(s => s.Person)]);
        rows.AddRange(again.Select(s => s with { Officer = officers.GetValueOrDefault(new(s.Recording, s.Row)) }));
        return [.. rows.OrderByDescending(s => s.Asked).Select(s => new NamedRow(s.Person, s.Kind, new(s.Recording, s.Row), s.Asked, s.Officer == 0 ? null : s.Officer)).DistinctBy(r => r.Id)];
    }

    /// <summary>For whom the rows of these persons were claimed: asked by person, as these tables are divided.</summary>
    public static Dictionary<RowId, int> OfficersOf(Db db, IReadOnlyCollection<long> persons)
    {
        var officers = new Dictionary<RowId, int>();
        if (persons.Count == 0) return officers;
        db.Want(persons);
        foreach (var table in (ReadOnlySpan<string>)["receipt", "relative"])
        {
            db.Read($"select recording_id, row_no, officer_id from {table} where person_id in (select id from wanted)", r => officers[new(r.GetInt64(0), r.GetInt32(1))] = r.GetInt32(2));
        }
        return officers;
    }

    /// <summary>The row that is meant, and why it waits; no reason: it does not.</summary>
    public (NamedRow Row, Reason? Reason) Meant(string file, int row)
    {
        var found = Candidates(file, row);
        if (found.Count == 0) throw new SettleException("row-unknown", file, Plain(row));
        var why = Reasons(found);
        return found.Where(r => why.ContainsKey(r.Id)).ToList() switch
        {
            [] => (found[0], null),
            [var one] => (one, why[one.Id]),
            var several => throw new SettleException("several", Parts(file).Name, Plain(row), string.Join(", ", several.Select(r => $"{Named(Parts(file).Name, r.Asked)}#{Plain(row)}"))),
        };
    }

    private Dictionary<RowId, Reason> Reasons(IReadOnlyList<NamedRow> rows)
    {
        var loader = new LoadPersons(db, known, new OfficersSince(db, known, LoadOrganisation.Units(db, known)));
        var clusters = loader.Of([.. rows.Select(r => r.Person).Distinct()]);
        var connected = loader.Connected;
        var reasons = new Dictionary<RowId, Reason>();
        foreach (var row in rows)
        {
            var cluster = clusters[connected[row.Person]];
            if (!cluster.Rows().Contains(row.Id) || cluster.Resolve().StandingOf(row.Id) is not { IsSetAside: false } standing) continue;
            if ((standing.WaitsFor ?? Contradiction(cluster, row.Id)) is { } reason) reasons[row.Id] = reason;
        }
        return reasons;
    }

    /// <summary>`không có` beside declared relatives is a contradiction over several persons.</summary>
    private Reason? Contradiction(Cluster cluster, RowId id) =>
        cluster.Relatives.Find(r => r.Statement.Id == id).Statement is { Relation: Relation.NoneDeclared } none && db.One<long>($"""
            select count(*) from relative r where r.officer_id = @officer and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")}
            """, new { officer = none.Officer, e = known }) > 0 ? new("none-beside-relatives") : null;

    /// <summary>The name of the file, and the import that is named; 0: none is.</summary>
    public static (string Name, long Import) Parts(string file) =>
        file.LastIndexOf('@') is > 0 and var at && long.TryParse(file.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var import) ? (file[..at], import) : (file, 0);

    private static string Plain(int row) => row.ToString(CultureInfo.InvariantCulture);

    private sealed record Stored
    {
        public long Person { get; init; }
        public string Kind { get; init; } = "";
        public long Recording { get; init; }
        public int Row { get; init; }
        public long Asked { get; init; }
        public int Officer { get; init; }
    }
}
