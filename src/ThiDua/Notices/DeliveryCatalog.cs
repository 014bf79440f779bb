using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Notices;

namespace ThiDua.Notices;

/// <summary>How notices are delivered.</summary>
/// <param name="AnswerWithin">A receiver that takes longer has failed.</param>
/// <param name="Lease">How long a worker may hold a notice before another takes it up.</param>
/// <param name="LookEvery">How often the site looks whether a notice is due.</param>
/// <param name="DaysBefore">Day counts of a subscription that names none.</param>
public sealed record Delivery(Retry Retry, TimeSpan AnswerWithin, TimeSpan Lease, TimeSpan LookEvery, IReadOnlyList<int> DaysBefore);

/// <summary>Reads catalog/webhooks.yaml: how notices are delivered, as data.</summary>
public static class DeliveryCatalog
{
    private static readonly Lazy<Delivery> FromFile = new(() => Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("catalog"), "webhooks.yaml"))));

    public static Delivery Shipped => FromFile.Value;

    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static Delivery Read(string text)
    {
        var faults = new List<CampaignFault>();
        if (new YamlTree(faults).Read(text) is not YamlMap root || faults.Count > 0 || root["delivery"] is not YamlMap map) throw Wrong("delivery");
        var delivery = new Delivery(
            new(Seconds(map, "first-wait-seconds"), Number(map["factor"], "factor"), Seconds(map, "longest-wait-seconds"), Seconds(map, "give-up-after-seconds")),
            Seconds(map, "answer-within-seconds"), Seconds(map, "lease-seconds"), Seconds(map, "look-every-seconds"),
            map["days-before"] is YamlList days ? [.. days.Items.Select(d => Number(d, "days-before"))] : throw Wrong("days-before"));
        return delivery.Lease > delivery.AnswerWithin ? delivery : throw Wrong("lease-seconds");
    }

    private static TimeSpan Seconds(YamlMap map, string key) => TimeSpan.FromSeconds(Number(map[key], key));

    private static int Number(YamlNode? node, string key) =>
        node is YamlText text && int.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw Wrong(key);

    private static InvalidDataException Wrong(string key) => new("catalog/webhooks.yaml: " + key);
}
