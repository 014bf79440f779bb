using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Ballots.Pages;
using ThiDua.Core.Access;
using ThiDua.Core.Ballots;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Ballots;

/// <summary>The addresses behind the pages of the council's sessions.</summary>
public static class SessionAddresses
{
    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/hop/lap", (string campaign, [FromForm] string? day, [FromForm] string? title, [FromForm] string? place, [FromForm] string? secretary, [FromForm] string? mode, [FromForm] string? kind, [FromForm] string? needed,
            [FromForm] string? more, [FromForm] string? @base, [FromForm] string? quorum, [FromForm] string? written, [FromForm] string? conflict, [FromForm(Name = "run-off")] string? runOff, [FromForm] string? citation, [FromForm] string? places, [FromForm] string? period,
            PageContext page, ShownOnce once, RefusedForm refused) =>
        {
            var no = 0;
            return ReviewAddresses.Shown(page, once, PageOf(campaign, period), () => refused.KeepUnless(page.Http, () =>
            {
                var own = ReviewAddresses.Empty(kind) is null ? new EnteredTerms(needed, more == "1", @base switch { "present" => VoteBase.Present, "valid" => VoteBase.Valid, _ => VoteBase.All }, quorum, written == "1", conflict == "1", runOff == "1", citation) : null;
                no = new HoldSession(page.Options.Installation).Call(campaign, new(ReviewAddresses.Empty(period), [.. ReviewAddresses.Chosen(page, "key").Select(ReviewAddresses.Key)], DayOf(day), title, mode == "codes", ReviewAddresses.Empty(kind), own,
                    ReviewAddresses.Empty(places) is { } said ? Whole(said) ?? throw new BallotException("places-wrong") : null, place, secretary));
                return page.Say("ballot.called");
            }), () => PageOf(campaign, no));
        }).Needs(Act.DecideAwards);
        Post(site, "/co-mat", (campaign, session, page) =>
        {
            new CallRoll(page.Options.Installation).Record(campaign, session, [.. ReviewAddresses.Chosen(page, "member").Select(m => long.TryParse(m, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new BallotException("not-member", m))]);
            return page.Say("ballot.roll-called");
        }).Needs(Act.DecideAwards);
        Post(site, "/khong-bo-phieu", (campaign, session, page) =>
        {
            new CallRoll(page.Options.Installation).DeclareConflict(campaign, session, long.TryParse(Said(page, "member"), NumberStyles.None, CultureInfo.InvariantCulture, out var member) ? member : throw new BallotException("member-unchosen"),
                Whole(Said(page, "name")) ?? throw new BallotException("name-unknown"), Said(page, "reason"));
            return page.Say("ballot.conflict-declared");
        }).Needs(Act.DecideAwards);
        Post(site, "/kiem-phieu", (campaign, session, page) =>
        {
            new CountBallots(page.Options.Installation).Record(campaign, session, Counts(page));
            return page.Say("ballot.counted");
        }).Needs(Act.ReviewNominations);
        Post(site, "/huy-mo", (campaign, session, page) =>
        {
            new OpenBallot(page.Options.Installation).Cancel(campaign, session, Said(page, "reason"));
            return page.Say("ballot.cancelled");
        }).Needs(Act.DecideAwards, confirmed: true);
        Post(site, "/dong", (campaign, session, page) =>
        {
            new CloseRound(page.Options.Installation).Close(campaign, session);
            return page.Say("ballot.closed-now");
        }).Needs(Act.DecideAwards, confirmed: true);
        Post(site, "/bo-phieu-lai", (campaign, session, page) =>
        {
            new HoldSession(page.Options.Installation).RunOff(campaign, session, [.. ReviewAddresses.Chosen(page, "name").Select(n => Whole(n) ?? throw new BallotException("name-unknown"))]);
            return page.Say("ballot.run-off-called");
        }).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/hop/{session:int}/bo", (string campaign, int session, [FromForm] string? taken, [FromForm] string? reason, [FromForm] string? draft, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, PageOf(campaign, session), () =>
            {
                new CloseRound(page.Options.Installation).TakeBack(campaign, session, taken ?? "", reason);
                return page.Say("council.taken-back");
            }, () => draft is null ? PageOf(campaign, session) : PageOf(campaign, (string?)null))).Needs(Act.DecideAwards, confirmed: true);
        site.MapPost("/c/{campaign}/hop/{session:int}/mo", Open).Needs(Act.DecideAwards, confirmed: true);
        site.MapGet("/c/{campaign}/hop/{session:int}/{record}.docx", Paper).Needs(Act.SeeAwards, confirmed: true);
        site.MapGet("/c/{campaign}/hop/{session:int}/phieu.json", (string campaign, int session, int? vong, PageContext page) =>
        {
            using var db = page.Options.Installation.Open();
            using var reading = db.BeginReading();
            return new SessionQueries(db, campaign).All().FirstOrDefault(s => s.No == session) is { } found && found.Rounds.FirstOrDefault(r => vong is null || r.No == vong) is { } round
                ? Results.File(BallotFile.Write(campaign, found, round, SessionQueries.Lists(db, round)), "application/json", $"phieu-{campaign}-{session.ToString(CultureInfo.InvariantCulture)}.json") : Results.NotFound();
        }).Needs(Act.SeeAwards, confirmed: true);
    }

    public static string PageOf(string campaign, string? period) => PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/hop", ("period", ReviewAddresses.Empty(period)));

    public static string PageOf(string campaign, int session) => $"/c/{Uri.EscapeDataString(campaign)}/hop/{session.ToString(CultureInfo.InvariantCulture)}";

    internal static DateOnly? DayOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : Texts.Written.TryDay(text, out var day) && day is { } known ? known : throw new BallotException("day-wrong");

    private static RouteHandlerBuilder Post(WebApplication site, string path, Func<string, int, PageContext, string> work) =>
        site.MapPost("/c/{campaign}/hop/{session:int}" + path, (string campaign, int session, [FromForm] string? sent, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, PageOf(campaign, session), () => work(campaign, session, page)));

    /// <summary>The slips come with this answer and never again.</summary>
    private static IResult Open(string campaign, int session, [FromForm] string? understood, PageContext page, ShownOnce once)
    {
        try
        {
            if (understood != "1") throw new BallotException("not-understood");
            var about = About(campaign, session, page); // before: nothing may come between the codes and whoever prints them
            var codes = new OpenBallot(page.Options.Installation).Open(campaign, session);
            page.Http.Response.Headers.CacheControl = "no-store";
            return new RazorComponentResult<SlipsPage>(new { Campaign = campaign, No = session, Codes = codes, About = about });
        }
        catch (ToldException e)
        {
            return ReviewAddresses.Shown(page, once, PageOf(campaign, session), () => throw e);
        }
    }

    private static string About(string campaign, int session, PageContext page)
    {
        using var db = page.Options.Installation.Open();
        var of = new SessionQueries(db, campaign).Find(session);
        return $"{of.Title}, {Written.Day(of.Day)}{(of.Rounds.Count == 1 ? "" : " · " + page.Say("ballot.round", page.Number(of.Current.No)))}";
    }

    private static List<NameCount> Counts(PageContext page)
    {
        var columns = new[] { "issued", "yes", "no", "blank", "spoiled", "unused", "written-yes", "written-no", "written-blank" }.Select(c => ReviewAddresses.Chosen(page, c)).ToList();
        var counts = new List<NameCount>();
        for (var i = 0; i < columns.Max(c => c.Count); i++) counts.Add(new(new(At(0), At(1), At(2), At(3), At(4), At(5)), new(At(6), At(7), At(8))));
        return counts;

        // A form that does not ask for a column means none; an empty box is not nought, and is asked for again.
        int At(int column) => columns[column].ElementAtOrDefault(counts.Count) is not { } said ? 0 : Whole(said) ?? throw new BallotException("number-wrong", said);
    }

    private static int? Whole(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000 ? number : null;

    private static string? Said(PageContext page, string name) => ReviewAddresses.Chosen(page, name) is [var first, ..] ? first : null;

    private static IResult Paper(string campaign, int session, string record, int? vong, PageContext page)
    {
        try
        {
            using var db = page.Options.Installation.Open();
            using var reading = db.BeginReading();
            var found = new SessionQueries(db, campaign).Find(session);
            var round = found.Rounds.FirstOrDefault(r => r.No == vong) ?? found.Current;
            if (BallotPapers.Blocks(Ground.Of(db, page.Options.Installation, campaign, AwardTables.OfPeriod(found.Period)), found, round, SessionQueries.Lists(db, round), record) is not { } blocks) return Results.NotFound();
            var output = new MemoryStream();
            StatePaper.Write(output, blocks);
            return Results.File(output.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"{record}-{campaign}-{session.ToString(CultureInfo.InvariantCulture)}.docx");
        }
        catch (ToldException)
        {
            return Results.NotFound();
        }
    }
}
