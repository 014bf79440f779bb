using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Organisation;
using ThiDua.Core.Standings;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Standings;

/// <summary>Which part of the standings is asked for; null: all.</summary>
/// <param name="Group">Id of a group, or its value of column Nhóm.</param>
/// <param name="Under">Code of the unit whose direct children are listed, each with its whole subtree.</param>
public sealed record StandingsQuestion(
    StandingOf Of = StandingOf.Units, string? Group = null, string? Under = null, string? Indicator = null)
{
    /// <summary>Of the standing of officers only these are told, with the ranks that they have among all; null: all.</summary>
    public IReadOnlySet<int>? Officers { get; init; }
}

/// <summary>The standings of a campaign on a ground: one query of totals per indicator, everything else in the core.</summary>
public sealed class StandingsQueries(Db db, Ground ground)
{
    /// <summary>Targets and figures that offices entered.</summary>
    public EnteredNumbers Numbers => numbers ??= new(db, ground);

    private EnteredNumbers? numbers;

    /// <summary>Standings of units are the same for everybody; those of officers bear names that not everybody is shown.</summary>
    public IReadOnlyList<Standing> Standings(StandingsQuestion question) => question.Of != StandingOf.Units ? Reckon(question)
        : Remembered.At<IReadOnlyList<Standing>>(db, ground.Known, (question, ground.Stored.No, ground.Stored.Sha256, ground.AsOf, ground.Tree, ground.Asked.Period), () => Reckon(question));

    private List<Standing> Reckon(StandingsQuestion question)
    {
        var group = question.Group is { } wanted ? FindGroup(wanted) : null;
        int? under = question.Under is { } code ? FindUnit(code) : null;
        var standings = new List<Standing>();
        foreach (var indicator in ground.Indicators.Where(i => question.Of == StandingOf.Units || i.RanksOfficers || i.Id == question.Indicator))
        {
            foreach (var id in Ids(indicator).Where(id => question.Indicator is null || id == question.Indicator))
            {
                foreach (var part in Parts(indicator, group, under is not null))
                {
                    var isFigure = indicator.Measure == Measure.FigureAgainstTarget;
                    if (isFigure && question.Of == StandingOf.Officers) continue;
                    var rows = isFigure ? Figures(indicator, id, part, under)
                        : question.Of == StandingOf.Units ? Units(indicator, part, under)
                        : Officers(indicator, part, under, question.Officers);
                    standings.Add(new(indicator, id, question.Of, part, isFigure || IsRate(indicator, question.Of), rows) { Aim = isFigure ? indicator.Aim(ground.AsOf, ground.Asked.Period) : null });
                }
            }
        }
        if (question.Indicator is not null && standings.Count == 0 && !ground.Campaign.Indicators.Any(i => Ids(i).Contains(question.Indicator)))
        {
            throw new QuestionException("indicator-unknown", question.Indicator, string.Join(", ", ground.Campaign.Indicators.Select(i => i.Id)));
        }
        return standings;
    }

    public static bool IsRate(Indicator indicator, StandingOf of) =>
        indicator.Measure == Measure.OfficersAllRelativesCovered || (of == StandingOf.Units && indicator.Measure == Measure.OfficersWithCounted);

    /// <summary>The listed unit that a unit's own numbers go into, by groups; null when none is listed above it.</summary>
    public Rollup ByGroup() => ByGroupOn(ground.Tree);

    private Rollup ByGroupOn(DateOnly day) => Rollup.ByGroup(ground.Units, day, GroupNames(day), ground.Scope);

    /// <summary>The campaign's group of a unit; null when it has none.</summary>
    public UnitGroup? GroupOf(UnitStatement unit)
    {
        if (unit.Group is not { } name) return null;
        if (!groups.TryGetValue(name, out var group)) groups[name] = group = ground.Campaign.Groups.FirstOrDefault(g => VietnameseText.Fold(g.Nhom) == VietnameseText.Fold(name));
        return group;
    }

    /// <summary>By what files call it: units are many, names of groups few.</summary>
    private readonly Dictionary<string, UnitGroup?> groups = new(StringComparer.Ordinal);

    /// <summary>The ids under which an indicator is ranked: its own, or those of the members of its family.</summary>
    public IEnumerable<string> Ids(Indicator indicator) => indicator.Id.EndsWith('*') ? Numbers.Family(indicator) : [indicator.Id];

    /// <summary>An indicator is ranked in each of its groups apart; under a unit, or without groups, in one list.</summary>
    private static IEnumerable<UnitGroup?> Parts(Campaign campaign, Indicator indicator, UnitGroup? wanted, bool under)
    {
        if (under || indicator.Groups.Count == 0) return wanted is null || under ? [wanted] : [];
        return campaign.Groups.Where(g => indicator.Groups.Contains(g.Id) && (wanted is null || g.Id == wanted.Id));
    }

    private IEnumerable<UnitGroup?> Parts(Indicator indicator, UnitGroup? wanted, bool under) => Parts(ground.Campaign, indicator, wanted, under);

    private IReadOnlyList<StandingRow> Units(Indicator indicator, UnitGroup? group, int? under)
    {
        var rollup = RollupFor(under);
        var sums = Sums(rollup, under, indicator);
        var isRate = IsRate(indicator, StandingOf.Units);
        var ties = Ties(indicator, rollup, under);
        var comparison = indicator.Target?.Comparison ?? Comparison.AtLeast;
        // Members of the unit itself, in none of its children, are shown beside them: of another tree the rows add up to everybody.
        var listed = rollup.Listed.Where(u => InGroup(u, group)).Concat(!rollup.IsAdministrative && sums.ContainsKey(under!.Value) ? [ground.Units.On(under.Value, ground.Tree)!] : []);
        var rows = Ranking.Rank(listed.Select(u => WithTarget(Entrant(u.Unit, u.Code, u.Name), indicator, u.Unit) with { Ties = ties(u.Unit) }), isRate, comparison);
        if (!rollup.IsAdministrative) return [.. rows, Outside(OtherTree.OutsideName(rollup.Tree, Texts.Language.Vi), sums.GetValueOrDefault(OtherTree.Outside))];
        return Lost(indicator, rollup, under, group) is var lost && lost == default ? rows : [.. rows, Outside(OtherTree.GoneName(ground.Tree, Texts.Language.Vi), lost)];

        Entrant Entrant(int unit, string code, string name) => Of(code, name, sums.GetValueOrDefault(unit));

        Entrant Of(string code, string name, Amounts amounts) => new(code, name, amounts.Numerator, isRate ? amounts.Denominator : null, null);

        StandingRow Outside(string name, Amounts amounts) => Ranking.Rank([Of(OtherTree.OutsideCode, name, amounts)], isRate, comparison)[0] with { Rank = null };
    }

    private OtherTree? otherTree;

    /// <summary>What the listed units add up to; of another tree, from the officers' own numbers by their memberships.</summary>
    private IReadOnlyDictionary<int, Amounts> Sums(Rollup rollup, int? under, Indicator indicator) => rollup.IsAdministrative ? rollup.Sum(Placed(TreeTotals(indicator)))
        : (otherTree ??= new(db, ground, rollup, under!.Value, Roster())).Sum(OfficerTotals(indicator));

    /// <summary>The listed unit into which an officer's numbers go.</summary>
    private int? ListedFor(Rollup rollup, int? under, int officer, PostStatement post) => rollup.IsAdministrative ? rollup.ListedFor(post.Unit)?.Unit
        : (otherTree ??= new(db, ground, rollup, under!.Value, Roster())).UnitOf(officer);

    private Entrant WithTarget(Entrant entrant, Indicator indicator, int unit)
    {
        if (indicator.Target is not { Percent: null }) return entrant with { Target = indicator.Target?.Percent };
        var assigned = Numbers.Assigned(unit, indicator.Id, ground.Asked.Period);
        return entrant with { Target = assigned?.Value, Assigned = assigned };
    }

    /// <summary>What decides between units of the same value, as the campaign file declares it; the greater stands first.</summary>
    private Func<int, IReadOnlyList<Fraction?>> Ties(Indicator indicator, Rollup rollup, int? under)
    {
        if (indicator.Ties is not { } ties) return _ => [];
        var keys = ties.Value.Select(tie => Tie(tie, rollup, under)).ToList();
        return unit => [.. keys.Select(key => key(unit))];
    }

    private Func<int, Fraction?> Tie(string tie, Rollup rollup, int? under)
    {
        if (tie == Indicator.TieByRoster)
        {
            var sizes = Roster().Select(r => ListedFor(rollup, under, r.Officer, r.Post)).OfType<int>().CountBy(u => u).ToDictionary();
            return unit => new(sizes.GetValueOrDefault(unit), 1);
        }
        var other = ground.Indicators.First(i => i.Id == tie);
        var sums = Sums(rollup, under, other);
        return unit => sums.GetValueOrDefault(unit) is var amounts && !IsRate(other, StandingOf.Units) ? new(amounts.Numerator, 1)
            : amounts.Denominator == 0 ? null : new(amounts.Numerator, amounts.Denominator);
    }

    private IReadOnlyList<StandingRow> Figures(Indicator indicator, string id, UnitGroup? group, int? under)
    {
        // Figures are not summed up the tree, so any unit can have them, also outside all groups (schools, 9936/VI.5); it is listed once it has.
        var rollup = under is null && indicator.Groups.Count == 0 ? Numbered(u => Numbers.Has(u, id)) : RollupFor(under);
        var listed = rollup.Listed.Where(u => InGroup(u, group) && Numbers.Has(u.Unit, id) && ground.Scope.HasOnTree(u.Unit));
        var aim = indicator.Aim(ground.AsOf, ground.Asked.Period);
        // After the last day of its targets a figure is held against them as it was on that day.
        var day = aim is { } target && target.Day < ground.AsOf ? target.Day : ground.AsOf;
        var from = ground.Campaign.FiguresFrom(aim, ground.Period);
        var entrants = listed.Select(u =>
        {
            var (figure, assigned) = (Numbers.Figure(u.Unit, id, day), Numbers.Assigned(u.Unit, id, ground.Asked.Period, aim));
            return new Entrant(u.Code, u.Name, figure?.Value, null, assigned?.Value ?? aim?.Percent)
            {
                Registered = Numbers.Registered(u.Unit, id, ground.Asked.Period, aim),
                Figure = figure,
                Assigned = assigned,
                OfEarlier = figure?.Value is not null && figure.Oldest < from ? figure.Oldest : null,
            };
        });
        return Ranking.Rank(entrants, true, aim?.Comparison ?? indicator.Target?.Comparison ?? Comparison.AtLeast, isFigure: true);
    }

    private IReadOnlyList<StandingRow> Officers(Indicator indicator, UnitGroup? group, int? under, IReadOnlySet<int>? only)
    {
        var rollup = RollupFor(under);
        var isPart = rollup.IsAdministrative && under is not null;
        var here = (!rollup.IsAdministrative ? Roster().Where(r => ListedFor(rollup, under, r.Officer, r.Post) is not (null or OtherTree.Outside)) : (isPart ? RosterUnder(under!.Value, rollup) : Roster()).Where(r => IsHere(r.Post.Unit))).ToList();
        var ranked = Ranked(indicator, here, isPart ? OfficerTotals(indicator, here.Select(r => r.Officer)) : OfficerTotals(indicator));
        if (only is null) return ranked;
        var told = here.Where(r => only.Contains(r.Officer)).Select(r => r.Post.Code).ToHashSet(StringComparer.Ordinal);
        return [.. ranked.Where(r => told.Contains(r.Code))];

        bool IsHere(int unit) => rollup.ListedFor(unit) is { } listed && InGroup(listed, group);
    }

    private static IReadOnlyList<StandingRow> Ranked(Indicator indicator, IEnumerable<(int Officer, PostStatement Post)> roster, Dictionary<int, Amounts> amounts)
    {
        var all = indicator.Measure == Measure.OfficersAllRelativesCovered; // who has no relative of the list is not measured
        return Ranking.Rank(roster.Select(r => (r.Post, Own: amounts.GetValueOrDefault(r.Officer))).Where(r => !all || r.Own.Denominator != 0)
            .Select(r => new Entrant(r.Post.Code, r.Post.Name, r.Own.Persons, all ? r.Own.Required : null, all ? 100 : 1)), all, Comparison.AtLeast);
    }

    /// <summary>The officers whose numbers go into one listed unit, ranked among themselves.</summary>
    /// <param name="code">Code of a unit that the standings list.</param>
    public IReadOnlyList<StandingRow> OfficersOf(Indicator indicator, string code)
    {
        var roster = RosterOf(code);
        return Ranked(indicator, roster, OfficerTotals(indicator, roster.Select(r => r.Officer)));
    }

    /// <summary>Who takes part and is on a roster on the as-of day, officers of excluded kinds left out; his unit is what stands in its place on the tree that is asked for.</summary>
    public IReadOnlyList<(int Officer, PostStatement Post)> Roster() => roster ??= [.. OnRoster(LoadOrganisation.AllPostRows(db, ground.Known))];

    private IReadOnlyList<(int Officer, PostStatement Post)>? roster;

    /// <summary>Of them those whose numbers go into one listed unit.</summary>
    /// <param name="code">Code of a unit that the standings list.</param>
    public IReadOnlyList<(int Officer, PostStatement Post)> RosterOf(string code) => RosterIn(unit => Listing().ListedFor(unit)?.Code == code);

    /// <summary>Of one part of the chart only who stands in it is read, once for all indicators.</summary>
    private List<(int Officer, PostStatement Post)> RosterUnder(int under, Rollup rollup) =>
        rosters.TryGetValue(under, out var found) ? found : rosters[under] = RosterIn(unit => rollup.ListedFor(unit) is not null);

    private readonly Dictionary<int, List<(int Officer, PostStatement Post)>> rosters = [];

    /// <summary>Those who stand in units of a kind. Only who ever had a post where one, or what it came of, stands is read.</summary>
    private List<(int Officer, PostStatement Post)> RosterIn(Func<int, bool> isOf)
    {
        if (roster is not null) return [.. roster.Where(r => isOf(r.Post.Unit))];
        var rows = LoadOrganisation.PostsIn(db, ground.Known, ground.Units.Successions.Connected(ground.Units.Known.Where(isOf)));
        return [.. OnRoster(rows).Where(r => isOf(r.Post.Unit))];
    }

    private IEnumerable<(int Officer, PostStatement Post)> OnRoster(Dictionary<int, List<StoredRow<PostStatement>>> all)
    {
        foreach (var (officer, rows) in all)
        {
            var posts = LoadOrganisation.Posts(rows, ground.Units);
            if (posts.On(ground.AsOf) is { } post && ground.Scope.Has(post.Unit) && !(post.Kind is { } kind && ground.Campaign.OfficerKindsExcluded.Contains(kind)) && ground.OnTree(post.Unit, posts) is { } unit)
                yield return (officer, unit == post.Unit ? post : post with { Unit = unit });
        }
    }

    /// <summary>Those of the roster whose numbers go into a listed unit, with that unit.</summary>
    public IEnumerable<(int Officer, PostStatement Post, UnitStatement Listed)> ListedRoster()
    {
        var rollup = Listing();
        foreach (var (officer, post) in Roster())
        {
            if (rollup.ListedFor(post.Unit) is { } listed) yield return (officer, post, listed);
        }
    }

    /// <summary>Whether an indicator measures a listed unit.</summary>
    public bool Measures(Indicator indicator, UnitStatement listed) =>
        indicator.Groups.Count == 0 || (GroupOf(listed) is { } group && indicator.Groups.Contains(group.Id));

    public Dictionary<int, Amounts> OfficerTotals(Indicator indicator) => Totals("attainment", "officer_id", indicator);

    /// <summary>The same of some officers only.</summary>
    public Dictionary<int, Amounts> OfficerTotals(Indicator indicator, IEnumerable<int> officers)
    {
        db.Want([.. officers.Select(o => (long)o)]);
        return Totals("attainment", "officer_id", indicator, "and officer_id in (select id from wanted)");
    }

    /// <summary>What a unit of the as-of day brings, and the unit into which it goes on the tree that is asked for; null when nothing stands in its place there.</summary>
    private readonly record struct Brought(int Unit, int? Place, Amounts Amounts);

    /// <summary>
    /// What each unit that takes part brings: its own numbers where it is there, those of a unit that was merged, divided or renamed in between with what stands in
    /// its place, officer by officer where they went different ways.
    /// </summary>
    private List<Brought> TreeTotals(Indicator indicator)
    {
        if (!brought.TryGetValue(indicator.Id, out var found)) brought[indicator.Id] = found = Bring(indicator);
        return found;
    }

    /// <summary>What is summed up the tree is looked at again for what has no place on it, for each group and each tie.</summary>
    private readonly Dictionary<string, List<Brought>> brought = new(StringComparer.Ordinal);

    private List<Brought> Bring(Indicator indicator)
    {
        var own = OwnTotals(indicator).Where(o => ground.Scope.Has(o.Key)).ToList();
        if (ground.Tree == ground.AsOf) return own.ConvertAll(o => new Brought(o.Key, o.Key, o.Value));
        var whole = own.Where(o => ground.Units.Successions.IsWhole(o.Key, ground.AsOf, ground.Tree)).Select(o => new Brought(o.Key, ground.OnTree(o.Key), o.Value)).ToList();
        return whole.Count == own.Count ? whole : [.. whole, .. OfDivided(indicator)];
    }

    private IEnumerable<Brought> OfDivided(Indicator indicator)
    {
        var amounts = OfficerTotals(indicator);
        foreach (var (officer, rows) in LoadOrganisation.AllPostRows(db, ground.Known))
        {
            var posts = LoadOrganisation.Posts(rows, ground.Units);
            if (posts.On(ground.AsOf) is { } post && ground.Scope.Has(post.Unit) && !ground.Units.Successions.IsWhole(post.Unit, ground.AsOf, ground.Tree) && amounts.TryGetValue(officer, out var own)) yield return new(post.Unit, ground.OnTree(post.Unit, posts), own);
        }
    }

    private static IEnumerable<KeyValuePair<int, Amounts>> Placed(IEnumerable<Brought> brought) => brought.Where(b => b.Place is not null).Select(b => KeyValuePair.Create(b.Place!.Value, b.Amounts));

    /// <summary>What was counted in listed units of the as-of day for which nothing stands on the tree of the other day: dissolved, or new since. So the totals of both trees are equal.</summary>
    private Amounts Lost(Indicator indicator, Rollup rollup, int? under, UnitGroup? group)
    {
        if (ground.Tree == ground.AsOf) return default;
        var then = under is { } parent ? Rollup.Under(ground.Units, ground.AsOf, parent, ground.Scope) : ListingOn(ground.AsOf);
        var lost = default(Amounts);
        foreach (var (unit, place, amounts) in TreeTotals(indicator))
        {
            var isThere = place is { } there && ground.Units.Exists(there, ground.Tree) && (under is not null || rollup.ListedFor(there) is not null);
            if (!isThere && then.ListedFor(unit) is { } listed && InGroup(listed, group)) lost += amounts;
        }
        return lost;
    }

    public Dictionary<int, Amounts> OwnTotals(Indicator indicator) => Totals("unit_total", "unit_id", indicator);

    /// <summary>The same summed up into the units that the standings list.</summary>
    public IReadOnlyDictionary<int, Amounts> ListedTotals(Indicator indicator) => Listing().Sum(Placed(TreeTotals(indicator)));

    private Dictionary<int, Amounts> Totals(string table, string subject, Indicator indicator, string which = "")
    {
        var totals = new Dictionary<int, Amounts>();
        db.Read($"""
            select {subject}, sum(numerator), sum(denominator), sum(persons), sum(required) from {table}
            where campaign_no = @c and indicator_no = @i and day <= @d and recording_id <= @e {which} group by {subject}
            """,
            r => totals[r.GetInt32(0)] = new(Sum(r, 1), Sum(r, 2), Sum(r, 3), Sum(r, 4)),
            ("c", ground.Stored.No), ("i", IndicatorNo(indicator)), ("d", Stored.Day(ground.AsOf)), ("e", ground.Known));
        return totals;
    }

    /// <summary>PostgreSQL sums bigints as numeric.</summary>
    private static long Sum(Row r, int column) => Convert.ToInt64(r.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    public int IndicatorNo(Indicator indicator)
    {
        // What a period does not narrow (declared relatives) has no counter of its own within it.
        var counters = ground.Campaign.Counters;
        for (var i = counters.Count - 1; i >= 0; i--)
        {
            if (counters[i].Indicator.Id == indicator.Id && (counters[i].Period is null || counters[i].Period == ground.Period)) return ground.Stored.IndicatorNos[i];
        }
        throw new ArgumentOutOfRangeException(nameof(indicator));
    }

    /// <summary>Into which listed unit each unit's own numbers go: by groups, or without groups by units with officers.</summary>
    public Rollup Listing() => listing ??= ListingOn(ground.Tree);

    private Rollup ListingOn(DateOnly day) => ground.Campaign.Groups.Count > 0 ? ByGroupOn(day)
        : ground.Campaign.IsOfFigures ? Numbered(Numbers.HasAny)
        : day == ground.Tree ? Rollup.Of(ground.Units, day, WithOfficers())
        : Rollup.Of(ground.Units, day, ground.Units.Known.ToHashSet());

    private Rollup? listing;

    /// <summary>The units that the standings list: those of the groups, or without groups those with officers.</summary>
    public IEnumerable<UnitStatement> Listed() => Listing().Listed;

    private Rollup RollupFor(int? under) => under is { } parent ? Under(parent) : Listing();

    private HashSet<int> WithOfficers() => Remembered.At(db, ground.Known, ("with officers", ground.Stored.No, ground.Stored.Sha256, ground.AsOf, ground.Tree),
        () => Roster().Select(r => r.Post.Unit).ToHashSet());

    /// <summary>The units right below one that take part or have such below them.</summary>
    public Rollup Under(int parent) => Rollup.Under(ground.Units, ground.Tree, parent, ground.Scope);

    /// <summary>Units that take part and have numbers of their own.</summary>
    private Rollup Numbered(Predicate<int> has) => Rollup.Of(ground.Units, ground.Tree, ground.Units.Known.Where(u => has(u) && ground.Scope.HasOnTree(u)).ToHashSet());

    private HashSet<string> GroupNames(DateOnly day) => Remembered.At<HashSet<string>>(db, ground.Known, ("groups", ground.Stored.No, ground.Stored.Sha256, day), () =>
        [.. ground.Units.Known.Select(u => ground.Units.On(u, day)).OfType<UnitStatement>().Where(u => GroupOf(u) is not null).Select(u => u.Group!)]);

    private bool InGroup(UnitStatement unit, UnitGroup? group) => group is null || GroupOf(unit)?.Id == group.Id;

    private UnitGroup FindGroup(string wanted) =>
        ground.Campaign.Groups.FirstOrDefault(g => g.Id == wanted || VietnameseText.Fold(g.Nhom) == VietnameseText.Fold(wanted))
        ?? throw new QuestionException(ground.Campaign.Groups.Count == 0 ? "group-none" : "group-unknown", wanted, string.Join(", ", ground.Campaign.Groups.Select(g => g.Id)));

    /// <summary>Why a unit stands in no ranking: it does not take part, or the lists do not hold it.</summary>
    public QuestionException NotListed(string code) =>
        ground.Units.Known.Select(u => ground.Units.On(u, ground.Tree)).FirstOrDefault(u => u?.Code == code) is { Tree: Core.Organisation.Units.AdministrativeTree } unit && !ground.Scope.Touches(unit.Unit)
            ? new("unit-outside-scope", code, ground.Campaign.Scope!.Source.Name) : new("unit-not-listed", code);

    public int FindUnit(string code) => db.One<int?>("select unit_id from unit where code = @code", new { code }) is { } unit && ground.Units.KnownSince(unit) is not null
        ? unit : throw new QuestionException("unit-unknown", code);
}
