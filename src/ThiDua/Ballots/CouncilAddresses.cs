using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Ballots;
using ThiDua.Web;

namespace ThiDua.Ballots;

/// <summary>The addresses behind the page of the council: members, and rules of law that somebody confirms.</summary>
public static class CouncilAddresses
{
    public const string Page = "/hoi-dong";

    public static void Map(WebApplication site)
    {
        site.MapPost(Page + "/them", ([FromForm] string? name, [FromForm] string? position, [FromForm] string? post, [FromForm] string? code, [FromForm] string? from, [FromForm] string? document, PageContext page, ShownOnce once) =>
            ReviewAddresses.Shown(page, once, Page, () =>
            {
                new KeepCouncil(page.Options.Installation).Add(new(name, position, CouncilQueries.PostOf(post ?? ""), code, SessionAddresses.DayOf(from), document));
                return page.Say("council.added");
            })).Needs(Act.DecideAwards);
        site.MapPost(Page + "/thoi", ([FromForm] string? member, [FromForm] string? day, [FromForm] string? document, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, Page, () =>
            {
                new KeepCouncil(page.Options.Installation).End(member ?? "", SessionAddresses.DayOf(day), document);
                return page.Say("council.ended");
            })).Needs(Act.DecideAwards);
        site.MapPost(Page + "/bo", ([FromForm] string? taken, [FromForm] string? reason, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, Page, () =>
            {
                new KeepCouncil(page.Options.Installation).TakeBack(taken ?? "", reason);
                return page.Say("council.taken-back");
            })).Needs(Act.DecideAwards, confirmed: true);
        site.MapPost(Page + "/xac-nhan", ([FromForm] string? rate, [FromForm] string? citation, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, Page, () =>
            {
                new ConfirmRate(page.Options.Installation).Record(rate ?? "", citation);
                return page.Say("council.rule-confirmed");
            })).Needs(Act.DecideAwards);
        site.MapPost(Page + "/bo-xac-nhan", ([FromForm] string? taken, [FromForm] string? reason, PageContext page, ShownOnce once) => ReviewAddresses.Shown(page, once, Page, () =>
            {
                new ConfirmRate(page.Options.Installation).TakeBack(taken ?? "", reason);
                return page.Say("council.taken-back");
            })).Needs(Act.DecideAwards, confirmed: true);
    }
}
