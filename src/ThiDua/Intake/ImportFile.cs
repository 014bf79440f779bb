using System.Security.Cryptography;
using ThiDua.Campaigns;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Insurance;
using ThiDua.Intake.Marking;
using ThiDua.Notices;
using ThiDua.Texts;

namespace ThiDua.Intake;

/// <summary>What is to be taken in.</summary>
/// <param name="Content">Seekable.</param>
/// <param name="Campaign">For targets, figures and nominees.</param>
/// <param name="DryRun">Do everything, then undo it.</param>
/// <param name="Strict">Refuse the file when a row is rejected.</param>
/// <param name="Report">Where the user's own workbook goes with outcome, reason and fix marked in it; null: not wanted.</param>
/// <param name="Whole">It is said to be the whole list again: refused when it has far fewer rows than the time before.</param>
/// <param name="Fewer">Why it rightly has; null: nobody said so.</param>
public sealed record ImportRequest(
    Stream Content, string FileName, FileKind Kind, string? Campaign, bool DryRun, bool Strict, MarkedReport? Report = null, bool Whole = false, string? Fewer = null)
{
    /// <summary>It was sent to the site: its name must say what it is. On the machine itself a file is called as one likes.</summary>
    public bool IsSent { get; init; }
}

/// <summary>A finding of an import, with the cells of its row for showing it in place.</summary>
public sealed record ImportIssue(int Row, string? Column, string Code, IReadOnlyList<string> Arguments, bool Rejects, IReadOnlyList<string>? Cells)
{
    /// <summary>What is wrong.</summary>
    public string What(Language language) => Sentences.Say(language, "issue." + Code, [.. Arguments]);

    /// <summary>What to do.</summary>
    public string Fix(Language language) => Sentences.Say(language, "fix." + Code, [.. Arguments]);
}

/// <summary>What became of a file. Rows = the sum of the five outcomes.</summary>
/// <param name="Recording">Null when nothing was stored (try-run, nothing new).</param>
/// <param name="Fewer">Null: it has not far fewer rows than the time before.</param>
public sealed record ImportResult(
    string File, string Sha256, FileKind Kind, int Rows, int Accepted, int Unchanged, int Corrected, int Waiting, int Rejected,
    IReadOnlyList<ImportIssue> Issues, IReadOnlyList<string> Headers, long? Recording, FewerRows? Fewer = null);

/// <summary>
/// Takes one file in: all good rows together in one transaction, or nothing. The try-run is the same work, undone at the end.
/// </summary>
public sealed class ImportFile(Installation installation)
{
    /// <summary>Rows taken at once. Small in tests, so that persons come up in several batches.</summary>
    internal static int BatchRows { get; set; } = 20_000;

    /// <param name="progress">Rows read so far.</param>
    /// <param name="beforeEnd">
    /// Called inside the transaction when everything is counted, with the running recording: a try-run can ask for the standings
    /// that would be.
    /// </param>
    /// <exception cref="RefusedFileException">The file as a whole cannot be taken.</exception>
    public ImportResult Import(ImportRequest request, IProgress<long>? progress = null, Action<Db, long>? beforeEnd = null)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(request.Content));
        request.Content.Position = 0;
        using var file = TableFile.Open(request.Content, request.FileName, request.Kind);
        if (request.IsSent) FileEnding.Check(request.FileName, file);
        var tokens = installation.OpenTokens();
        using var db = installation.Open();
        if (!Privacy.SealKey.Open(db).IsOf(db)) throw new RefusedFileException("other-key");
        using var transaction = db.BeginRecording();
        var name = Path.GetFileName(request.FileName);
        if (request.Report is null && SameFile(db, request, sha) is { } same)
        {
            return new(name, sha, request.Kind, same.Rows, 0, same.Rows, 0, 0, 0, [], file.Headers, null);
        }
        var campaign = request.Campaign is { } id
            ? LoadCampaigns.One(db, id, long.MaxValue) ?? throw new RefusedFileException("campaign-unknown", id)
            : null;
        var recording = Recordings.Begin(db, installation, "import");
        Announce(db, request, recording, campaign, name, sha);
        var tally = new ImportTally();
        var rows = new TakeRows(db, recording, tokens, campaign, installation.Day, InsuranceCatalog.PaymentWindows, BatchRows);
        rows.Take(file, request.Kind, tally, progress);
        if (tally.Rows == 0) throw new RefusedFileException("no-rows", name);
        foreach (var issue in file.SaidWrongly) tally.FoundOfFile(issue);
        var fewer = FewerRows.Of(db, request.Kind, campaign?.No ?? 0, name, sha, recording, tally);
        var reason = string.IsNullOrWhiteSpace(request.Fewer) ? null : request.Fewer.Trim();
        if (fewer is not null && reason is null)
        {
            if (request.Whole) throw new RefusedFileException("fewer-rows", fewer.Arguments);
            tally.FoundOfFile(new(tally.LastRow, null, "fewer-rows", fewer.Arguments, false));
        }
        request.Report?.Write(request.Content, file, tally);
        if (request.Strict && tally.Rejected > 0) throw new StrictException(tally.Result(name, sha, request.Kind, file.Headers, null));
        var stored = tally.Accepted + tally.Corrected > 0 || db.One<long>("""
            select (select count(*) from repetition where recording_id = @recording)
              + (select count(*) from receipt where recording_id = @recording) + (select count(*) from card where recording_id = @recording)
              + (select count(*) from relative where recording_id = @recording) + (select count(*) from unit_row where recording_id = @recording)
              + (select count(*) from post where recording_id = @recording) + (select count(*) from membership where recording_id = @recording) + (select count(*) from target where recording_id = @recording)
              + (select count(*) from figure where recording_id = @recording) + (select count(*) from reorganisation where recording_id = @recording)
              + (select count(*) from nominee where recording_id = @recording) + (select count(*) from issued_award where recording_id = @recording)
            """, new { recording }) > 0 && !IsKnown(db, sha, recording);
        Summarise(db, recording, tally);
        rows.Count();
        beforeEnd?.Invoke(db, recording);
        db.Written.GetAwaiter().GetResult(); // what cannot be written is told of a try too
        if (request.DryRun || !stored) transaction.Rollback();
        else
        {
            Trail.WriteTrail.Add(db, installation, "import", name, after: sha, recording: recording);
            if (fewer is not null && reason is not null) Trail.WriteTrail.Add(db, installation, "fewer-rows", name, $"{fewer.Before}: {fewer.RowsBefore}", $"{fewer.Rows}; {reason}");
            NoteEvents.OfRecordings(db, installation, recording, recording);
            transaction.Commit();
        }
        return tally.Result(name, sha, request.Kind, file.Headers, request.DryRun || !stored ? null : recording) with { Fewer = fewer };
    }

    /// <summary>
    /// The very same bytes, taken whole before, and nothing learned since that could change what became of a row: nothing is read.
    /// A file with waiting or rejected rows is read again, since time or other files may have helped them; so is one whose rows may
    /// have come to wait, because persons were linked, a row was settled or relatives declared, or hold no more, because an import was withdrawn.
    /// </summary>
    private static Same? SameFile(Db db, ImportRequest request, string sha) => db.One<Same>("""
        select i.row_count as Rows from import i
        where i.sha256 = @sha and i.kind = @kind and i.waiting = 0 and i.rejected = 0
          and (@campaign is null or i.campaign_no = (select c.campaign_no from campaign c where c.id = @campaign))
          and not exists (select 1 from withdrawal w where w.recording_id > i.recording_id)
          and i.recording_id >= coalesce((select max(l.recording_id) from person_link l), 0)
          and i.recording_id >= coalesce((select max(s.recording_id) from settlement s), 0)
          and (i.kind <> 'relatives' or not exists (select 1 from import r where r.kind = 'relatives' and r.recording_id > i.recording_id))
        """, new { sha, kind = KindName(request.Kind), campaign = request.Campaign });

    private static bool IsKnown(Db db, string sha, long recording) => db.One<long>("""
        select count(*) from import i where i.sha256 = @sha and i.recording_id < @recording
          and not exists (select 1 from withdrawal w where w.import_id = i.recording_id)
        """, new { sha, recording }) > 0;

    private static void Announce(Db db, ImportRequest request, long recording, StoredCampaign? campaign, string name, string sha) => db.Execute("""
        insert into import (recording_id, kind, campaign_no, file, sha256, bytes, row_count, accepted, unchanged, corrected, waiting, rejected)
        values (@recording, @kind, @campaign, @name, @sha, @bytes, 0, 0, 0, 0, 0, 0)
        """, new { recording, kind = KindName(request.Kind), campaign = campaign?.No, name, sha, bytes = request.Content.Length });

    private static void Summarise(Db db, long recording, ImportTally tally) => db.Execute("""
        update import set row_count = @Rows, accepted = @Accepted, unchanged = @Unchanged, corrected = @Corrected, waiting = @Waiting, rejected = @Rejected
        where recording_id = @recording
        """, new { recording, tally.Rows, tally.Accepted, tally.Unchanged, tally.Corrected, tally.Waiting, tally.Rejected });

#pragma warning disable CA1308 // names of kinds are lower case in commands, JSON and the store
    public static string KindName(FileKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308

    private sealed record Same
    {
        public int Rows { get; init; }
    }
}

/// <summary>A row was rejected and the file was to be taken whole or not at all.</summary>
public sealed class StrictException(ImportResult result) : Exception("A row was rejected.")
{
    public ImportResult Result { get; } = result;
}
