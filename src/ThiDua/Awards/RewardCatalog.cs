using ThiDua.Campaigns.Format;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;

namespace ThiDua.Awards;

/// <summary>Reads catalog/rewards.yaml: titles and forms of commendation, their coefficients, base salaries, how collectives and rounding go, each row from a day to a day, with its act and how sure it is.</summary>
public static class RewardCatalog
{
    private const string Name = "rewards.yaml";

    private static readonly Lazy<Rewards> Shipped = new(() => Read(CatalogueFile.Text(Name)));

    public static Rewards Rewards => Shipped.Value;

    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static Rewards Read(string text)
    {
        var file = CatalogueFile.Of(Name);
        var root = file.Known(file.Read(text), "salaries", "collectives", "rounding", "forms");
        return new(
            file.Apart(file.Rows(root, "salaries").Select(r => file.Known(r, "dong")).Select(r => new BaseSalary(CatalogueFile.Id("salary", file.Days(r)), file.Whole(r, "dong"), file.Days(r), file.Text(r, "law"), file.Label(r), file.Remark(r))).ToList()),
            file.Apart(file.Rows(root, "collectives").Select(r => file.Known(r, "factor")).Select(r => new CollectiveRule(CatalogueFile.Id("collectives", file.Days(r)), file.Decimal(r, "factor"), file.Days(r), file.Text(r, "law"), file.Label(r), file.Remark(r))).ToList()),
            file.Apart(file.Rows(root, "rounding").Select(r => file.Known(r, "up-to")).Select(r => new RoundingRule(CatalogueFile.Id("rounding", file.Days(r)), file.Whole(r, "up-to"), file.Days(r), file.Text(r, "law"), file.Label(r), file.Remark(r))).ToList()),
            file.Rows(root, "forms").Select(f => Form(file, file.Known(f, "id", "kind", "title", "collectives", "rates"))).ToList() is var forms && forms.DistinctBy(f => f.Id).Count() == forms.Count ? forms : throw file.Bad("id"));
    }

    private static RewardForm Form(CatalogueFile file, YamlMap map)
    {
        var id = file.Text(map, "id");
        var byRule = map["collectives"] is not null && (file.Text(map, "collectives") == "by-rule" ? true : throw file.Bad("collectives"));
        var rates = file.Rows(map, "rates").Select(r => Rate(file, id, file.Known(r, "subject", "coefficient", "at-most"))).ToList();
        if (rates.Count == 0 || byRule && rates.Exists(r => r.Subject == SubjectKind.Collective)) throw file.Bad(id);
        foreach (var subject in rates.GroupBy(r => r.Subject)) file.Apart(subject.ToList());
        return new(id, file.Text(map, "kind") switch { "title" => RewardKind.Title, "form" => RewardKind.Form, _ => throw file.Bad("kind") }, file.Local(map, "title"), byRule, rates);
    }

    private static RewardRate Rate(CatalogueFile file, string form, YamlMap map)
    {
        var subject = file.Text(map, "subject");
        return new(CatalogueFile.Id($"{form}/{subject}", file.Days(map)), subject switch { "collective" => SubjectKind.Collective, "individual" => SubjectKind.Individual, _ => throw file.Bad("subject") },
            file.Decimal(map, "coefficient"), file.IsYes(map, "at-most"), file.Days(map), file.Text(map, "law"), file.Label(map), file.Remark(map));
    }
}
