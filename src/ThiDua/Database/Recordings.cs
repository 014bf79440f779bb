using System.Security.Cryptography;
using System.Text;

namespace ThiDua.Database;

/// <summary>The numbered order of what was learned.</summary>
public static class Recordings
{
    /// <summary>
    /// Opens a new recording inside the running transaction. Its moment is never earlier than the one before, whatever the clock
    /// does, so that "as known at" has one answer.
    /// </summary>
    public static long Begin(Db db, Installation installation, string kind)
    {
        var last = db.One<Last>("select recording_id as id, at from recording order by recording_id desc limit 1");
        var at = Stored.Moment(installation.Clock.GetUtcNow());
        if (last is not null && string.CompareOrdinal(last.At, at) > 0) at = last.At;
        var id = (last?.Id ?? 0) + 1;
        db.Execute("insert into recording (recording_id, at, kind, office_id, today) values (@id, @at, @kind, 1, @today)",
            new { id, at, kind, today = Stored.Day(installation.Day) });
        return id;
    }

    /// <summary>
    /// What a person enters by hand is recorded as an import, of one row, however many rows of tables come with it: it holds from now on until it is taken back,
    /// as a file is or, of <see cref="NotByName"/>, by the rules of what it is.
    /// </summary>
    /// <param name="kind">One of those of <see cref="ByHand"/>.</param>
    /// <param name="name">What it is about, in place of a file's name.</param>
    /// <param name="content">All that was entered: with the recording's number it makes the name by which it is withdrawn.</param>
    public static (long Recording, string Sha256) BeginByHand(Db db, Installation installation, string kind, int? campaign, string name, string content)
    {
        var recording = Begin(db, installation, "import");
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{recording}\n{content}")));
        db.Execute("""
            insert into import (recording_id, kind, campaign_no, file, sha256, bytes, row_count, accepted, unchanged, corrected, waiting, rejected)
            values (@recording, @kind, @campaign, @name, @sha, 0, 1, 1, 0, 0, 0, 0)
            """, new { recording, kind, campaign, name, sha });
        return (recording, sha);
    }

    /// <summary>SQL: the kinds of imports that no file brought; lists of files leave them out.</summary>
    public const string ByHand = $"('settlements', 'tasks', 'problems', 'publications', 'target-reasons', 'clusters', '{Nominations}', '{Holds}', '{Reviews}', '{Decisions}', '{Payments}', '{Honours}', '{Ballots}')";

    /// <summary>Who is nominated on the page; the row lies in `nominee`, as one of a file.</summary>
    public const string Nominations = "nominations";

    /// <summary>Holds, their ends, and signed reasons for a second award.</summary>
    public const string Holds = "holds";

    /// <summary>Steps of the review, lists for comment, objections and their answers.</summary>
    public const string Reviews = "reviews";

    /// <summary>Drafts, issued decisions, revocations.</summary>
    public const string Decisions = "decisions";

    /// <summary>The fund, what was paid and came back, rates that somebody confirmed.</summary>
    public const string Payments = "payments";

    /// <summary>Templates of certificates that the office changed, winners shown to everybody, what was written about them.</summary>
    public const string Honours = "honours";

    /// <summary>Members of the council, its sessions, who was there, counts, what votes came to.</summary>
    public const string Ballots = "ballots";

    /// <summary>Kinds that are taken back by who may enter them and in their own way, never by naming them as one names a file.</summary>
    public static readonly IReadOnlyList<string> NotByName = ["publications", Holds, Reviews, Decisions, Payments, Honours, Ballots];

    /// <summary>The last recording that was known at a moment; 0 when nothing was. No moment: everything.</summary>
    public static long KnownAt(Db db, DateTimeOffset? moment) => moment is { } at
        ? db.One<long?>("select max(recording_id) from recording where at <= @at", new { at = Stored.Moment(at) }) ?? 0
        : db.One<long?>("select max(recording_id) from recording") ?? 0;

    /// <summary>
    /// SQL: the row of a fact table is live at recording @e: it was known by then and its import, or another one that states the
    /// same row, was not withdrawn by then.
    /// </summary>
    /// <param name="table">Alias of the fact table.</param>
    /// <param name="kind">Kind of file, as in import.kind.</param>
    /// <param name="subject">Column that names the subject of repetitions.</param>
    public static string Live(string table, string kind, string subject) => $"""
        {table}.recording_id <= @e and (
          not exists (select 1 from withdrawal w where w.import_id = {table}.recording_id and w.recording_id <= @e)
          or exists (select 1 from repetition p
            where p.subject_id = {table}.{subject} and p.kind = '{kind}' and p.of_recording = {table}.recording_id and p.of_row = {table}.row_no
              and p.recording_id <= @e
              and not exists (select 1 from withdrawal w where w.import_id = p.recording_id and w.recording_id <= @e)))
        """;

    /// <summary>SQL: as <see cref="Live"/>, for a row entered by hand, that nothing states again.</summary>
    public static string LiveByHand(string table) =>
        $"{table}.recording_id <= @e and not exists (select 1 from withdrawal w where w.import_id = {table}.recording_id and w.recording_id <= @e)";

    private sealed record Last
    {
        public long Id { get; init; }
        public string At { get; init; } = "";
    }
}
