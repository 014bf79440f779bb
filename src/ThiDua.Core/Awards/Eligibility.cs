using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>One condition of an award, and how a unit stands to it.</summary>
/// <param name="Attained">Value / target, at most 1; null when there is no value.</param>
public sealed record Condition(string Indicator, LocalText Text, Source Source, bool Met, string? Actual, string? Needed, Fraction? Attained)
{
    /// <summary>How actual and needed compare.</summary>
    public Comparison Comparison { get; init; } = Comparison.AtLeast;

    /// <summary>The day of a figure from before the year for which the target is: it is shown, and meets nothing.</summary>
    public DateOnly? OfEarlier { get; init; }
}

/// <summary>A unit held against an award that collectives may have.</summary>
/// <param name="Persons">Persons counted for its officers.</param>
public sealed record Candidate(string Unit, string Name, IReadOnlyList<Condition> Conditions, long Persons)
{
    /// <summary>Every target of its group is met; a unit without any target is not eligible.</summary>
    public bool Eligible => Conditions.Count > 0 && Conditions.All(c => c.Met);

    /// <summary>Mean of value/target, each at most 100 %.</summary>
    public Fraction MeanAttainment
    {
        get
        {
            var sum = new Fraction(0, 1);
            foreach (var condition in Conditions) sum += condition.Attained ?? new Fraction(0, 1);
            return Conditions.Count == 0 ? sum : sum / new Fraction(Conditions.Count, 1);
        }
    }
}

/// <summary>A proposal in the order in which the award is given.</summary>
/// <param name="Unit">Code of the unit that proposes.</param>
/// <param name="WithinQuota">Null without a quota.</param>
public sealed record Proposal(string Unit, string Award, SubjectKind SubjectKind, string Subject, string Name, int Rank, bool? WithinQuota, long Persons)
{
    /// <summary>As the unit nominated; null: the figures propose.</summary>
    public Nominee? Nominee { get; init; }

    /// <summary>False: the award asks for figures that the nominating unit does not meet.</summary>
    public bool MeetsCriteria { get; init; } = true;

    /// <summary>Within the number, and nothing that figures decide stands against it.</summary>
    public bool Stands => WithinQuota != false && MeetsCriteria;
}

/// <summary>Whom a unit nominates.</summary>
/// <param name="UnitGroup">Column Nhóm of the unit that nominates.</param>
/// <param name="Subject">Mã cán bộ, else the name.</param>
/// <param name="IsOfficer">Subject is the code of an officer.</param>
/// <param name="Outside">Outside the sector.</param>
/// <param name="File">The file that names him, and its row.</param>
public sealed record Nominee(
    string Unit, string UnitName, string? UnitGroup, SubjectKind Kind, string Subject, string Name, bool IsOfficer, bool Outside, string Summary, string File, int Row)
{
    /// <summary>The award for which he is named; null: the one that fits him.</summary>
    public string? Award { get; init; }

    public ProposedBy By { get; init; } = ProposedBy.Unit;

    /// <summary>Number of the document by which he was named.</summary>
    public string? Document { get; init; }

    /// <summary>Giải pháp, sáng kiến (3096/KT.1.1.b).</summary>
    public string? Solution { get; init; }

    /// <summary>By which it is taken back; null: a file names him.</summary>
    public string? Entry { get; init; }

    /// <summary>Number of the recording that named him so; 0: of frozen figures.</summary>
    public long Recording { get; init; }

    /// <summary>Whether he is the one whom figures propose: the officer of that code, or the unit under its own name.</summary>
    public bool IsIn(Proposal proposal) => Unit == proposal.Unit && Kind == proposal.SubjectKind
        && (Subject == proposal.Subject || Kind == SubjectKind.Collective && VietnameseText.SameKey(Name) == VietnameseText.SameKey(proposal.Name));
}

/// <summary>Who is proposed, in which order (9936: a reading that an office may change in the campaign file).</summary>
public static class Proposals
{
    /// <summary>Eligible collectives, by mean attainment, then persons counted; equal ones share the rank, in order of code.</summary>
    public static IReadOnlyList<Proposal> OfCollectives(AwardRule award, IEnumerable<Candidate> candidates)
    {
        var eligible = candidates.Where(c => c.Eligible).Select(c => (Candidate: c, Mean: c.MeanAttainment)).ToList();
        eligible.Sort((a, b) =>
            b.Mean.CompareTo(a.Mean) is var mean and not 0 ? mean
            : b.Candidate.Persons.CompareTo(a.Candidate.Persons) is var persons and not 0 ? persons
            : string.CompareOrdinal(a.Candidate.Unit, b.Candidate.Unit));
        return Ranked(award, eligible, (a, b) => a.Mean == b.Mean && a.Candidate.Persons == b.Candidate.Persons,
            (c, rank) => new Proposal(c.Candidate.Unit, award.Id, SubjectKind.Collective, c.Candidate.Unit, c.Candidate.Name, rank, null, c.Candidate.Persons));
    }

    /// <summary>Eligible collectives in the order of a standing, whose ties are broken already.</summary>
    /// <param name="ranked">In that order, with their ranks.</param>
    public static IReadOnlyList<Proposal> OfStanding(AwardRule award, IEnumerable<(Candidate Candidate, int? Rank)> ranked) =>
        Ranked(award, ranked.Where(c => c.Candidate.Eligible).ToList(), (a, b) => a.Rank == b.Rank,
            (c, rank) => new Proposal(c.Candidate.Unit, award.Id, SubjectKind.Collective, c.Candidate.Unit, c.Candidate.Name, rank, null, c.Candidate.Persons));

    /// <summary>Officers with at least one counted person, by persons counted.</summary>
    public static IReadOnlyList<Proposal> OfIndividuals(AwardRule award, IEnumerable<(string Unit, string Code, string Name, long Persons)> officers)
    {
        var ordered = officers.Where(o => o.Persons > 0).ToList();
        ordered.Sort((a, b) => b.Persons.CompareTo(a.Persons) is var persons and not 0 ? persons : string.CompareOrdinal(a.Code, b.Code));
        return Ranked(award, ordered, (a, b) => a.Persons == b.Persons,
            (o, rank) => new Proposal(o.Unit, award.Id, SubjectKind.Individual, o.Code, o.Name, rank, null, o.Persons));
    }

    /// <summary>
    /// Whom units nominate for an award, each unit apart and in the order it gives: those beyond the number that one unit may propose are
    /// not within (3096/III.2.b). A unit that meets the figures of the award and nominates nobody stands for itself.
    /// </summary>
    /// <param name="nominees">Of all awards of the campaign, in the order in which they were given.</param>
    /// <param name="candidates">Units held against the figures of the award; none where it has no conditions.</param>
    public static IReadOnlyList<Proposal> OfNominees(Campaign campaign, AwardRule award, IReadOnlyList<Nominee> nominees, IEnumerable<Candidate> candidates)
    {
        var own = Once(nominees.Where(n => AwardFor(campaign, n)?.Id == award.Id)).ToLookup(n => n.Unit, StringComparer.Ordinal);
        var proposals = new List<Proposal>();
        var held = candidates.ToList();
        foreach (var unit in own)
        {
            var meets = award.Conditions.Count == 0 || held.Exists(c => c.Unit == unit.Key && c.Eligible);
            foreach (var (i, n) in unit.Index()) proposals.Add(new(n.Unit, award.Id, n.Kind, n.Subject, n.Name, i + 1, null, 0) { Nominee = n, MeetsCriteria = meets });
        }
        foreach (var c in held.Where(c => c.Eligible && !own.Contains(c.Unit))) proposals.Add(new(c.Unit, award.Id, SubjectKind.Collective, c.Unit, c.Name, 1, null, c.Persons));
        proposals.Sort((a, b) => string.CompareOrdinal(a.Unit, b.Unit) is var order and not 0 ? order : a.Rank.CompareTo(b.Rank));
        return Lined(award, proposals);
    }

    /// <summary>
    /// Whom figures propose, and after them who was named for that very award besides: his unit's word meets no criterion of figures, that of the agency
    /// or of who looks after collection is judged by people (9936/VI.6.c, SCT/I.4.2.a).
    /// </summary>
    /// <param name="byFigures">In their order.</param>
    /// <param name="candidates">Units held against the award; none where it is for individuals.</param>
    public static IReadOnlyList<Proposal> WithNamed(AwardRule award, IReadOnlyList<Proposal> byFigures, IReadOnlyList<Nominee> nominees, IEnumerable<Candidate> candidates)
    {
        var proposed = byFigures.ToLookup(p => p.Unit, StringComparer.Ordinal);
        var named = Once(nominees.Where(n => n.Award == award.Id && n.Kind == award.Subject && !proposed[n.Unit].Any(n.IsIn))).ToList();
        if (named.Count == 0) return byFigures;
        var eligible = candidates.Where(c => c.Eligible).Select(c => c.Unit).ToHashSet(StringComparer.Ordinal);
        return Lined(award, [.. byFigures, .. named.Index().Select(n => new Proposal(n.Item.Unit, award.Id, n.Item.Kind, n.Item.Subject, n.Item.Name, byFigures.Count + n.Index + 1, null, 0)
        {
            Nominee = n.Item, MeetsCriteria = n.Item.By is ProposedBy.Agency or ProposedBy.Collection || eligible.Contains(n.Item.Unit),
        })]);
    }

    /// <summary>
    /// Where the number's line lies. A number of each unit goes by the place within the unit. Of a number for all: whom of the nominated is for people to
    /// decide; where figures give the order, equals across the line are none of them within, since codes decide nothing (a reading).
    /// </summary>
    /// <param name="ordered">What the award proposes, whatever line was drawn before.</param>
    public static IReadOnlyList<Proposal> Lined(AwardRule award, IReadOnlyList<Proposal> ordered)
    {
        if (award.Criterion is AwardCriterion.AllOf or AwardCriterion.Nominated or AwardCriterion.NominatedOutside)
            return [.. ordered.Select(p => p with { WithinQuota = award.Quota is { } all ? ordered.Count <= all : award.QuotaPerUnit is { } each ? p.Rank <= each.Value : null })];
        var lastOf = ordered.Index().GroupBy(p => p.Item.Rank).ToDictionary(g => g.Key, g => g.Max(p => p.Index) + 1);
        return [.. ordered.Select(p => p with { WithinQuota = award.Quota is { } quota ? lastOf[p.Rank] <= quota : null })];
    }

    /// <summary>Who was named twice, by a file and on the page or by his unit and the agency, takes one place: the first, by whoever's word weighs most.</summary>
    private static IEnumerable<Nominee> Once(IEnumerable<Nominee> nominees) => nominees.GroupBy(n => (n.Unit, n.Kind, n.Subject)).Select(g => g.First() with { By = Nomination.Weightiest(g) });

    /// <summary>In the places that they take within their units, one after the other, with the line of the award drawn anew.</summary>
    /// <param name="ordered">Of an award for which units nominate, those of a unit in their order.</param>
    public static IReadOnlyList<Proposal> Placed(AwardRule award, IEnumerable<Proposal> ordered)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        return Lined(award, [.. ordered.Select(p => p with { Rank = places[p.Unit] = places.GetValueOrDefault(p.Unit) + 1 })]);
    }

    /// <summary>The award for which somebody is nominated: one that names the group of his unit, else one that names none.</summary>
    private static AwardRule? AwardFor(Campaign campaign, Nominee nominee)
    {
        if (nominee.Award is { } named) return campaign.Awards.FirstOrDefault(a => a.Id == named);
        var fitting = campaign.Awards.Where(a => a.Subject == nominee.Kind && (nominee.Outside ? a.Criterion == AwardCriterion.NominatedOutside : a.Criterion is AwardCriterion.Nominated or AwardCriterion.AllOf)).ToList();
        var group = nominee.UnitGroup is { } name ? VietnameseText.Fold(name) : null;
        return fitting.Find(a => a.Nhom is { } nhom && VietnameseText.Fold(nhom) == group) ?? fitting.Find(a => a.Nhom is null);
    }

    /// <summary>A quota is a maximum; equals share the rank.</summary>
    private static IReadOnlyList<Proposal> Ranked<T>(AwardRule award, List<T> ordered, Func<T, T, bool> tied, Func<T, int, Proposal> make)
    {
        var proposals = new List<Proposal>(ordered.Count);
        for (var (i, end) = (0, 0); i < ordered.Count; i = end)
        {
            for (end = i + 1; end < ordered.Count && tied(ordered[i], ordered[end]);) end++;
            for (var j = i; j < end; j++) proposals.Add(make(ordered[j], i + 1));
        }
        return Lined(award, proposals);
    }
}
