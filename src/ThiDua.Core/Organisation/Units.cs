using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>
/// The units of an installation as they are known at one moment: which rows hold, which wait for a parent, and since when each
/// unit is known.
/// </summary>
public sealed class Units
{
    public const string AdministrativeTree = "hành chính";

    private readonly Dictionary<int, long> since = [];
    private readonly Dictionary<int, List<UnitStatement>> held = [];
    private readonly Dictionary<RowId, RowStanding> standings = [];
    private readonly Dictionary<int, List<Days>> stretches = [];

    /// <param name="rows">All rows that are live at the moment, in any order.</param>
    /// <param name="successions">Live rows of reorganisations.</param>
    /// <param name="postsIn">Rows of posts, by officer, of all who ever had one in one of the units: asked for when a unit was divided by headcount or share.</param>
    public Units(IReadOnlyCollection<UnitStatement> rows, IReadOnlyCollection<SuccessionStatement>? successions = null, Func<IReadOnlySet<int>, IEnumerable<IReadOnlyList<PostStatement>>>? postsIn = null)
    {
        FindKnown(rows);
        Supersede(rows);
        Successions = new(successions ?? [], this);
        FindStretches();
        if (postsIn is not null) Division.TellApart(this, postsIn);
    }

    /// <summary>Which unit goes on in which.</summary>
    public Successions Successions { get; }

    /// <summary>Every unit with a row that holds.</summary>
    public IEnumerable<int> Known => held.Keys;

    public RowStanding StandingOf(RowId row) => standings[row];

    /// <summary>The recording since which the unit's code is known; null when it is not.</summary>
    public long? KnownSince(int unit) => since.TryGetValue(unit, out var recording) ? recording : null;

    /// <summary>
    /// What is said of a unit for a day: of the rows whose days contain it, the one that begins last. A reorganisation that took the unit
    /// away ends the rows that began before it.
    /// </summary>
    public UnitStatement? On(int unit, DateOnly day)
    {
        UnitStatement? found = null;
        if (!held.TryGetValue(unit, out var rows)) return null;
        foreach (var row in rows)
        {
            if (row.Days.Contains(day) && (found is null || (row.Days.From ?? DateOnly.MinValue) > (found.Days.From ?? DateOnly.MinValue))) found = row;
        }
        return found is not null && Successions.IsEnded(unit, found.Days.From ?? DateOnly.MinValue, day) ? null : found;
    }

    /// <summary>
    /// The day on which a code that was written for a day is read: that day, where a unit bore it then; else the nearest on which one did, first looking back (a reading).
    /// </summary>
    public DateOnly ReadOn(int unit, DateOnly day)
    {
        if (On(unit, day) is not null || !held.TryGetValue(unit, out var rows)) return day;
        var ends = rows.Select(r => r.Days.To).OfType<DateOnly>().Concat(Successions.EndsOf(unit)).Where(d => d < day && On(unit, d) is not null).ToList();
        if (ends.Count > 0) return ends.Max();
        var begins = rows.Select(r => r.Days.From).OfType<DateOnly>().Where(d => d > day && On(unit, d) is not null).ToList();
        return begins.Count > 0 ? begins.Min() : day;
    }

    public bool Exists(int unit, DateOnly day) => On(unit, day) is not null;

    /// <summary>
    /// Whether a code names the same unit on two days. Where nobody bore it for a while in between, what bears it later is another unit: a code is a key
    /// only together with a day.
    /// </summary>
    public bool IsSame(int unit, DateOnly one, DateOnly other) => one == other || Stretch(unit, one) == Stretch(unit, other);

    /// <summary>The first day on which a code named the unit of a day, where it named another one before; else the beginning of time.</summary>
    public DateOnly Began(int unit, DateOnly day) => Stretch(unit, day) is > 0 and { } at ? stretches[unit][at].From!.Value : DateOnly.MinValue;

    /// <summary>The last day on which a code named the unit of a day, where it names another one later; else null.</summary>
    public DateOnly? Ended(int unit, DateOnly day) => stretches.TryGetValue(unit, out var runs) && Stretch(unit, day) is var at && at < runs.Count - 1 ? runs[at].To : null;

    /// <summary>Whether a code named one unit and, after a while, another.</summary>
    public bool WasUsedAgain(int unit) => stretches.ContainsKey(unit);

    private int Stretch(int unit, DateOnly day)
    {
        if (!stretches.TryGetValue(unit, out var runs)) return 0;
        var read = ReadOn(unit, day);
        return runs.FindIndex(r => r.Contains(read));
    }

    /// <summary>Of codes that name nothing for a while: the runs of days on which they name something.</summary>
    private void FindStretches()
    {
        foreach (var (unit, rows) in held.Where(h => h.Value.Count > 1))
        {
            var turns = rows.SelectMany(r => new[] { r.Days.From ?? DateOnly.MinValue, r.Days.To is { } to && to < DateOnly.MaxValue ? to.AddDays(1) : DateOnly.MaxValue })
                .Concat(Successions.EndsOf(unit).Select(d => d.AddDays(1))).Distinct().Order();
            var runs = new List<Days>();
            DateOnly? begun = null;
            foreach (var turn in turns)
            {
                if (Exists(unit, turn)) begun ??= turn;
                else if (begun is { } from)
                {
                    runs.Add(new(from, turn.AddDays(-1)));
                    begun = null;
                }
            }
            if (begun is { } open) runs.Add(new(open, DateOnly.MaxValue));
            if (runs.Count > 1) stretches[unit] = runs;
        }
    }

    /// <summary>What is said of a unit whatever the day, for naming it: the row that begins last.</summary>
    public UnitStatement? Latest(int unit) =>
        held.TryGetValue(unit, out var rows) ? rows.MaxBy(r => r.Days.From ?? DateOnly.MinValue) : null;

    /// <summary>A row waits until its parent's code is known; a child may stand above its parent in the same file.</summary>
    private void FindKnown(IReadOnlyCollection<UnitStatement> rows)
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var row in rows)
            {
                if (ParentSince(row) is not { } parentSince) continue;
                var effective = Math.Max(row.Id.Recording, parentSince);
                if (since.TryGetValue(row.Unit, out var before) && before <= effective) continue;
                since[row.Unit] = effective;
                changed = true;
            }
        }
    }

    private long? ParentSince(UnitStatement row) => row.Parent is { } parent ? KnownSince(parent) : 0;

    /// <summary>Same unit and Từ ngày, other values: the later row supersedes (contract §2).</summary>
    private void Supersede(IReadOnlyCollection<UnitStatement> rows)
    {
        foreach (var versions in rows.GroupBy(r => (r.Unit, r.Days.From)))
        {
            UnitStatement? current = null;
            foreach (var row in versions.Where(r => ParentSince(r) is not null).OrderBy(r => Place.Of(r.Id, ParentSince(r)!.Value)))
            {
                if (current is not null) standings[current.Id] = standings[current.Id] with { SupersededBy = row.Id };
                standings[row.Id] = new(current is null ? RowOutcome.Accepted : RowOutcome.Corrected);
                current = row;
            }
            if (current is not null) (held.TryGetValue(current.Unit, out var list) ? list : held[current.Unit] = []).Add(current);
            foreach (var row in versions.Where(r => ParentSince(r) is null))
            {
                standings[row.Id] = new(RowOutcome.Waiting, WaitsFor: new("parent-unknown"));
            }
        }
    }
}
