namespace ThiDua.Core.Campaigns;

/// <summary>Which campaigns hang together, by what their files say of one another's documents (4225/II.2).</summary>
public static class TiedMovements
{
    /// <summary>One names the document of the other as its parent or as a movement beside it, or both carry out the same document.</summary>
    public static bool AreTied(Campaign one, Campaign other) =>
        Names(one, other) || Names(other, one) || (one.Parent?.Document is { } parent && Same(parent, other.Parent?.Document));

    private static bool Names(Campaign one, Campaign other) => other.Document.Number is { } number && Names(one, number);

    /// <summary>Whether a campaign names a document as its parent or as a movement beside it.</summary>
    public static bool Names(Campaign campaign, string document) =>
        campaign.Linked.Append(campaign.Parent?.Document).Concat(campaign.Movements.Select(m => m.Document)).Any(d => Same(document, d));

    /// <summary>Whether a text is the id of a campaign or the number of its document.</summary>
    public static bool IsCalled(Campaign campaign, string text) => Same(text, campaign.Id) || Same(text, campaign.Document.Number);

    private static bool Same(string number, string? other) => other is not null && string.Equals(number.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
