using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Reminders;

namespace ThiDua.Reminders;

/// <summary>Reads catalog/reminders.yaml: how reminders climb, as data.</summary>
public static class ReminderCatalog
{
    private static readonly Lazy<IReadOnlyList<LadderStep>> Shipped = new(() => Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("catalog"), "reminders.yaml"))));

    public static IReadOnlyList<LadderStep> Ladder => Shipped.Value;

    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static IReadOnlyList<LadderStep> Read(string text)
    {
        var faults = new List<CampaignFault>();
        if (new YamlTree(faults).Read(text) is not YamlMap root || faults.Count > 0) throw new InvalidDataException("catalog/reminders.yaml");
        return [.. ((YamlList)((YamlMap)root["ladder"]!)["steps"]!).Items.Cast<YamlMap>().Select(Step)];
    }

    private static LadderStep Step(YamlMap step) =>
        step["after-days"] is YamlText days && int.TryParse(days.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var after) && step["to"] is YamlText { Value: "unit" or "unit-above" } to
            ? new(after, to.Value == "unit" ? Addressee.Unit : Addressee.UnitAbove) : throw new InvalidDataException("catalog/reminders.yaml: steps");
}
