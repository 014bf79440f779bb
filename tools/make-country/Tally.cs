namespace MakeCountry;

/// <summary>What must become of the rows of a file, when files are taken in in order.</summary>
public sealed class Tally
{
    public long Accepted { get; set; }

    public long Unchanged { get; set; }

    public long Corrected { get; set; }

    public long Waiting { get; set; }

    public long Rejected { get; set; }

    public long Voluntary { get; set; }

    public long Health { get; set; }

    /// <summary>What was planted, by the name of its option.</summary>
    public SortedDictionary<string, long> Planted { get; } = new(StringComparer.Ordinal);

    public long Rows => Accepted + Unchanged + Corrected + Waiting + Rejected;

    public void Plant(string what) => Planted[what] = Planted.GetValueOrDefault(what) + 1;

    public void Add(Tally other)
    {
        Accepted += other.Accepted;
        Unchanged += other.Unchanged;
        Corrected += other.Corrected;
        Waiting += other.Waiting;
        Rejected += other.Rejected;
        Voluntary += other.Voluntary;
        Health += other.Health;
        foreach (var (what, count) in other.Planted) Planted[what] = Planted.GetValueOrDefault(what) + count;
    }
}

/// <summary>
/// Plan 9936/KH-UBND held against the plan of payments: who is counted for whom, by officer. At most one receipt of a person and scheme
/// lies in its sixteen days, and who joined in them participates on their last.
/// </summary>
public sealed class Drive(int officers)
{
    public static readonly DateOnly From = new(2024, 11, 15), To = new(2024, 11, 30);

    /// <summary>Won back: whose cover ended from January to September.</summary>
    private const int LeastGap = 2, MostGap = 10;

    /// <summary>Persons in voluntary SI (III.1.1.a, III.1.2.b).</summary>
    public int[] Voluntary { get; } = new int[officers];

    /// <summary>Relatives of the list in household HI (III.1.2.a).</summary>
    public int[] Relatives { get; } = new int[officers];

    /// <summary>Anybody in household HI (VI.6).</summary>
    public int[] Anybody { get; } = new int[officers];

    /// <summary>Won back (I).</summary>
    public int[] WonBack { get; } = new int[officers];

    public void Weigh(in Due due, Kind kind, int officer, bool isListed)
    {
        if (due.Habit.Scheme == Scheme.Voluntary)
        {
            if (kind != Kind.GoesOn) Voluntary[officer]++;
            return;
        }
        var wonBack = due is { Nth: > 0, GapBefore: >= LeastGap and <= MostGap };
        if (wonBack) WonBack[officer]++;
        if (!wonBack && kind == Kind.GoesOn) return;
        Anybody[officer]++;
        if (isListed) Relatives[officer]++;
    }
}
