using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

public enum DecisionState
{
    /// <summary>Dự thảo.</summary>
    Draft,
    /// <summary>Đã ban hành.</summary>
    Issued,
    /// <summary>Đã thu hồi một phần.</summary>
    PartlyRevoked,
    /// <summary>Đã thu hồi.</summary>
    Revoked,
}

/// <summary>Quyết định khen thưởng: who is given what. It copies; everything before it is computed (decision 0044).</summary>
/// <param name="Recording">Of the draft: by it lines, amounts and payments name the decision.</param>
/// <param name="No">Within the campaign, never used again; its address.</param>
/// <param name="Period">Id; null: the whole.</param>
/// <param name="Authority">Id in catalog/authorities.yaml.</param>
/// <param name="Of">The body at whose head he stands, as it is printed; null: not said.</param>
/// <param name="OnProposal">“Tờ trình số …”.</param>
/// <param name="Entry">By which the draft is taken back.</param>
/// <param name="Issue">Null: a draft.</param>
public sealed record Decision(
    long Recording, int No, string? Period, string Authority, string? Of, string? OnProposal, string Entry,
    IReadOnlyList<DecisionLine> Lines, DecisionIssue? Issue, IReadOnlyList<Revocation> Revocations)
{
    public DecisionState State => Issue is null ? DecisionState.Draft : Standing.Any() ? Revocations.Count == 0 ? DecisionState.Issued : DecisionState.PartlyRevoked : DecisionState.Revoked;

    /// <summary>The lines that nobody revoked.</summary>
    public IEnumerable<DecisionLine> Standing => Lines.Where(l => l.RevokedBy is null);

    /// <summary>The money of what stands; null: no line has any.</summary>
    public long? StandingTotal => Lines.Any(l => l.Amount is not null) ? Standing.Sum(l => l.Amount?.Amount ?? 0) : null;
}

/// <summary>One who is given an award, as he, his unit and his achievement were called then.</summary>
/// <param name="Key">Of the nomination; its award is the one that was proposed.</param>
/// <param name="Award">Id of what the review made of it.</param>
/// <param name="Title">Of that award then.</param>
/// <param name="Form">Id in catalog/rewards.yaml; null: no money is reckoned.</param>
/// <param name="Frozen">The frozen figures that it rests on; null: none.</param>
/// <param name="Exception">Recording of the signed reason by which it goes on to a second award; null: it is none.</param>
public sealed record DecisionLine(
    int No, NominationKey Key, string UnitName, string Name, string? Position, bool IsOfficer, string Award, string Title, CommendationType Type, string? Form, string Summary, int? Frozen, long? Exception)
{
    /// <summary>Null: a draft, or an award without money.</summary>
    public LineAmount? Amount { get; init; }

    /// <summary>Number of the decision that revoked it; null: it stands.</summary>
    public string? RevokedBy { get; init; }
}

/// <summary>The money of a line on the day of the decision, with all that it was reckoned from, as copied then.</summary>
/// <param name="Factor">By which a collective has more; null: none.</param>
/// <param name="Rates">Ids of the rows of the catalogue.</param>
public sealed record LineAmount(string Form, decimal Coefficient, decimal? Factor, long Salary, long Rounding, long Amount, IReadOnlyList<string> Rates, string Citation)
{
    /// <summary>What its own numbers come to.</summary>
    public long Reckoned => (long)(decimal.Ceiling(Coefficient * (Factor ?? 1) * Salary / Rounding) * Rounding);
}

/// <summary>That a decision was issued.</summary>
/// <param name="Post">As what he signs.</param>
/// <param name="Total">Null: no line has money.</param>
/// <param name="CampaignSha256">Of the campaign file by which it was decided.</param>
/// <param name="Content">All that the paper says.</param>
public sealed record DecisionIssue(long Recording, string Number, DateOnly Day, string Signer, string Post, Signatory Signatory, long? Total, string CampaignSha256, string Content, string Entry);

/// <summary>Another decision that revokes this one, or lines of it.</summary>
/// <param name="Lines">Numbers of the lines.</param>
public sealed record Revocation(long Recording, string Number, DateOnly Day, string Signer, string Post, Signatory Signatory, string Reason, string Content, string Entry, IReadOnlyList<int> Lines);
