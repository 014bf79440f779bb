using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>What became of one attempt.</summary>
/// <param name="State">"delivered", "waiting" (will be tried again) or "given-up".</param>
/// <param name="Status">HTTP status that came back.</param>
/// <param name="Fault">Why not, when no answer says it; its sentence is "webhook.fault.CODE".</param>
public sealed record Attempt(long Notice, int Webhook, string Event, string State, int? Status, string? Fault);

/// <summary>
/// Delivers what is due, at least once. Of each webhook only the oldest waiting notice is tried, so notices arrive in the order of
/// their causes; one that is given up lets the next through. A worker takes a notice up by a conditional update that holds for a
/// lease: two nodes never send the same one at once, and what a dead node held is taken up by another.
/// </summary>
public sealed class DeliverNotices(Installation installation, Reach reach, Delivery delivery) : IDisposable
{
    private readonly string holder = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private readonly HttpClient client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, // a redirect would lead past what was checked
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = reach.Connect,
        ConnectTimeout = delivery.AnswerWithin,
        PooledConnectionLifetime = TimeSpan.Zero, // each attempt looks the name up anew
    })
    { Timeout = delivery.AnswerWithin };

    /// <summary>
    /// One round: notes deadlines, then tries everything that was due when it began, each notice once. Receivers may be slow: signatures,
    /// leases and waits go by the clock of their own moment.
    /// </summary>
    public async Task<IReadOnlyList<Attempt>> Run(CancellationToken cancel = default)
    {
        using var db = installation.Open();
        new NoteDeadlines(installation).Note(db, installation.Day);
        var (began, attempts) = (Now, new List<Attempt>());
        while (TakeUp(db, began) is { } notice)
        {
            var (status, fault) = await Send(notice, cancel);
            if (LetGo(db, notice, status, fault) is { } attempt) attempts.Add(attempt);
        }
        return attempts;
    }

    public void Dispose() => client.Dispose();

    private DateTimeOffset Now => installation.Clock.GetUtcNow();

    private Held? TakeUp(Db db, DateTimeOffset began)
    {
        var now = Now;
        var due = db.Query<Held>("""
            select n.notice_id as No, n.webhook_id as Webhook, n.event as Event, n.message_id as Id, n.body as Body, n.failures as Failures,
              n.since as Since, w.address as Address, w.secret as Secret
            from notice n join webhook w on w.webhook_id = n.webhook_id
            where n.state = 'waiting' and w.ended_at is null and n.due <= @began and (n.held_until is null or n.held_until <= @now)
              and not exists (select 1 from notice e where e.webhook_id = n.webhook_id and e.state = 'waiting' and e.notice_id < n.notice_id)
            order by n.notice_id
            """, new { began = Stored.Moment(began), now = Stored.Moment(now) });
        return due.Find(n => db.Execute("""
            update notice set holder = @holder, held_until = @until
            where notice_id = @no and state = 'waiting' and due <= @began and (held_until is null or held_until <= @now)
            """, new { holder, until = Stored.Moment(now + delivery.Lease), no = n.No, began = Stored.Moment(began), now = Stored.Moment(now) }) == 1);
    }

    private async Task<(int? Status, string? Fault)> Send(Held notice, CancellationToken cancel)
    {
        try
        {
            if (reach.FaultOf(notice.Address) is not null) return (null, "out-of-reach"); // the setting may have changed since
            var secret = Secret.Unseal(installation.OpenTokens(), (int)notice.Webhook, notice.Secret);
            var at = Now.ToUnixTimeSeconds();
            var body = Encoding.UTF8.GetBytes(notice.Body);
            using var request = new HttpRequestMessage(HttpMethod.Post, notice.Address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
            request.Headers.UserAgent.ParseAdd("ThiDua");
            request.Headers.Add("webhook-id", notice.Id);
            request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("webhook-signature", secret.Sign(notice.Id, at, body));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return ((int)answer.StatusCode, null);
        }
        catch (CryptographicException)
        {
            return (null, "key");
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (null, "timeout");
        }
        catch (HttpRequestException e)
        {
            return (null, e.InnerException is OutOfReachException ? "out-of-reach" : e.InnerException is AuthenticationException ? "certificate" : "unreachable");
        }
    }

    /// <summary>Writes the outcome, unless the lease ran out and another worker holds the notice now.</summary>
    private Attempt? LetGo(Db db, Held notice, int? status, string? fault)
    {
        var now = Now;
        var failures = (int)notice.Failures + 1;
        var wait = status is >= 200 and < 300 || status is StatusCodes.Status410Gone ? null : delivery.Retry.WaitAfter(failures, now - Stored.Moment(notice.Since));
        var state = status is >= 200 and < 300 ? "delivered" : wait is null ? "given-up" : "waiting";
        var written = db.Execute("""
            update notice set state = @state, due = @due, failures = @failures, tried_at = @now, status = @status, fault = @fault, holder = null, held_until = null
            where notice_id = @no and holder = @holder and state = 'waiting'
            """, new
        {
            state,
            due = Stored.Moment(now + (wait ?? TimeSpan.Zero)),
            failures = state == "delivered" ? (int)notice.Failures : failures,
            now = Stored.Moment(now),
            status,
            fault,
            no = notice.No,
            holder,
        });
        return written == 1 ? new(notice.No, (int)notice.Webhook, notice.Event, state, status, fault) : null;
    }

    private sealed record Held
    {
        public long No { get; init; }
        public long Webhook { get; init; }
        public string Event { get; init; } = "";
        public string Id { get; init; } = "";
        public string Body { get; init; } = "";
        public long Failures { get; init; }
        public string Since { get; init; } = "";
        public string Address { get; init; } = "";
        public byte[] Secret { get; init; } = [];
    }
}
