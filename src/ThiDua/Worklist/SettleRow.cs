using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Notices;
using ThiDua.Organisation;

namespace ThiDua.Worklist;

/// <summary>A decision that was taken, or tried.</summary>
/// <param name="Sha256">By which it can be withdrawn.</param>
public sealed record Settled(string File, int Row, SettledAs Choice, string Sha256);

/// <summary>The row cannot be settled so. Its sentence is "settle.CODE".</summary>
public sealed class SettleException(string code, params IReadOnlyList<string> arguments) : Exception(code)
{
    public string Code { get; } = code;

    public IReadOnlyList<string> Arguments { get; } = arguments;
}

/// <summary>
/// Settles a row that waits, as a person decided. The decision is recorded as an import of one row, so it holds from now on, can be
/// withdrawn like any file, and what was known before stays askable.
/// </summary>
public sealed class SettleRow(Installation installation)
{
    /// <param name="beforeEnd">Called inside the transaction when everything is counted, with the running recording.</param>
    public Settled Settle(string file, int row, SettledAs choice, string reason, bool dryRun = false, Action<Db, long>? beforeEnd = null)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var stored = Find(db, file, row) ?? throw new SettleException("row-unknown", file, Plain(row));
        MustBeOpenTo(db, stored, choice, file, row);
        var (recording, sha) = Recordings.BeginByHand(db, installation, "settlements", null, $"{file}#{Plain(row)}", $"{stored.Recording}#{stored.Row}\n{choice}\n{reason}");
        db.Execute("""
            insert into settlement (person_id, recording_id, row_no, of_kind, of_recording, of_row, choice, reason)
            values (@person, @recording, 1, @kind, @ofRecording, @ofRow, @choice, @reason)
            """, new { person = stored.Person, recording, kind = stored.Kind, ofRecording = stored.Recording, ofRow = stored.Row, choice = (int)choice, reason });
        new CountRecording(db, InsuranceCatalog.PaymentWindows).Count(recording);
        beforeEnd?.Invoke(db, recording);
        if (dryRun) transaction.Rollback();
        else
        {
            Trail.WriteTrail.Add(db, installation, "settlement", $"{file}#{Plain(row)}", after: Choices.Name(choice), recording: recording);
            NoteEvents.OfRecordings(db, installation, recording, recording);
            transaction.Commit();
        }
        return new(file, row, choice, sha);
    }

    /// <summary>The row of an imported file, or the row that it states again; of several imports of that name the last that has it.</summary>
    private static Stored? Find(Db db, string file, int row) => db.One<Stored>("""
        select x.person_id as Person, x.kind as Kind, x.recording_id as Recording, x.row_no as Row from (
          select r.person_id, 'results' as kind, r.recording_id, r.row_no, r.recording_id as asked from receipt r where r.row_no = @row
          union all select r.person_id, 'cards', r.recording_id, r.row_no, r.recording_id from card r where r.row_no = @row
          union all select r.person_id, 'relatives', r.recording_id, r.row_no, r.recording_id from relative r where r.row_no = @row
          union all select p.subject_id, p.kind, p.of_recording, p.of_row, p.recording_id from repetition p where p.row_no = @row and p.kind in ('results', 'cards', 'relatives')) x
        join import i on i.recording_id = x.asked
        where i.file = @file order by x.asked desc limit 1
        """, new { file, row });

    private static void MustBeOpenTo(Db db, Stored stored, SettledAs choice, string file, int row)
    {
        var known = Recordings.KnownAt(db, null);
        var since = LoadOrganisation.OfficersSince(db, known, LoadOrganisation.Units(db, known));
        var id = new RowId(stored.Recording, stored.Row);
        var cluster = new LoadPersons(db, known, since).Of([stored.Person]).Values.Single();
        var reason = cluster.Rows().Contains(id) ? cluster.Resolve().StandingOf(id) is { IsSetAside: false } standing ? standing.WaitsFor ?? Contradiction(db, known, cluster, id) : null : null;
        if (reason is null) throw new SettleException("not-waiting", file, Plain(row));
        if (!Settlement.ChoicesFor(reason).Contains(choice)) throw new SettleException("not-a-choice", file, Plain(row));
    }

    /// <summary>`không có` beside declared relatives is a contradiction over several persons.</summary>
    private static Reason? Contradiction(Db db, long known, Cluster cluster, RowId id) =>
        cluster.Relatives.Find(r => r.Statement.Id == id).Statement is { Relation: Relation.NoneDeclared } none && db.One<long>($"""
            select count(*) from relative r where r.officer_id = @officer and r.relation <> 0 and {Recordings.Live("r", "relatives", "person_id")}
            """, new { officer = none.Officer, e = known }) > 0 ? new("none-beside-relatives") : null;

    private static string Plain(int row) => row.ToString(CultureInfo.InvariantCulture);

    private sealed record Stored
    {
        public long Person { get; init; }
        public string Kind { get; init; } = "";
        public long Recording { get; init; }
        public int Row { get; init; }
    }
}
