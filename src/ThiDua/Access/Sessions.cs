using System.Globalization;
using System.Net;
using System.Security.Claims;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>How somebody came in; shown to him, so that he sees what was not he.</summary>
public enum Way
{
    Password,
    Passkey,
    Link,
    Provider,
    /// <summary>A program's key.</summary>
    Key,
}

/// <summary>
/// Sessions in the store: the cookie holds a random key and nothing else. A session ends when it was idle or open too long, when its
/// account is disabled, or when somebody ends it, and then at once.
/// </summary>
public sealed class Sessions(Installation installation)
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>So long a showing that one is there is good for what matters.</summary>
    public static readonly TimeSpan Confirmed = TimeSpan.FromMinutes(5);

    /// <summary>So seldom is it written down that a session is alive: reading pages must not mean writing all the time.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private const string KeyClaim = "session";
    private const string ConfirmedClaim = "confirmed";

    /// <summary>Who it is, nothing more; what he may do is asked anew at every request.</summary>
    public static ClaimsPrincipal Principal(int account, string? sha, string? confirmedAt, string scheme)
    {
        var claims = new List<Claim> { new(ClaimTypes.NameIdentifier, account.ToString(CultureInfo.InvariantCulture)) };
        if (sha is not null) claims.Add(new(KeyClaim, sha));
        if (confirmedAt is not null) claims.Add(new(ConfirmedClaim, confirmedAt));
        return new(new ClaimsIdentity(claims, scheme));
    }

    public static int? Account(ClaimsPrincipal user) => user.FindFirst(ClaimTypes.NameIdentifier) is { } claim ? int.Parse(claim.Value, CultureInfo.InvariantCulture) : null;

    /// <summary>Hash of the session's key, by which pages name it; null: no browser.</summary>
    public static string? Name(ClaimsPrincipal user) => user.FindFirst(KeyClaim)?.Value;

    public bool IsConfirmed(ClaimsPrincipal user) => user.FindFirst(ConfirmedClaim) is { } at && installation.Clock.GetUtcNow() - Stored.Moment(at.Value) <= Confirmed;

    /// <returns>The key of a new session of a browser.</returns>
    public string Begin(int account, Way way, IPAddress? address, string agent)
    {
        using var db = installation.Open();
        return Begin(db, account, "browser", way, installation.Clock.GetUtcNow() + Longest, address, agent);
    }

    /// <summary>A key for a program, until a moment.</summary>
    public string BeginKey(int account, DateTimeOffset until)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var key = Begin(db, account, "key", Way.Key, until, null, "");
        Trail.WriteTrail.Add(db, installation, "key", new AccountQueries(db).Of(account).Name, after: Stored.Moment(until));
        transaction.Commit();
        return key;
    }

    /// <summary>The same session under a new key, from now on confirmed; its longest time does not begin anew.</summary>
    public string? Confirm(string sha, IPAddress? address, string agent)
    {
        using var db = installation.Open();
        if (db.One<Session>(Select + " where key_sha256 = @sha and ended_at is null", new { sha }) is not { } session) return null;
        End(session.Account, sha);
        return Begin(db, session.Account, "browser", session.Way, Stored.Moment(session.Until), address, agent);
    }

    public void End(int account, string sha)
    {
        using var db = installation.Open();
        db.Execute("update session set ended_at = @now where key_sha256 = @sha and account_id = @account and ended_at is null", new { sha, account, now = Now });
    }

    /// <param name="but">A session that stays.</param>
    public void EndAll(int account, string? but = null)
    {
        using var db = installation.Open();
        db.Execute("update session set ended_at = @now where account_id = @account and key_sha256 <> @but and ended_at is null", new { account, but = but ?? "", now = Now });
    }

    /// <summary>The sessions of an account that are alive, the newest first.</summary>
    public IReadOnlyList<Session> Of(int account)
    {
        using var db = installation.Open();
        var now = installation.Clock.GetUtcNow();
        return db.Query<Session>(Select + " where account_id = @account and ended_at is null and until > @now and (kind = 'key' or seen_at > @idle) order by created_at desc",
            new { account, now = Stored.Moment(now), idle = Stored.Moment(now - Idle) });
    }

    /// <summary>How long a session of a browser lives on when nothing more is asked for in it.</summary>
    public TimeSpan Left(Session session)
    {
        var now = installation.Clock.GetUtcNow();
        return new[] { Stored.Moment(session.Until), Stored.Moment(session.SeenAt) + Idle }.Min() - now;
    }

    /// <summary>The session of a key that is alive; null otherwise.</summary>
    /// <param name="isUse">False: it is only looked at, and lives no longer for it.</param>
    public Session? Find(string key, string kind, bool isUse = true)
    {
        using var db = installation.Open();
        var (sha, now) = (Keys.Sha256(key), installation.Clock.GetUtcNow());
        var found = db.One<Session>(Select + """
             join account a on a.account_id = s.account_id
            where s.key_sha256 = @sha and s.kind = @kind and s.ended_at is null and s.until > @now and a.disabled_at is null and (s.kind = 'key' or s.seen_at > @idle)
            """, new { sha, kind, now = Stored.Moment(now), idle = Stored.Moment(now - Idle) });
        if (found is null) return null;
        if (!isUse || now - Stored.Moment(found.SeenAt) <= Noted) return found;
        db.ExecuteUnlessBusy("update session set seen_at = @now where key_sha256 = @sha", new { sha, now = Stored.Moment(now) });
        return found with { SeenAt = Stored.Moment(now) };
    }

    private const string Select = "select key_sha256 as Sha, s.account_id as Account, kind as Kind, way as Way, s.created_at as CreatedAt, until as Until, seen_at as SeenAt, confirmed_at as ConfirmedAt, address as Address, agent as Agent from session s";

    private string Now => Stored.Moment(installation.Clock.GetUtcNow());

    private string Begin(Db db, int account, string kind, Way way, DateTimeOffset until, IPAddress? address, string agent)
    {
        var key = Keys.New();
        db.Execute("""
            insert into session (key_sha256, account_id, kind, way, created_at, until, seen_at, confirmed_at, address, agent)
            values (@sha, @account, @kind, @way, @now, @until, @now, @confirmed, @address, @agent)
            """, new
        {
            sha = Keys.Sha256(key), account, kind, way = way.ToString(), now = Now, until = Stored.Moment(until), confirmed = kind == "browser" ? Now : null,
            address = Failures.Place(address), agent = agent.Length <= 200 ? agent : agent[..200],
        });
        return key;
    }
}

/// <summary>A session as it is stored.</summary>
public sealed record Session
{
    public string Sha { get; init; } = "";
    public int Account { get; init; }
    public string Kind { get; init; } = "";
    public Way Way { get; init; }
    public string CreatedAt { get; init; } = "";
    public string Until { get; init; } = "";
    public string SeenAt { get; init; } = "";
    public string? ConfirmedAt { get; init; }
    public string Address { get; init; } = "";
    public string Agent { get; init; } = "";
}
