namespace ThiDua.Core.Campaigns;

/// <summary>Which campaigns hang together, by what their files say of one another's documents (4225/II.2).</summary>
public static class TiedMovements
{
    /// <summary>One names the document of the other as its parent or as a movement beside it, or both carry out the same document.</summary>
    public static bool AreTied(Campaign one, Campaign other) =>
        Names(one, other) || Names(other, one) || (one.Parent?.Document is { } parent && Same(parent, other.Parent?.Document));

    private static bool Names(Campaign one, Campaign other) => other.Document.Number is { } number
        && one.Linked.Append(one.Parent?.Document).Concat(one.Movements.Select(m => m.Document)).Any(d => Same(number, d));

    private static bool Same(string number, string? other) => other is not null && string.Equals(number.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);
}
