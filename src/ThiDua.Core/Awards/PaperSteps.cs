#pragma warning disable CA1720 // a signed paper is no signed number
namespace ThiDua.Core.Awards;

/// <summary>What can be recorded of a paper of a dossier, in the order of its way.</summary>
public enum PaperStepKind
{
    Signed,
    Sent,
    Received,
    Returned,
}

/// <summary>One step of a paper, as somebody recorded it; never changed, only taken back by another record.</summary>
/// <param name="Frozen">Number of the frozen figures that the paper states.</param>
/// <param name="Number">Of a signing: the number of the paper.</param>
/// <param name="Office">Of a sending: to whom.</param>
/// <param name="Reason">Of a return: why.</param>
public sealed record PaperStep(
    long Id, string Paper, PaperStepKind Kind, long Frozen, DateOnly Day, string? Number, string? Office, string? Reason, DateTimeOffset At, DateTimeOffset? TakenBackAt);

/// <summary>How far a paper is.</summary>
public enum PaperStanding
{
    NotMade,
    Made,
    Signed,
    Sent,
    Received,
    Returned,
}

/// <summary>A paper as the steps say that hold; the last one holds.</summary>
/// <param name="IsOutdated">It was signed on figures that were frozen again later.</param>
public sealed record PaperState(string Paper, PaperStanding Standing, PaperStep? Signed, PaperStep? Sent, PaperStep? Last, bool IsOutdated)
{
    /// <summary>It is with the office that asked for it and says the figures that hold.</summary>
    public bool IsDelivered => !IsOutdated && (Standing is PaperStanding.Sent or PaperStanding.Received);
}

/// <summary>How far a dossier is.</summary>
public enum DossierStanding
{
    /// <summary>The unit meets no criterion and has frozen nothing.</summary>
    NothingToPropose,
    NotBegun,
    Underway,
    /// <summary>Not complete, and the last day is over.</summary>
    Late,
    /// <summary>Complete, but the last paper left after the last day.</summary>
    CompleteLate,
    Complete,
}

public static class PaperSteps
{
    /// <param name="frozen">The figures that the dossier stands on; null when none were frozen.</param>
    /// <param name="steps">Everything recorded of the paper, in the order of recording.</param>
    public static PaperState StateOf(string paper, long? frozen, IReadOnlyCollection<PaperStep> steps)
    {
        if (frozen is null) return new(paper, PaperStanding.NotMade, null, null, null, false);
        var holding = steps.Where(s => s.TakenBackAt is null).ToList();
        if (holding.Count == 0) return new(paper, PaperStanding.Made, null, null, null, false);
        var last = holding[^1];
        var signed = holding.FindLast(s => s.Kind == PaperStepKind.Signed);
        var sent = holding.FindLast(s => s.Kind == PaperStepKind.Sent && s.Id > (signed?.Id ?? 0));
        var standing = last.Kind switch
        {
            PaperStepKind.Signed => PaperStanding.Signed,
            PaperStepKind.Sent => PaperStanding.Sent,
            PaperStepKind.Received => PaperStanding.Received,
            _ => PaperStanding.Returned,
        };
        return new(paper, standing, signed, sent, last, signed is not null && signed.Frozen != frozen);
    }

    /// <summary>Why a step cannot be recorded now: the code of a sentence; null when it can.</summary>
    /// <param name="figures">Day of the frozen figures: no paper is signed before the figures that it states.</param>
    public static string? Fault(PaperState state, PaperStepKind kind, DateOnly day, DateOnly figures, DateOnly today) => (kind, state.Standing) switch
    {
        (_, PaperStanding.NotMade) => "not-made",
        _ when day > today => "day-ahead",
        (PaperStepKind.Signed, PaperStanding.Sent or PaperStanding.Received) when !state.IsOutdated => "already-sent",
        (PaperStepKind.Signed, _) => day < figures ? "before-figures" : null,
        _ when state.IsOutdated => "outdated",
        (PaperStepKind.Sent, PaperStanding.Signed) => day < state.Signed!.Day ? "before-signed" : null,
        (PaperStepKind.Sent, _) => "not-signed",
        (PaperStepKind.Received, PaperStanding.Sent) or (PaperStepKind.Returned, PaperStanding.Sent or PaperStanding.Received) => day < state.Sent!.Day ? "before-sent" : null,
        _ => "not-sent",
    };

    /// <summary>How far a dossier is as a whole.</summary>
    /// <param name="lastDay">The last day in time; null when there is none.</param>
    /// <param name="qualifies">Whether the unit or one of its officers is proposed.</param>
    public static DossierStanding Whole(IReadOnlyCollection<PaperState> papers, DateOnly? lastDay, DateOnly today, bool qualifies)
    {
        if (papers.Count > 0 && papers.All(p => p.IsDelivered))
            return papers.Max(p => p.Sent!.Day) > (lastDay ?? DateOnly.MaxValue) ? DossierStanding.CompleteLate : DossierStanding.Complete;
        var isMade = papers.Any(p => p.Standing != PaperStanding.NotMade);
        if (!isMade && !qualifies) return DossierStanding.NothingToPropose;
        return today > (lastDay ?? DateOnly.MaxValue) ? DossierStanding.Late : isMade ? DossierStanding.Underway : DossierStanding.NotBegun;
    }
}
