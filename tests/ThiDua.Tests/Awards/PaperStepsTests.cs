using ThiDua.Core.Awards;

namespace ThiDua.Tests.Awards;

/// <summary>What holds of a paper, and when a dossier is complete, late, or neither.</summary>
public sealed class PaperStepsTests
{
    private static readonly DateOnly LastDay = new(2024, 12, 4);

    [Theory]
    [InlineData(1, 4, true, DossierStanding.Complete)]
    [InlineData(5, 9, true, DossierStanding.CompleteLate)]
    public void Complete_when_every_paper_left_and_late_when_the_last_one_left_late(int sentOn, int today, bool qualifies, DossierStanding expected) =>
        Assert.Equal(expected, PaperSteps.Whole([Sent(1), Sent(sentOn)], LastDay, new(2024, 12, today), qualifies));

    [Theory]
    [InlineData(false, 4, true, DossierStanding.NotBegun), InlineData(false, 5, true, DossierStanding.Late), InlineData(false, 5, false, DossierStanding.NothingToPropose)]
    [InlineData(true, 4, true, DossierStanding.Underway), InlineData(true, 5, true, DossierStanding.Late), InlineData(true, 4, false, DossierStanding.Underway)]
    public void Incomplete_is_late_only_after_the_last_day_and_only_where_there_is_something_to_send(bool made, int today, bool qualifies, DossierStanding expected) =>
        Assert.Equal(expected, PaperSteps.Whole([PaperSteps.StateOf("a", made ? 1 : null, [])], LastDay, new(2024, 12, today), qualifies));

    [Theory]
    [InlineData(PaperStepKind.Signed, 3, "already-sent"), InlineData(PaperStepKind.Sent, 3, "not-signed"), InlineData(PaperStepKind.Received, 3, null), InlineData(PaperStepKind.Received, 1, "before-sent")]
    [InlineData(PaperStepKind.Returned, 3, null), InlineData(PaperStepKind.Returned, 9, "day-ahead")]
    public void After_sending_only_receipt_and_return_can_follow(PaperStepKind kind, int day, string? fault) =>
        Assert.Equal(fault, PaperSteps.Fault(Sent(2), kind, new(2024, 12, day), new(2024, 11, 30), LastDay));

    private static PaperState Sent(int day) => PaperSteps.StateOf("a", 1,
        [Step(1, PaperStepKind.Signed, 1), Step(2, PaperStepKind.Sent, day)]);

    private static PaperStep Step(long id, PaperStepKind kind, int day) => new(id, "a", kind, 1, new(2024, 12, day), null, null, null, default, null);
}
