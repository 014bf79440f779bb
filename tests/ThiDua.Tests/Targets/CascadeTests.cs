using CsCheck;
using ThiDua.Core.Targets;

namespace ThiDua.Tests.Targets;

/// <summary>A target shared out among the units below it.</summary>
public sealed class CascadeTests
{
    private static readonly Gen<(int Decimals, long Steps, int[] Weights)> Cases = Gen.Select(Gen.Int[0, 3], Gen.Long[0, 2_000_000], Gen.Int[0, 50_000].Array[1, 40]);

    [Fact]
    public void Parts_add_up_to_the_target_exactly()
        => Cases.Sample(c => Assert.Equal(Target(c), Cascade.Share(Target(c), c.Decimals, Units(c.Weights)).Sum(p => p.Target)));

    [Fact]
    public void Who_weighs_more_has_not_less_and_equals_differ_by_one_step_at_most()
        => Cases.Sample(c =>
        {
            var parts = Cascade.Share(Target(c), c.Decimals, Units(c.Weights)).ToDictionary(p => p.Code, p => p.Target);
            foreach (var group in Units(c.Weights).GroupBy(u => u.Weight)) Assert.True(group.Max(u => parts[u.Code]) - group.Min(u => parts[u.Code]) <= Step(c.Decimals));
            var byWeight = Units(c.Weights).GroupBy(u => u.Weight).OrderBy(g => g.Key).Select(g => (Min: g.Min(u => parts[u.Code]), Max: g.Max(u => parts[u.Code]))).ToList();
            for (var i = 1; i < byWeight.Count; i++) Assert.True(byWeight[i].Min >= byWeight[i - 1].Min && byWeight[i].Max >= byWeight[i - 1].Max);
        });

    [Fact]
    public void No_part_is_a_whole_step_away_from_its_exact_share()
        => Cases.Where(c => c.Weights.Any(w => w > 0)).Sample(c =>
        {
            var all = c.Weights.Sum(w => (decimal)w);
            foreach (var (unit, part) in Units(c.Weights).Zip(Cascade.Share(Target(c), c.Decimals, Units(c.Weights)))) Assert.True(Math.Abs(part.Target - Target(c) * unit.Weight / all) < Step(c.Decimals));
        });

    [Fact]
    public void The_order_in_which_units_are_given_changes_nothing()
        => Cases.Sample(c => Assert.Equal(Cascade.Share(Target(c), c.Decimals, Units(c.Weights)), Cascade.Share(Target(c), c.Decimals, [.. Units(c.Weights).Reverse()])));

    [Fact]
    public void What_is_left_goes_to_the_largest_remainders_then_the_greater_weight_then_the_smaller_code()
    {
        Assert.Equal([new("A", 4), new("B", 3), new("C", 3)], Cascade.Share(10, 0, [new("C", 1), new("A", 1), new("B", 1)]));
        Assert.Equal([new("A", 1), new("B", 9)], Cascade.Share(10, 0, [new("A", 14), new("B", 86)]));
        Assert.Equal([new("A", 1), new("B", 2)], Cascade.Share(3, 0, [new("A", 1), new("B", 1.0000001m)]));
        Assert.Equal([new("A", 0.34m), new("B", 0.33m), new("C", 0.33m)], Cascade.Share(1, 2, [new("A", 0), new("B", 0), new("C", 0)]));
        Assert.Equal([], Cascade.Share(5, 0, []));
    }

    [Fact]
    public void A_target_finer_than_its_parts_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Cascade.Share(1.5m, 0, [new("A", 1)]));

    private static IReadOnlyList<Weighed> Units(int[] weights) => [.. weights.Select((w, i) => new Weighed($"U{i:00}", w))];

    private static decimal Step(int decimals) => new(1, 0, 0, false, (byte)decimals);

    private static decimal Target((int Decimals, long Steps, int[] Weights) c) => c.Steps * Step(c.Decimals);
}
