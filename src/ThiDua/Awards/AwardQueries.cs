using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>Who meets the criteria of each award, and who would be proposed in which order.</summary>
public sealed record AwardAnswer(IReadOnlyList<(AwardRule Award, Candidate Candidate)> Criteria, IReadOnlyList<Proposal> Proposals);

public sealed class AwardQueries(Db db, Ground ground, StandingsQueries standings)
{
    public AwardAnswer Answer()
    {
        var counted = PersonsByOfficer();
        var units = Candidates(counted);
        var criteria = new List<(AwardRule, Candidate)>();
        var proposals = new List<Proposal>();
        var nominees = new Lazy<IReadOnlyList<Nominee>>(() => NomineeQueries.All(db, ground));
        foreach (var award in ground.Awards)
        {
            switch (award.Criterion)
            {
                case AwardCriterion.EveryTargetMet:
                    criteria.AddRange(units.Select(u => (award, u)));
                    proposals.AddRange(Proposals.WithNamed(award, Proposals.OfCollectives(award, units), nominees.Value, units));
                    break;
                case AwardCriterion.AtLeastOnePerson:
                    proposals.AddRange(Proposals.WithNamed(award, Proposals.OfIndividuals(award, counted.Select(c => (c.Unit, c.Code, c.Name, c.Persons))), nominees.Value, []));
                    break;
                case AwardCriterion.FromHighToLow:
                    var ranked = FromHighToLow(award, counted);
                    criteria.AddRange(ranked.Select(c => (award, c.Candidate)).OrderBy(c => c.Candidate.Unit, StringComparer.Ordinal));
                    proposals.AddRange(Proposals.WithNamed(award, Proposals.OfStanding(award, ranked), nominees.Value, ranked.Select(r => r.Candidate)));
                    break;
                default:
                    var held = award.Conditions.Count == 0 ? [] : HeldAgainst(award);
                    criteria.AddRange(held.Select(h => (award, h)));
                    proposals.AddRange(Proposals.OfNominees(ground.Campaign, award, nominees.Value, held));
                    break;
            }
        }
        return new(criteria, proposals);
    }

    /// <summary>Every unit that has a figure or a target of one of the conditions, held against each of them (3096/KT.1.1.a).</summary>
    private List<Candidate> HeldAgainst(AwardRule award)
    {
        var all = standings.Standings(new()).Where(s => s.Indicator.Measure == Measure.FigureAgainstTarget).ToLookup(s => s.IndicatorId, StringComparer.Ordinal);
        var byCode = ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree)).OfType<Core.Organisation.UnitStatement>().ToDictionary(u => u.Code, StringComparer.Ordinal);
        var asked = award.Conditions.Select(c => (Condition: c, Indicator: ground.Campaign.Indicator(c.Indicator)!, Rows: all[c.Indicator].SelectMany(s => s.Rows).ToDictionary(r => r.Code, StringComparer.Ordinal))).ToList();
        return [.. asked.SelectMany(a => a.Rows.Values).DistinctBy(r => r.Code).Where(r => IsOwn(r.Code)).OrderBy(r => r.Code, StringComparer.Ordinal).Select(unit =>
            new Candidate(unit.Code, unit.Name, [.. asked.Select(a => Condition(a.Condition, a.Indicator, a.Rows.GetValueOrDefault(unit.Code)))], 0))];

        // A unit to which a part of its province's target was handed down is no province: the one above has them all.
        bool IsOwn(string code)
        {
            if (HasAll(code)) return true;
            for (var above = Above(code); above is not null; above = Above(above)) if (HasAll(above)) return false;
            return true;
        }

        bool HasAll(string code) => asked.TrueForAll(a => a.Rows.GetValueOrDefault(code)?.Target is not null);
        string? Above(string code) => byCode.GetValueOrDefault(code)?.Parent is { } parent ? ground.Units.On(parent, ground.Tree)?.Code : null;
    }

    private static Condition Condition(AwardCondition asked, Indicator indicator, StandingRow? row)
    {
        var met = row is { Numerator: { } figure, Target: { } target, OfEarlier: null } && Ranking.Compares(figure, asked.Comparison, target);
        return new(asked.Indicator, new(Named(Language.Vi), Named(Language.En)), asked.Source, met, Plain(row?.Numerator), Plain(row?.Target), Attained(row)) { Comparison = asked.Comparison, OfEarlier = row?.OfEarlier };

        string Named(Language language) => Sentences.Say(language, "awards.condition." + asked.Comparison switch
        {
            Comparison.MoreThan => "more-than",
            Comparison.LessThan => "less-than",
            Comparison.About => "about",
            _ => "at-least",
        }, StandingsTables.In(indicator.Title, language));
    }

    private List<Candidate> Candidates(List<(string Unit, string Code, string Name, long Persons)> counted)
    {
        var persons = counted.GroupBy(c => c.Unit).ToDictionary(g => g.Key, g => g.Sum(c => c.Persons));
        var inGroups = ground.Campaign.Groups.Count > 0 ? standings.Listed().Select(u => u.Code).ToHashSet() : null;
        return [.. standings.Standings(new())
            .SelectMany(s => s.Rows.Select(r => (Standing: s, Row: r)))
            .Where(x => inGroups?.Contains(x.Row.Code) != false) // a unit outside all groups has a figure at most, and no targets of a group to meet
            .GroupBy(x => x.Row.Code)
            .Select(unit => new Candidate(unit.Key, unit.First().Row.Name,
                [.. unit.Where(x => x.Row.Target is not null).Select(x => Condition(x.Standing, x.Row))], persons.GetValueOrDefault(unit.Key)))
            .OrderBy(c => c.Unit, StringComparer.Ordinal)];
    }

    /// <summary>The units in the order of one standing; who has nothing at all is not eligible (SCT/I.4.1.a).</summary>
    private List<(Candidate Candidate, int? Rank)> FromHighToLow(AwardRule award, List<(string Unit, string Code, string Name, long Persons)> counted)
    {
        var persons = counted.GroupBy(c => c.Unit).ToDictionary(g => g.Key, g => g.Sum(c => c.Persons));
        return [.. standings.Standings(new(Indicator: award.ByIndicator)).SelectMany(s => s.Rows.Select(r => (new Candidate(r.Code, r.Name,
            [new(s.IndicatorId, s.Indicator.Title, award.CriterionSource, r.Numerator > 0, s.IsRate ? r.Value?.ToPercent() : Plain(r.Numerator), null, null)], persons.GetValueOrDefault(r.Code)), r.Rank)))];
    }

    private static Condition Condition(Standing standing, StandingRow row)
    {
        var isPercent = standing.IsRate && standing.Indicator.Measure != Measure.FigureAgainstTarget;
        var attained = standing.Indicator.Measure == Measure.FigureAgainstTarget ? Attained(row)
            : row.Value is { } value && row.Target is > 0 ? Least(value / Fraction.Of(isPercent ? row.Target.Value / 100 : row.Target.Value)) : null;
        var title = new LocalText(StandingsTables.Named(standing, standing.Indicator.Title, Language.Vi), StandingsTables.Named(standing, standing.Indicator.Title, Language.En));
        return new(standing.IndicatorId, title, standing.TargetSource!, row.Met == true,
            isPercent ? row.Value?.ToPercent() : Plain(row.Numerator), isPercent ? Fraction.Round(Fraction.Of(row.Target!.Value), 2) : Plain(row.Target), attained) { Comparison = standing.Comparison, OfEarlier = row.OfEarlier };
    }

    /// <summary>How far a figure has come towards its target; one of an earlier year has not begun.</summary>
    private static Fraction? Attained(StandingRow? row) => row is { Value: { } value, Target: > 0, OfEarlier: null } ? Least(value) : null;

    private static Fraction Least(Fraction value) => value < Fraction.One ? value : Fraction.One;

    private static string? Plain(decimal? value) => value?.ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>Persons counted for each officer on the roster, each person once, in the indicators that measure his unit's group.</summary>
    private List<(string Unit, string Code, string Name, long Persons)> PersonsByOfficer()
    {
        var measuring = ground.Indicators.Where(i => i.Receipts is not null).ToDictionary(standings.IndicatorNo);
        var persons = new Dictionary<int, List<(long Person, int Indicator)>>();
        db.Read("""
            select officer_id, person_no, indicator_no from credit
            where campaign_no = @c and part = 0 and day <= @d and recording_id <= @e
            group by officer_id, person_no, indicator_no having sum(delta) > 0
            """,
            r =>
            {
                if (!measuring.ContainsKey(r.GetInt32(2))) return;
                if (!persons.TryGetValue(r.GetInt32(0), out var own)) persons[r.GetInt32(0)] = own = [];
                own.Add((r.GetInt64(1), r.GetInt32(2)));
            },
            ("c", ground.Stored.No), ("d", Stored.Day(ground.AsOf)), ("e", ground.Known));
        var officers = new List<(string, string, string, long)>();
        foreach (var (officer, post, listed) in standings.ListedRoster())
        {
            if (!persons.TryGetValue(officer, out var own)) continue;
            var count = own.Where(o => standings.Measures(measuring[o.Indicator], listed)).Select(o => o.Person).Distinct().LongCount();
            if (count > 0) officers.Add((listed.Code, post.Code, post.Name, count));
        }
        return officers;
    }
}
