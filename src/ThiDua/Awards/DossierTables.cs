using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Awards;

/// <summary>The list of dossiers as it is looked at, on the page and to take away.</summary>
public static class DossierTables
{
    public static void Map(WebApplication site) => site.MapGet("/c/{campaign}/ho-so.{format}", (string campaign, string format, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "trang-thai")] string? state, string? xep, string? period, PageContext page) =>
        TableDownload.Answer(page, campaign, format, AwardTables.OfPeriod(period), "ho-so", namesPeople: false, (db, ground) =>
        [
            new(page.Say("dossiers.title"), [.. new[] { "code", "unit", "state", "done", "papers", "missing" }.Select(h => page.Say("dossiers." + h))],
                [.. Shown(new DossierQueries(db, ground, page.Options.Installation.Day).All(page.Viewer.Within(Act.SeeDossiers)), state, xep).Select(d => (IReadOnlyList<object?>)
                    [d.Unit, d.Name, page.Say("dossier.state." + DossierQueries.Name(d.Standing)) + (d.IsOutdated ? "; " + page.Say("dossier.outdated") : "") + Sent(d, page), Done(d), d.Papers.Count, Missing(d, page.Language)])]),
        ])).Needs(Act.SeeDossiers, list: true);

    /// <summary>Whether it was sent as a whole, and why it came back.</summary>
    private static string Sent(DossierLine dossier, PageContext page) => dossier.Submission.Standing == SubmissionStanding.None ? ""
        : "; " + page.Say("submission.state." + SubmissionQueries.Name(dossier.Submission.Standing)) + (dossier.Submission is { IsReturned: true, Answer.Reason: { } reason } ? ": " + reason : "");

    /// <summary>What needs the office most stands first: late ones, then those under way, those complete last.</summary>
    /// <param name="state">Name of a standing; null: all.</param>
    /// <param name="sort">"state" or "done"; else by name of the unit.</param>
    public static List<DossierLine> Shown(IReadOnlyList<DossierLine> dossiers, string? state, string? sort)
    {
        List<DossierLine> shown = [.. dossiers.Where(d => string.IsNullOrEmpty(state) || DossierQueries.Name(d.Standing) == state)];
        shown.Sort((a, b) => (sort switch { "state" => Urgency(a).CompareTo(Urgency(b)), "done" => Done(a).CompareTo(Done(b)), _ => 0 }) is var by and not 0 ? by : VietnameseText.Compare(a.Name, b.Name));
        return shown;
    }

    public static int Done(DossierLine dossier) => dossier.Papers.Count(p => p.State.IsDelivered);

    /// <summary>Papers in the same state are named together: most units lack all of them at first.</summary>
    public static string Missing(DossierLine dossier, Language language) => dossier.Standing == DossierStanding.NothingToPropose ? Sentences.Say(language, "dossiers.nothing")
        : string.Join("; ", dossier.Missing.GroupBy(p => Sentences.Say(language, p.State.IsOutdated ? "dossier.outdated" : "dossier.paper-state." + DossierQueries.Name(p.State.Standing)))
            .Select(g => g.Count() == dossier.Papers.Count ? Sentences.Say(language, "dossiers.every", g.Key) : string.Join(", ", g.Select(p => StandingsTables.In(p.Asked.Title, language))) + " (" + g.Key + ")"));

    private static int Urgency(DossierLine dossier) => dossier.Standing switch { DossierStanding.Late => 0, DossierStanding.Underway => 1, DossierStanding.NotBegun => 2, DossierStanding.CompleteLate => 3, DossierStanding.Complete => 4, _ => 5 };
}
