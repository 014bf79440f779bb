using System.Collections.Concurrent;
using System.Diagnostics;

namespace ThiDua.Tests.Support;

/// <summary>What is asked of PostgreSQL, as the driver itself tells it, by whoever caused it: on whatever thread, and whatever else runs meanwhile.</summary>
public sealed class WatchedStatements : IDisposable
{
    private readonly ConcurrentQueue<(ActivityTraceId Cause, string Text)> seen = [];
    private readonly ActivityListener listener;

    public WatchedStatements()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = done =>
            {
                if (done.GetTagItem("db.query.text") is string text) seen.Enqueue((done.TraceId, text));
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The statements that some work causes.</summary>
    public IReadOnlyList<string> Of(Action work)
    {
        using var cause = new Activity("watched").SetIdFormat(ActivityIdFormat.W3C).Start();
        work();
        return Of(cause.TraceId);
    }

    /// <summary>The statements that a page needs, which must be there, and its text.</summary>
    public async Task<(IReadOnlyList<string> Statements, string Text)> Of(HttpClient client, string page)
    {
        var cause = ActivityTraceId.CreateRandom();
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Add("traceparent", $"00-{cause}-{ActivitySpanId.CreateRandom()}-01");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal($"{page} OK", $"{page} {response.StatusCode}");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (Of(cause), text);
    }

    public void Dispose() => listener.Dispose();

    private List<string> Of(ActivityTraceId cause) => [.. seen.Where(s => s.Cause == cause).Select(s => s.Text)];
}
