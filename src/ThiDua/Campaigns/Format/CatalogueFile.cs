using System.Globalization;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Campaigns.Format;

/// <summary>A file of dated rows of law in catalog/, read strictly: a key nobody knows or a day nobody can read stops the program instead of an amount being wrong.</summary>
internal sealed class CatalogueFile(string name)
{
    public static CatalogueFile Of(string name) => new(name);

    public static string Text(string name) => File.ReadAllText(Path.Combine(ShippedFiles.Folder("catalog"), name));

    public YamlMap Read(string text)
    {
        var faults = new List<CampaignFault>();
        return new YamlTree(faults).Read(text) is YamlMap root && faults.Count == 0 ? root : throw Bad("yaml");
    }

    public IEnumerable<YamlMap> Rows(YamlMap map, string key) => map[key] is YamlList list ? list.Items.Select(i => i as YamlMap ?? throw Bad(key)) : throw Bad(key);

    public string Text(YamlMap map, string key) => map[key] is YamlText { Value.Length: > 0 } text ? text.Value : throw Bad(key);

    public LocalText Local(YamlMap map, string key) => map[key] is YamlMap text ? new(Text(text, "vi"), Text(text, "en")) : throw Bad(key);

    public LocalText? Remark(YamlMap map) => map["remark"] is null ? null : Local(map, "remark");

    public long Whole(YamlMap map, string key) => long.TryParse(Text(map, key), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : throw Bad(key);

    public decimal Decimal(YamlMap map, string key) => ShapeCheck.ReadDecimal(Text(map, key)) is { } value and > 0 ? value : throw Bad(key);

    public bool IsYes(YamlMap map, string key) => map[key] is not null && Text(map, key) switch { "yes" => true, "no" => false, _ => throw Bad(key) };

    public Days Days(YamlMap map)
    {
        var days = new Days(Day("from"), Day("to"));
        return days.IsEmpty ? throw Bad("from, to") : days;

        DateOnly? Day(string key) => map[key] is null ? null : ShapeCheck.ReadDay(Text(map, key)) ?? throw Bad(key);
    }

    public Label Label(YamlMap map) => Text(map, "label") switch
    {
        "S" => Core.Campaigns.Label.Document,
        "V" => Core.Campaigns.Label.Verified,
        "C" => Core.Campaigns.Label.Computed,
        "I" => Core.Campaigns.Label.Inferred,
        "R" => Core.Campaigns.Label.Recalled,
        _ => throw Bad("label"),
    };

    /// <summary>A misspelt key would be passed over in silence.</summary>
    public YamlMap Known(YamlMap map, params ReadOnlySpan<string> keys)
    {
        foreach (var (key, _) in map.Entries) if (!keys.Contains(key.Value) && key.Value is not ("from" or "to" or "law" or "label" or "remark")) throw Bad(key.Value);
        return map;
    }

    /// <summary>Of each two rows of the same thing, no day is in both: which of them holds would be chance.</summary>
    public List<T> Apart<T>(List<T> rows) where T : DatedRow
    {
        for (var i = 0; i < rows.Count; i++) for (var j = 0; j < i; j++) if (!rows[i].Days.And(rows[j].Days).IsEmpty) throw Bad($"{rows[j].Id}, {rows[i].Id}");
        return rows;
    }

    /// <summary>"collective/2024-01-01".</summary>
    public static string Id(string of, Days days) => $"{of}/{(days.From is { } from ? from.Iso() : "always")}";

    public InvalidDataException Bad(string where) => new($"catalog/{name}: {where}");
}
