using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Documents;
using ThiDua.Standings;
using ThiDua.Texts;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Awards;

/// <summary>A unit on the page of awards; the place is null for those that do not qualify.</summary>
public sealed record CandidateLine(Candidate Candidate, int? Place, bool? WithinQuota);

/// <summary>Awards and honours as people read them, on the page and in files to take away.</summary>
public static class AwardTables
{
    public static void Map(WebApplication site)
    {
        site.MapGet("/c/{campaign}/khen-thuong.{format}", (string campaign, string format, string? asOf, string? period, PageContext context) =>
            TableDownload.Answer(context, campaign, format, OfPeriod(period) with { AsOf = StandingsAddress.Read(asOf, null).AsOf }, "khen-thuong", namesPeople: true, (db, ground) =>
            {
                var answer = new AwardQueries(db, ground, new(db, ground)).Answer();
                return [.. ground.Awards.Select(award => award.Criterion == AwardCriterion.AllOf || (award.Subject == SubjectKind.Collective && award.Criterion is not (AwardCriterion.Nominated or AwardCriterion.NominatedOutside)) ? Units(award) : Officers(award)), .. ground.Awards.Where(a => a.Criterion == AwardCriterion.AllOf).Select(Officers)];

                string In(LocalText text) => context.In(text);
                PageTable Units(AwardRule award) => new(In(award.Title), [.. Heads("place", "code", "unit", "verdict", "conditions")], [.. Candidates(answer, award).Select(c => (IReadOnlyList<object?>)
                    [c.Place, c.Candidate.Unit, c.Candidate.Name, Verdict(c, context.Language), string.Join("; ", c.Candidate.Conditions.Select(k => $"{In(k.Text)}: {Actual(ground.Campaign, k, context.Language)}"))])]);
                PageTable Officers(AwardRule award) => new(In(award.Title), [.. Heads("place", "code", Proposed(award), "unit", "persons", "quota", "summary")], [.. answer.Proposals.Where(p => p.Award == award.Id).Select(p => (IReadOnlyList<object?>)
                    [p.Rank, p.Subject, p.Name, p.Unit, p.Nominee is null ? p.Persons : null, Quota(p, context.Language), p.Nominee?.Summary])]);
                IEnumerable<string> Heads(params string[] keys) => keys.Select(k => context.Say("awards.head." + k));
            })).Needs(Act.SeeAwards, confirmed: true);
        site.MapGet("/c/{campaign}/vinh-danh.{format}", (string campaign, string format, string? ngay, string? period, PageContext context) =>
            TableDownload.Answer(context, campaign, format, OfPeriod(period), "vinh-danh", namesPeople: true, (db, ground) =>
            [
                new(context.Say("honour.title"), [.. new[] { "award", "code", "name", "unit-then", "unit-now", "basis" }.Select(h => context.Say("honour.head." + h))],
                    [.. new HonourList(db, ground).On(Review(ngay, context.Options.Installation.Day)).Select(h => (IReadOnlyList<object?>)
                        [context.In(h.Award.Title), h.Subject, h.Name, h.Unit, h.UnitNow ?? context.Say("honour.unknown"), Basis(h, context.Language)])]),
            ])).Needs(Act.SeeAwards, confirmed: true);
    }

    /// <summary>Awards and dossiers of a period are of its last day.</summary>
    /// <param name="period">Null or empty: the whole.</param>
    public static Vantage OfPeriod(string? period) => new(Period: string.IsNullOrEmpty(period) ? null : period) { AtPeriodEnd = true };

    /// <summary>The day of the review as asked for; else today.</summary>
    public static DateOnly Review(string? asked, DateOnly today) =>
        Written.TryDay(asked, out var day) && day is { } known ? known : today;

    /// <summary>Those who qualify in the order of the award, then the others, nearest first.</summary>
    public static IReadOnlyList<CandidateLine> Candidates(AwardAnswer answer, AwardRule award)
    {
        var places = answer.Proposals.Where(p => p.Award == award.Id && p.Nominee is null).ToDictionary(p => p.Subject, StringComparer.Ordinal);
        var lines = answer.Criteria.Where(c => c.Award.Id == award.Id).Select(c => new CandidateLine(c.Candidate, places.GetValueOrDefault(c.Candidate.Unit)?.Rank ?? (award.Criterion == AwardCriterion.AllOf && c.Candidate.Eligible ? 1 : null), places.GetValueOrDefault(c.Candidate.Unit)?.WithinQuota)).ToList();
        lines.Sort((a, b) => (a.Place ?? int.MaxValue).CompareTo(b.Place ?? int.MaxValue) is var place and not 0 ? place
            : b.Candidate.MeanAttainment.CompareTo(a.Candidate.MeanAttainment) is var mean and not 0 ? mean : string.CompareOrdinal(a.Candidate.Unit, b.Candidate.Unit));
        return lines;
    }

    public static bool IsInside(CandidateLine line) => line.Place is not null && line.WithinQuota != false;

    /// <summary>The line that is drawn above a row, by the key of its sentence; null: none.</summary>
    public static string? LineAbove(IReadOnlyList<CandidateLine> lines, int i) =>
        i > 0 && IsInside(lines[i - 1]) && !IsInside(lines[i]) ? lines[i].Place is null ? "awards.line.criterion" : "awards.line.quota" : null;

    public static string? LineAbove(IReadOnlyList<Proposal> proposals, int i) =>
        i > 0 && proposals[i - 1].WithinQuota == true && proposals[i].WithinQuota == false ? "awards.line.quota" : null;

    /// <summary>The first one below the line; −1: nobody is.</summary>
    public static int Next(IReadOnlyList<CandidateLine> lines)
    {
        for (var i = 0; i < lines.Count; i++) if (!IsInside(lines[i])) return i;
        return -1;
    }

    public static string Verdict(CandidateLine line, Language language) => Sentences.Say(language,
        line.Candidate.Eligible ? line.WithinQuota == false ? "awards.beyond" : "awards.qualifies" : "awards.not-yet",
        line.Candidate.Conditions.Count(c => c.Met).ToString(CultureInfo.InvariantCulture), line.Candidate.Conditions.Count.ToString(CultureInfo.InvariantCulture));

    /// <summary>The head of the column of those proposed.</summary>
    public static string Proposed(AwardRule award) => award.Subject == SubjectKind.Collective ? "collective" : "officer";

    /// <summary>Whether somebody is among those proposed; a unit that does not meet the figures that the award asks for has nobody there, whatever the number.</summary>
    public static string Quota(Proposal proposal, Language language) => proposal.MeetsCriteria ? Quota(proposal.WithinQuota, language) : Sentences.Say(language, "awards.unit-not-yet");

    private static string Quota(bool? within, Language language) => within is { } w ? Sentences.Say(language, w ? "awards.within" : "awards.beyond") : "";

    /// <summary>How many may have an award, and which clause says so.</summary>
    public static string Limit(AwardRule award, Language language) =>
        award.QuotaPerUnit is { } each ? Sentences.Say(language, "awards.quota-per-unit", Written.Number(each.Value, language), each.Source.Name)
        : award.Quota is { } quota ? Sentences.Say(language, "awards.quota", Written.Number(quota, language)) : Sentences.Say(language, "awards.no-quota");

    /// <summary>Why somebody whom a unit nominates is not among those proposed; null: he is.</summary>
    public static string? Beyond(AwardRule award, Proposal proposal, Language language) => proposal.WithinQuota == false && award.QuotaPerUnit is { } most
        ? Sentences.Say(language, award.Subject == SubjectKind.Collective ? "awards.beyond.collectives" : "awards.beyond.individuals", Written.Number(most.Value, language), most.Source.Name) : null;

    /// <summary>Both of them in one sentence.</summary>
    public static string Place(AwardRule award, Proposal proposal, Language language) => Beyond(award, proposal, language) is not { } beyond ? Quota(proposal, language)
        : proposal.MeetsCriteria ? beyond : $"{Quota(proposal, language)}. {beyond}";

    /// <summary>"45,00 % / 50,00 %": what there is, and what is needed.</summary>
    public static string Actual(Campaign campaign, Condition condition, Language language)
    {
        var isPercent = campaign.Indicators.FirstOrDefault(i => i.Id == condition.Indicator) is { } indicator && StandingsQueries.IsRate(indicator, Core.Standings.StandingOf.Units);
        var sign = condition.Comparison == Comparison.AtLeast ? "" : StandingsTables.Sign(condition.Comparison) + " ";
        var shown = condition.Needed is null ? Text(condition.Actual) : $"{Text(condition.Actual)} / {sign}{Text(condition.Needed)}";
        return condition.OfEarlier is { } day ? $"{shown} ({Sentences.Say(language, "standings.of-earlier", Written.Day(day))})" : shown;
        string Text(string? plain) => isPercent ? Written.Percent(plain, language) : plain is null ? "–" : Written.Number(plain, language);
    }

    public static string Basis(Honoured honoured, Language language) => honoured.By is { } decision ? DecisionText.Called(decision, language) : Sentences.Say(language, honoured.IsFrozen ? "honour.frozen" : "honour.known");
}
