using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Organisation;
using ThiDua.Core.Tasks;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Tasks;

/// <summary>One report as it was taken in.</summary>
public sealed record ProgressEntry(ProgressFact Fact, string? Document, string? Evidence, string? Note, DateTimeOffset At, string Sha256);

/// <summary>A task of one unit: how it stands, and every report of it that was not withdrawn, the last first.</summary>
public sealed record UnitTask(UnitStatement Unit, TaskStanding Standing, IReadOnlyList<ProgressEntry> Entries)
{
    /// <summary>The report that holds; null when there is none by the day asked for.</summary>
    public ProgressEntry? Holds => Standing.Holds is { } fact ? Entries.First(e => e.Fact == fact) : null;
}

/// <summary>A task of the campaign with the units that have it, by name; none when it is not followed, or no unit bears its name.</summary>
public sealed record TaskProgress(CampaignTask Task, IReadOnlyList<UnitTask> Units)
{
    public int Done => Units.Count(u => u.Standing.IsDone);

    public int Late => Units.Count(u => u.Standing.State == TaskState.Late);
}

/// <summary>Who has which task and how far he is, as of the ground's day: one query of all reports.</summary>
/// <param name="within">Only these units, and only tasks that one of them has; null: everything.</param>
public sealed class TaskQueries(Db db, Ground ground, IReadOnlySet<int>? within = null)
{
    public IReadOnlyList<TaskProgress> Tasks()
    {
        var entries = Entries();
        var tasks = ground.Campaign.Tasks.Zip(Addressees(), (t, units) => new TaskProgress(t, t.Followed is not { } followed ? [] : Of(followed, units, entries)));
        return [.. tasks.Where(t => within is null || t.Units.Count > 0)];
    }

    /// <summary>The task of that id and the number of the unit of that code, when the unit has the task.</summary>
    public (FollowedTask Task, int Unit) Addressed(string task, string unit)
    {
        var followed = ground.Campaign.Tasks.Select(t => t.Followed).OfType<FollowedTask>().ToList();
        var found = followed.Find(t => t.Id == task) ?? throw new QuestionException("task-unknown", task, string.Join(", ", followed.Select(t => t.Id)));
        var known = Units().FirstOrDefault(u => u.Code == unit) ?? throw new QuestionException("unit-unknown", unit);
        return IsAddressed(found, known) ? (found, known.Unit) : throw new RefusedEntryException("task.not-addressed");
    }

    /// <summary>Of each task of the campaign who has it, by name.</summary>
    private List<List<UnitStatement>> Addressees() =>
        Remembered.At(db, ground.Known, ("addressees", ground.Stored.No, ground.Stored.Sha256, ground.AsOf, ground.Tree, ground.Asked.Period), () =>
        {
            var units = Units();
            units.Sort((a, b) => VietnameseText.Compare(a.Name, b.Name) is var order and not 0 ? order : string.CompareOrdinal(a.Code, b.Code));
            return ground.Campaign.Tasks.Select(t => t.Followed is { } followed ? units.FindAll(u => IsAddressed(followed, u)) : []).ToList();
        });

    private List<UnitTask> Of(FollowedTask task, List<UnitStatement> units, ILookup<(string Task, int Unit), ProgressEntry> entries)
    {
        var silent = TaskStanding.Of([], task.Due?.Value, ground.AsOf); // most of 14,000 units have not reported yet
        return units.Where(u => within?.Contains(u.Unit) != false).Select(u => entries.Contains((task.Id, u.Unit)) ? Of(u, [.. entries[(task.Id, u.Unit)].OrderByDescending(e => e.Fact.Recording)]) : new(u, silent, [])).ToList();

        UnitTask Of(UnitStatement unit, List<ProgressEntry> own) => new(unit, TaskStanding.Of(own.Select(e => e.Fact), task.Due?.Value, ground.AsOf), own);
    }

    /// <summary>Units that take part whose group or being listed at all gives them the task; an office that the task names has it wherever it stands.</summary>
    private bool IsAddressed(FollowedTask task, UnitStatement unit) =>
        task.Offices.Count > 0 ? Offices(task).Contains(unit.Unit)
        : unit.Tree != Core.Organisation.Units.AdministrativeTree || !ground.Scope.Touches(unit.Unit) ? false
        : task.Groups.Count > 0 ? standings.GroupOf(unit) is { } group && task.Groups.Contains(group.Id)
        : listed.Value.Contains(unit.Unit);

    private readonly StandingsQueries standings = new(db, ground);

    private HashSet<int> Offices(FollowedTask task) => offices.TryGetValue(task.Id, out var known) ? known
        : offices[task.Id] = [.. task.Offices.SelectMany(o => named[VietnameseText.SameKey(o)])];

    private readonly Dictionary<string, HashSet<int>> offices = new(StringComparer.Ordinal);

    /// <summary>Units by name, as people write it one way or another.</summary>
    private readonly ILookup<string, int> named = Remembered.At(db, ground.Known, ("named", ground.Tree), () =>
        ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree)).OfType<UnitStatement>().ToLookup(u => VietnameseText.SameKey(u.Name), u => u.Unit, StringComparer.Ordinal));

    private readonly Lazy<HashSet<int>> listed = new(() => [.. new StandingsQueries(db, ground).Listed().Select(u => u.Unit)]);

    /// <summary>Of every tree: a task can name an office of the trade union (SCT/II.3).</summary>
    private List<UnitStatement> Units() => [.. ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree)).OfType<UnitStatement>()];

    private ILookup<(string Task, int Unit), ProgressEntry> Entries() => db.Query<Row>($"""
        select r.task as Task, r.unit_id as Unit, r.recording_id as Recording, r.progress as Progress, r.day as Day,
               r.document as Document, r.evidence as Evidence, r.note as Note, c.at as At, i.sha256 as Sha256
        from task_progress r join recording c on c.recording_id = r.recording_id join import i on i.recording_id = r.recording_id
        where r.campaign_no = @c and {Recordings.LiveByHand("r")}
        """, new { c = ground.Stored.No, e = ground.Known })
        .ToLookup(r => (r.Task, (int)r.Unit), r => new ProgressEntry(new(r.Recording, (Progress)r.Progress, Stored.Day((int)r.Day)), r.Document, r.Evidence, r.Note, Stored.Moment(r.At), r.Sha256));

    private sealed record Row
    {
        public string Task { get; init; } = "";
        public long Unit { get; init; }
        public long Recording { get; init; }
        public long Progress { get; init; }
        public long Day { get; init; }
        public string? Document { get; init; }
        public string? Evidence { get; init; }
        public string? Note { get; init; }
        public string At { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
