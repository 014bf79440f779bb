using ThiDua.Database;
using ThiDua.Intake;

namespace ThiDua.Tests.Database;

/// <summary>Reading ahead changes nothing but the time it takes.</summary>
public sealed class AheadTests
{
    [Fact]
    public void The_same_items_come_in_the_same_order()
    {
        Assert.Equal(Enumerable.Range(0, 1000), Ahead.Of(Enumerable.Range(0, 1000)));
        Assert.Equal([], Ahead.Of(Array.Empty<int>()));
    }

    [Fact]
    public void What_goes_wrong_in_reading_is_thrown_where_that_item_would_come()
    {
        var taken = new List<int>();
        var thrown = Assert.Throws<RefusedFileException>(() =>
        {
            foreach (var item in Ahead.Of(Broken())) taken.Add(item);
        });
        Assert.Equal(("damaged", "1 2"), (thrown.Code, string.Join(' ', taken)));

        static IEnumerable<int> Broken()
        {
            yield return 1;
            yield return 2;
            throw new RefusedFileException("damaged");
        }
    }

    /// <summary>Whoever stops early closes the file: the reading has ended by then, also when it was going to fail.</summary>
    [Theory, InlineData(false), InlineData(true)]
    public void Who_stops_early_leaves_nobody_reading(bool fails)
    {
        var state = new List<string>();
        Assert.Throws<TimeoutException>(() =>
        {
            foreach (var item in Ahead.Of(Slow())) throw new TimeoutException();
        });
        state.Add("closed");
        Assert.Equal(["reading", "read", "left", "closed"], state);

        IEnumerable<int> Slow()
        {
            try
            {
                yield return 1;
                state.Add("reading");
                Thread.Sleep(50);
                state.Add("read");
                if (fails) throw new RefusedFileException("damaged");
                yield return 2;
            }
            finally
            {
                state.Add("left");
            }
        }
    }
}
