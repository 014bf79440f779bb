using System.Security.Cryptography;
using System.Text;
using ThiDua.Campaigns.Format;
using ThiDua.Core.Campaigns;
using ThiDua.Texts;

namespace ThiDua.Campaigns;

/// <summary>A fault of a campaign file. Its sentence is "campaign-fault.CODE".</summary>
public sealed record CampaignFault(int Line, int Column, string Code, params IReadOnlyList<string> Arguments)
{
    public string Say(Language language) => Sentences.Say(language, "campaign-fault." + Code, [.. Arguments]);
}

/// <summary>What reading a file gave: the campaign, or the faults.</summary>
public sealed record CampaignReading(Campaign? Campaign, IReadOnlyList<CampaignFault> Faults, string Sha256);

/// <summary>Reads a campaign file strictly: an unknown key, a line without source, an unused group are faults with line and column.</summary>
public static class CampaignFile
{
    /// <param name="text">The file; any text at all.</param>
    public static CampaignReading Read(string text)
    {
        var faults = new List<CampaignFault>();
        var root = new YamlTree(faults).Read(text);
        Campaign? campaign = null;
        if (root is not null) new ShapeCheck(faults).Check(root, Vocabulary.Of("campaign"));
        if (faults.Count == 0) campaign = new CampaignBinder(faults).Bind((YamlMap)root!);
        return new(faults.Count == 0 ? campaign : null, [.. faults.OrderBy(f => f.Line).ThenBy(f => f.Column)],
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
