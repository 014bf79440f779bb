using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Notices;
using ThiDua.Texts;

namespace ThiDua.Intake;

/// <summary>An import that was withdrawn.</summary>
public sealed record Withdrawn(long Import, string File, string Kind, string Sha256, int Rows);

/// <summary>Which import is meant cannot be told. Its sentence is "withdraw.CODE".</summary>
public sealed class WithdrawException(string code, params IReadOnlyList<string> arguments) : ToldException("withdraw", code, arguments);

/// <summary>
/// Withdraws an import: its rows cease to hold from now on; what they superseded holds again, what another import states too goes
/// on holding, and what was known before stays askable.
/// </summary>
public sealed class WithdrawFile(Installation installation)
{
    /// <summary>Takes back one thing that was entered by hand, and nothing else: who may do that may not withdraw a file.</summary>
    /// <param name="kind">One of <see cref="Recordings.ByHand"/>.</param>
    /// <param name="sha256">In full.</param>
    /// <param name="check">Throws where something stands against it; it is asked before anything else and in the same transaction, so that nothing can come to rest on it meanwhile.</param>
    public void TakeBack(string kind, string sha256, string reason, Action<Db>? check = null) => Withdraw(sha256, reason, i => i.Kind == kind && i.Sha256 == sha256, check);

    /// <param name="named">Name of the file, its SHA-256, or at least eight letters of that.</param>
    public IReadOnlyList<Withdrawn> Withdraw(string named, string reason) => Withdraw(named, reason, null, null);

    private List<Withdrawn> Withdraw(string named, string reason, Predicate<Withdrawn>? which, Action<Db>? check)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        check?.Invoke(db);
        var imports = Find(db, named, which);
        var known = Recordings.KnownAt(db, null);
        foreach (var import in imports)
        {
            var recording = Recordings.Begin(db, installation, "withdrawal");
            db.Execute("insert into withdrawal (recording_id, import_id, reason) values (@recording, @Import, @reason)", new { recording, import.Import, reason });
            new CountRecording(db, InsuranceCatalog.PaymentWindows).Count(recording);
            Trail.WriteTrail.Add(db, installation, "withdrawal", import.File, before: import.Sha256, recording: recording);
        }
        NoteEvents.OfRecordings(db, installation, known + 1, known + imports.Count);
        transaction.Commit();
        return imports;
    }

    private static List<Withdrawn> Find(Db db, string named, Predicate<Withdrawn>? which)
    {
        var live = db.Query<Row>("""
            select i.recording_id as Import, i.file as File, i.kind as Kind, i.sha256 as Sha256, i.row_count as Rows
            from import i where not exists (select 1 from withdrawal w where w.import_id = i.recording_id) order by i.recording_id
            """).ConvertAll(r => new Withdrawn(r.Import, r.File, r.Kind, r.Sha256, r.Rows));
        if (which is not null) return live.FindAll(which) is { Count: > 0 } entered ? entered : throw new WithdrawException("not-found", named);
        live.RemoveAll(i => Recordings.NotByName.Contains(i.Kind)); // what is public, and what was decided, is taken back by who may do that
        var found = named.Length >= 8 ? live.FindAll(i => i.Sha256.StartsWith(named, StringComparison.OrdinalIgnoreCase)) : [];
        if (found.Count == 0) found = live.FindAll(i => i.File == Path.GetFileName(named));
        if (found.Count == 0) throw new WithdrawException("not-found", named);
        if (found.Select(f => f.Sha256).Distinct().Count() > 1)
        {
            throw new WithdrawException("several", named, string.Join(", ", found.Select(f => f.Sha256[..12])));
        }
        return found;
    }

    private sealed record Row
    {
        public long Import { get; init; }
        public string File { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Sha256 { get; init; } = "";
        public int Rows { get; init; }
    }
}
