using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Signs an account out everywhere, its programs too, without shutting it out: for a lost laptop.</summary>
public sealed class EndSessions(Installation installation)
{
    public void End(string name)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var account = new AccountQueries(db).Named(name);
        db.Execute("update session set ended_at = @at where account_id = @Id and ended_at is null", new { account.Id, at = Stored.Moment(installation.Clock.GetUtcNow()) });
        Trail.WriteTrail.Add(db, installation, "sessions-ended", account.Name);
        transaction.Commit();
    }
}
