using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Diagnostics;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Web;

/// <summary>
/// How much one account may ask, and all of them together (docs/operations): so much that no person and no sensible program ever meets it, and
/// not so much that one alone keeps the machine from all others, or takes away everything that holds names. Counted in this process.
/// </summary>
public static class RequestLimit
{
    public const int AtOnce = 1000;
    public const int PerSecond = 20;

    /// <summary>Requests behind signing in that are answered at the same time; more of them wait.</summary>
    public const int Working = 4;

    public static readonly int WorkingOfAll = Math.Max(16, 8 * Environment.ProcessorCount);

    /// <summary>What may take minutes: taking a file in, counting anew, verifying, making PDF, searching clusters.</summary>
    public const int Heavy = 2;
    public const int HeavyOfAll = 4;

    /// <summary>So many wait for each of those that work; whoever comes then is told to come again.</summary>
    public const int Waiting = 25;

    /// <summary>What an account, and all of them, may do in 24 hours.</summary>
    public static readonly IReadOnlyList<Daily> ADay =
    [
        new("imports", (http, needs) => needs.Act == Act.Import && HttpMethods.IsPost(http.Request.Method), 1000, 5000),
        new("reveals", (_, needs) => needs.Act == Act.RevealPersons, 100, 1000),
        new("names", (http, needs) => needs.Act != Act.KeepOwnAccount && HttpMethods.IsGet(http.Request.Method) && needs.AsksToConfirm(http), 1000, 10000),
    ];

    public sealed record Daily(string Name, Func<HttpContext, NeedsAttribute, bool> Is, int Account, int All);

    /// <summary>Why somebody has to wait, for the page that says so: "busy" or "day".</summary>
    public static string? Why(HttpContext http) => http.Items[typeof(RequestLimit)] as string;

    public static void Add(IServiceCollection services) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(Requests(), Work());
        limits.OnRejected = (rejected, _) =>
        {
            DoorLog.Waits(rejected.HttpContext);
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.FromMinutes(1) ? after : TimeSpan.FromSeconds(1);
            rejected.HttpContext.Items[typeof(RequestLimit)] = wait > TimeSpan.FromMinutes(1) ? "day" : "busy";
            rejected.HttpContext.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    /// <summary>
    /// Asks who somebody is, of so many at the same time as may work: each takes a thread and a connection until the store answers, and hundreds who came at once
    /// took all of both, so that nobody was answered. The others wait without a thread; who he is is then known to all that comes after.
    /// </summary>
    public static Func<HttpContext, RequestDelegate, Task> Know()
    {
        var places = new SemaphoreSlim(WorkingOfAll);
        return async (http, next) =>
        {
            await places.WaitAsync(http.RequestAborted);
            try
            {
                await http.AuthenticateAsync();
            }
            finally
            {
                places.Release();
            }
            await next(http);
        };
    }

    /// <summary>What is heavy waits before it takes the place of anything else; what a day allows is counted when all else is granted.</summary>
    public static PartitionedRateLimiter<HttpContext> Work() => PartitionedRateLimiter.CreateChained(
    [
        Together((http, needs) => needs.Heavy ? Who(http) : null, Heavy),
        Together((_, needs) => needs.Heavy ? "" : null, HeavyOfAll),
        Together((http, _) => Who(http), Working),
        Together((_, _) => "", WorkingOfAll),
        .. ADay.SelectMany(d => new[] { InADay(d, Who, d.Account), InADay(d, _ => "", d.All) }),
    ]);

    private static PartitionedRateLimiter<HttpContext> Requests() => PartitionedRateLimiter.Create<HttpContext, string>(http => http.Features.Get<IStatusCodeReExecuteFeature>() is not null
        ? RateLimitPartition.GetNoLimiter("") // the page that says so
        : RateLimitPartition.GetTokenBucketLimiter(Who(http) ?? Failures.Place(http.Connection.RemoteIpAddress),
            _ => new() { TokenLimit = AtOnce, TokensPerPeriod = PerSecond, ReplenishmentPeriod = TimeSpan.FromSeconds(1), QueueLimit = 0 }));

    /// <param name="of">Whose requests are counted together; null: this one is not counted.</param>
    private static PartitionedRateLimiter<HttpContext> Together(Func<HttpContext, NeedsAttribute, string?> of, int most) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        Wanted(http) is { } needs && of(http, needs) is { } whose ? RateLimitPartition.GetConcurrencyLimiter(whose, _ => new() { PermitLimit = most, QueueLimit = Waiting * most }) : RateLimitPartition.GetNoLimiter("none"));

    private static PartitionedRateLimiter<HttpContext> InADay(Daily daily, Func<HttpContext, string?> of, int most) => PartitionedRateLimiter.Create<HttpContext, string>(http =>
        Wanted(http) is { } needs && daily.Is(http, needs) ? RateLimitPartition.GetFixedWindowLimiter(of(http)!, _ => new() { PermitLimit = most, Window = TimeSpan.FromDays(1), QueueLimit = 0 }) : RateLimitPartition.GetNoLimiter("none"));

    /// <summary>What somebody who has signed in wants of the office's data; null: anything else, which is small and is never held up.</summary>
    private static NeedsAttribute? Wanted(HttpContext http) =>
        Who(http) is not null && http.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>() is { Act: not (Act.BePublic or Act.KeepOwnAccount) } needs ? needs : null;

    private static string? Who(HttpContext http) => Sessions.Account(http.User) is { } account ? "#" + account.ToString(CultureInfo.InvariantCulture) : null;
}
