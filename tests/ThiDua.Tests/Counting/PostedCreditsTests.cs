using ThiDua.Counting;
using ThiDua.Database;
using ThiDua.Tests.Oracle;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Counting;

/// <summary>What is put aside comes back whole and in order, however much of it was held.</summary>
[Collection(nameof(Alone))]
public sealed class PostedCreditsTests
{
    [Theory, InlineData(1), InlineData(7), InlineData(1_000), InlineData(100_000)]
    public void Each_officer_gets_all_that_was_posted_for_him(int held)
    {
        var random = new Random(held);
        var all = Enumerable.Range(0, 9_000).Select(i => new PostedCredit(1 + random.Next(500), 1, i % 3, 0, 20241101 + (i % 28), i)).ToList();
        var usual = Held.AtMost;
        Held.AtMost = held;
        try
        {
            using var posted = new PostedCredits();
            Assert.False(posted.Any);
            foreach (var credit in all) posted.Add(credit);
            Assert.True(posted.Any);
            posted.Sort();
            var taken = new List<PostedCredit>();
            foreach (var upTo in (int[])[0, 1, 13, 13, 250, 499, 500, 600])
            {
                var part = posted.TakeUpTo(upTo).ToList();
                Assert.True(part.All(p => p.Officer <= upTo && (taken.Count == 0 || p.Officer >= taken[^1].Officer)));
                taken.AddRange(part);
            }
            Assert.Equal(all.OrderBy(c => c.Officer).ThenBy(c => c.Delta), taken.OrderBy(c => c.Officer).ThenBy(c => c.Delta));
        }
        finally
        {
            Held.AtMost = usual;
        }
    }
}
