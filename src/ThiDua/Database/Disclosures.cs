namespace ThiDua.Database;

/// <summary>The log of personal values that were shown in full: when, why, whose.</summary>
public static class Disclosures
{
    public static void Log(Installation installation, string reason, string subject)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("""
            insert into disclosure (disclosure_id, at, reason, subject)
            select coalesce(max(disclosure_id), 0) + 1, @at, @reason, @subject from disclosure
            """, new { at = Stored.Moment(installation.Clock.GetUtcNow()), reason, subject });
        Trail.WriteTrail.Add(db, installation, "reveal", subject, after: reason);
        transaction.Commit();
    }
}
