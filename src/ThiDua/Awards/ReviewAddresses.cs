using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the page of the review.</summary>
public static class ReviewAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/xet/y-kien", (string campaign, [FromForm] string? step, [FromForm] string? outcome, [FromForm] string? day, [FromForm] string? opinion, [FromForm(Name = "to-award")] string? toAward,
            [FromForm] string? reason, [FromForm] string? document, [FromForm] string? period, PageContext page, ShownOnce once) => Shown(page, once, PageOf(campaign, period, step), () =>
            {
                new RecordReview(page.Options.Installation).Record(campaign, new(step ?? "", [.. Chosen(page, "key").Select(Key)],
                    Enum.GetValues<ReviewOutcome>().Select(o => (ReviewOutcome?)o).FirstOrDefault(o => RecordReview.WordOf(o!.Value) == outcome) ?? throw new ReviewException("outcome-missing"),
                    DayOf(day), opinion, Empty(toAward), reason, document, Empty(period)), page.Viewer.Rights.RolesOverAll);
                return Sentences.Say(page.Language, "review.recorded", page.Number(Chosen(page, "key").Distinct().Count()));
            })).Needs(Act.ReviewNominations);
        site.MapPost("/c/{campaign}/xet/rut-lai", (string campaign, [FromForm] string? taken, [FromForm] string? reason, [FromForm] string? step, [FromForm] string? period, PageContext page, ShownOnce once) => Shown(page, once, PageOf(campaign, period, step), () =>
            {
                new RecordReview(page.Options.Installation).TakeBack(campaign, Empty(period), taken ?? "", reason, page.Viewer.Rights.RolesOverAll);
                return Sentences.Say(page.Language, "review.taken-back");
            })).Needs(Act.ReviewNominations);
        site.MapPost("/c/{campaign}/xet/lay-y-kien", (string campaign, [FromForm] string? step, [FromForm] string? from, [FromForm] string? period, PageContext page, ShownOnce once) => Shown(page, once, PageOf(campaign, period, step), () =>
            {
                new PublishForComment(page.Options.Installation).Open(campaign, Empty(period), step ?? "", DayOf(from));
                return Sentences.Say(page.Language, "review.list-opened");
            })).Needs(Act.DecideAwards, confirmed: true);
        site.MapPost("/c/{campaign}/xet/phan-anh", (string campaign, [FromForm] string? list, [FromForm] string? about, [FromForm] string? day, [FromForm] string? who, [FromForm] string? text, [FromForm] string? step, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, PageOf(campaign, period, step), () =>
            {
                new PublishForComment(page.Options.Installation).TakeObjection(campaign, Empty(period), list ?? "", Empty(about), DayOf(day), who, text);
                return Sentences.Say(page.Language, "review.objection-taken");
            })).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/xet/tra-loi", (string campaign, [FromForm] string? objection, [FromForm] string? outcome, [FromForm] string? day, [FromForm] string? text, [FromForm] string? document, [FromForm] string? step, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, PageOf(campaign, period, step), () =>
            {
                new PublishForComment(page.Options.Installation).Answer(campaign, Empty(period), objection ?? "", outcome == "upheld", DayOf(day), text, document);
                return Sentences.Say(page.Language, "review.answered");
            })).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/xet/bo", (string campaign, [FromForm] string? taken, [FromForm] string? reason, [FromForm] string? step, [FromForm] string? period, PageContext page, ShownOnce once) => Shown(page, once, PageOf(campaign, period, step), () =>
            {
                new PublishForComment(page.Options.Installation).TakeBack(campaign, Empty(period), taken ?? "", reason);
                return Sentences.Say(page.Language, "review.taken-back");
            })).Needs(Act.DecideAwards, confirmed: true);
    }

    /// <param name="step">Whose turn is shown; null: the first that waits.</param>
    public static string PageOf(string campaign, string? period = null, string? step = null) =>
        PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/xet", ("period", Empty(period)), ("buoc", Empty(step)));

    /// <summary>A nomination as a form names it; one that nobody can read is none.</summary>
    internal static NominationKey Key(string text)
    {
        try
        {
            return NominationAddresses.Key(text);
        }
        catch (NominationException)
        {
            throw new ReviewException("nomination-gone", text);
        }
    }

    /// <summary>Every box of that name that was ticked.</summary>
    internal static IReadOnlyList<string> Chosen(PageContext page, string name) => page.Http.Request.HasFormContentType ? [.. page.Http.Request.Form[name].OfType<string>()] : [];

    internal static DateOnly? DayOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : Written.TryDay(text, out var day) && day is { } known ? known : throw new ReviewException("day-wrong");

    internal static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Back to a page, with the sentence of what was done or refused.</summary>
    internal static IResult Shown(PageContext page, ShownOnce once, string to, Func<string> work, Func<string>? then = null)
    {
        try
        {
            once.Put(page.Http, work());
            return Results.LocalRedirect(With(then?.Invoke() ?? to, "xong"));
        }
        catch (ToldException e)
        {
            once.Put(page.Http, e.Say(page.Language));
            return Results.LocalRedirect(With(to, "loi"));
        }
    }

    private static string With(string path, string name) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{name}={NominationAddresses.Told}";
}
