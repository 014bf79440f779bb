using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;

namespace ThiDua.Core.Campaigns;

/// <summary>Where a line of a campaign file comes from.</summary>
public enum SourceKind
{
    /// <summary>A clause of the campaign's own document.</summary>
    Clause,
    /// <summary>Another act, with how sure it is.</summary>
    Law,
    /// <summary>A choice that no document makes; an office may decide otherwise.</summary>
    Reading,
}

/// <summary>The source of one line of a campaign file.</summary>
/// <param name="Kind">Clause of this document, another act, or a reading.</param>
/// <param name="Name">Clause number ("III.1.1"), citation of the act, or the reading's id.</param>
/// <param name="Certainty">Of an act: whether its text was held against the line, or it is recalled and never shown as settled.</param>
public sealed record Source(SourceKind Kind, string Name, Certainty Certainty = Certainty.Verified);

public enum Certainty
{
    Verified,
    Recalled,
}

/// <summary>A text in Vietnamese (always) and English.</summary>
public sealed record LocalText(string Vi, string En);

/// <summary>A value together with the line of a document that gives it.</summary>
public sealed record Cited<T>(T Value, Source Source);

/// <summary>A clause of the document: its number and its words, quoted.</summary>
public sealed record Clause(string Number, string Text);

/// <summary>A reading: a choice nobody wrote down, why it was made, and what else it could have been.</summary>
public sealed record Reading(string Id, LocalText Text, LocalText Why, IReadOnlyList<LocalText> Alternatives);

/// <summary>The signed document. Number and day may be unknown (null).</summary>
public sealed record CampaignDocument(
    string? Number, DateOnly? Date, LocalText Kind, LocalText Issuer, string Signer, IReadOnlyList<string> LegalBasis)
{
    /// <summary>What is doubtful about number or day; shown wherever they are; null: nothing.</summary>
    public LocalText? Doubt { get; init; }
}

/// <summary>A group of units with targets of its own.</summary>
/// <param name="Id">Id in commands and JSON, for example `communes`.</param>
/// <param name="UnitGroup">Value of column Nhóm of the units file, for example `xã phường`.</param>
public sealed record UnitGroup(string Id, string Nhom, LocalText Title, LocalText ShortTitle, Source Source);

/// <summary>What an indicator measures.</summary>
public enum Measure
{
    /// <summary>Officers with at least one counted person / officers on the roster.</summary>
    OfficersWithCounted,
    /// <summary>Officers all of whose declared relatives of the list are covered or exempt / officers.</summary>
    OfficersAllRelativesCovered,
    /// <summary>Number of persons counted, credited to the officer's unit.</summary>
    PersonsCounted,
    /// <summary>A figure entered by users against a target entered by users.</summary>
    FigureAgainstTarget,
}

/// <summary>Who has the credit when several receipts of one person qualify.</summary>
public enum CreditRule
{
    /// <summary>The officer of the earliest qualifying receipt (then the smallest Số biên lai).</summary>
    Earliest,
    /// <summary>The officer of the latest qualifying receipt: a new joining takes the credit over from its day.</summary>
    Latest,
}

/// <summary>Which receipts give a credit. A person counts once per indicator.</summary>
/// <param name="Scheme">Scheme of the receipts.</param>
/// <param name="Window">Receipt days that count, both ends in.</param>
/// <param name="Kinds">Kinds of joining that count.</param>
/// <param name="WonBack">Days in which the latest earlier cover must have ended; null: no such condition or alternative.</param>
/// <param name="WonBackOnly">True: being won back is required; false: it is one more way to qualify beside the kinds.</param>
/// <param name="Participating">The person must still participate on the as-of date.</param>
/// <param name="Relations">Relations that count; null: any.</param>
/// <param name="Credit">Whose credit it is.</param>
public sealed record ReceiptRule(
    Cited<Scheme> Scheme,
    Cited<Days> Window,
    Cited<IReadOnlyList<JoiningKind>> Kinds,
    Cited<Days>? WonBack,
    bool WonBackOnly,
    Cited<bool> Participating,
    Cited<IReadOnlyList<Relation>?> Relations,
    Cited<CreditRule> Credit);

/// <summary>Which declared relatives must be covered by health insurance (or exempt) on the as-of date.</summary>
public sealed record DeclarationRule(Cited<IReadOnlyList<Relation>> Relations);

/// <summary>Comparison of a value with its target.</summary>
public enum Comparison
{
    /// <summary>≥</summary>
    AtLeast,
    /// <summary>&gt;</summary>
    MoreThan,
    /// <summary>&lt;: a smaller figure is better</summary>
    LessThan,
    /// <summary>≈: the figure, rounded half up to the target's decimals, is ≥ the target.</summary>
    About,
}

/// <summary>The target of an indicator.</summary>
/// <param name="Percent">Target rate in percent for rates (50 means 50 %); null: from the targets users enter.</param>
public sealed record TargetRule(decimal? Percent, Comparison Comparison, Source Source);

/// <summary>One indicator (chỉ tiêu) of a campaign.</summary>
/// <param name="Id">Fixed id; an id that ends in `*` is a family whose members users name in targets and figures.</param>
/// <param name="Groups">Ids of the groups whose units are measured; empty: all units with officers.</param>
public sealed record Indicator(
    string Id, LocalText Title, LocalText ShortTitle, Measure Measure, IReadOnlyList<string> Groups,
    ReceiptRule? Receipts, DeclarationRule? Declarations, TargetRule? Target, Source Source)
{
    /// <summary>What a figure is counted in; null: nobody said.</summary>
    public FigureUnit? Unit { get; init; }

    /// <summary>Targets of a figure that hold for a day each, in the order of days; none: the one target holds on every day.</summary>
    public IReadOnlyList<DatedTarget> Targets { get; init; } = [];

    /// <summary>
    /// The target that is aimed at on a day: the first whose day is not over, after the last of them that one. Null: none has a day.
    /// </summary>
    /// <param name="period">A year or a day: the target of that; one that names none of them is left aside.</param>
    public DatedTarget? Aim(DateOnly day, string? period = null) =>
        (period is null ? null : Targets.LastOrDefault(t => t.IsOf(period))) ?? Targets.FirstOrDefault(t => t.Day >= day) ?? (Targets.Count > 0 ? Targets[^1] : null);

    /// <summary>Numbers of people, đồng and things add up; rates do not.</summary>
    public bool AddsUp => Measure is Measure.FigureAgainstTarget or Measure.PersonsCounted && Unit != FigureUnit.Percent;

    /// <summary>What decides between equals, in order: ids of other indicators, or <see cref="TieByRoster"/>; null: equals share a rank.</summary>
    public Cited<IReadOnlyList<string>>? Ties { get; init; }

    /// <summary>Whether officers are ranked by it too, beside units.</summary>
    public bool RanksOfficers { get; init; } = true;

    /// <summary>The larger roster stands first.</summary>
    public const string TieByRoster = "roster";
}

/// <summary>What a figure is counted in.</summary>
public enum FigureUnit
{
    Percent,
    Persons,
    /// <summary>Đồng, whole.</summary>
    Dong,
}

/// <summary>A target of a figure for a day.</summary>
/// <param name="Percent">The same for all units, in percent; null: from the targets users enter.</param>
public sealed record DatedTarget(DateOnly Day, decimal? Percent, Comparison Comparison, Source Source)
{
    /// <summary>Whether a period, as people write it in column Kỳ, is that of this target: its year ("2024", "Năm 2024") or its day, either way round.</summary>
    public bool IsOf(string period)
    {
        var numbers = string.Concat(period.Select(c => char.IsAsciiDigit(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => int.TryParse(n, out var number) ? number : 0).ToList();
        return numbers is [var year] && year == Day.Year
            || numbers is [var a, var b, var c] && b == Day.Month && ((a, c) == (Day.Day, Day.Year) || (a, c) == (Day.Year, Day.Day));
    }
}

/// <summary>A part of the campaign's time (kỳ) that is reckoned by itself too: only receipts of its days count.</summary>
/// <param name="Id">As in commands and in column Kỳ of targets, for example `2024`.</param>
public sealed record Period(string Id, Days Days, LocalText Title, Source Source);

/// <summary>An indicator as it is counted: over the whole, or within a period. Each is counted by itself, under a number of its own.</summary>
/// <param name="Indicator">Within a period, with its receipts narrowed to it.</param>
public sealed record Counter(Indicator Indicator, Period? Period)
{
    public string Id => Period is null ? Indicator.Id : $"{Indicator.Id}@{Period.Id}";

    /// <summary>The same rule with a narrower receipt window: within a period only its own joinings count (sct).</summary>
    public static Counter Of(Indicator indicator, Period? period) => new(
        period is null || indicator.Receipts is not { } rule ? indicator
        : indicator with { Receipts = rule with { Window = new(rule.Window.Value.And(period.Days), period.Source) } }, period);
}

/// <summary>An award and who may have it.</summary>
/// <param name="Quota">How many at most of all; null: no such limit.</param>
public sealed record AwardRule(
    string Id, LocalText Title, SubjectKind Subject, AwardCriterion Criterion, int? Quota, LocalText Authority, Source Source, Source CriterionSource)
{
    /// <summary>How many each unit may propose at most; null: no such limit.</summary>
    public Cited<int>? QuotaPerUnit { get; init; }

    /// <summary>Of <see cref="AwardCriterion.AllOf"/>: what must hold, each with its clause.</summary>
    public IReadOnlyList<AwardCondition> Conditions { get; init; } = [];

    /// <summary>Value of column Nhóm of the units that may propose; null: those that no other award names.</summary>
    public string? Nhom { get; init; }

    /// <summary>The most that one unit may have proposed, whichever limit there is; null: none.</summary>
    public int? Most => QuotaPerUnit?.Value ?? Quota;

    /// <summary>On whose proposal it is given; null: nobody's in particular.</summary>
    public LocalText? Proposer { get; init; }

    /// <summary>The periods for each of which it is given; empty: for the whole.</summary>
    public IReadOnlyList<string> Periods { get; init; } = [];

    /// <summary>The indicator whose standing is gone down from the top (<see cref="AwardCriterion.FromHighToLow"/>).</summary>
    public string? ByIndicator { get; init; }

    /// <summary>Id of the title or form in catalog/rewards.yaml by which money is reckoned; null: no money is.</summary>
    public string? Form { get; init; }

    public CommendationType Type { get; init; } = CommendationType.Movement;

    /// <summary>Whose decision it is, by law; null: the file names it in words only (<see cref="Authority"/>).</summary>
    public Decider? DecidedBy { get; init; }

    /// <summary>What must be given about whoever is sent in for it; null: nothing beside the papers.</summary>
    public Cited<IReadOnlyList<RequiredPart>>? Requires { get; init; }

    /// <summary>Whether it is given for that period; null: for the whole.</summary>
    public bool IsFor(Period? period) => period is null ? Periods.Count == 0 : Periods.Contains(period.Id);
}

/// <summary>One thing that must hold of a figure and its target.</summary>
public sealed record AwardCondition(string Indicator, Comparison Comparison, Source Source);

public enum SubjectKind
{
    /// <summary>Tập thể.</summary>
    Collective,
    /// <summary>Cá nhân.</summary>
    Individual,
}

public enum AwardCriterion
{
    /// <summary>Every target of the unit's group is met; in order of mean attainment, then persons counted.</summary>
    EveryTargetMet,
    /// <summary>At least one person counted; in order of persons counted.</summary>
    AtLeastOnePerson,
    /// <summary>Figures meet all of the conditions that the award lists; what units nominate, in the order given.</summary>
    AllOf,
    /// <summary>What units nominate of their own sector, in the order given; people judge it.</summary>
    Nominated,
    /// <summary>What units nominate outside the sector.</summary>
    NominatedOutside,
    /// <summary>Units with anything at all, in the order of one standing, its tie-breakers included (SCT/I.4.1.a).</summary>
    FromHighToLow,
}

/// <summary>A day that matters: start, end, dossier deadline.</summary>
/// <param name="Before">True: the document says "before" that day.</param>
/// <param name="DayItselfAccepted">Reading of "before": whether the day itself is still in time.</param>
/// <param name="Addressee">To whom what is due goes.</param>
public sealed record Milestone(string Id, LocalText Title, DateOnly Day, bool Before, bool DayItselfAccepted, Source Source, LocalText? Addressee = null)
{
    /// <summary>Reading of a last day on which nobody works, applied by the calendar of working days: the day it moves to; null: it stays.</summary>
    public DateOnly? MovedTo { get; init; }

    /// <summary>Id of the period that it belongs to; null: the whole.</summary>
    public string? Period { get; init; }

    /// <summary>The last day that is still in time.</summary>
    public DateOnly LastDay => MovedTo ?? ByTheLetter;

    /// <summary>The last day in time, whether anybody works on it or not.</summary>
    public DateOnly ByTheLetter => Before && !DayItselfAccepted ? Day.AddDays(-1) : Day;
}

/// <summary>A task the document gives to someone.</summary>
/// <param name="Followed">Whose it is among the units, and until when; null: the task is shown and not followed.</param>
public sealed record CampaignTask(LocalText Addressee, LocalText Text, Source Source, FollowedTask? Followed);

/// <summary>A task whose progress units report.</summary>
/// <param name="Groups">Ids of the groups each unit of which has the task. Neither groups nor offices: every unit that the standings list.</param>
/// <param name="Offices">Names of the units that have it.</param>
/// <param name="AsksForDocument">Done only with the number of the unit's own document.</param>
/// <param name="AsksForEvidence">Done only with a reference to evidence.</param>
/// <param name="Due">Last day in time; null: never late.</param>
public sealed record FollowedTask(
    string Id, IReadOnlyList<string> Groups, IReadOnlyList<string> Offices, bool AsksForDocument, bool AsksForEvidence, Cited<DateOnly>? Due);

/// <summary>Another movement that this one hangs together with.</summary>
/// <param name="Document">Number and symbol of its document; null: it has none.</param>
/// <param name="Date">Day of that document; null: not said.</param>
public sealed record Movement(LocalText Title, string? Document, DateOnly? Date, Source Source);

/// <summary>A campaign file, read.</summary>
/// <param name="AsOf">The campaign's fixed day; null: the earlier of today and the window's end.</param>
/// <param name="Difficulties">The office to which difficulties are reported.</param>
public sealed record Campaign(
    string Id, LocalText Title, LocalText ShortTitle, CampaignDocument Document, Cited<Days> Window, Cited<DateOnly>? AsOf,
    IReadOnlyList<UnitGroup> Groups, IReadOnlyList<Indicator> Indicators, IReadOnlyList<AwardRule> Awards,
    IReadOnlyList<Milestone> Milestones, IReadOnlyList<CampaignTask> Tasks,
    IReadOnlyList<string> OfficerKindsExcluded, IReadOnlyList<Clause> Clauses, IReadOnlyList<Reading> Readings,
    IReadOnlyList<string> Recipients, IReadOnlyList<string> Linked, IReadOnlyList<DossierPaper> Dossier,
    Cited<LocalText>? Difficulties)
{
    /// <summary>Months after the window's end during which personal values are needed; null: nobody said, so they stay.</summary>
    public Cited<int>? Retention { get; init; }

    /// <summary>The movement that this one carries out or belongs under; null: none.</summary>
    public Movement? Parent { get; init; }

    /// <summary>Movements that run beside this one and are tied to it.</summary>
    public IReadOnlyList<Movement> Movements { get; init; } = [];

    /// <summary>The document's list of them ends with “and others”.</summary>
    public bool MovementsOpen { get; init; }

    /// <summary>The principle that one achievement is not rewarded twice, as the act has it; null: the file does not hold to it.</summary>
    public Cited<LocalText>? OneAward { get; init; }

    /// <summary>Who looks at nominations before they are decided, in order; empty: the file does not say.</summary>
    public IReadOnlyList<ReviewStep> Review { get; init; } = [];

    /// <summary>From which fund the money of its awards comes; null: the document does not say.</summary>
    public Cited<LocalText>? Fund { get; init; }

    /// <summary>Who takes part; null: the file does not say, and everybody does.</summary>
    public ScopeRule? Scope { get; init; }

    /// <summary>Into how many clusters offices are divided; null: the document does not say.</summary>
    public ClusterRule? Clusters { get; init; }

    private readonly IReadOnlyList<Period> periods = [];

    /// <summary>Parts of its time that are reckoned by themselves too.</summary>
    public IReadOnlyList<Period> Periods
    {
        get => periods;
        init => (periods, Counters) = (value, CountersOf(Indicators, value));
    }

    /// <summary>Everything that is counted: the indicators, then those of receipts once more within each period.</summary>
    public IReadOnlyList<Counter> Counters { get; private init; } = CountersOf(Indicators, []);

    private static IReadOnlyList<Counter> CountersOf(IReadOnlyList<Indicator> indicators, IReadOnlyList<Period> periods) =>
        [.. indicators.Select(i => Counter.Of(i, null)), .. periods.SelectMany(p => indicators.Where(i => i.Receipts is not null).Select(i => Counter.Of(i, p)))];

    /// <summary>The indicator of an id, or the family of which the id is a member; null: neither.</summary>
    public Indicator? Indicator(string id) =>
        Indicators.FirstOrDefault(i => i.Id == id) ?? Indicators.FirstOrDefault(i => i.Id.EndsWith('*') && id.StartsWith(i.Id[..^1], StringComparison.Ordinal));

    /// <summary>The declared period that column Kỳ or a question names, by its id or its title; null: none.</summary>
    public Period? PeriodOf(string said) => Periods.FirstOrDefault(p => p.Id == said)
        ?? Periods.FirstOrDefault(p => VietnameseText.SameKey(p.Title.Vi) == VietnameseText.SameKey(said) || VietnameseText.SameKey(p.Title.En) == VietnameseText.SameKey(said));

    /// <summary>
    /// A period of targets as it is kept, however it is written: the id of a declared one; of targets for days the year, or the day where a year has several. Null: the file
    /// has periods or days, and it is none of them.
    /// </summary>
    public string? PeriodId(Indicator? indicator, string said)
    {
        if (said.Length == 0 || (Periods.Count == 0 && indicator is not { Targets.Count: > 0 })) return said;
        if (PeriodOf(said) is { } period) return period.Id;
        return indicator?.Targets.LastOrDefault(t => t.IsOf(said)) is not { } aim ? null
            : indicator.Targets.Count(t => t.Day.Year == aim.Day.Year) == 1 ? aim.Day.Year.ToString(CultureInfo.InvariantCulture) : aim.Day.Iso();
    }

    /// <summary>
    /// The first day whose figures can meet a target: the first of the year for which it is, that of the target's day, else that in which the period or the
    /// campaign begins (decision 0037). Null: any day's can.
    /// </summary>
    /// <param name="aim">Null: the targets of the indicator have no days.</param>
    public DateOnly? FiguresFrom(DatedTarget? aim, Period? period) =>
        (aim?.Day ?? period?.Days.From ?? Window.Value.From) is { } day ? new(day.Year, 1, 1) : null;

    /// <summary>Nothing is counted: every indicator is a figure that offices enter.</summary>
    public bool IsOfFigures => Indicators.All(i => i.Measure == Measure.FigureAgainstTarget);

    /// <summary>The last day on which the campaign needs the personal values of those it counts; null: without end.</summary>
    public DateOnly? NeededUntil => Retention is { } retention && Window.Value.To is { } end ? end.AddMonths(retention.Value) : null;
}
