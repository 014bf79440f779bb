using System.Security.Cryptography;
using System.Text;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Campaigns;
using ThiDua.Texts;

namespace ThiDua.Campaigns;

/// <summary>A fault of a campaign file. Its sentence is "campaign-fault.CODE".</summary>
public sealed record CampaignFault(int Line, int Column, string Code, params IReadOnlyList<string> Arguments)
{
    /// <summary>A list of what there is that is empty says so.</summary>
    public string Say(Language language) => Sentences.Say(language, "campaign-fault." + Code, [.. Arguments.Select(a => a.Length > 0 ? a : Sentences.Say(language, "campaign.none-declared"))]);
}

/// <summary>What reading a file gave: the campaign, or the faults.</summary>
public sealed record CampaignReading(Campaign? Campaign, IReadOnlyList<CampaignFault> Faults, string Sha256);

/// <summary>Reads a campaign file strictly: an unknown key, a line without source, an unused group are faults with line and column.</summary>
public static class CampaignFile
{
    /// <param name="text">The file; any text at all.</param>
    /// <param name="id">The campaign that it must be; null: any.</param>
    public static CampaignReading Read(string text, string? id = null)
    {
        var faults = new List<CampaignFault>();
        var root = new YamlTree(faults).Read(text);
        Campaign? campaign = null;
        if (root is not null) new ShapeCheck(faults).Check(root, Vocabulary.Of("campaign"));
        if (root is YamlMap map)
        {
            if (id is not null && map["id"] is YamlText { Value.Length: > 0 } own && own.Value != id) faults.Add(new(own.Place.Line, own.Place.Column, "other-id", own.Value, id));
            campaign = new CampaignBinder(faults).Bind(map);
        }
        return new(faults.Count == 0 ? campaign : null, [.. faults.OrderBy(f => f.Line).ThenBy(f => f.Column)], Hash(text));
    }

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A version that was taken in: it was sound then, and a check that came later does not put it out of force. Null: it is no campaign file.</summary>
    public static Campaign? Stored(string text)
    {
        var faults = new List<CampaignFault>();
        if (new YamlTree(faults).Read(text) is not YamlMap root) return null;
        new ShapeCheck(faults).Check(root, Vocabulary.Of("campaign"));
        return faults.Count == 0 ? new CampaignBinder(faults).Bind(root) : null;
    }
}
