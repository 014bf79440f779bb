using ThiDua.Database;

namespace ThiDua.Notices;

/// <summary>A webhook as it is shown; never with its secret.</summary>
/// <param name="Waiting">Notices that have not arrived yet.</param>
/// <param name="GivenUp">Notices that were given up while it was alive.</param>
public sealed record Webhook(int No, string Address, IReadOnlyList<string> Events, IReadOnlyList<string> DaysBefore, DateTimeOffset At, DateTimeOffset? Ended, long Waiting, long GivenUp);

/// <summary>A notice as it stands on the log.</summary>
public sealed record LoggedNotice(
    long No, int Webhook, string Address, string Event, DateTimeOffset At, string State, int Failures, DateTimeOffset? TriedAt, DateTimeOffset? Due, int? Status, string? Fault, bool IsEnded);

/// <summary>Which programs are told of what, and what became of it.</summary>
public static class WebhookQueries
{
    public static List<Webhook> All(Db db) => db.Query<Row>("""
        select w.webhook_id as No, w.address as Address, w.events as Events, w.days_before as Days, w.at as At, w.ended_at as Ended,
          coalesce(n.waiting, 0) as Waiting, coalesce(n.given_up, 0) as GivenUp
        from webhook w left join (
          select webhook_id, count(case when state = 'waiting' then 1 end) as waiting, count(case when state = 'given-up' then 1 end) as given_up from notice group by webhook_id) n
          on n.webhook_id = w.webhook_id
        order by w.webhook_id
        """).ConvertAll(r => new Webhook((int)r.No, r.Address, r.Events.Split(' '), r.Days.Split(' '), Stored.Moment(r.At), Moment(r.Ended), r.Waiting, r.GivenUp));

    /// <summary>The latest notices, newest first.</summary>
    public static List<LoggedNotice> Log(Db db, int most) => db.Query<Row>("""
        select n.notice_id as No, n.webhook_id as Webhook, w.address as Address, n.event as Events, n.at as At, n.state as State, n.failures as Failures,
          n.tried_at as Tried, n.due as Due, n.status as Status, n.fault as Fault, w.ended_at as Ended
        from notice n join webhook w on w.webhook_id = n.webhook_id order by n.notice_id desc limit @most
        """, new { most }).ConvertAll(r => new LoggedNotice(
            r.No, (int)r.Webhook, r.Address, r.Events, Stored.Moment(r.At), r.State, (int)r.Failures, Moment(r.Tried), r.State == "waiting" ? Moment(r.Due) : null, (int?)r.Status, r.Fault, r.Ended is not null));

    private static DateTimeOffset? Moment(string? at) => at is null ? null : Stored.Moment(at);

    private sealed record Row
    {
        public long No { get; init; }
        public long Webhook { get; init; }
        public string Address { get; init; } = "";
        public string Events { get; init; } = "";
        public string Days { get; init; } = "";
        public string At { get; init; } = "";
        public string? Ended { get; init; }
        public long Waiting { get; init; }
        public long GivenUp { get; init; }
        public string State { get; init; } = "";
        public long Failures { get; init; }
        public string? Tried { get; init; }
        public string? Due { get; init; }
        public long? Status { get; init; }
        public string? Fault { get; init; }
    }
}
