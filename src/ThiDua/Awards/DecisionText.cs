using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Decisions and steps of the review in words.</summary>
public static class DecisionText
{
    /// <summary>"312/QĐ-UBND ngày 20/12/2024"; of a draft "Dự thảo 3".</summary>
    public static string Called(Decision decision, Language language) => decision.Issue is { } issue
        ? Sentences.Say(language, "decision.called", issue.Number, Written.Day(issue.Day)) : Sentences.Say(language, "decision.called-draft", Written.Number(decision.No, language));

    /// <summary>Whose decision it is, as it is printed: the person, never the body, where the law gives it to the person.</summary>
    public static string Named(Authority authority, string? of, Language language) => language == Language.Vi || of is null ? authority.Named(of is null ? null : new(of, of)).Vi : $"{authority.Head.En}, {of}";

    /// <summary>Whoever it is by a decision's own words; one that the catalogue has no more keeps its id.</summary>
    public static string Named(Decision decision, Language language) => Named(decision.Authority, decision.Of, language);

    public static string Named(string id, string? of, Language language) => AuthorityCatalog.Find(id) is { } authority ? Named(authority, of, language) : id;

    public static string WordOf(DecisionState state) => state switch
    {
        DecisionState.Draft => "draft",
        DecisionState.Issued => "issued",
        DecisionState.PartlyRevoked => "partly-revoked",
        _ => "revoked",
    };

    public static string WordOf(ReviewState state) => state switch
    {
        ReviewState.Decided => "decided",
        ReviewState.Drafted => "drafted",
        ReviewState.Stopped => "stopped",
        ReviewState.NotFrozen => "not-frozen",
        ReviewState.Declined => "declined",
        ReviewState.Returned => "returned",
        ReviewState.Commenting => "commenting",
        ReviewState.InReview => "in-review",
        _ => "agreed",
    };

    /// <summary>Colour of a tag.</summary>
    public static string Tone(ReviewState state) => state switch
    {
        ReviewState.Decided or ReviewState.Agreed => "good",
        ReviewState.Declined or ReviewState.Stopped => "bad",
        ReviewState.Drafted => "plain",
        _ => "wait",
    };

    public static string Tone(DecisionState state) => state switch
    {
        DecisionState.Issued => "good",
        DecisionState.Draft => "wait",
        _ => "bad",
    };

    /// <summary>"Ban Thu đồng ý ngày 10/01/2020: …".</summary>
    public static string Mark(ReviewMark mark, Campaign campaign, Language language)
    {
        var step = campaign.Review.FirstOrDefault(s => s.Id == mark.Step);
        var said = string.Join(" ", new[] { mark.Opinion, mark.Reason }.OfType<string>());
        return Sentences.Say(language, "review.mark." + RecordReview.WordOf(mark.Outcome), step is null ? mark.Step : StandingsTables.In(step.Reviewer, language), Written.Day(mark.Day),
                campaign.Awards.FirstOrDefault(a => a.Id == mark.ToAward) is { } to ? StandingsTables.In(to.Title, language) : mark.ToAward ?? "")
            + (said.Length == 0 ? "" : ": " + said) + (mark.Document is { } document ? $" ({document})" : "");
    }
}
