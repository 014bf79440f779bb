using ThiDua.Core.Basics;
using ThiDua.Core.Organisation;
using static ThiDua.Tests.Organisation.ReorganisedWorld;

namespace ThiDua.Tests.Organisation;

/// <summary>Units that were merged, divided, renamed under new and under used codes, at random: nothing that was counted is lost or counted twice on any tree.</summary>
public sealed class SuccessionTests
{
    [Fact]
    public void On_the_tree_of_any_day_each_officer_is_in_exactly_one_unit_that_is_there_in_10_000_reorganisations()
    {
        var seen = (Moved: 0, Divided: 0, Reused: 0, Back: 0);
        for (var seed = 0; seed < 10_000; seed++)
        {
            var world = new ReorganisedWorld(new Random(seed));
            seen.Reused += world.Reused;
            var (asOf, tree) = (First.AddDays(world.Random.Next(Length)), First.AddDays(world.Random.Next(Length)));
            foreach (var posts in world.Posts)
            {
                if (posts.On(asOf) is not { } post) continue;
                Assert.True(world.Units.On(post.Unit, asOf) is not null, $"seed {seed}: officer {posts.Officer} in {post.Unit} on {asOf:O}");
                var there = world.Units.Successions.InPlaceOf(post.Unit, asOf, tree, posts);
                Assert.True(there is { } unit && world.Units.On(unit, tree) is not null, $"seed {seed}: officer {posts.Officer} of {post.Unit} on {asOf:O} is in {there} on {tree:O}");
                if (there != post.Unit) seen.Moved++;
                if (tree < asOf && there != post.Unit) seen.Back++;
                if (world.Units.Successions.IsWhole(post.Unit, asOf, tree)) Assert.Equal(world.Units.Successions.InPlaceOf(post.Unit, asOf, tree), there);
                else seen.Divided++;
            }
        }
        Assert.True(seen is { Moved: > 5_000, Divided: > 5_000, Reused: > 1_000, Back: > 2_000 }, seen.ToString());
    }

    [Fact]
    public void Who_stays_in_his_post_is_on_each_tree_where_he_was_on_that_day()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var world = new ReorganisedWorld(new Random(seed));
            foreach (var posts in world.Posts.Where(p => p.Held.Count == 1))
            {
                for (var asOf = 0; asOf < Length; asOf++)
                {
                    for (var tree = 0; tree < Length; tree++)
                    {
                        if (posts.On(First.AddDays(asOf)) is not { } at || posts.On(First.AddDays(tree)) is not { } on) continue;
                        Assert.Equal((seed, on.Unit), (seed, world.Units.Successions.InPlaceOf(at.Unit, First.AddDays(asOf), First.AddDays(tree), posts)));
                    }
                }
            }
        }
    }

    [Fact]
    public void A_code_that_names_another_unit_from_a_day_on_is_followed_by_its_day()
    {
        // 1 and 2 become 1 (another unit under the same code); 3, divided, goes on in 2 (a used code) and 4.
        var day = new DateOnly(2025, 7, 1);
        UnitStatement[] units =
        [
            Unit(1, 1, null, day.AddDays(-1)), Unit(2, 2, null, day.AddDays(-1)), Unit(3, 3, null, day.AddDays(-1)),
            Unit(4, 1, day, null), Unit(5, 2, day, null), Unit(6, 4, day, null),
        ];
        SuccessionStatement[] steps = [Step(7, day, 1, 1), Step(8, day, 2, 1), By(DividedBy.Headcount, 1, Step(9, day, 3, 2, main: true)), By(DividedBy.Headcount, 1, Step(10, day, 3, 4))];
        var chart = new Units(units, steps, _ => [[Post(20, 5, 3, null)], [Post(21, 77, 3, null)]]);
        var successions = chart.Successions;
        var (before, after) = (day.AddDays(-1), day.AddDays(30));
        Assert.Equal([1, 1, 2], new[] { 1, 2, 3 }.Select(u => successions.Forward(u, before, after)));
        Assert.Equal([2, 4], new[] { 5, 77 }.Select(o => successions.Forward(3, before, after, o)));
        Assert.Equal(new int?[] { 1, 3, 3 }, new[] { 1, 2, 4 }.Select(u => successions.Back(u, after, before)));
        Assert.Equal(2, successions.Back(1, after, before, _ => 2));
        Assert.Equal([true, true, false, true], new[] { 1, 2, 3, 4 }.Select(u => successions.IsWhole(u, before, after)));
        Assert.Equal([false, true, true], new[] { 1, 2, 4 }.Select(u => successions.IsWhole(u, after, before)));
        // A post of 2024 in "2" is in the new 1; a post that begins later in "2" is in the new 2.
        Assert.Equal([1, 2], new[] { new DateOnly(2024, 1, 1), after }.Select(from => new Posts([Post(11, 5, 2, from)], chart).On(after.AddDays(1))!.Unit));
        // Without a day, the codes are those of the day on which the file was taken in.
        Assert.Equal([1, 2], new[] { before, after }.Select(stated => new Posts([Post(11, 5, 2, null) with { Stated = stated }], chart).On(after)!.Unit));
        Assert.Equal([2, 3], new[] { before, after }.Select(stated => new Posts([Post(11, 5, 2, null) with { Stated = stated }], chart).On(before)!.Unit));
    }

    /// <summary>Closed by its own row in February, and in July there is another office under its code.</summary>
    [Fact]
    public void A_code_that_nobody_bore_for_a_while_names_another_unit_from_then_on()
    {
        var (closed, opened) = (new DateOnly(2025, 2, 28), new DateOnly(2025, 7, 1));
        var chart = new Units([Unit(1, 1, null, closed), Unit(2, 1, opened, null), Unit(3, 2, null, null)]);
        var (old, later) = (new DateOnly(2024, 12, 31), new DateOnly(2025, 8, 1));
        Assert.Equal([1, null, null, 2], new[] { (1, old, closed), (1, old, later), (1, later, old), (2, old, later) }.Select(m => chart.Successions.InPlaceOf(m.Item1, m.Item2, m.Item3)));
        Assert.Equal([1, null, null], On(Post(4, 9, 1, null) with { Stated = old }));
        Assert.Equal([null, null, 1], On(Post(4, 9, 1, null) with { Stated = later }));
        Assert.Equal([1, null, null], On(Post(4, 9, 1, old)));
        Assert.Equal([null, null, 1], On(Post(4, 9, 1, opened)));

        int?[] On(PostStatement post) => [.. new[] { old, new(2025, 4, 1), later }.Select(day => new Posts([post], chart).On(day)?.Unit)];
    }

    /// <summary>By list each officer goes where his own next post is, on whichever tree he is looked for.</summary>
    [Fact]
    public void Of_a_unit_divided_by_list_an_officer_goes_where_his_own_post_says()
    {
        var day = new DateOnly(2025, 1, 1);
        var chart = new Units([Unit(1, 1, null, null), Unit(2, 2, day, null), Unit(3, 3, day, null)], [Step(4, day, 1, 2, main: true), Step(5, day, 1, 3)]);
        var moved = new Posts([Post(6, 9, 1, null) with { Days = new(null, day.AddDays(-1)), Stated = day.AddDays(-30) }, Post(7, 9, 3, day)], chart);
        var stayed = new Posts([Post(8, 10, 1, null) with { Stated = day.AddDays(-30) }], chart);
        Assert.Equal([3, 2], new[] { moved, stayed }.Select(p => chart.Successions.InPlaceOf(1, day.AddDays(-1), day, p)));
    }

    [Fact]
    public void A_unit_that_took_another_in_goes_on_and_one_that_was_dissolved_does_not()
    {
        var day = new DateOnly(2025, 1, 1);
        var chart = new Units([Unit(1, 1, null, null), Unit(2, 2, null, null), Unit(3, 3, null, null)],
            [Step(4, day, 1, 2), new(new(1, 5), day, ReorganisationKind.Dissolve, 3, null, "9/QĐ", null, DividedBy.List, null, false)]);
        Assert.Equal([1, 2, 3], On(day.AddDays(-1)));
        Assert.Equal([2], On(day));
        Assert.Equal([2, 2, null], new[] { 1, 2, 3 }.Select(u => chart.Successions.Forward(u, day.AddDays(-1), day)));
        Assert.Equal(new int?[] { 2, 1 }, new int?[] { null, 1 }.Select(was => chart.Successions.Back(2, day, day.AddDays(-1), was is null ? null : _ => was)));
        Assert.Null(new Posts([Post(6, 9, 3, null) with { Stated = day.AddDays(-5) }], chart).On(day));

        IEnumerable<int> On(DateOnly at) => new[] { 1, 2, 3 }.Where(u => chart.On(u, at) is not null);
    }

    [Theory]
    [InlineData(10, new long[] { 1, 1, 1 }, new long[] { 4, 3, 3 })]
    [InlineData(7, new long[] { 50, 30, 20 }, new long[] { 4, 2, 1 })]
    [InlineData(0, new long[] { 3, 5 }, new long[] { 0, 0 })]
    [InlineData(long.MaxValue, new long[] { 0, long.MaxValue, 0 }, new long[] { 0, long.MaxValue, 0 })]
    public void Parts_are_whole_and_add_up(long total, long[] weights, long[] parts) => Assert.Equal(parts, LargestRemainder.Divide(total, weights));

    private static SuccessionStatement By(DividedBy by, int part, SuccessionStatement step) => step with { By = by, Part = part };
}
