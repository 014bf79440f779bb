using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;

namespace ThiDua.Campaigns.Format;

/// <summary>
/// From the file to the campaign, with the faults that only show when its parts are seen together. Parts whose shape is at fault are passed over, so that
/// all faults of a file are told at once; the campaign is one only when there are none.
/// </summary>
public sealed partial class CampaignBinder(List<CampaignFault> faults)
{
    private readonly HashSet<string> clauses = new(StringComparer.Ordinal);
    private readonly HashSet<string> readings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Cited<IReadOnlyList<Relation>>> relationLists = new(StringComparer.Ordinal);
    private readonly HashSet<string> usedGroups = new(StringComparer.Ordinal);
    private readonly HashSet<string> groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> periods = new(StringComparer.Ordinal);
    private readonly FaultPlaces places = new(faults);
    private YamlMap root = null!;
    private Cited<Days> window = null!;

    public Campaign Bind(YamlMap file)
    {
        root = file;
        var clauseList = Maps(root, "clauses").Select(m => new Clause(Id(m, "number", clauses), Text(m, "text"))).ToList();
        var readingList = Maps(root, "readings").Select(m => new Reading(Id(m, "id", readings), Local(m, "text"), Local(m, "why"), Locals(m, "alternatives"))).ToList();
        CheckSources(root);
        var windowMap = Map(root, "window");
        window = new(Span(windowMap), Source(windowMap));
        foreach (var list in Maps(root, "relation-lists"))
        {
            if (Text(list, "id").Length > 0 && !relationLists.TryAdd(Text(list, "id"), new([.. Texts(list, "relations").Select(RelationOf)], Source(list)))) Fault(list["id"]!, "id-twice", Text(list, "id"));
        }
        var groupMaps = Maps(root, "groups").ToList();
        var groupList = groupMaps.ConvertAll(m => new UnitGroup(Id(m, "id", groups), Text(m, "nhom"), Local(m, "title"), Local(m, "short-title"), Source(m)));
        var periodList = Maps(root, "periods").Select(m => new Period(Id(m, "id", periods), Span(m), Local(m, "title"), Source(m))).ToList();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var indicators = Maps(root, "indicators").Select(m => Indicator(m, ids)).ToList();
        CheckNames(ids);
        if (places.Reads(root) && Maps(root, "indicators").All(m => places.Reads(m, "groups")))
            foreach (var map in groupMaps.Where(m => Text(m, "id").Length > 0 && !usedGroups.Contains(Text(m, "id")))) Fault(map, "group-unused", Text(map, "id"));
        var awardIds = new HashSet<string>(StringComparer.Ordinal);
        var milestoneIds = new HashSet<string>(StringComparer.Ordinal);
        var milestones = Maps(root, "milestones").Select(m => Milestone(m, milestoneIds)).ToList();
        var taskIds = new HashSet<string>(StringComparer.Ordinal);
        return new(
            Text(root, "id"), Local(root, "title"), Local(root, "short-title"), Document(Map(root, "document")), window, AsOf(root), groupList, indicators,
            [.. Maps(root, "awards").Select(m => Award(m, awardIds, indicators))], milestones,
            [.. Maps(root, "tasks").Select(m => new CampaignTask(Local(m, "addressee"), Local(m, "text"), Source(m), Followed(m, taskIds, milestones)))],
            Texts(root, "officer-kinds-excluded"), clauseList, readingList, Texts(root, "recipients"),
            Texts(root, "linked"), Dossier(),
            root["difficulties"] is YamlMap difficulties ? new(Local(difficulties, "to"), Source(difficulties)) : null)
        {
            Scope = root["scope"] is YamlMap scope ? Scope(scope, groupList) : null,
            Periods = periodList,
            Parent = root["parent"] is YamlMap parent ? Movement(parent) : null,
            Movements = [.. Maps(root, "movements").Select(Movement)],
            MovementsOpen = IsTrue(root, "movements-open"),
            OneAward = root["one-award"] is YamlMap oneAward ? new(Local(oneAward, "text"), Source(oneAward)) : null,
            Retention = root["retention"] is YamlMap retention ? new(Number(retention, "months"), Source(retention)) : null,
            Clusters = root["clusters"] is YamlMap clusters ? Clusters(clusters) : null,
            Review = Review(),
            Fund = root["fund"] is YamlMap fund ? new(Local(fund, "title"), Source(fund)) : null,
        };
    }

    /// <summary>Lines of the table rise, and the last one alone is open: every number of offices has its line.</summary>
    private ClusterRule Clusters(YamlMap map)
    {
        var steps = Maps(map, "steps").ToList();
        var rule = new ClusterRule([.. steps.Select(s => new ClusterStep(Whole(s, "up-to"), Number(s, "clusters")))], new(Number(Map(map, "smallest"), "members"), Source(Map(map, "smallest"))), Source(map));
        for (var i = 0; i < steps.Count && places.Reads(map, "steps"); i++)
        {
            var isInOrder = i == steps.Count - 1 ? rule.Steps[i].UpTo is null : rule.Steps[i].UpTo > (i == 0 ? 0 : rule.Steps[i - 1].UpTo);
            if (!isInOrder || rule.Steps[i].Clusters < 1) Fault(steps[i], "cluster-steps");
        }
        return rule;
    }

    /// <summary>A scope names a part, or says that there is none to name.</summary>
    private ScopeRule Scope(YamlMap map, List<UnitGroup> groupList)
    {
        if (places.Reads(map, "subtrees", "types", "groups", "everybody") && IsTrue(map, "everybody") == new[] { "subtrees", "types", "groups" }.Any(k => map[k] is not null)) Fault(map, "scope-names", "subtrees, types, groups, everybody");
        var named = KnownGroups(map);
        return new([.. Maps(map, "subtrees").Select(m => new Subtree(Text(m, "code"), Day(m, "day")))], Texts(map, "types"), [.. groupList.Where(g => named.Contains(g.Id)).Select(g => g.Nhom)], Source(map));
    }

    private static int? Whole(YamlMap map, string key) => int.TryParse(Text(map, key), NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole : null;

    private Indicator Indicator(YamlMap map, HashSet<string> ids)
    {
        var measure = Text(map, "measure") switch
        {
            "officers-with-counted" => Measure.OfficersWithCounted,
            "officers-all-relatives-covered" => Measure.OfficersAllRelativesCovered,
            "persons-counted" => Measure.PersonsCounted,
            _ => Measure.FigureAgainstTarget,
        };
        var isMeasured = map["measure"] is not null && places.Reads(map, "measure");
        usedGroups.UnionWith(KnownGroups(map));
        var source = Source(map);
        var conditions = Maps(map, "conditions").ToList();
        CheckLists(conditions);
        if (isMeasured) CheckUsed(conditions, measure);
        if (isMeasured) CheckPercent(map, measure);
        return new(Id(map, "id", ids), Local(map, "title"), Local(map, "short-title"), measure, Texts(map, "groups"),
            isMeasured && measure is (Measure.OfficersWithCounted or Measure.PersonsCounted) ? Receipts(map, conditions) : null,
            isMeasured && measure == Measure.OfficersAllRelativesCovered ? Declarations(map, conditions) : null,
            map["target"] is YamlMap target ? Target(target) : null, source)
        {
            Unit = map["unit"] is null ? null : Text(map, "unit") switch { "percent" => FigureUnit.Percent, "persons" => FigureUnit.Persons, _ => FigureUnit.Dong },
            Targets = DatedTargets(map, isMeasured ? measure : Measure.FigureAgainstTarget),
            Ties = map["ties"] is YamlMap ties ? new(Texts(ties, "by"), Source(ties)) : null,
            RanksOfficers = map["ranks"] is null || Texts(map, "ranks").Contains("officers"),
        };
    }

    private List<DatedTarget> DatedTargets(YamlMap map, Measure measure)
    {
        foreach (var key in new[] { "targets", "unit" }) if (map[key] is { } misplaced && measure != Measure.FigureAgainstTarget) Fault(misplaced, "figures-only", key);
        if (map["target"] is not null && map["targets"] is { } both) Fault(both, "one-key", "target, targets");
        var targets = Maps(map, "targets").Select(m => (Map: m, Target: new DatedTarget(Day(m, "day"), Percent(m), ComparisonOf(m), Source(m)))).ToList();
        for (var i = 1; i < targets.Count; i++) if (places.Reads(map, "targets") && targets[i].Target.Day <= targets[i - 1].Target.Day) Fault(targets[i].Map, "days-in-order");
        return targets.ConvertAll(t => t.Target);
    }

    /// <summary>A share of what is no share, such as 50 % of a number of persons, would be taken for that number.</summary>
    private void CheckPercent(YamlMap map, Measure measure)
    {
        var counted = measure == Measure.PersonsCounted ? "persons" : measure == Measure.FigureAgainstTarget && Text(map, "unit") is "persons" or "dong" ? Text(map, "unit") : null;
        if (counted is null) return;
        foreach (var percent in Maps(map, "targets").Append(Map(map, "target")).Select(t => t["percent"]).OfType<YamlText>())
            Fault(percent, "percent-of-" + (measure == Measure.PersonsCounted ? "counted" : "figure"), percent.Value, counted);
    }

    /// <summary>Indicators and periods that other lines name; one that is not declared is a fault.</summary>
    private void CheckNames(HashSet<string> indicators)
    {
        var areIndicatorsNamed = places.Names(root, "indicators", "id");
        foreach (var map in Maps(root, "indicators").Where(m => m["ties"] is YamlMap))
        {
            foreach (var tie in Items(Map(map, "ties"), "by").Where(_ => areIndicatorsNamed))
            {
                if (tie.Value != Core.Campaigns.Indicator.TieByRoster && (tie.Value == Text(map, "id") || !indicators.Contains(tie.Value))) Fault(tie, "tie-unknown", tie.Value, string.Join(", ", indicators.Append(Core.Campaigns.Indicator.TieByRoster)));
            }
        }
        foreach (var criterion in Maps(root, "awards").Select(m => Map(m, "criterion")).Where(c => c["rule"] is not null && areIndicatorsNamed && places.Reads(c, "rule", "indicator")))
        {
            if ((Text(criterion, "rule") == "from-high-to-low") != (criterion["indicator"] is { } named && indicators.Contains(((YamlText)named).Value))) Fault(criterion, "criterion-indicator", string.Join(", ", indicators));
        }
        foreach (var named in Maps(root, "awards").SelectMany(m => Items(m, "periods")).Concat(Maps(root, "milestones").Select(m => m["period"]).OfType<YamlText>()))
        {
            if (places.Names(root, "periods", "id") && !periods.Contains(named.Value)) Fault(named, "period-unknown", named.Value, string.Join(", ", periods));
        }
    }

    /// <summary>The groups that a line names; one that is not declared is a fault.</summary>
    private IReadOnlyList<string> KnownGroups(YamlMap map)
    {
        foreach (var group in Items(map, "groups"))
        {
            if (places.Names(root, "groups", "id") && !groups.Contains(group.Value)) Fault(group, "group-unknown", group.Value, string.Join(", ", groups));
        }
        return Texts(map, "groups");
    }

    /// <summary>A followed task has a name and says in exactly one way whose it is; a task that says neither is only shown.</summary>
    private FollowedTask? Followed(YamlMap map, HashSet<string> ids, IReadOnlyList<Milestone> milestones)
    {
        var whose = new[] { "groups", "offices", "every-unit" }.Count(k => map[k] is not null and not YamlText { Value: "false" });
        if (map["id"] is null && whose == 0 && map["asks-for"] is null && map["due"] is null) return null;
        if (map["id"] is null || whose != 1)
        {
            if (places.Reads(map)) Fault(map, "task-addressed", "groups, offices, every-unit");
            return null;
        }
        return new(Id(map, "id", ids), KnownGroups(map), Texts(map, "offices"), Texts(map, "asks-for").Contains("document"), Texts(map, "asks-for").Contains("evidence"),
            map["due"] is YamlMap due ? Due(due, milestones) : null);
    }

    private Cited<DateOnly>? Due(YamlMap map, IReadOnlyList<Milestone> milestones)
    {
        if (map["day"] is not null) return new(Day(map, "day"), Source(map));
        if (milestones.FirstOrDefault(m => m.Id == Text(map, "milestone")) is { } milestone) return new(milestone.LastDay, Source(map));
        if (map["milestone"] is YamlText && places.Names(root, "milestones", "id")) Fault(map["milestone"]!, "milestone-unknown", Text(map, "milestone"), string.Join(", ", milestones.Select(m => m.Id)));
        return null;
    }

    /// <summary>A condition that changes nothing would be believed by whoever reads the file.</summary>
    private void CheckUsed(List<YamlMap> conditions, Measure measure)
    {
        var isWonBackOnly = conditions.Any(c => c["cover-ended"] is not null);
        foreach (var (key, _) in conditions.SelectMany(c => c.Entries).Where(e => Vocabulary.Of("condition").Keys.Any(k => k.Name == e.Key.Value)))
        {
            var isUsed = measure switch
            {
                Measure.OfficersAllRelativesCovered => key.Value == "declared",
                Measure.FigureAgainstTarget => false,
                _ => key.Value != "declared" && !(isWonBackOnly && key.Value is ("kinds" or "or-cover-ended")),
            };
            if (!isUsed) Fault(key, "condition-unused", key.Value);
        }
    }

    private ReceiptRule? Receipts(YamlMap indicator, List<YamlMap> conditions)
    {
        var scheme = One(indicator, conditions, "scheme", true);
        var within = One(indicator, conditions, "receipt-within", true);
        var wonBackOnly = One(indicator, conditions, "cover-ended", false);
        var wonBack = wonBackOnly ?? One(indicator, conditions, "or-cover-ended", false);
        var kinds = One(indicator, conditions, "kinds", wonBackOnly is null);
        var participating = One(indicator, conditions, "participating", true);
        var relations = One(indicator, conditions, "relations", true);
        var credit = One(indicator, conditions, "credit", true);
        // A fault elsewhere does not keep this rule from being read: all faults of a file are told at once.
        if (scheme is null || within is null || (kinds ?? wonBackOnly) is not { } kindsFrom || participating is null || relations is null || credit is null) return null;
        return new(
            new(Text(scheme, "scheme") == "voluntary-si" ? Scheme.VoluntarySocialInsurance : Scheme.HouseholdHealthInsurance, Source(scheme)),
            new(within["receipt-within"] is YamlMap span ? Span(span) : window.Value, Source(within)),
            new([.. Texts(kindsFrom, "kinds").Select(KindOf)], Source(kindsFrom)),
            wonBack is null ? null : new(Span(Map(wonBack, wonBackOnly is null ? "or-cover-ended" : "cover-ended")), Source(wonBack)),
            wonBackOnly is not null,
            new(Text(participating, "participating") == "on-as-of-day", Source(participating)),
            new(Text(relations, "relations") == "any" ? null : List(relations, "relations"), Source(relations)),
            new(Text(credit, "credit") == "earliest-receipt" ? CreditRule.Earliest : CreditRule.Latest, Source(credit)));
    }

    private DeclarationRule? Declarations(YamlMap indicator, List<YamlMap> conditions) =>
        One(indicator, conditions, "declared", true) is { } declared ? new(new(List(declared, "declared"), Source(declared))) : null;

    private IReadOnlyList<Relation> List(YamlMap map, string key) => relationLists.TryGetValue(Text(map, key), out var list) ? list.Value : [];

    /// <summary>A list of relations that a condition names and the file does not declare, whatever is measured.</summary>
    private void CheckLists(List<YamlMap> conditions)
    {
        foreach (var named in conditions.SelectMany(c => new[] { c["relations"], c["declared"] }).OfType<YamlText>().Where(n => n.Value is not ("" or "any") && !relationLists.ContainsKey(n.Value)))
            if (places.Names(root, "relation-lists", "id")) Fault(named, "list-unknown", named.Value, string.Join(", ", relationLists.Keys));
    }

    /// <summary>The condition with that key; a second one, or a required one that is missing, is a fault.</summary>
    private YamlMap? One(YamlMap indicator, List<YamlMap> conditions, string key, bool required)
    {
        var found = conditions.FindAll(c => c[key] is not null);
        // A condition that is misspelt may be the one that is missing.
        if (found.Count == 0 && required && places.Reads(indicator) && conditions.TrueForAll(c => places.Reads(c)) && conditions.Count == Count(indicator, "conditions")) Fault(indicator, "condition-missing", Text(indicator, "id"), key);
        if (found.Count > 1) Fault(found[1], "condition-twice", key);
        return found.Count > 0 ? found[0] : null;
    }

    private static TargetRule Target(YamlMap map) => new(Percent(map), ComparisonOf(map), Source(map));

    private static decimal? Percent(YamlMap map) => map["percent"] is YamlText percent ? ShapeCheck.ReadDecimal(percent.Value) : null;

    private static Comparison ComparisonOf(YamlMap map) => Text(map, "comparison") switch
    {
        "more-than" => Comparison.MoreThan,
        "less-than" => Comparison.LessThan,
        "about" => Comparison.About,
        _ => Comparison.AtLeast,
    };

    private static Movement Movement(YamlMap map) =>
        new(Local(map, "title"), map["document"] is null ? null : Text(map, "document"), map["date"] is null ? null : Day(map, "date"), Source(map));

    private Milestone Milestone(YamlMap map, HashSet<string> ids)
    {
        var milestone = new Milestone(Id(map, "id", ids), Local(map, "title"), Day(map, "day"), IsTrue(map, "before"), IsTrue(map, "day-itself-accepted"), Source(map),
            map["addressee"] is null ? null : Local(map, "addressee"))
        {
            Period = map["period"] is YamlText period ? period.Value : null,
        };
        var (calendar, letter) = (CalendarCatalog.WorkingDays, milestone.ByTheLetter);
        return map["on-day-off"] is null || calendar.IsWorking(letter) ? milestone : Text(map, "on-day-off") switch
        {
            "next-working-day" => milestone with { MovedTo = calendar.After(letter, 1) },
            "previous-working-day" => milestone with { MovedTo = calendar.Before(letter, 1) },
            _ => milestone,
        };
    }

    private static CampaignDocument Document(YamlMap map) => new(
        Known(Text(map, "number")), Known(Text(map, "date")) is { } day ? ShapeCheck.ReadDay(day) : null, Local(map, "kind"), Local(map, "issuer"), Text(map, "signer"), Texts(map, "legal-basis"))
    {
        Doubt = map["doubt"] is null ? null : Local(map, "doubt"),
    };

    private static string? Known(string text) => text == "unknown" ? null : text;

    private static Cited<DateOnly>? AsOf(YamlMap root) => root["as-of"] is YamlMap map ? new(Day(map, "day"), Source(map)) : null;

    /// <summary>A clause or reading that a line cites and the file does not declare is a fault, wherever the line stands.</summary>
    private void CheckSources(YamlNode node)
    {
        if (node is YamlList list) foreach (var item in list.Items) CheckSources(item);
        if (node is not YamlMap map) return;
        foreach (var (key, value) in map.Entries)
        {
            if (key.Value is "also" or "reads") foreach (var number in Items(map, key.Value)) Clause(number);
            if (value is not YamlText name) CheckSources(value);
            else if (key.Value == "clause") Clause(name);
            else if (key.Value == "reading" && name.Value.Length > 0 && !readings.Contains(name.Value) && places.Names(root, "readings", "id")) Fault(value, "reading-unknown", name.Value);
        }

        void Clause(YamlText number)
        {
            if (number.Value.Length > 0 && !clauses.Contains(number.Value) && places.Names(root, "clauses", "number")) Fault(number, "clause-unknown", number.Value);
        }
    }

    private static Source Source(YamlMap map)
    {
        var (key, value) = map.Entries.FirstOrDefault(e => Vocabulary.SourceKeys.Contains(e.Key.Value));
        return new(key?.Value switch { "clause" => SourceKind.Clause, "law" => SourceKind.Law, _ => SourceKind.Reading }, (value as YamlText)?.Value ?? "",
            map["certainty"] is YamlText { Value: "recalled" } ? Certainty.Recalled : Certainty.Verified);
    }

    private Days Span(YamlMap map)
    {
        var span = new Days(ShapeCheck.ReadDay(Text(map, "from")), ShapeCheck.ReadDay(Text(map, "to")));
        if (span.IsEmpty) Fault(map, "span-reversed");
        return span;
    }

    private string Id(YamlMap map, string key, HashSet<string> taken)
    {
        if (Text(map, key).Length > 0 && !taken.Add(Text(map, key))) Fault(map[key]!, "id-twice", Text(map, key));
        return Text(map, key);
    }

    private static bool IsTrue(YamlMap map, string key) => map[key] is YamlText { Value: "true" };

    private static int Number(YamlMap map, string key) => Whole(map, key) ?? 0;

    private static YamlMap Map(YamlMap map, string key) => map[key] as YamlMap ?? new(map.Place, []);

    private static IEnumerable<YamlMap> Maps(YamlMap map, string key) => map[key] is YamlList list ? list.Items.OfType<YamlMap>() : [];

    private static IEnumerable<YamlText> Items(YamlMap map, string key) => map[key] is YamlList list ? list.Items.OfType<YamlText>() : [];

    private static int Count(YamlMap map, string key) => map[key] is YamlList list ? list.Items.Count : 0;

    private static string Text(YamlMap map, string key) => (map[key] as YamlText)?.Value ?? "";

    private static IReadOnlyList<string> Texts(YamlMap map, string key) => [.. Items(map, key).Select(i => i.Value)];

    private static LocalText Local(YamlMap map, string key) => Local(Map(map, key));

    private static LocalText Local(YamlMap text) => new(Text(text, "vi"), Text(text, "en"));

    private static IReadOnlyList<LocalText> Locals(YamlMap map, string key) => [.. Maps(map, key).Select(Local)];

    /// <summary>A day that cannot be read is told already; any other stands for it.</summary>
    private static DateOnly Day(YamlMap map, string key) => ShapeCheck.ReadDay(Text(map, key)) ?? new DateOnly(2000, 1, 3);

    private static Relation RelationOf(string word) => (Relation)(Array.IndexOf(Vocabulary.Relations, word) + 1);

    private static JoiningKind KindOf(string word) => (JoiningKind)(Array.IndexOf(Vocabulary.Kinds, word) + 1);

    private void Fault(YamlNode at, string code, params string[] arguments) => faults.Add(new(at.Place.Line, at.Place.Column, code, arguments));
}
