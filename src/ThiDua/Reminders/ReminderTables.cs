using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;

namespace ThiDua.Reminders;

/// <summary>Whom to urge, whom to praise, what was sent, and the standing by collector, to take away.</summary>
public static class ReminderTables
{
    public static void Map(WebApplication site)
    {
        site.MapGet("/c/{campaign}/don-doc.{format}", (string campaign, string format, string? period, PageContext page) =>
            TableDownload.Answer(page, campaign, format, StandingsAddress.Read(null, null, null, period), "don-doc", namesPeople: true, (db, ground) =>
            {
                var reminders = new RemindQueries(db, ground).Ask(page.Viewer.Within(Act.Remind), page.Viewer.Within(Act.Call));
                return [Urge(reminders, page), .. ground.Campaign.IsOfFigures ? new[] { Figures(reminders, page) } : [], Praise(reminders, page), .. RemindQueries.PraisesOfficers(ground.Campaign) ? new[] { PraiseOfficers(reminders, page) } : [], Sent(SentQueries.All(db, ground, page.Viewer.Within(Act.Remind)), page)];
            })).Needs(Act.Remind, list: true, confirmed: true);
        site.MapGet("/c/{campaign}/nhan-vien-thu.{format}", (string campaign, string format, PageContext page) =>
            TableDownload.Answer(page, campaign, format, new(), "nhan-vien-thu", namesPeople: false, (db, ground) =>
            {
                var within = page.Viewer.Within(Act.Call);
                return [Collectors(new CollectorQueries(db, ground).Standing(new CallQueries(db, ground).All(ground.CommunesOf(within)), within), page)];
            })).Needs(Act.Call, list: true);
    }

    private static PageTable Urge(Reminders reminders, PageContext page) => new(page.Say("remind.urge"), [.. Heads(page, "code", "unit", "indicator", "missing", "officer-code", "officer", "about")],
        [.. reminders.Urge.SelectMany(u => u.Officers.Select(o => (IReadOnlyList<object?>)[u.Row.Code, u.Row.Name, page.In(u.Standing.Indicator.Title), u.Row.Missing, o.Code, o.Name, ReminderText.Officer(o, page.Language)]))]);

    private static PageTable Figures(Reminders reminders, PageContext page) => new(page.Say("remind.figures"), [.. Heads(page, "code", "unit", "indicator"), page.Say("standings.head.numerator"), page.Say("standings.head.target"), page.Say("remind.head.missing")],
        [.. reminders.Figures.Select(f => (IReadOnlyList<object?>)[f.Row.Code, f.Row.Name, page.In(f.Standing.Indicator.Title), f.Row.Numerator, f.Row.Target, f.Row.Gap])]);

    private static PageTable Praise(Reminders reminders, PageContext page) => new(page.Say("remind.praise"), [.. Heads(page, "code", "unit", "indicator")],
        [.. reminders.Praise.Select(p => (IReadOnlyList<object?>)[p.Row.Code, p.Row.Name, page.In(p.Standing.Indicator.Title)])]);

    private static PageTable PraiseOfficers(Reminders reminders, PageContext page) => new(page.Say("remind.praise.table"), [.. Heads(page, "code", "unit", "officer-code", "officer"), page.Say("standings.head.persons")],
        [.. reminders.PraiseOfficers.Select(p => (IReadOnlyList<object?>)[p.Unit.Code, p.Unit.Name, p.Code, p.Name, p.Persons])]);

    private static PageTable Sent(IReadOnlyList<SentMessage> sent, PageContext page) => new(page.Say("remind.sent"), [.. Heads(page, "code", "unit", "day", "step", "recipient", "outcome")],
        [.. sent.Select(s => (IReadOnlyList<object?>)[s.Code, s.Name, Written.Day(s.Day), ReminderText.Step(s, page.Language), s.Masked, ReminderText.Outcome(s, page.Language)])]);

    private static PageTable Collectors(IReadOnlyList<CollectorRow> rows, PageContext page) => new(
        page.Say("collectors.title"), [page.Say("standings.head.rank"), .. new[] { "collector", "counted", "won-back", "to-call", "contacts" }.Select(h => page.Say("collectors." + h))],
        [.. rows.Select(r => (IReadOnlyList<object?>)[r.Rank, r.Collector ?? page.Say("calls.none-known"), r.Counted, r.WonBack, r.ToCall, r.Contacts])]);

    private static IEnumerable<string> Heads(PageContext page, params string[] keys) => keys.Select(k => page.Say("remind.head." + k));
}
