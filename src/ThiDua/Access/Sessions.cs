using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>
/// Sessions in the store: the cookie holds a random key and nothing else. A session ends when it was idle or open too long, when its
/// account is disabled, or when somebody ends it, and then at once.
/// </summary>
public sealed class Sessions(Installation installation, IHttpContextAccessor http) : ITicketStore
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>So seldom is it written down that a session is alive: reading pages must not mean writing all the time.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    private const string AccountClaim = "account";
    private const string KeyClaim = "session";

    /// <summary>For signing in: who it is, nothing more; what he may do is asked anew at every request.</summary>
    public static ClaimsPrincipal Principal(int account, string? sha = null) => new(new ClaimsIdentity(
        [new(AccountClaim, account.ToString(CultureInfo.InvariantCulture)), .. sha is null ? Array.Empty<Claim>() : [new Claim(KeyClaim, sha)]],
        CookieAuthenticationDefaults.AuthenticationScheme, AccountClaim, null));

    public static int? Account(ClaimsPrincipal user) => user.FindFirst(AccountClaim) is { } claim ? int.Parse(claim.Value, CultureInfo.InvariantCulture) : null;

    /// <summary>Hash of the session's key, by which pages name it.</summary>
    public static string? Name(ClaimsPrincipal user) => user.FindFirst(KeyClaim)?.Value;

    public Task<string> StoreAsync(AuthenticationTicket ticket) =>
        Task.FromResult(Begin(Account(ticket.Principal)!.Value, "browser", installation.Clock.GetUtcNow() + Longest, confirmed: true));

    /// <summary>A key for a program, until a day.</summary>
    public string BeginKey(int account, DateTimeOffset until) => Begin(account, "key", until, confirmed: false);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => Task.FromResult(Find(key, "browser") is { } account
        ? new AuthenticationTicket(Principal(account, Keys.Sha256(key)), CookieAuthenticationDefaults.AuthenticationScheme) : null);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public Task RemoveAsync(string key)
    {
        End("key_sha256 = @Value", Keys.Sha256(key));
        return Task.CompletedTask;
    }

    public void EndAll(int account) => End("account_id = @Value", account);

    public void EndOne(int account, string sha)
    {
        using var db = installation.Open();
        db.Execute("update session set ended_at = @now where key_sha256 = @sha and account_id = @account and ended_at is null", new { sha, account, now = Now });
    }

    /// <summary>The account of a session that is alive; null otherwise.</summary>
    public int? Find(string key, string kind)
    {
        using var db = installation.Open();
        var (sha, now) = (Keys.Sha256(key), installation.Clock.GetUtcNow());
        var found = db.One<Alive>("""
            select s.account_id as Account, s.seen_at as SeenAt from session s join account a on a.account_id = s.account_id
            where s.key_sha256 = @sha and s.kind = @kind and s.ended_at is null and s.until > @now and a.disabled_at is null and (s.kind = 'key' or s.seen_at > @idle)
            """, new { sha, kind, now = Stored.Moment(now), idle = Stored.Moment(now - Idle) });
        if (found is null) return null;
        if (now - Stored.Moment(found.SeenAt) > Noted) db.Execute("update session set seen_at = @now where key_sha256 = @sha", new { sha, now = Stored.Moment(now) });
        return found.Account;
    }

    private string Now => Stored.Moment(installation.Clock.GetUtcNow());

    private string Begin(int account, string kind, DateTimeOffset until, bool confirmed)
    {
        var key = Keys.New();
        using var db = installation.Open();
        var request = http.HttpContext?.Request;
        db.Execute("""
            insert into session (key_sha256, account_id, kind, created_at, until, seen_at, confirmed_at, address, agent)
            values (@sha, @account, @kind, @now, @until, @now, @confirmed, @address, @agent)
            """, new
        {
            sha = Keys.Sha256(key), account, kind, now = Now, until = Stored.Moment(until), confirmed = confirmed ? Now : null,
            address = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "", agent = Short(request?.Headers.UserAgent.ToString() ?? ""),
        });
        return key;
    }

    private void End(string which, object value)
    {
        using var db = installation.Open();
        db.Execute($"update session set ended_at = @now where {which} and ended_at is null", new { Value = value, now = Now });
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..200];

    private sealed record Alive
    {
        public int Account { get; init; }
        public string SeenAt { get; init; } = "";
    }
}
