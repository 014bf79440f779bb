using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Organisation;
using ThiDua.Standings;

namespace ThiDua.Worklist;

/// <summary>A row that waits: where it stands, who is named in it, and of whom it speaks (masked).</summary>
public sealed record WaitingRow(string File, int Row, string Officer, string Person);

/// <summary>All rows that wait for one reason; the first of them shown.</summary>
public sealed record WaitingRows(string Reason, int Count, IReadOnlyList<WaitingRow> First);

/// <summary>
/// Rows of persons that wait for a decision or for a fact, as known on a ground. Whether a row waits is decided by the same
/// functions that count; only who could be concerned is looked for here.
/// </summary>
public sealed class WaitingQueries(Db db, Ground ground)
{
    private const int Shown = 50;

    public IReadOnlyList<WaitingRows> ByReason()
    {
        var files = db.Query<FileName>("select recording_id as Id, file as Name from import").ToDictionary(f => f.Id, f => f.Name);
        var codes = db.Query<OfficerCode>("select officer_id as Id, code as Code from officer").ToDictionary(o => (int)o.Id, o => o.Code);
        var found = Rows().ToList();
        var shown = found.GroupBy(r => r.Reason).ToDictionary(g => g.Key, g => g.OrderBy(r => r.Row).Take(Shown).ToList());
        var persons = Persons(shown.Values.SelectMany(r => r.Select(x => x.Row)).ToHashSet());
        return [.. shown.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => new WaitingRows(s.Key, found.Count(f => f.Reason == s.Key),
            [.. s.Value.Select(r => new WaitingRow(files[r.Row.Recording], r.Row.Row, codes.GetValueOrDefault(r.Officer, ""), persons.GetValueOrDefault(r.Row, "")))]))];
    }

    /// <summary>The last three digits of whom each row speaks of.</summary>
    private Dictionary<RowId, string> Persons(HashSet<RowId> rows)
    {
        var persons = new Dictionary<RowId, string>();
        db.Want([.. rows.Select(r => r.Recording).Distinct()]);
        foreach (var table in (ReadOnlySpan<string>)["receipt", "card", "relative"])
        {
            db.Read($"select recording_id, row_no, personal from {table} where recording_id in (select id from wanted)", r =>
            {
                var id = new RowId(r.GetInt64(0), r.GetInt32(1));
                if (!rows.Contains(id)) return;
                var personal = Personal.Read(r.GetString(2));
                if ((personal.GetValueOrDefault("siNumber") ?? personal.GetValueOrDefault("nationalId")) is { } number) persons[id] = ExplainQueries.Masked(number);
            });
        }
        return persons;
    }

    private IEnumerable<(string Reason, RowId Row, int Officer)> Rows()
    {
        var since = LoadOrganisation.OfficersSince(db, ground.Known, ground.Units);
        foreach (var cluster in new LoadPersons(db, ground.Known, since).Of(Concerned(since)).Values)
        {
            var resolved = cluster.Resolve();
            foreach (var row in cluster.Receipts.Select(r => r.Statement))
            {
                if (resolved.StandingOf(row.Id).WaitsFor is { } reason) yield return (reason.Code, row.Id, row.Officer);
            }
            foreach (var row in cluster.Relatives.Select(r => r.Statement))
            {
                if (resolved.StandingOf(row.Id).WaitsFor is { } reason) yield return (reason.Code, row.Id, row.Officer);
            }
            foreach (var row in cluster.Cards.Select(r => r.Statement))
            {
                if (resolved.StandingOf(row.Id).WaitsFor is { } reason) yield return (reason.Code, row.Id, 0);
            }
        }
        foreach (var row in NoneBesideRelatives()) yield return row;
    }

    /// <summary>
    /// A row can wait because its officer is not known, because two officers claim one receipt, or because numbers of persons
    /// contradict each other; most persons are concerned by none of these.
    /// </summary>
    private List<long> Concerned(Dictionary<int, long> since)
    {
        db.Want([.. db.Query<long>("select officer_id from officer").Where(o => !since.ContainsKey((int)o))]);
        return db.Query<long>("""
            select r.person_id from receipt r join wanted on wanted.id = r.officer_id
            union select r.person_id from relative r join wanted on wanted.id = r.officer_id
            union select person_id from receipt group by person_id, scheme, receipt_no having min(officer_id) <> max(officer_id)
            union select person_id from identifier group by person_id, kind having count(*) > 1
            union select person_id from person_link
            """);
    }

    /// <summary>`không có` beside declared relatives of the same officer: a contradiction over several persons.</summary>
    private List<(string, RowId, int)> NoneBesideRelatives()
    {
        var rows = new List<(string, RowId, int)>();
        db.Read($"""
            select n.recording_id, n.row_no, n.officer_id from relative n where n.relation = 0 and {Recordings.Live("n", "relatives", "person_id")}
              and exists (select 1 from relative r where r.officer_id = n.officer_id and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")})
            """,
            r => rows.Add(("none-beside-relatives", new(r.GetInt64(0), r.GetInt32(1)), r.GetInt32(2))), ("e", ground.Known));
        return rows;
    }

    private sealed record FileName
    {
        public long Id { get; init; }
        public string Name { get; init; } = "";
    }

    private sealed record OfficerCode
    {
        public long Id { get; init; }
        public string Code { get; init; } = "";
    }
}
