using ThiDua.Core.Basics;

namespace ThiDua.Core.Awards;

/// <summary>What can happen to a dossier as a whole.</summary>
public enum DossierAct
{
    /// <summary>The head says that it may go out as it is.</summary>
    Approved,
    /// <summary>That word no longer holds: he took it back, or the dossier was changed after it.</summary>
    Unapproved,
    Submitted,
    Received,
    Returned,
    Withdrawn,
}

/// <summary>One of them, as it was recorded; never changed.</summary>
/// <param name="Frozen">Number of the frozen figures that it is about.</param>
/// <param name="Submission">Of what became of a submission: which one.</param>
/// <param name="Name">Of an approval: who gave it.</param>
public sealed record DossierEvent(
    long Id, DossierAct Act, long Frozen, long? Submission, DateOnly Day, string? Receipt, bool IsLate, string? Reason, string? Name, DateTimeOffset At, string Actor);

/// <summary>How far the sending of a dossier is.</summary>
public enum SubmissionStanding
{
    None,
    Submitted,
    Received,
    Returned,
    Withdrawn,
}

/// <param name="Approval">The head's approval that holds for the present figures; null: there is none.</param>
/// <param name="WasApproved">He approved figures that were frozen again since, or a dossier that was changed since.</param>
/// <param name="Submission">The last one; null: it was never submitted.</param>
/// <param name="Answer">What became of it; null: it waits.</param>
/// <param name="IsOutdated">It is with the other office, and its figures were frozen again since.</param>
public sealed record SubmissionState(SubmissionStanding Standing, DossierEvent? Approval, bool WasApproved, DossierEvent? Submission, DossierEvent? Answer, bool IsOutdated)
{
    public static SubmissionState Nothing { get; } = new(SubmissionStanding.None, null, false, null, null, false);

    /// <summary>It is with the office that receives it: nothing in it can be changed.</summary>
    public bool IsAway => Standing is SubmissionStanding.Submitted or SubmissionStanding.Received;

    /// <summary>Somebody sent it back and nobody has sent it again.</summary>
    public bool IsReturned => Standing == SubmissionStanding.Returned;
}

/// <summary>The way of a dossier from the head's approval to the office that receives it.</summary>
public static class Submissions
{
    /// <param name="events">Everything recorded of the dossier, in the order of recording.</param>
    /// <param name="frozen">The figures that it stands on; null when none were frozen.</param>
    public static SubmissionState StateOf(IReadOnlyCollection<DossierEvent> events, long? frozen)
    {
        DossierEvent? approval = null, submission = null, answer = null;
        var wasApproved = false;
        foreach (var one in events)
        {
            switch (one.Act)
            {
                case DossierAct.Approved: approval = one; break;
                case DossierAct.Unapproved: (approval, wasApproved) = (null, true); break;
                case DossierAct.Submitted: (submission, answer) = (one, null); break;
                default:
                    answer = one;
                    if (one.Act != DossierAct.Received) (approval, wasApproved) = (null, true); // what comes back is looked at by the head once more
                    break;
            }
        }
        var standing = submission is null ? SubmissionStanding.None : answer?.Act switch
        {
            null => SubmissionStanding.Submitted,
            DossierAct.Received => SubmissionStanding.Received,
            DossierAct.Returned => SubmissionStanding.Returned,
            _ => SubmissionStanding.Withdrawn,
        };
        var isAway = standing is SubmissionStanding.Submitted or SubmissionStanding.Received;
        var holds = approval is not null && approval.Frozen == frozen;
        return new(standing, holds ? approval : null, !holds && (wasApproved || approval is not null), submission, answer, isAway && submission!.Frozen != frozen);
    }

    /// <summary>Why something cannot be recorded now: the code of a sentence; null when it can.</summary>
    public static string? Fault(SubmissionState state, DossierAct act, bool isFrozen) => act switch
    {
        DossierAct.Received => state.Standing switch { SubmissionStanding.Submitted => null, SubmissionStanding.Received => "received-already", _ => "not-submitted" },
        DossierAct.Returned => state.IsAway ? null : "not-submitted",
        DossierAct.Withdrawn => state.Standing switch { SubmissionStanding.Submitted => null, SubmissionStanding.Received => "received-not-withdrawn", _ => "not-submitted" },
        _ when !isFrozen => "not-frozen",
        _ when state.IsAway => "submitted-already",
        DossierAct.Approved => state.Approval is null ? null : "approved-already",
        DossierAct.Unapproved => state.Approval is null ? "not-approved" : null,
        _ => state.Approval is not null ? null : state.WasApproved ? "approval-over" : "not-approved",
    };
}
