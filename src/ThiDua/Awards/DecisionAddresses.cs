using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the pages of decisions: drafting, issuing, revoking, papers, the register to take away.</summary>
public static class DecisionAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/quyet-dinh/lap", (string campaign, [FromForm] string? proposal, [FromForm] string? period, PageContext page, ShownOnce once) =>
        {
            var no = 0;
            return ReviewAddresses.Shown(page, once, PageOf(campaign, period), () =>
            {
                no = new DraftDecision(page.Options.Installation).Draft(campaign, ReviewAddresses.Empty(period), [.. ReviewAddresses.Chosen(page, "key").Select(ReviewAddresses.Key)], proposal);
                return page.Say("decision.drafted-now");
            }, () => PageOf(campaign, no));
        }).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/quyet-dinh/{decision:int}/ban-hanh", (string campaign, int decision, [FromForm] string? number, [FromForm] string? day, [FromForm] string? signer, [FromForm] string? deputy, [FromForm] string? head, [FromForm] string? place, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, decision, ReviewAddresses.Empty(day)), () =>
            {
                new IssueDecision(page.Options.Installation).Issue(campaign, decision, Signature(number, day, signer, deputy, head, place));
                return page.Say("decision.issued-now");
            }, () => PageOf(campaign, decision))).Needs(Act.DecideAwards, confirmed: true);
        site.MapPost("/c/{campaign}/quyet-dinh/{decision:int}/thu-hoi", (string campaign, int decision, [FromForm] string? reason, [FromForm] string? number, [FromForm] string? day, [FromForm] string? signer, [FromForm] string? deputy, [FromForm] string? head,
            [FromForm] string? place, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, PageOf(campaign, decision), () =>
            {
                var lines = ReviewAddresses.Chosen(page, "line").Select(l => int.TryParse(l, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : throw new DecisionException("line-unknown", l)).ToList();
                if (lines.Count == 0) throw new DecisionException("no-line-chosen");
                new RevokeDecision(page.Options.Installation).Revoke(campaign, decision, lines, reason, Signature(number, day, signer, deputy, head, place));
                return page.Say("decision.revoked-now");
            })).Needs(Act.DecideAwards, confirmed: true);
        site.MapPost("/c/{campaign}/quyet-dinh/{decision:int}/bo", (string campaign, int decision, [FromForm] string? taken, [FromForm] string? reason, [FromForm] string? draft, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, decision), () =>
            {
                new RevokeDecision(page.Options.Installation).TakeBack(campaign, taken ?? "", reason);
                return page.Say("decision.taken-back");
            }, () => draft is null ? PageOf(campaign, decision) : PageOf(campaign, (string?)null))).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/quyet-dinh/{decision:int}/xac-nhan-muc", (string campaign, int decision, [FromForm] string? rate, [FromForm] string? citation, [FromForm] string? day, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, PageOf(campaign, decision, ReviewAddresses.Empty(day)), () =>
            {
                new ConfirmRate(page.Options.Installation).Record(rate ?? "", citation);
                return page.Say("decision.rate-confirmed");
            })).Needs(Act.PayAwards);
        site.MapGet("/c/{campaign}/quyet-dinh/{decision:int}/{document}.docx", Paper).Needs(Act.SeeAwards, confirmed: true);
        site.MapGet("/c/{campaign}/quyet-dinh.{format}", (string campaign, string format, string? period, PageContext page) => TableDownload.Answer(page, campaign, format, AwardTables.OfPeriod(period), "quyet-dinh", namesPeople: true, (db, ground) =>
        [
            new(page.Say("decision.register"), [.. new[] { "number", "day", "authority", "signer", "name", "unit", "award", "summary", "amount", "state" }.Select(h => page.Say("decision.head." + h))],
                [.. DecisionQueries.All(db, campaign).Where(d => d.Issue is not null && d.Period == ground.Period?.Id).OrderBy(d => d.Issue!.Day).ThenBy(d => d.No).SelectMany(d => d.Lines.Select(l => (IReadOnlyList<object?>)
                    [d.Issue!.Number, Written.Day(d.Issue.Day), DecisionText.Named(d, page.Language), d.Issue.Signer, l.Name, l.UnitName, l.Title, l.Summary, l.Amount?.Amount, l.RevokedBy is { } by ? page.Say("decision.line-revoked-by", by) : page.Say("decision.stands")]))]),
        ])).Needs(Act.SeeAwards, confirmed: true);
    }

    public static string PageOf(string campaign, string? period) => PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/quyet-dinh", ("period", ReviewAddresses.Empty(period)));

    /// <param name="day">On which day's law the amounts of a draft are shown; null: today's.</param>
    public static string PageOf(string campaign, int decision, string? day = null) =>
        PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/quyet-dinh/{decision.ToString(CultureInfo.InvariantCulture)}", ("ngay", day));

    private static EnteredSignature Signature(string? number, string? day, string? signer, string? deputy, string? head, string? place) =>
        new(number, ReviewAddresses.DayOf(day), signer, deputy == "1" ? Signatory.Deputy : Signatory.Head, head, place);

    private static IResult Paper(string campaign, int decision, string document, PageContext page)
    {
        try
        {
            using var db = page.Options.Installation.Open();
            using var reading = db.BeginReading();
            var found = DecisionQueries.Find(db, campaign, decision);
            var ground = Ground.Of(db, page.Options.Installation, campaign, AwardTables.OfPeriod(found.Period));
            if (DecisionPapers.Blocks(ground, found, document, new MoneyQueries(db, ground).Source) is not { } blocks) return Results.NotFound();
            var output = new MemoryStream();
            StatePaper.Write(output, blocks);
            return Results.File(output.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"{document}-{campaign}-{decision.ToString(CultureInfo.InvariantCulture)}.docx");
        }
        catch (Exception e) when (e is DecisionException or QuestionException)
        {
            return Results.NotFound();
        }
    }
}
