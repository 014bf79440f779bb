using ThiDua.Campaigns.Format;
using ThiDua.Core.Awards;

namespace ThiDua.Awards;

/// <summary>Reads catalog/authorities.yaml: who may give which titles and forms, and how he signs.</summary>
public static class AuthorityCatalog
{
    private const string Name = "authorities.yaml";

    private static readonly Lazy<IReadOnlyList<Authority>> Shipped = new(() => Read(CatalogueFile.Text(Name), RewardCatalog.Rewards));

    public static IReadOnlyList<Authority> All => Shipped.Value;

    public static Authority? Find(string id) => All.FirstOrDefault(a => a.Id == id);

    /// <param name="rewards">The titles and forms that there are.</param>
    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static IReadOnlyList<Authority> Read(string text, Rewards rewards)
    {
        var file = CatalogueFile.Of(Name);
        var root = file.Known(file.Read(text), "authorities");
        var all = file.Rows(root, "authorities").Select(r => file.Known(r, "id", "head", "deputy", "body", "gives")).Select(r => new Authority(file.Text(r, "id"), file.Local(r, "head"), file.Local(r, "deputy"),
            r["body"] is null ? null : file.Local(r, "body"), r["gives"] is YamlList gives ? [.. gives.Items.Select(g => (g as YamlText)?.Value ?? throw file.Bad("gives"))] : [],
            file.Days(r), file.Text(r, "law"), file.Label(r), file.Remark(r))).ToList();
        if (all.DistinctBy(a => a.Id).Count() != all.Count) throw file.Bad("id");
        return all.SelectMany(a => a.Gives).FirstOrDefault(g => rewards.Form(g) is null) is { } unknown ? throw file.Bad(unknown) : all;
    }
}
