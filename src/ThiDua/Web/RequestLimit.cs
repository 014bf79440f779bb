using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Diagnostics;
using ThiDua.Access;

namespace ThiDua.Web;

/// <summary>
/// How much one account, or one address where nobody has signed in, may ask: so much at once that no person and no sensible program ever
/// meets it, and not so much that one alone keeps the machine from all others. Counted in this process.
/// </summary>
public static class RequestLimit
{
    public const int AtOnce = 1000;
    public const int PerSecond = 20;

    public static void Add(IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => http.Features.Get<IStatusCodeReExecuteFeature>() is not null
            ? RateLimitPartition.GetNoLimiter("") // the page that says so
            : RateLimitPartition.GetTokenBucketLimiter(Sessions.Account(http.User) is { } account ? "#" + account.ToString(CultureInfo.InvariantCulture) : Failures.Place(http.Connection.RemoteIpAddress),
                _ => new() { TokenLimit = AtOnce, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));
        limits.OnRejected = (rejected, _) =>
        {
            DoorLog.Waits(rejected.HttpContext);
            rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            rejected.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        };
    });
}
