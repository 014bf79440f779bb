namespace MakeCountry;

public enum Scheme
{
    Voluntary,
    Health,
}

public enum Kind
{
    New,
    /// <summary>Paid on in time.</summary>
    GoesOn,
    /// <summary>After having stopped.</summary>
    ComesBack,
}

/// <summary>How persons pay: so many times in a row for so many months each, then not for a while, and again.</summary>
/// <param name="Gap">Months without a payment that was due.</param>
/// <param name="Weight">How many have this habit, among all.</param>
public sealed record Habit(Scheme Scheme, int Months, int Times, int Gap, int Weight)
{
    private const int Never = 2_400;

    /// <summary>
    /// In time or late depends on the month alone: what ends with a month is paid for in a later one, and no household card is renewed in
    /// the third month after its last, where the day would decide.
    /// </summary>
    public static readonly Habit[] All =
    [
        new(Scheme.Voluntary, 1, 10, 4, 4), new(Scheme.Voluntary, 1, 30, 1, 2), new(Scheme.Voluntary, 3, 4, 2, 6), new(Scheme.Voluntary, 3, 2, 7, 6),
        new(Scheme.Voluntary, 6, 2, 3, 5), new(Scheme.Voluntary, 6, 1, 9, 4), new(Scheme.Voluntary, 12, 2, 6, 6), new(Scheme.Voluntary, 12, 1, 10, 4),
        new(Scheme.Voluntary, 3, 1, Never, 5), new(Scheme.Health, 12, 3, 2, 24), new(Scheme.Health, 12, 1, 2, 9), new(Scheme.Health, 12, 1, 6, 9),
        new(Scheme.Health, 12, 2, 9, 6), new(Scheme.Health, 12, 2, Never, 10),
    ];

    private int Cycle => (Times * Months) + Gap;

    /// <summary>Months after the last paid one in which who pays again has not stopped (Decision 595/QĐ-BHXH Art. 11; three for household cards).</summary>
    private int Window => Scheme == Scheme.Health ? 4 : Months switch { 1 => 1, 3 => 3, 6 => 4, _ => 7 };

    public bool PaysAt(int month) => month >= 0 && month % Cycle is var inside && inside % Months == 0 && inside < Times * Months;

    /// <summary>How many payments before a month; months count from the first payment.</summary>
    public int Before(int month) => month <= 0 ? 0 : (month / Cycle * Times) + Math.Min(Times, ((month % Cycle) + Months - 1) / Months);

    public Kind KindAt(int month) => month == 0 ? Kind.New : GapBefore(month) >= Window ? Kind.ComesBack : Kind.GoesOn;

    /// <summary>Months between the last paid month before a payment and the payment; a household card is paid for in the month before it begins.</summary>
    public int GapBefore(int month) => month % Cycle == 0 ? Gap : 0;
}

/// <summary>Persons who pay in a month: they began in the same month and have the same habit.</summary>
/// <param name="Nth">Payments of theirs in the files before this one.</param>
/// <param name="OfAll">Payments of theirs in all files.</param>
/// <param name="Phase">Of 1,024: shifts who pays on which day, so that small groups do not all pay on the first.</param>
public readonly record struct Due(Habit Habit, long First, long Size, int Phase, Kind Kind, int GapBefore, int Nth, int OfAll);

/// <summary>Some of them who pay on one day.</summary>
/// <param name="Index">Number of the first one's receipt among all.</param>
public readonly record struct Slice(Due Due, int Day, long First, int Count, long Index);

/// <summary>Who pays when, of all persons of all years, without holding any of them.</summary>
public sealed class Payments
{
    /// <summary>Months before the first file in which some began, so that not all are new in it.</summary>
    private const int Earlier = 36;

    private readonly Asked asked;
    private readonly List<(int Start, Habit Habit, long First, long Size, int Phase)> groups = [];
    private readonly long[] indexes;

    public Payments(Asked asked)
    {
        this.asked = asked;
        Months = (asked.To - asked.From + 1) * 12;
        // As many persons as their payments stay within what is asked; the few that are missing are new in the last month.
        var (enough, tooMany) = (0L, (asked.Receipts * 4) + 1);
        while (tooMany - enough > 1)
        {
            var middle = (enough + tooMany) / 2;
            if (ReceiptsOf(middle) <= asked.Receipts) enough = middle;
            else tooMany = middle;
        }
        groups.AddRange(GroupsOf(enough));
        var missing = asked.Receipts - groups.Sum(g => g.Size * InFiles(g.Start, g.Habit));
        groups.Add((Months - 1, Habit.All[^1], enough, missing, 0));
        Numbers = enough + missing;
        Persons = groups.Where(g => InFiles(g.Start, g.Habit) > 0).Sum(g => g.Size);
        indexes = new long[Months];
        for (var m = 1; m < Months; m++) indexes[m] = indexes[m - 1] + DueIn(m - 1).Sum(d => d.Size);
    }

    public int Months { get; }

    /// <summary>Numbers of persons that are taken.</summary>
    public long Numbers { get; }

    /// <summary>Persons with a receipt.</summary>
    public long Persons { get; }

    public DateOnly FirstDay(int month) => new DateOnly(asked.From, 1, 1).AddMonths(month);

    /// <summary>Who pays in a month, in the order of days.</summary>
    public IEnumerable<Slice> In(int month)
    {
        var (due, days, index) = (DueIn(month).ToList(), FirstDay(month).AddMonths(1).AddDays(-1).Day, indexes[month]);
        for (var day = 0; day < days; day++)
        {
            foreach (var d in due)
            {
                var (from, to) = (Reached(d, day, days), Reached(d, day + 1, days));
                if (to > from) yield return new(d, day + 1, d.First + from, (int)(to - from), index);
                index += to - from;
            }
        }
    }

    private static long Reached(in Due due, int day, int days) =>
        day == 0 ? 0 : day == days ? due.Size : Math.Clamp(((((due.Size * 1_024 * day) + days - 1) / days) - due.Phase + 1_023) / 1_024, 0, due.Size);

    private IEnumerable<Due> DueIn(int month)
    {
        foreach (var (start, habit, first, size, phase) in groups)
        {
            var since = month - start;
            if (size == 0 || !habit.PaysAt(since)) continue;
            yield return new(habit, first, size, phase, habit.KindAt(since), since == 0 ? 0 : habit.GapBefore(since), habit.Before(since) - habit.Before(-start), InFiles(start, habit));
        }
    }

    private int InFiles(int start, Habit habit) => habit.Before(Months - start) - habit.Before(-start);

    private long ReceiptsOf(long persons) => GroupsOf(persons).Sum(g => g.Size * InFiles(g.Start, g.Habit));

    /// <summary>Persons by the month they began and their habit; what is left in rounding goes to the next group.</summary>
    private IEnumerable<(int Start, Habit Habit, long First, long Size, int Phase)> GroupsOf(long persons)
    {
        var all = (long)(Months + Earlier) * Habit.All.Sum(h => h.Weight);
        var shift = (long)(Mixed.Of(asked.Seed, -1) % (ulong)all);
        var (weight, first) = (0L, 0L);
        for (var start = -Earlier; start < Months; start++)
        {
            foreach (var habit in Habit.All)
            {
                weight += habit.Weight;
                var next = ((persons * weight) + shift) / all;
                yield return (start, habit, first, next - first, (int)(Mixed.Of(asked.Seed, -2 - weight) & 1_023));
                first = next;
            }
        }
    }
}
