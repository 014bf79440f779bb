using Microsoft.AspNetCore.Mvc;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The addresses behind the page of nominations.</summary>
public static class NominationAddresses
{
    /// <summary>In place of a key: the sentence names people or clauses, and waits in the browser to be shown once.</summary>
    public const string Told = "tep";

    /// <summary>Between the parts of a nomination's key in a form.</summary>
    private const char Between = '|';

    public static void Map(WebApplication site)
    {
        site.MapPost("/c/{campaign}/de-cu/them", (string campaign, [FromForm] string? unit, [FromForm] string? award, [FromForm] string? officer, [FromForm] string? name, [FromForm] string? summary, [FromForm] string? solution,
            [FromForm] string? document, [FromForm] string? by, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, unit, () => new Nominate(page.Options.Installation).Record(campaign,
                new(award ?? "", unit ?? "", officer, name, summary, By(page, by), solution, document, Empty(period))))).Needs(Act.Nominate, unit: "unit");
        site.MapPost("/c/{campaign}/de-cu/rut-lai", (string campaign, [FromForm] string? sha, [FromForm] string? reason, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, null, () => new TakeBackNomination(page.Options.Installation).TakeBack(campaign, Empty(period), sha ?? "", reason, By(page, null)))).Needs(Act.Nominate, entry: "sha");
        site.MapPost("/c/{campaign}/de-cu/chot", (string campaign, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, null, () => new FreezeStanding(page.Options.Installation).FreezeAll(campaign, AwardTables.OfPeriod(period)),
                frozen => Sentences.Say(page.Language, "nomination.frozen", page.Number(frozen)))).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/de-cu/tam-dung", (string campaign, [FromForm] string? under, [FromForm] string? kind, [FromForm] string? officer, [FromForm] string? name, [FromForm] string? ground, [FromForm] string? reason,
            [FromForm] string? document, [FromForm] string? from, [FromForm] string? to, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, null, () => new HoldAward(page.Options.Installation).Hold(new(under ?? "", kind == "collective" ? SubjectKind.Collective : SubjectKind.Individual, officer, name,
                Enum.GetValues<HoldGround>().Select(g => (HoldGround?)g).FirstOrDefault(g => HoldAward.WordOf(g!.Value) == ground) ?? throw new NominationException("hold-ground-missing"), reason, document, Day(from), Day(to))))).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/de-cu/thoi-tam-dung", (string campaign, [FromForm] string? hold, [FromForm] string? day, [FromForm] string? reason, [FromForm] string? document, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, null, () => new HoldAward(page.Options.Installation).End(hold ?? "", Day(day), reason, document))).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/de-cu/ly-do", (string campaign, [FromForm] string? key, [FromForm] string? against, [FromForm] string? reason, [FromForm] string? document, [FromForm] string? signer, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, null, () => new SignReason(page.Options.Installation).Record(campaign, Empty(period), Key(key), against ?? "", new(reason, document, signer)))).Needs(Act.DecideAwards);
        site.MapPost("/c/{campaign}/de-cu/bo", (string campaign, [FromForm] string? taken, [FromForm] string? reason, [FromForm] string? period, PageContext page, ShownOnce once) =>
            Shown(page, once, campaign, period, null, () => TakeBack(page, Recordings.Holds, taken, reason))).Needs(Act.DecideAwards);
    }

    /// <param name="unit">Only of that unit; null: of all that the viewer sees.</param>
    /// <param name="collector">For whom the form is filled in, from the standing of collectors.</param>
    public static string PageOf(string campaign, string? period = null, string? unit = null, string? fault = null, string? done = null, string? collector = null) =>
        PageContext.Address($"/c/{Uri.EscapeDataString(campaign)}/de-cu", ("period", Empty(period)), ("don-vi", Empty(unit)), ("loi", fault), ("xong", done), ("nvt", collector));

    public static string Write(NominationKey key) => string.Join(Between, key.Award, key.Unit, key.Kind == SubjectKind.Collective ? "c" : "i", key.Subject);

    internal static NominationKey Key(string? text) => text?.Split(Between, 4) is [var award, var unit, var kind, var subject]
        ? new(award, unit, kind == "c" ? SubjectKind.Collective : SubjectKind.Individual, subject) : throw new NominationException("no-second");

    /// <summary>Who works for the agency over everything, or has no other role, speaks for it; only he does.</summary>
    internal static bool IsAgency(Rights rights) =>
        rights.RolesOverAll.Contains(Role.DataOfficer) || rights.Roles.Contains(Role.DataOfficer) && !rights.Roles.Any(r => r is Role.UnitClerk or Role.UnitHead or Role.StandingOffice);

    /// <summary>Who collected is named by the agency that has his results, or by the standing office: a unit's word for him would pass by the criteria.</summary>
    internal static bool MayNameCollectors(Rights rights) => IsAgency(rights) || rights.RolesOverAll.Contains(Role.StandingOffice);

    private static ProposedBy By(PageContext page, string? asked)
    {
        var roles = page.Viewer.Rights.Roles;
        var isAgency = IsAgency(page.Viewer.Rights);
        return asked switch
        {
            "collection" => MayNameCollectors(page.Viewer.Rights) ? ProposedBy.Collection : throw new NominationException("not-collection"),
            "agency" => isAgency ? ProposedBy.Agency : throw new NominationException("not-agency"),
            _ => isAgency && !roles.Any(r => r is Role.UnitClerk or Role.UnitHead or Role.StandingOffice) ? ProposedBy.Agency : ProposedBy.Unit,
        };
    }

    private static string TakeBack(PageContext page, string kind, string? sha, string? reason)
    {
        new WithdrawFile(page.Options.Installation).TakeBack(kind, sha ?? "", string.IsNullOrWhiteSpace(reason) ? throw new NominationException("reason-missing") : reason.Trim());
        return "";
    }

    private static DateOnly? Day(string? text) => Written.TryDay(text, out var day) ? day : throw new NominationException("day-wrong");

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <summary>Back to the page, with the sentence of what was refused or done.</summary>
    private static IResult Shown<T>(PageContext page, ShownOnce once, string campaign, string? period, string? unit, Func<T> work, Func<T, string>? done = null)
    {
        try
        {
            var result = work();
            if (done is null) return Results.LocalRedirect(PageOf(campaign, period, unit));
            once.Put(page.Http, done(result));
            return Results.LocalRedirect(PageOf(campaign, period, unit, done: Told));
        }
        catch (OverQuotaException e)
        {
            once.Put(page.Http, RewardText.Quota(e.Fault, page.Language));
        }
        catch (ToldException e)
        {
            once.Put(page.Http, e.Say(page.Language));
        }
        return Results.LocalRedirect(PageOf(campaign, period, unit, Told));
    }
}
