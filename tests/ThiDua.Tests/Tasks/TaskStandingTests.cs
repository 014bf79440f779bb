using CsCheck;
using ThiDua.Core.Tasks;

namespace ThiDua.Tests.Tasks;

/// <summary>How a task stands follows from its reports, its last day, and the day asked for.</summary>
public sealed class TaskStandingTests
{
    private static readonly DateOnly First = new(2024, 11, 15);

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 9].Select(First.AddDays);

    /// <summary>Reports as a store has them: each recording once.</summary>
    private static readonly Gen<ProgressFact[]> Facts = Gen.Select(Gen.Enum<Progress>(), Day).Array[0, 6]
        .Select(facts => facts.Select((f, i) => new ProgressFact(i + 1, f.Item1, f.Item2)).ToArray());

    private static readonly Gen<DateOnly?> Due = Gen.OneOf(Day.Select(d => (DateOnly?)d), Gen.Const((DateOnly?)null));

    [Theory]
    [InlineData("", 20, 19, "NotStarted NotDue")]
    [InlineData("", 20, 20, "NotStarted Due")]
    [InlineData("", 20, 21, "NotStarted Late")]
    [InlineData("", 0, 21, "NotStarted NotDue")]
    [InlineData("UnderWay@18", 20, 17, "NotStarted NotDue")]
    [InlineData("UnderWay@18", 20, 21, "UnderWay Late")]
    [InlineData("UnderWay@18 Done@20", 20, 21, "Done Done")]
    [InlineData("UnderWay@18 Done@20", 20, 19, "UnderWay NotDue")]
    [InlineData("Done@21", 20, 21, "Done DoneLate")]
    [InlineData("Done@21", 0, 21, "Done Done")]
    [InlineData("Done@21 Done@19", 20, 21, "Done Done")]
    [InlineData("Done@19 NotStarted@19", 20, 21, "NotStarted Late")]
    public void A_task_stands_as_its_last_report_says(string reports, int due, int asOf, string expected)
    {
        var facts = reports.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((r, i) => new ProgressFact(i, Enum.Parse<Progress>(r.Split('@')[0]), November(int.Parse(r.Split('@')[1], System.Globalization.CultureInfo.InvariantCulture))));
        var standing = TaskStanding.Of(facts, due == 0 ? null : November(due), November(asOf));
        Assert.Equal(expected, $"{standing.Progress} {standing.State}");

        static DateOnly November(int day) => new(2024, 11, day);
    }

    [Fact]
    public void The_order_of_reports_and_reports_of_later_days_change_nothing() => Gen.Select(Facts, Due, Day).Sample((facts, due, asOf) =>
    {
        var standing = TaskStanding.Of(facts, due, asOf);
        Assert.Equal(standing, TaskStanding.Of(facts.Reverse(), due, asOf));
        Assert.Equal(standing, TaskStanding.Of(facts.Append(new(99, Progress.Done, asOf.AddDays(1))), due, asOf));
    });

    [Fact]
    public void What_is_learned_last_holds() => Gen.Select(Facts, Due, Day, Gen.Enum<Progress>()).Sample((facts, due, asOf, progress) =>
        Assert.Equal(progress, TaskStanding.Of(facts.Append(new(99, progress, First)), due, asOf).Progress));

    [Fact]
    public void Late_is_what_is_not_done_when_its_last_day_is_over_and_nothing_else() => Gen.Select(Facts, Due, Day).Sample((facts, due, asOf) =>
    {
        var standing = TaskStanding.Of(facts, due, asOf);
        Assert.Equal(!standing.IsDone && due < asOf, standing.State == TaskState.Late);
        Assert.Equal(standing.IsDone, standing.State is TaskState.Done or TaskState.DoneLate);
        Assert.Equal(standing.IsDone && standing.Holds!.Day > due, standing.State == TaskState.DoneLate);
    });
}
