using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Campaigns;

namespace ThiDua.Campaigns.Format;

/// <summary>What a campaign honours, who decides it, and the papers on the way there.</summary>
public sealed partial class CampaignBinder
{
    private AwardRule Award(YamlMap map, HashSet<string> ids, List<Indicator> indicators)
    {
        var criterion = Map(map, "criterion");
        if (map["quota"] is not null && map["quota-per-unit"] is { } both) Fault(both, "one-key", "quota, quota-per-unit");
        return new(Id(map, "id", ids), Local(map, "title"), SubjectOf(map),
            Text(criterion, "rule") switch
            {
                "every-target" => AwardCriterion.EveryTargetMet,
                "all-of" => AwardCriterion.AllOf,
                "nominated" => AwardCriterion.Nominated,
                "from-high-to-low" => AwardCriterion.FromHighToLow,
                "nominated-outside" => AwardCriterion.NominatedOutside,
                _ => AwardCriterion.AtLeastOnePerson,
            },
            map["quota"] is null ? null : Number(map, "quota"), Local(map, "authority"), Source(map), Source(criterion))
        {
            QuotaPerUnit = map["quota-per-unit"] is YamlMap quota ? new(Number(quota, "most"), Source(quota)) : null,
            Conditions = AwardConditions(criterion, indicators),
            Nhom = map["nhom"] is null ? null : Text(map, "nhom"),
            Proposer = map["proposer"] is null ? null : Local(map, "proposer"),
            Periods = Texts(map, "periods"),
            ByIndicator = criterion["indicator"] is YamlText by ? by.Value : null,
            Form = Form(map),
            Type = map["type"] is null ? CommendationType.Movement : (CommendationType)Array.IndexOf(Vocabulary.CommendationTypes, Text(map, "type")),
            DecidedBy = map["decided-by"] is YamlMap decider ? Decider(map, decider) : null,
            Requires = map["requires"] is YamlMap requires ? new([.. Texts(requires, "what").Select(w => (RequiredPart)Array.IndexOf(Vocabulary.RequiredParts, w))], Source(requires)) : null,
        };
    }

    /// <summary>Conditions over figures; there are some exactly where the rule asks for them.</summary>
    private List<AwardCondition> AwardConditions(YamlMap criterion, List<Indicator> indicators)
    {
        var maps = Maps(criterion, "conditions").ToList();
        if (criterion["rule"] is not null && places.Reads(criterion, "rule") && criterion["conditions"] is not null != (Text(criterion, "rule") == "all-of")) Fault(criterion, "all-of-conditions");
        var figures = indicators.Where(i => i.Measure == Measure.FigureAgainstTarget && !i.Id.EndsWith('*')).Select(i => i.Id).ToList();
        foreach (var map in maps.Where(m => m["indicator"] is YamlText && places.Names(root, "indicators", "id") && !figures.Contains(Text(m, "indicator")))) Fault(map["indicator"]!, "figure-unknown", Text(map, "indicator"), string.Join(", ", figures));
        return maps.ConvertAll(m => new AwardCondition(Text(m, "indicator"), ComparisonOf(m), Source(m)));
    }

    /// <summary>The title or form by which money is reckoned: one of the catalogue, given to such a subject.</summary>
    private string? Form(YamlMap award)
    {
        if (award["form"] is not YamlText { Value.Length: > 0 } named) return null;
        var rewards = RewardCatalog.Rewards;
        if (rewards.Form(named.Value) is not { } form) Fault(named, "form-unknown", named.Value, string.Join(", ", rewards.Forms.Select(f => f.Id)));
        else if (award["subject"] is YamlText && places.Reads(award, "subject") && !form.IsFor(SubjectOf(award))) Fault(named, "form-subject", named.Value, Text(award, "subject"));
        return named.Value;
    }

    /// <summary>An authority of the catalogue, to whom the law gives the form that the award has.</summary>
    private Decider Decider(YamlMap award, YamlMap map)
    {
        if (map["authority"] is YamlText { Value.Length: > 0 } named)
        {
            if (AuthorityCatalog.Find(named.Value) is not { } authority) Fault(named, "authority-unknown", named.Value, string.Join(", ", AuthorityCatalog.All.Select(a => a.Id)));
            else if (RewardCatalog.Rewards.Form(Text(award, "form")) is { } form && !authority.Gives.Contains(form.Id))
                Fault(named, "authority-form", named.Value, form.Id, string.Join(", ", AuthorityCatalog.All.Where(a => a.Gives.Contains(form.Id)).Select(a => a.Id)));
        }
        return new(Text(map, "authority"), map["of"] is null ? null : Local(map, "of"), Source(map));
    }

    private List<ReviewStep> Review()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        return Maps(root, "review").Select(m => new ReviewStep(Id(m, "id", ids), Local(m, "title"), Local(m, "reviewer"),
            Text(m, "role") switch { "data-officer" => Role.DataOfficer, "council-member" => Role.CouncilMember, _ => Role.StandingOffice }, Whole(m, "comment-days"), Source(m)) { NeedsBallot = m["ballot"] is not null }).ToList();
    }

    private List<DossierPaper> Dossier()
    {
        var templates = ShippedFiles.DossierTemplates;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var named in Maps(root, "dossier").Select(m => m["template"]).OfType<YamlText>().Where(t => t.Value.Length > 0))
        {
            if (!templates.Contains(named.Value)) Fault(named, "template-unknown", named.Value, string.Join(", ", templates));
            else if (!taken.Add(named.Value)) Fault(named, "id-twice", named.Value);
        }
        return Maps(root, "dossier").Select(m => new DossierPaper(Local(m, "title"), Source(m), Template(m), Text(m, "per") == "nominee" ? PaperPer.Nominee : PaperPer.Dossier)).ToList();

        static string? Template(YamlMap paper) => paper["template"] is null ? null : Text(paper, "template");
    }

    private static SubjectKind SubjectOf(YamlMap award) => Text(award, "subject") == "collective" ? SubjectKind.Collective : SubjectKind.Individual;
}
