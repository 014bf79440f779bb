using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>What came of a step of the review.</summary>
public enum ReviewOutcome
{
    /// <summary>Đồng ý.</summary>
    Agreed,
    /// <summary>Không đồng ý.</summary>
    Declined,
    /// <summary>Trả lại.</summary>
    Returned,
    /// <summary>Đồng ý, chuyển hình thức.</summary>
    Changed,
}

/// <summary>What was recorded of a step about a nomination.</summary>
/// <param name="Recording">The later one of a step holds.</param>
/// <param name="Step">Id of the step in the campaign file.</param>
/// <param name="Role">Name of the role by which it was recorded.</param>
/// <param name="ToAward">Id of the award that it was changed to; exactly when it was.</param>
/// <param name="Document">Number of the minutes.</param>
/// <param name="Entry">By which it is taken back, with everything recorded at once.</param>
public sealed record ReviewMark(long Recording, string Step, string Role, ReviewOutcome Outcome, DateOnly Day, string? Opinion, string? ToAward, string? Reason, string? Document, string Entry)
{
    public bool GoesOn => Outcome is ReviewOutcome.Agreed or ReviewOutcome.Changed;
}

/// <summary>Why a nomination that a step let go on does not come to the next one yet.</summary>
public enum CommentWait
{
    None,
    /// <summary>The list is to be opened for comment, and was not.</summary>
    ToPublish,
    /// <summary>It is open for comment.</summary>
    Open,
    /// <summary>Somebody objected, and has no answer.</summary>
    ToAnswer,
}

/// <summary>Of a step that opens a list for comment: how far one nomination is with that.</summary>
/// <param name="UpheldAt">Recording of the last answer that an objection was right; null: none was.</param>
/// <param name="Until">The last day on which comments are taken; null: no list is open or was.</param>
public readonly record struct Commented(CommentWait Wait, long? UpheldAt, DateOnly? Until);

/// <summary>How far the review of a nomination is.</summary>
/// <param name="Next">The step whose turn it is; null: none is left, or somebody declined.</param>
/// <param name="Marks">What holds of each step that was recorded, in the order of the file.</param>
public sealed record ReviewStanding(ReviewStep? Next, IReadOnlyList<ReviewMark> Marks)
{
    public CommentWait Wait { get; init; }

    /// <summary>An objection to it was right: the step that had let it go on looks at it again.</summary>
    public bool IsUpheld { get; init; }

    /// <summary>The last day on which any list takes comments on it: nothing is decided before; null: there was none.</summary>
    public DateOnly? CommentedUntil { get; init; }

    public ReviewMark? Last => Marks.Count == 0 ? null : Marks[^1];

    public bool IsDeclined => Last?.Outcome == ReviewOutcome.Declined;

    public bool IsReturned => Last?.Outcome == ReviewOutcome.Returned;

    /// <summary>What the review made of the award; null: it is the one that was proposed.</summary>
    public string? EffectiveAward => Marks.LastOrDefault(m => m.Outcome == ReviewOutcome.Changed)?.ToAward;

    /// <param name="marks">Of one nomination, the earlier first.</param>
    /// <param name="commented">Of a step that opens its list for comment, and what was recorded of it.</param>
    public static ReviewStanding Of(IReadOnlyList<ReviewStep> steps, IEnumerable<ReviewMark> marks, Func<ReviewStep, ReviewMark, Commented> commented)
    {
        var held = new List<ReviewMark>();
        DateOnly? until = null;
        var last = marks.GroupBy(m => m.Step, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);
        foreach (var step in steps)
        {
            // What was recorded of a later step before this one was recorded again is of what no longer holds.
            if (!last.TryGetValue(step.Id, out var mark) || held.Count > 0 && mark.Recording < held[^1].Recording) return new(step, held);
            held.Add(mark);
            if (mark.Outcome == ReviewOutcome.Declined) return new(null, held);
            if (mark.Outcome == ReviewOutcome.Returned) return new(step, held);
            if (step.CommentDays is null) continue;
            var found = commented(step, mark);
            if (found.Until > (until ?? DateOnly.MinValue)) until = found.Until;
            if (found.UpheldAt > mark.Recording) return new(step, held) { IsUpheld = true };
            if (found.Wait != CommentWait.None) return new(null, held) { Wait = found.Wait };
        }
        return new(null, held) { CommentedUntil = until };
    }
}

/// <summary>Where a nomination stands between being proposed and being decided: the first that applies.</summary>
public enum ReviewState
{
    /// <summary>Đã có quyết định.</summary>
    Decided,
    /// <summary>Trong dự thảo quyết định.</summary>
    Drafted,
    /// <summary>Chưa xét được: something stands against it (<see cref="NominationState"/>).</summary>
    Stopped,
    /// <summary>Chưa chốt số liệu: what is decided must not move any more.</summary>
    NotFrozen,
    /// <summary>Không đồng ý.</summary>
    Declined,
    /// <summary>Trả lại.</summary>
    Returned,
    /// <summary>Đang lấy ý kiến.</summary>
    Commenting,
    /// <summary>Đang xét.</summary>
    InReview,
    /// <summary>Đã xét xong.</summary>
    Agreed,
}

/// <summary>In which decision a nomination is.</summary>
/// <param name="Decision">0: one that came in a file.</param>
/// <param name="Number">Null: a draft.</param>
public sealed record DecidedIn(int Decision, int Line, string? Number, DateOnly? Day);

/// <summary>A nomination with what the review made of it.</summary>
/// <param name="Award">The effective one: it decides form, authority and money.</param>
public sealed record ReviewedNomination(Nomination Nomination, ReviewStanding Review, AwardRule Award, DecidedIn? Decision)
{
    public NominationKey Key => Nomination.Key;

    /// <summary>What was decided on this nomination was revoked by it; whatever the review said before is over. Null: nothing was.</summary>
    public Revocation? Revoked { get; init; }

    public ReviewState State =>
        Decision is { Number: not null } ? ReviewState.Decided
        : Decision is not null ? ReviewState.Drafted
        : Nomination.State != NominationState.Proposed ? ReviewState.Stopped
        : !Nomination.IsFrozen ? ReviewState.NotFrozen
        : Review.IsDeclined ? ReviewState.Declined
        : Review.IsReturned ? ReviewState.Returned
        : Review.Wait != CommentWait.None ? ReviewState.Commenting
        : Review.Next is not null ? ReviewState.InReview
        : ReviewState.Agreed;

    /// <summary>Whether that step may be recorded of it now.</summary>
    public bool WaitsFor(ReviewStep step) => State is ReviewState.InReview or ReviewState.Returned && Review.Next?.Id == step.Id;
}
