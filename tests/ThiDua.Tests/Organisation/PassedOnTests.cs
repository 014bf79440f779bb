using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using static ThiDua.Tests.Organisation.ReorganisedWorld;

namespace ThiDua.Tests.Organisation;

/// <summary>Numbers that offices entered, over reorganisations: counts go on and add up to the same on all trees, rates only where they can be told.</summary>
public sealed class PassedOnTests
{
    private static readonly DateOnly Day = new(2025, 7, 1);
    private static readonly DateOnly Eve = Day.AddDays(-1);

    [Fact]
    public void Counts_add_up_to_the_same_on_every_tree_in_10_000_reorganisations_and_are_those_of_a_naive_reckoning()
    {
        var seen = (Passed: 0, Parts: 0, Back: 0, Later: 0, Reused: 0);
        for (var seed = 0; seed < 10_000; seed++)
        {
            var world = new ReorganisedWorld(new Random(seed));
            var entered = Entries(world, seed % 2 == 0 ? Length : Length / 2);
            var passed = new PassedOn(world.Units, entered, addsUp: true, Went);
            var last = First.AddDays(Length - 1);
            var (naive, all) = (Naively(world, entered, last), On(world, passed, last));
            Assert.Equal((seed, Shown(naive)), (seed, Shown(all.Where(c => c.Number.Value is not null).ToDictionary(c => c.Unit, c => c.Number.Value!.Value))));
            Assert.DoesNotContain(all, c => c.Number.Why is not null); // looking ahead, every count can be told
            var tree = First.AddDays(world.Random.Next(Length));
            var there = On(world, passed, tree);
            // what cannot be told is of later units, and these are told where they stand
            var later = there.Where(c => c.Number.Why == Untold.Later).SelectMany(c => c.Number.Sources).Distinct().ToList();
            Assert.DoesNotContain(there, c => c.Number.Why is Untold.Merged or Untold.Divided);
            if (later.Count == 0) Assert.Equal((seed, tree, all.Sum(c => c.Number.Value)), (seed, tree, there.Sum(c => c.Number.Value)));
            else Assert.True(there.Sum(c => c.Number.Value ?? 0) <= all.Sum(c => c.Number.Value) + entered.Where(e => e.Day < tree).Sum(e => e.Value), $"seed {seed}");
            seen = (seen.Passed + there.Count(c => c.Number.IsPassedOn), seen.Parts + all.Count(c => c.Number.IsPart), seen.Back + (tree < last && later.Count == 0 ? 1 : 0), seen.Later + later.Count, seen.Reused + world.Reused);
        }
        Assert.True(seen is { Passed: > 5_000, Parts: > 5_000, Back: > 1_000, Later: > 1_000, Reused: > 1_000 }, seen.ToString());
    }

    [Fact]
    public void A_rate_is_told_only_where_one_unit_became_one_or_its_counts_are_known_and_then_exactly()
    {
        var seen = (Told: 0, Reckoned: 0, Merged: 0, Divided: 0);
        for (var seed = 0; seed < 3_000; seed++)
        {
            var world = new ReorganisedWorld(new Random(seed));
            var entered = Entries(world, Length).ConvertAll(e => e with { Value = Math.Round(100 * e.Value / 997, 2), Counts = world.Random.Next(4) == 0 ? null : (e.Value, 997) });
            foreach (var (unit, number) in On(world, new(world.Units, entered, addsUp: false, Went), First.AddDays(Length - 1)))
            {
                Assert.True(number.Value is null == number.Why is not null && number.Sources.Count > 0, $"seed {seed}: {unit}");
                if (number is { Value: { } told, Sources: [var one] }) Assert.Equal((seed, one.Value), (seed, told)); // as it was entered, to the letter
                if (number is { Value: { } made, Sources.Count: > 1 }) Assert.Equal((seed, 100m * number.Sources.Sum(s => s.Counts!.Value.Numerator) / (997 * number.Sources.Count)), (seed, made), Near);
                seen = (seen.Told + (number.Value is null ? 0 : 1), seen.Reckoned + (number is { Value: not null, Sources.Count: > 1 } ? 1 : 0), seen.Merged + (number.Why == Untold.Merged ? 1 : 0), seen.Divided + (number.Why == Untold.Divided ? 1 : 0));
            }
        }
        Assert.True(seen is { Told: > 3_000, Reckoned: > 50, Merged: > 100, Divided: > 500 }, seen.ToString());
    }

    [Fact]
    public void A_merger_adds_up_a_division_divides_as_the_document_says_and_the_latest_number_of_a_unit_is_its_own()
    {
        // 1 and 2 become 4; 3, divided 1 : 2, goes on in 5 and 6; 7 takes 8 in; 9 is dissolved.
        var units = new Units([.. new[] { 1, 2, 3, 8, 9 }.Select(u => Unit(u, u, null, Eve)), .. new[] { 4, 5, 6 }.Select(u => Unit(u, u, Day, null)), Unit(7, 7, null, null)],
            [Step(11, Day, 1, 4), Step(12, Day, 2, 4), Parts(13, 3, 5, DividedBy.Headcount, 1), Parts(14, 3, 6, DividedBy.Headcount, 2), Step(15, Day, 8, 7), new(new(1, 16), Day, ReorganisationKind.Dissolve, 9, null, "9/QĐ", null, DividedBy.List, null, false)]);
        Entered[] before = [.. new[] { 1, 2, 3, 7, 8, 9 }.Select(u => new Entered(u, Eve, 10 * u))];
        Assert.Equal(["4: 30 of 1, 2", "5: 10 part of 3", "6: 20 part of 3", "7: 150 of 7, 8"], Lines(before, Day));
        Assert.Equal(["1: 10", "2: 20", "3: 30", "7: 70", "8: 80", "9: 90"], Lines(before, Eve));
        Assert.Equal(["4: 5", "5: 10 part of 3", "6: 20 part of 3", "7: 150 of 7, 8"], Lines([.. before, new(4, Day, 5)], Day));
        // The number of the merged unit is not told apart; that of parts is that of the whole.
        Assert.Equal(["1: Later of 4", "2: Later of 4", "3: 27 part of 5, 3", "7: 70", "8: 80", "9: 90"], Lines([.. before, new(4, Day, 5), new(5, Day, 7)], Eve));
        Assert.Equal(["4: 10 of 1 without 2", "7: 70 of 7 without 8"], Lines([before[0], before[3]], Day));

        IEnumerable<string> Lines(Entered[] entered, DateOnly tree) => Enumerable.Range(1, 9).Where(u => units.On(u, tree) is not null)
            .Select(u => (Unit: u, Number: new PassedOn(units, entered, true, Went).Of(u, tree))).Where(n => n.Number is not null).Select(n => Line(n.Unit, n.Number!));
    }

    [Fact]
    public void Of_a_list_each_part_is_as_large_as_the_officers_that_went_and_where_nobody_went_the_main_unit_has_all()
    {
        var units = new Units([Unit(1, 1, null, Eve), Unit(2, 2, Day, null), Unit(3, 3, Day, null)], [Step(11, Day, 1, 2), Step(12, Day, 1, 3, main: true)]);
        Assert.Equal((7m, 3m), Divided(10.0m, 2, 1));
        Assert.Equal((7.0m, 3.5m), Divided(10.5m, 2, 1));
        Assert.Equal((0m, 10m), Divided(10, 0, 0));
        Assert.Equal((-7m, -3m), Divided(-10, 2, 1));

        (decimal, decimal) Divided(decimal whole, long toTwo, long toThree)
        {
            var passed = new PassedOn(units, [new(1, Eve, whole)], true, s => s.To == 2 ? toTwo : toThree);
            return (passed.Of(2, Day)!.Value!.Value, passed.Of(3, Day)!.Value!.Value);
        }
    }

    [Fact]
    public void A_code_is_read_on_the_nearest_day_on_which_a_unit_bore_it()
    {
        // "2" is one unit until the eve, none for a month, and another from then on.
        var units = new Units([Unit(1, 1, null, Eve), Unit(2, 2, null, Eve), Unit(3, 2, Day.AddDays(30), null), Unit(4, 4, Day, null)], [Step(11, Day, 1, 4), Step(12, Day, 2, 4)]);
        Assert.Equal([Eve, Eve, Eve, Day.AddDays(30), Day.AddDays(40)], new[] { Eve, Day, Day.AddDays(29), Day.AddDays(30), Day.AddDays(40) }.Select(d => units.ReadOn(2, d)));
        Assert.Equal([Day, Eve], new[] { units.ReadOn(4, new(2024, 1, 1)), units.ReadOn(1, new(2026, 1, 1)) });
        Assert.Null(new PassedOn(units, [new(2, Eve, 5)], true, Went).Of(2, Day.AddDays(60))); // another unit under that code
        Assert.Equal(5, new PassedOn(units, [new(2, Eve, 5)], true, Went).Of(4, Day.AddDays(60))!.Value);
    }

    private static readonly IEqualityComparer<(int, decimal)> Near = EqualityComparer<(int, decimal)>.Create((a, b) => a.Item1 == b.Item1 && Math.Abs(a.Item2 - b.Item2) < 0.000_000_001m);

    private static SuccessionStatement Parts(int row, int from, int to, DividedBy by, int part) => Step(row, Day, from, to) with { Kind = ReorganisationKind.Split, By = by, Part = part };

    /// <summary>Any rule that says the same each time.</summary>
    private static long Went(SuccessionStatement step) => (step.From * 7 + step.To!.Value * 3) % 4;

    private static string Line(int unit, Carried number) => $"{unit}: {number.Why?.ToString() ?? Plain(number.Value)}"
        + (number.IsPassedOn || number.Why is not null ? $"{(number.IsPart ? " part" : "")} of {string.Join(", ", number.Sources.Select(s => s.Unit))}" : "")
        + (number.Without.Count > 0 ? $" without {string.Join(", ", number.Without.Select(w => w.Unit))}" : "");

    private static string Plain(decimal? value) => value!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static List<Entered> Entries(ReorganisedWorld world, int days) =>
        [.. Enumerable.Range(0, world.Random.Next(1, 12)).Select(_ => First.AddDays(world.Random.Next(days))).Select(day =>
        {
            var there = Standing(world.Units, day);
            return new Entered(there[world.Random.Next(there.Count)], day, world.Random.Next(1, 1000));
        }).DistinctBy(e => (e.Unit, e.Day))];

    private static List<int> Standing(Units units, DateOnly day) => [.. units.Known.Where(u => !Tops.Contains(u) && units.On(u, day) is not null).Order()];

    private static List<(int Unit, Carried Number)> On(ReorganisedWorld world, PassedOn passed, DateOnly tree) =>
        [.. Standing(world.Units, tree).Select(u => (u, passed.Of(u, tree))).Where(n => n.Item2 is not null).Select(n => (n.u, n.Item2!))];

    private static string Shown(Dictionary<int, decimal> numbers) => string.Join("; ", numbers.OrderBy(n => n.Key).Select(n => $"{n.Key}: {n.Value}"));

    /// <summary>Day by day: first the documents of the day, then what was entered for it.</summary>
    private static Dictionary<int, decimal> Naively(ReorganisedWorld world, List<Entered> entered, DateOnly last)
    {
        var numbers = new Dictionary<int, decimal>();
        for (var day = First; day <= last; day = day.AddDays(1))
        {
            var next = new Dictionary<int, decimal>();
            foreach (var (unit, number) in numbers)
            {
                var steps = world.Units.Successions.Held.Where(s => s.Day == day && s.From == unit).OrderBy(s => s.Id).ToList();
                if (steps.Count == 0) Add(unit, number);
                else
                {
                    var weights = steps.ConvertAll(s => s.Part ?? Went(s));
                    if (weights.Sum() == 0) weights[Math.Max(0, steps.FindIndex(s => s.IsMain))] = 1;
                    foreach (var (i, part) in LargestRemainder.Divide((long)number, weights).Index()) Add(steps[i].To!.Value, part);
                }
            }
            foreach (var e in entered.Where(e => e.Day == day)) next[e.Unit] = e.Value;
            numbers = next;

            void Add(int unit, decimal number) => next[unit] = next.GetValueOrDefault(unit) + number;
        }
        return numbers;
    }
}
