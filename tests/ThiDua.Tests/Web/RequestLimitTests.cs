using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Intake;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>What one account and all of them may ask, by count.</summary>
public sealed class RequestLimitTests : IDisposable
{
    private static readonly NeedsAttribute Light = new(Act.SeeStandings);
    private static readonly NeedsAttribute Heavy = new(Act.Withdraw) { Heavy = true };

    private readonly PartitionedRateLimiter<HttpContext> limiter = RequestLimit.Work();

    public void Dispose() => limiter.Dispose();

    [Fact]
    public void One_account_works_at_a_few_things_at_once_and_keeps_nobody_else_from_work()
    {
        var held = Granted(Light, account: 1, tries: 100);
        Assert.Equal(RequestLimit.Working, held.Count);
        Assert.Single(Granted(Light, account: 2, tries: 1));
        held[0].Dispose();
        Assert.Single(Granted(Light, account: 1, tries: 2));
        Assert.Single(Granted(new(Act.KeepOwnAccount), account: 1, tries: 1)); // his own account is never held up
    }

    [Fact]
    public void All_accounts_together_work_at_so_many_things_at_once() =>
        Assert.Equal(RequestLimit.WorkingOfAll, Enumerable.Range(1, 100).Sum(account => Granted(Light, account, RequestLimit.Working).Count));

    [Fact]
    public void Heavy_work_is_done_a_few_at_a_time_and_light_work_goes_on()
    {
        Assert.Equal([RequestLimit.Heavy, RequestLimit.Heavy, 0, 0], Enumerable.Range(1, 4).Select(account => Granted(Heavy, account, 10).Count));
        Assert.Equal(RequestLimit.HeavyOfAll, 2 * RequestLimit.Heavy);
        Assert.Single(Granted(Light, account: 5, tries: 1));
    }

    [Fact]
    public async Task Who_comes_when_enough_are_waiting_is_sent_away_and_who_waits_gets_his_turn()
    {
        var held = Granted(Light, account: 1, tries: RequestLimit.Working);
        var waiting = Enumerable.Range(0, RequestLimit.Waiting * RequestLimit.Working).Select(_ => limiter.AcquireAsync(Request(Light, 1), 1, TestContext.Current.CancellationToken).AsTask()).ToList();
        using (var sent = await limiter.AcquireAsync(Request(Light, 1), 1, TestContext.Current.CancellationToken)) Assert.False(sent.IsAcquired);
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        foreach (var lease in held) lease.Dispose();
        foreach (var turn in waiting)
        {
            using var lease = await turn;
            Assert.True(lease.IsAcquired);
        }
    }

    [Fact]
    public void What_an_account_and_all_of_them_may_do_is_limited_as_written()
    {
        foreach (var (daily, needs, method) in RequestLimit.ADay.Zip([new NeedsAttribute(Act.Import), new(Act.RevealPersons), new(Act.Call) { Confirmed = true }], ["POST", "POST", "GET"]))
        {
            Assert.Equal((daily.Name, daily.Account), (daily.Name, InTurn(needs, 1, daily.Account + 10, method)));
            Assert.Equal((daily.Name, daily.All - daily.Account), (daily.Name, Enumerable.Range(2, 20).Sum(account => InTurn(needs, account, daily.Account, method))));
            using var refused = limiter.AttemptAcquire(Request(needs, 1, method));
            Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.FromHours(23), daily.Name);
        }
        Assert.Equal(10, InTurn(Light, 1, 10, "GET")); // and all else goes on
    }

    [Fact]
    public async Task The_limits_are_those_of_the_page()
    {
        string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
        var daily = RequestLimit.ADay.ToDictionary(d => d.Name);
        string[][] expected =
        [
            [N(RequestLimit.AtOnce), "–"], [N(RequestLimit.Working), "8 for each core, at least 16"], [N(RequestLimit.Heavy), N(RequestLimit.HeavyOfAll)], [N(ImportJobs.Waiting), N(ImportJobs.WaitingOfAll)],
            .. new[] { "imports", "reveals", "names" }.Select(name => new[] { N(daily[name].Account), N(daily[name].All) }),
        ];
        var page = Repository.TableOf("docs/operations/README.md", "what | one account | all together").Skip(1).ToList();
        Assert.Equal(expected, page.Select(r => r[1..]));
        Assert.Equal((RequestLimit.PerSecond, RequestLimit.Waiting, RequestLimit.Waiting), (Number(page[0][0]), Number(page[1][0]), Number(page[2][0])));

        using var office = new Office(Engine.Sqlite, campaign: null);
        await using var site = Site.Build(new(office.Installation, "http://127.0.0.1:0", false));
        await site.StartAsync(TestContext.Current.CancellationToken);
        var heavy = ((IEndpointRouteBuilder)site).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<NeedsAttribute>() is { Heavy: true })
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Where(m => m != "POST" || e.RoutePattern.RawText is not ("/cum" or "/c/{Campaign}/quyet-dinh/{No:int}/giay-khen")).Select(m => $"`{m} {e.RoutePattern.RawText}`"));
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/operations/README.md"), TestContext.Current.CancellationToken);
        text = text[text.IndexOf("**Heavy**", StringComparison.Ordinal)..text.IndexOf("## Serving other machines", StringComparison.Ordinal)];
        Assert.Equal(heavy.Order(StringComparer.Ordinal), System.Text.RegularExpressions.Regex.Matches(text, "`(GET|POST|PUT) [^`]+`").Select(m => m.Value).Order(StringComparer.Ordinal));
    }

    private static int Number(string text) => int.Parse(System.Text.RegularExpressions.Regex.Match(text, @"\d+").Value, CultureInfo.InvariantCulture);

    /// <summary>Those of so many tries that are let in and go on.</summary>
    private List<RateLimitLease> Granted(NeedsAttribute needs, int account, int tries) =>
        [.. Enumerable.Range(0, tries).Select(_ => limiter.AttemptAcquire(Request(needs, account))).Where(l => l.IsAcquired)];

    /// <summary>How many of so many tries are let in, each when the one before is over.</summary>
    private int InTurn(NeedsAttribute needs, int account, int tries, string method)
    {
        var granted = 0;
        for (var i = 0; i < tries; i++)
        {
            using var lease = limiter.AttemptAcquire(Request(needs, account, method));
            if (lease.IsAcquired) granted++;
        }
        return granted;
    }

    private static DefaultHttpContext Request(NeedsAttribute needs, int account, string method = "GET")
    {
        var http = new DefaultHttpContext { User = Sessions.Principal(account, null, null, SessionAuthentication.SchemeName) };
        http.Request.Method = method;
        http.Connection.RemoteIpAddress = IPAddress.Loopback;
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(needs), null));
        return http;
    }
}
