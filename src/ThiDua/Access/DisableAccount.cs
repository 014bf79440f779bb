using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Shuts an account out, from its next request on. It stays, since what it did names it.</summary>
public sealed class DisableAccount(Installation installation)
{
    /// <param name="by">Who does it; nobody disables himself.</param>
    public void Disable(string name, string by)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var account = new AccountQueries(db).Named(name);
        if (account.Name == by) throw new AccessException("own-account");
        if (db.Execute("update account set disabled_at = @at where account_id = @Id and disabled_at is null", new { account.Id, at = Stored.Moment(installation.Clock.GetUtcNow()) }) == 1)
        {
            Trail.WriteTrail.Add(db, installation, "account-disabled", account.Name);
        }
        db.Execute("update session set ended_at = @at where account_id = @Id and ended_at is null", new { account.Id, at = Stored.Moment(installation.Clock.GetUtcNow()) });
        transaction.Commit();
    }
}
