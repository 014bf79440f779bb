using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>
/// Forgetting by shredding keys: the salts of the subjects go, so that nothing that was sealed for them, here or in any copy without
/// their salts, opens again. What is counted holds no personal value and stays as it is. Who is named by a later file has a new salt.
/// </summary>
public static class Forgetting
{
    /// <summary>Forgets those in `wanted` inside the running transaction.</summary>
    /// <returns>Of how many there was something to forget.</returns>
    public static int Forget(Db db, Installation installation, SealedOf of, string reason)
    {
        var found = db.Execute($"""
            insert into {of.Forgotten} ({of.Subject}, recording_id, at, reason)
            select s.{of.Subject}, @recording, @at, @reason from {of.Salt} s
            where s.{of.Subject} in (select id from wanted)
              and not exists (select 1 from {of.Forgotten} f where f.{of.Subject} = s.{of.Subject} and f.recording_id = @recording)
            """, new { recording = Recordings.KnownAt(db, null), at = Stored.Moment(installation.Clock.GetUtcNow()), reason });
        Honour(db);
        return found;
    }

    /// <summary>Who was forgotten stays forgotten, whatever salts a backup brought back.</summary>
    public static void Honour(Db db)
    {
        foreach (var of in SealedOf.All)
        {
            db.Execute($"delete from {of.Sealed} where {IsBefore(of, of.Sealed)}");
            db.Execute($"delete from {of.Salt} where {IsBefore(of, of.Salt)}");
        }
    }

    /// <summary>SQL: the row of a table of seals or salts is from before its subject was forgotten.</summary>
    public static string IsBefore(SealedOf of, string table) =>
        $"exists (select 1 from {of.Forgotten} f where f.{of.Subject} = {table}.{of.Subject} and f.recording_id >= {table}.recording_id)";

    /// <summary>Takes what was deleted out of the files of the store.</summary>
    public static void Scrub(Db db) => db.Scrub([.. SealedOf.All.Select(of => of.Salt)]);
}
