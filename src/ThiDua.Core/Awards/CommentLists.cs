using ThiDua.Core.Basics;

namespace ThiDua.Core.Awards;

/// <summary>Somebody on a list that is open for comment, as the list shows him.</summary>
/// <param name="Mark">By which a nomination is found again; it tells nobody the code of an officer.</param>
public sealed record CommentItem(string Award, string AwardEn, string Unit, string Name, string Mark);

/// <summary>Lấy ý kiến: a list that was opened for comment after a step of the review.</summary>
/// <param name="Days">From the day it was opened to the last one on which comments are taken.</param>
public sealed record CommentList(long Recording, string Step, Days Days, IReadOnlyList<CommentItem> Items, string Entry)
{
    public IReadOnlyList<Objection> Objections { get; init; } = [];

    /// <summary>How far a nomination on it is.</summary>
    /// <param name="mark">Of the nomination.</param>
    public Commented Of(string mark, DateOnly today)
    {
        var about = Objections.Where(o => o.About is null || o.About == mark).ToList();
        return new(Days.To >= today ? CommentWait.Open : about.Exists(o => o.Answer is null) ? CommentWait.ToAnswer : CommentWait.None,
            about.Where(o => o.Answer is { IsUpheld: true }).Max(o => o.Answer?.Recording), Days.To);
    }

    /// <summary>
    /// Of all lists of a step the last one on which the nomination stands counts, and only one that was opened after the step was recorded: a step that looked at it again has its outcome, and perhaps another
    /// award, made public again.
    /// </summary>
    /// <param name="lists">The earlier first.</param>
    /// <param name="recorded">Recording of what holds of the step.</param>
    public static Commented Of(IEnumerable<CommentList> lists, string mark, long recorded, DateOnly today) =>
        lists.LastOrDefault(l => l.Recording > recorded && l.Items.Any(i => i.Mark == mark))?.Of(mark, today) ?? new(CommentWait.ToPublish, null, null);
}

/// <summary>Phản ánh: what somebody has against one on the list, or against all of it.</summary>
/// <param name="About">Mark of the one; null: the whole list.</param>
public sealed record Objection(long Recording, string? About, DateOnly Day, string ByWhom, string Text, string Entry, ObjectionAnswer? Answer);

/// <param name="IsUpheld">It was right: the review looks at it again.</param>
public sealed record ObjectionAnswer(long Recording, bool IsUpheld, DateOnly Day, string Text, string? Document, string Entry);
