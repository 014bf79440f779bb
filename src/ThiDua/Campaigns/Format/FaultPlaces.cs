namespace ThiDua.Campaigns.Format;

/// <summary>Where the shape of a file is at fault: what is judged by such a part would tell people of consequences instead of causes.</summary>
public sealed class FaultPlaces(IEnumerable<CampaignFault> faults)
{
    private readonly HashSet<(Place Place, bool IsUnknownKey)> places = [.. faults.Select(f => (new Place(f.Line, f.Column), f.Code == "unknown-key"))];

    /// <summary>No key of it is misspelt, and what stands under the keys named is whole; a key that is missing is not there by intent.</summary>
    public bool Reads(YamlMap map, params ReadOnlySpan<string> keys)
    {
        if (places.Count == 0) return true;
        foreach (var (key, _) in map.Entries) if (places.Contains((key.Place, true))) return false;
        foreach (var key in keys) if (map[key] is { } value && !IsWhole(value)) return false;
        return true;
    }

    /// <summary>Every item of the list that carries the names says its own: then whoever names another one is wrong.</summary>
    public bool Names(YamlMap root, string list, string key) => places.Count == 0 || Reads(root) && root[list] switch
    {
        null => list != "clauses", // which no file can do without: its absence is the fault
        YamlList named => named.Items.All(i => i is YamlMap map && map[key] is YamlText { Value.Length: > 0 }),
        _ => false,
    };

    private bool IsWhole(YamlNode node) => !places.Contains((node.Place, false)) && node switch
    {
        YamlMap map => map.Entries.All(e => !places.Contains((e.Key.Place, true)) && IsWhole(e.Value)),
        YamlList list => list.Items.All(IsWhole),
        _ => true,
    };
}
