using ThiDua.Core.Access;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>
/// What happens at the door, for the log of the site: who came in and how, who did not, who was refused. What somebody typed or what an
/// address held does not stand in it: a password may have been typed as a name.
/// </summary>
public static partial class DoorLog
{
    public const string Category = "ThiDua.Door";

    public static void CameIn(HttpContext http, int account, Way way) => CameIn(Log(http), Known(http, a => a.Of(account)), way, From(http));

    /// <param name="name">Said only if there is an account of it; null: nobody was named.</param>
    public static void NotLetIn(HttpContext http, string? name, Way way) => NotLetIn(Log(http), name is null ? Nobody : Known(http, a => a.Find(name)), way, From(http));

    public static void Waits(HttpContext http) => Waits(Log(http), From(http));

    public static void MayNot(HttpContext http, string account, Act act) => MayNot(Log(http), account, act, http.Request.Method, Route(http), From(http));

    /// <summary>A form without our token, or a request of a page of another site.</summary>
    public static void Foreign(HttpContext http) => Foreign(Log(http), http.Request.Method, Route(http), From(http));

    /// <summary>Over an open line from another machine, past the proxy, or under another name.</summary>
    public static void Refused(HttpContext http) => Refused(Log(http), From(http));

    private const string Nobody = "–";

    private static ILogger Log(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(Category);

    private static string Known(HttpContext http, Func<AccountQueries, AccountRow?> find)
    {
        using var db = http.RequestServices.GetRequiredService<Installation>().Open();
        return find(new(db))?.Name ?? Nobody;
    }

    private static string From(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>The pattern, not what stood in it.</summary>
    private static string Route(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "";

    [LoggerMessage(1, LogLevel.Information, "{Account} came in by {Way} from {From}")]
    private static partial void CameIn(ILogger log, string account, Way way, string from);

    [LoggerMessage(2, LogLevel.Warning, "{Account} was tried by {Way} from {From} and not let in")]
    private static partial void NotLetIn(ILogger log, string account, Way way, string from);

    [LoggerMessage(3, LogLevel.Warning, "Too many tries: {From} has to wait")]
    private static partial void Waits(ILogger log, string from);

    [LoggerMessage(4, LogLevel.Warning, "{Account} may not {Act}: {Method} {Route} from {From}")]
    private static partial void MayNot(ILogger log, string account, Act act, string method, string route, string from);

    [LoggerMessage(5, LogLevel.Warning, "Not from a page of ours: {Method} {Route} from {From}")]
    private static partial void Foreign(ILogger log, string method, string route, string from);

    [LoggerMessage(6, LogLevel.Warning, "Refused before anything was looked at: {From}")]
    private static partial void Refused(ILogger log, string from);
}
