using System.Globalization;
using ThiDua.Awards;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Ballots;

namespace ThiDua.Ballots;

/// <summary>Reads catalog/vote-rules.yaml: how a council votes on what, each row from a day to a day, with its act and how sure it is.</summary>
public static class VoteCatalog
{
    private const string Name = "vote-rules.yaml";

    private static readonly Lazy<VoteRules> Shipped = new(() => Read(CatalogueFile.Text(Name)));

    public static VoteRules Rules => Shipped.Value;

    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static VoteRules Read(string text)
    {
        var file = CatalogueFile.Of(Name);
        var root = file.Known(file.Read(text), "kinds");
        var kinds = file.Rows(root, "kinds").Select(k => Kind(file, file.Known(k, "id", "title", "forms", "rules"))).ToList();
        if (kinds.DistinctBy(k => k.Id).Count() != kinds.Count) throw file.Bad("id");
        var forms = kinds.SelectMany(k => k.Forms).ToList();
        return forms.Distinct().Count() == forms.Count && forms.All(f => RewardCatalog.Rewards.Form(f) is not null) ? new(kinds) : throw file.Bad("forms");
    }

    /// <summary>"9/10", "90/100", "90 %"; null: no share.</summary>
    public static Share? ReadShare(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var said = text.Trim();
        var parts = said.EndsWith('%') ? [said[..^1].Trim(), "100"] : said.Split('/');
        return parts is [var of, var @in] && int.TryParse(of.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var a) && int.TryParse(@in.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var b) && b <= 1000 && new Share(a, b) is { IsShare: true } share
            ? share : null;
    }

    private static VoteKind Kind(CatalogueFile file, YamlMap map)
    {
        var id = file.Text(map, "id");
        var rules = file.Rows(map, "rules").Select(r => Rule(file, id, file.Known(r, "share", "more", "base", "quorum", "written", "conflict", "run-off"))).ToList();
        var forms = map["forms"] is null ? [] : file.Text(map, "forms").Split(' ');
        return new(id, file.Local(map, "title"), forms, rules.Count > 0 ? file.Apart(rules) : throw file.Bad(id));
    }

    private static VoteRule Rule(CatalogueFile file, string kind, YamlMap map)
    {
        var terms = new VoteTerms(Share(file, map, "share"), file.IsYes(map, "more"), file.Text(map, "base") switch { "all" => VoteBase.All, "present" => VoteBase.Present, "valid" => VoteBase.Valid, _ => throw file.Bad("base") },
            map["quorum"] is null ? null : Share(file, map, "quorum"), Said(file, map, "written"), file.Text(map, "conflict") switch { "in-base" => true, "out-of-base" => false, _ => throw file.Bad("conflict") }, Said(file, map, "run-off"));
        return terms.IsSound ? new(CatalogueFile.Id("vote/" + kind, file.Days(map)), terms, file.Days(map), file.Text(map, "law"), file.Label(map), file.Remark(map)) : throw file.Bad("share");
    }

    /// <summary>What decides a vote is written, not left to be guessed.</summary>
    private static bool Said(CatalogueFile file, YamlMap map, string key) => map[key] is null ? throw file.Bad(key) : file.IsYes(map, key);

    private static Share Share(CatalogueFile file, YamlMap map, string key) => ReadShare(file.Text(map, key)) ?? throw file.Bad(key);
}
