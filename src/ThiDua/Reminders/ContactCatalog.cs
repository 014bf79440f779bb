using System.Globalization;
using ThiDua.Campaigns;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Campaigns;

namespace ThiDua.Reminders;

/// <summary>What a contact can come to, as catalog/contacts.yaml says.</summary>
/// <param name="Ends">Nobody calls again.</param>
/// <param name="Promises">Counted as a promise to join.</param>
/// <param name="AgainAfterDays">When no day was agreed on: days until he is due again; null: a day must be given, unless it ends.</param>
public sealed record ContactOutcome(string Code, LocalText Words, bool Ends, bool Promises, int? AgainAfterDays)
{
    public bool NeedsDay => !Ends && AgainAfterDays is null;
}

/// <summary>Reads catalog/contacts.yaml.</summary>
public static class ContactCatalog
{
    private static readonly Lazy<IReadOnlyList<ContactOutcome>> Shipped = new(() => Read(File.ReadAllText(Path.Combine(ShippedFiles.Folder("catalog"), "contacts.yaml"))));

    public static IReadOnlyList<ContactOutcome> Outcomes => Shipped.Value;

    /// <summary>Null: the catalog had the word once, or never.</summary>
    public static ContactOutcome? Find(string? code) => Outcomes.FirstOrDefault(o => o.Code == code);

    /// <exception cref="InvalidDataException">The file is not of its shape.</exception>
    public static IReadOnlyList<ContactOutcome> Read(string text)
    {
        var faults = new List<CampaignFault>();
        if (new YamlTree(faults).Read(text) is not YamlMap root || faults.Count > 0) throw new InvalidDataException("catalog/contacts.yaml");
        return root["outcomes"] is YamlMap outcomes && outcomes["words"] is YamlList words ? [.. words.Items.Cast<YamlMap>().Select(Outcome)] : throw Bad("words");
    }

    private static ContactOutcome Outcome(YamlMap word)
    {
        int? after = word["again-after-days"] is not YamlText days ? null
            : int.TryParse(days.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Bad(days.Value);
        return new(Text(word, "code"), new(Text(word, "vi"), Text(word, "en")), IsYes(word, "ends"), IsYes(word, "promises"), after);
    }

    private static string Text(YamlMap word, string key) => word[key] is YamlText { Value.Length: > 0 } text ? text.Value : throw Bad(key);

    private static bool IsYes(YamlMap word, string key) => Text(word, key) switch { "yes" => true, "no" => false, _ => throw Bad(key) };

    private static InvalidDataException Bad(string where) => new("catalog/contacts.yaml: " + where);
}
