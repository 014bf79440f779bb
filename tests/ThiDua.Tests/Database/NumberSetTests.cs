using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Tests.Database;

public sealed class NumberSetTests
{
    [Fact]
    public void It_has_what_was_put_in_and_nothing_else()
    {
        var random = new Random(1);
        var numbers = Enumerable.Range(0, 5_000).Select(_ => 1 + random.Next(300_000)).Append(63).Append(64).Append(2_000_000).ToHashSet();
        var set = new NumberSet();
        set.UnionWith(numbers);
        Assert.Equal(numbers.Order(), set.InOrder());
        Assert.Equal(numbers.Order(), Enumerable.Range(0, 2_000_100).Where(n => set.Contains(n)));
        Assert.False(set.Contains(long.MaxValue));
    }

    /// <summary>“No” is certain: nobody gets a second number because he was taken for new.</summary>
    [Fact]
    public void Who_was_seen_is_never_said_to_be_new()
    {
        var random = new Random(2);
        UInt128 Token() => new((ulong)random.NextInt64(), (ulong)random.NextInt64());
        var (seen, others) = (Enumerable.Range(0, 20_000).Select(_ => Token()).ToList(), Enumerable.Range(0, 20_000).Select(_ => Token()).ToList());
        var tokens = new SeenTokens();
        foreach (var token in seen) tokens.Add(token);
        Assert.Equal(seen.Count, seen.Count(tokens.MayHave));
        Assert.Equal(0, others.Count(tokens.MayHave));
    }
}
