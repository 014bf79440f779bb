using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Problems;

/// <summary>What happened to a difficulty.</summary>
public sealed record ProblemEvent(ProblemState State, DateOnly Day, string? Text, DateTimeOffset At, string Sha256);

/// <summary>A difficulty of the register, with its events in the order in which they were learned.</summary>
/// <param name="State">That of the last event; open without one.</param>
public sealed record Problem(int Number, string Unit, string UnitName, DateOnly Day, string Text, ProblemState State, string Sha256, IReadOnlyList<ProblemEvent> Events);

/// <summary>The register of difficulties of one campaign: open ones first, then answered, then closed, each by number.</summary>
public sealed class ProblemQueries(Db db, Ground ground)
{
    public static string Word(ProblemState state) => state switch
    {
        ProblemState.Open => "open",
        ProblemState.Answered => "answered",
        _ => "closed",
    };

    public static ProblemState? Find(string? word) => Enum.GetValues<ProblemState>().Where(s => Word(s) == word).Select(s => (ProblemState?)s).FirstOrDefault();

    /// <param name="unit">Code of the only unit asked for.</param>
    /// <param name="within">Only these units; null: all.</param>
    public IReadOnlyList<Problem> All(string? unit = null, IReadOnlySet<int>? within = null)
    {
        var known = new { c = ground.Stored.No, e = ground.Known };
        var events = db.Query<EventRow>($"""
            select r.problem_no as Number, r.state as State, r.day as Day, r.text as Text, c.at as At, i.sha256 as Sha256
            from problem_event r join recording c on c.recording_id = r.recording_id join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c and {Recordings.LiveByHand("r")} order by r.recording_id
            """, known).ToLookup(r => r.Number, r => new ProblemEvent((ProblemState)r.State, Stored.Day((int)r.Day), r.Text, Stored.Moment(r.At), r.Sha256));
        return [.. db.Query<Row>($"""
            select r.problem_no as Number, r.unit_id as Unit, u.code as Code, r.day as Day, r.text as Text, i.sha256 as Sha256
            from problem r join unit u on u.unit_id = r.unit_id join import i on i.recording_id = r.recording_id
            where r.campaign_no = @c and {Recordings.LiveByHand("r")} order by r.problem_no
            """, known).Where(r => (unit is null || r.Code == unit) && (within is null || within.Contains((int)r.Unit)))
            .Select(r => new Problem((int)r.Number, r.Code, Name(r), Stored.Day((int)r.Day), r.Text, events[r.Number].LastOrDefault()?.State ?? ProblemState.Open, r.Sha256, [.. events[r.Number]]))
            .OrderBy(p => p.State).ThenBy(p => p.Number)];
    }

    private string Name(Row row) => (ground.Units.On((int)row.Unit, ground.Tree) ?? ground.Units.Latest((int)row.Unit))?.Name ?? row.Code;

    private sealed record Row
    {
        public long Number { get; init; }
        public long Unit { get; init; }
        public string Code { get; init; } = "";
        public long Day { get; init; }
        public string Text { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }

    private sealed record EventRow
    {
        public long Number { get; init; }
        public long State { get; init; }
        public long Day { get; init; }
        public string? Text { get; init; }
        public string At { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
