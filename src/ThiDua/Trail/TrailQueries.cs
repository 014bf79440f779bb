using ThiDua.Database;

namespace ThiDua.Trail;

/// <summary>Which entries are asked for; null: all.</summary>
public sealed record TrailQuestion(string? Actor = null, string? Act = null, string? Subject = null, DateOnly? From = null, DateOnly? To = null, long? Before = null);

/// <summary>Reads the trail, newest first, a page at a time.</summary>
public sealed class TrailQueries(Db db)
{
    public const int PageRows = 100;

    /// <param name="question">Days are Vietnam days; Before: only entries older than this number.</param>
    public List<TrailEntry> Ask(TrailQuestion question) => db.Query<TrailEntry>($"""
        select {TrailEntry.Columns} from trail
        where (@actor is null or actor = @actor) and (@act is null or act = @act) and (@subject is null or subject like @subject)
          and (@from is null or at >= @from) and (@to is null or at < @to) and (@before is null or entry_no < @before)
        order by entry_no desc limit {PageRows}
        """, new
    {
        actor = question.Actor, act = question.Act, subject = question.Subject is { } s ? "%" + s + "%" : null,
        from = question.From is { } from ? Midnight(from) : null, to = question.To is { } to ? Midnight(to.AddDays(1)) : null, before = question.Before,
    });

    /// <summary>Who made the recordings of an act on one thing, as the trail names him.</summary>
    public Dictionary<long, string> Makers(string act, string subject) =>
        db.Query<Maker>("select recording_id as Recording, actor as Actor from trail where act = @act and subject = @subject and recording_id is not null", new { act, subject }).ToDictionary(m => m.Recording, m => m.Actor);

    public List<string> Actors() => db.Query<string>("select distinct actor from trail order by actor");

    public List<string> Acts() => db.Query<string>("select distinct act from trail order by act");

    /// <summary>Begin of a Vietnam day (seven hours before UTC), as stored.</summary>
    private static string Midnight(DateOnly day) => Stored.Moment(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(7)));

    private sealed record Maker
    {
        public long Recording { get; init; }
        public string Actor { get; init; } = "";
    }
}
