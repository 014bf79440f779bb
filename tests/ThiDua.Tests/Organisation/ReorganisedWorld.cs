using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;

namespace ThiDua.Tests.Organisation;

/// <summary>Some units, some days on which they are reorganised, some officers who stay, move or are told apart by list.</summary>
internal sealed class ReorganisedWorld
{
    public static readonly DateOnly First = new(2024, 1, 1);
    public const int Length = 12;

    /// <summary>Units at the top, that stay: the others lie under one of them by their number, so that a successor may be under another.</summary>
    public static readonly int[] Tops = [1001, 1002];

    private readonly List<UnitStatement> units = [];
    private readonly List<SuccessionStatement> steps = [];
    private int rows;

    public ReorganisedWorld(Random random)
    {
        Random = random;
        // code → first day of the unit that it names now
        var alive = Enumerable.Range(1, random.Next(2, 7)).ToDictionary(u => u, _ => (DateOnly?)null);
        var codes = alive.Count;
        var history = new List<HashSet<int>>();
        for (var d = 0; d < Length; d++)
        {
            if (d > 0 && random.Next(3) == 0) Reorganise(First.AddDays(d), alive, ref codes);
            history.Add([.. alive.Keys]);
        }
        foreach (var (unit, from) in alive) units.Add(Unit(++rows, unit, from, null));
        units = [.. units.Select(u => u with { Parent = Tops[u.Unit % Tops.Length] }), .. Tops.Select(t => Unit(++rows, t, null, null) with { Type = "thành phố" })];
        var posts = Enumerable.Range(1, random.Next(1, 8)).Select(o => PostsOf(o, history)).ToList();
        foreach (var unit in steps.GroupBy(s => (s.Day, s.From)).Where(u => u.Count() > 1 && random.Next(3) > 0).ToList())
        {
            foreach (var step in unit) steps[steps.IndexOf(step)] = step with { By = DividedBy.Headcount, Part = random.Next(1, 5) };
        }
        Units = new(units, steps, _ => posts);
        Posts = posts.ConvertAll(p => new Posts(p, Units));
    }

    public Random Random { get; }
    public Units Units { get; }
    public List<Posts> Posts { get; }
    public int Reused { get; private set; }

    /// <summary>A day's document takes some units and makes others of them: new ones, ones under codes that are free since then, or one of themselves that goes on.</summary>
    private void Reorganise(DateOnly day, Dictionary<int, DateOnly?> alive, ref int codes)
    {
        var taken = alive.Keys.Order().Where(_ => Random.Next(2) == 0).ToList();
        if (taken.Count == 0) return;
        var goesOn = taken.Count > 1 && Random.Next(4) == 0 ? taken[0] : (int?)null; // takes the others in, its own row stays open and no step says so
        if (goesOn is { } host)
        {
            foreach (var unit in taken.Skip(1)) Add(day, unit, host, main: false);
            foreach (var unit in taken.Skip(1)) End(day, unit, alive);
            return;
        }
        var made = new List<int>();
        for (var i = Random.Next(1, 4); i > 0; i--)
        {
            var code = Random.Next(3) == 0 ? taken[Random.Next(taken.Count)] : ++codes;
            if (!made.Contains(code)) made.Add(code);
        }
        Reused += made.Count(taken.Contains);
        // every new unit comes of somebody, every old one goes on somewhere
        foreach (var unit in taken) Add(day, unit, made[Random.Next(made.Count)], main: true);
        foreach (var unit in made) Add(day, taken[Random.Next(taken.Count)], unit, main: false);
        foreach (var unit in taken) End(day, unit, alive);
        foreach (var unit in made) alive[unit] = day;
    }

    private void End(DateOnly day, int unit, Dictionary<int, DateOnly?> alive)
    {
        // an office may close the old rows or leave that to the document, unless the code is used again
        units.Add(Unit(++rows, unit, alive[unit], Random.Next(2) == 0 ? day.AddDays(-1) : null));
        alive.Remove(unit);
    }

    private void Add(DateOnly day, int from, int to, bool main)
    {
        if (steps.Exists(s => s.Day == day && s.From == from && s.To == to)) return;
        steps.Add(Step(++rows, day, from, to, main));
    }

    private List<PostStatement> PostsOf(int officer, List<HashSet<int>> history)
    {
        var posts = new List<PostStatement>();
        for (var d = Random.Next(Length / 2); d < Length && posts.Count < 3; d += Random.Next(1, Length))
        {
            if (posts.Count > 0) posts[^1] = posts[^1] with { Days = new(posts[^1].Days.From, First.AddDays(d - 1)) };
            var there = history[d].Order().ToList();
            posts.Add(Post(++rows, officer, there[Random.Next(there.Count)], First.AddDays(d)));
            if (Random.Next(2) == 0) break;
        }
        return posts;
    }

    internal static UnitStatement Unit(int row, int unit, DateOnly? from, DateOnly? to) => new(new(1, row), unit, "U" + unit, "Đơn vị " + unit, null, "phường", null, null, new(from, to), Units.AdministrativeTree);

    internal static SuccessionStatement Step(int row, DateOnly day, int from, int to, bool main = false) => new(new(1, row), day, ReorganisationKind.Merge, from, to, "1/NQ", null, DividedBy.List, null, main);

    internal static PostStatement Post(int row, int officer, int unit, DateOnly? from) => new(new(1, row), officer, "CB" + officer, "Cán bộ", unit, null, null, null, new(from, null));
}
