using System.Globalization;
using ThiDua.Core.Insurance;
using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Notices;
using ThiDua.Texts;

namespace ThiDua.Worklist;

/// <summary>A decision that was taken, or tried.</summary>
/// <param name="Sha256">By which it can be withdrawn.</param>
public sealed record Settled(string File, int Row, SettledAs Choice, string Sha256);

/// <summary>The row cannot be settled so. Its sentence is "settle.CODE".</summary>
public sealed class SettleException(string code, params IReadOnlyList<string> arguments) : ToldException("settle", code, arguments);

/// <summary>
/// Settles a row that waits, as a person decided. The decision is recorded as an import of one row, so it holds from now on, can be
/// withdrawn like any file, and what was known before stays askable.
/// </summary>
public sealed class SettleRow(Installation installation)
{
    /// <param name="file">Name of the file, or <see cref="FindRow.Named"/>.</param>
    /// <param name="beforeEnd">Called inside the transaction when everything is counted, with the running recording.</param>
    /// <param name="wait">False: somebody looks at a page and is told when a file is being taken in, which can take minutes.</param>
    public Settled Settle(string file, int row, SettledAs choice, string reason, bool dryRun = false, Action<Db, long>? beforeEnd = null, bool wait = true)
    {
        using var db = installation.Open();
        using var transaction = (wait ? db.BeginRecording() : db.TryBeginRecording()) ?? throw new SettleException("busy");
        var (stored, waits) = new FindRow(db, Recordings.KnownAt(db, null)).Meant(file, row);
        if (waits is null) throw new SettleException("not-waiting", FindRow.Parts(file).Name, Plain(row));
        if (!Settlement.ChoicesFor(waits).Contains(choice)) throw new SettleException("not-a-choice", FindRow.Parts(file).Name, Plain(row));
        var named = $"{FindRow.Parts(file).Name}#{Plain(row)}";
        var (recording, sha) = Recordings.BeginByHand(db, installation, "settlements", null, named, $"{stored.Id.Recording}#{stored.Id.Row}\n{choice}\n{reason}");
        db.Execute("""
            insert into settlement (person_id, recording_id, row_no, of_kind, of_recording, of_row, choice, reason)
            values (@person, @recording, 1, @kind, @ofRecording, @ofRow, @choice, @reason)
            """, new { person = stored.Person, recording, kind = stored.Kind, ofRecording = stored.Id.Recording, ofRow = stored.Id.Row, choice = (int)choice, reason });
        new CountRecording(db, InsuranceCatalog.PaymentWindows).Count(recording);
        beforeEnd?.Invoke(db, recording);
        if (dryRun) transaction.Rollback();
        else
        {
            Trail.WriteTrail.Add(db, installation, "settlement", named, after: Choices.Name(choice), recording: recording);
            NoteEvents.OfRecordings(db, installation, recording, recording);
            transaction.Commit();
        }
        return new(FindRow.Parts(file).Name, row, choice, sha);
    }

    private static string Plain(int row) => row.ToString(CultureInfo.InvariantCulture);
}
