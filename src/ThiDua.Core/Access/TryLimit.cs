namespace ThiDua.Core.Access;

/// <summary>
/// How often one may fail. A name: 5 times in 15 minutes, then each further try waits twice as long, 15 minutes at most: nobody is
/// shut out for ever. An address: 30 times in 10 minutes.
/// </summary>
public static class TryLimit
{
    public static readonly TimeSpan NameWindow = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan AddressWindow = TimeSpan.FromMinutes(10);
    public const int FreeOfName = 5;
    public const int FreeOfAddress = 30;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <param name="failures">Failures of one name, the oldest first.</param>
    /// <returns>Until when a try has to wait; null: it need not.</returns>
    public static DateTimeOffset? OfName(IReadOnlyList<DateTimeOffset> failures, DateTimeOffset now)
    {
        var recent = failures.Where(f => f > now - NameWindow).ToList();
        if (recent.Count < FreeOfName) return null;
        var wait = First;
        for (var i = FreeOfName; i < recent.Count && wait < Longest; i++) wait *= 2;
        return Later(recent[^1] + (wait < Longest ? wait : Longest), now);
    }

    /// <param name="failures">Failures of one address, the oldest first.</param>
    public static DateTimeOffset? OfAddress(IReadOnlyList<DateTimeOffset> failures, DateTimeOffset now)
    {
        var recent = failures.Where(f => f > now - AddressWindow).ToList();
        return recent.Count < FreeOfAddress ? null : Later(recent[^FreeOfAddress] + AddressWindow, now);
    }

    private static DateTimeOffset? Later(DateTimeOffset until, DateTimeOffset now) => until > now ? until : null;
}
