using System.Net;
using System.Net.Sockets;
using ThiDua.Core.Access;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Somebody has to wait before he may try again.</summary>
public sealed class WaitException(DateTimeOffset until, TimeSpan left) : Exception("wait")
{
    public DateTimeOffset Until => until;

    public TimeSpan Left => left;
}

/// <summary>
/// Counts failed tries. A try is written down as failed before it is judged and struck out when it was right, so that many at once
/// gain nothing. Who comes from an address from which the account signed in before is counted apart from strangers: they cannot
/// shut him out.
/// </summary>
public sealed class Failures(Installation installation)
{
    /// <param name="name">What was tried: an account's name, or a word for another kind of try.</param>
    /// <param name="account">The account, when there is one of that name.</param>
    /// <returns>Number of the try, for <see cref="Strike"/>.</returns>
    /// <exception cref="WaitException">Too many failed; this try is not made.</exception>
    public long Begin(string name, IPAddress? from, int? account)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var now = installation.Clock.GetUtcNow();
        var (sha, address) = (Keys.Sha256(name), Place(from));
        db.Execute("delete from sign_in_failure where at < @old", new { old = Stored.Moment(now.AddDays(-1)) });
        var isKnown = account is not null && db.One<long>("select count(*) from session where account_id = @account and address = @address and kind = 'browser'", new { account, address }) > 0;
        var ofName = Moments(db, isKnown ? "name_sha256 = @sha and address = @address" : "name_sha256 = @sha", sha, address, now - TryLimit.NameWindow);
        var ofAddress = Moments(db, "address = @address", sha, address, now - TryLimit.AddressWindow);
        if ((TryLimit.OfAddress(ofAddress, now) ?? TryLimit.OfName(ofName, now)) is { } until) throw new WaitException(until, until - now);
        var failure = db.One<long>("select coalesce(max(failure_id), 0) + 1 from sign_in_failure");
        db.Execute("insert into sign_in_failure (failure_id, at, name_sha256, address) values (@failure, @at, @sha, @address)", new { failure, at = Stored.Moment(now), sha, address });
        transaction.Commit();
        return failure;
    }

    /// <summary>The try was right.</summary>
    public void Strike(long failure)
    {
        using var db = installation.Open();
        db.Execute("delete from sign_in_failure where failure_id = @failure", new { failure });
    }

    /// <summary>An address as it is counted: of IPv6 the network of one household.</summary>
    public static string Place(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4().ToString();
        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address) ? new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]) + "/64" : address.ToString();
    }

    private static List<DateTimeOffset> Moments(Db db, string which, string sha, string address, DateTimeOffset since) =>
        [.. db.Query<string>($"select at from sign_in_failure where {which} and at > @since order by at", new { sha, address, since = Stored.Moment(since) }).Select(Stored.Moment)];
}
