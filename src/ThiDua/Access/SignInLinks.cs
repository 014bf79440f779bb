using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Links that sign in once: for the first administrator, the demo, and an account that has no other way in yet.</summary>
public sealed class SignInLinks(Installation installation)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>The key of a new link; its page is /vao/KEY.</summary>
    public string New(int account)
    {
        var key = Keys.New();
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("insert into sign_in_link (key_sha256, account_id, expires_at) values (@sha, @account, @expires)",
            new { sha = Keys.Sha256(key), account, expires = Stored.Moment(installation.Clock.GetUtcNow() + Lasts) });
        Trail.WriteTrail.Add(db, installation, "link", new AccountQueries(db).Of(account).Name);
        transaction.Commit();
        return key;
    }

    /// <summary>The account of a link, which from now on is used up; null when it is unknown, used, expired or of a disabled account.</summary>
    public int? Use(string key)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var (sha, now) = (Keys.Sha256(key), Stored.Moment(installation.Clock.GetUtcNow()));
        var account = db.One<int?>("""
            select l.account_id from sign_in_link l join account a on a.account_id = l.account_id
            where l.key_sha256 = @sha and l.used_at is null and l.expires_at > @now and a.disabled_at is null
            """, new { sha, now });
        db.Execute("update sign_in_link set used_at = @now where key_sha256 = @sha and used_at is null", new { sha, now });
        transaction.Commit();
        return account;
    }
}
