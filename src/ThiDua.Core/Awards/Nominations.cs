using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>On whose proposal somebody stands where he does.</summary>
public enum ProposedBy
{
    /// <summary>Số liệu: nobody named him, his figures do.</summary>
    Figures,
    /// <summary>Đơn vị.</summary>
    Unit,
    /// <summary>Cơ quan BHXH (SCT/I.4.2.a).</summary>
    Agency,
    /// <summary>Kết quả của nhân viên thu (9936/VI.6.c).</summary>
    Collection,
}

/// <summary>By what everything is recorded that is said of a nomination, beside the campaign and the period.</summary>
/// <param name="Unit">Code of the unit that proposes.</param>
/// <param name="Subject">Mã cán bộ, code of the unit itself, else the name.</param>
public readonly record struct NominationKey(string Award, string Unit, SubjectKind Kind, string Subject);

/// <summary>Why one achievement goes on to a second award: signed, for that other award alone.</summary>
public sealed record SignedReason(NominationKey Key, string Against, string Reason, string Document, string Signer, string Sha256);

/// <summary>A second award for what may be the same achievement; one of the three is given.</summary>
/// <param name="Against">Names the other award: "campaign period award", or number and day of the decision.</param>
public sealed record SecondAward(string Against, TwoAwards? Here, DoubleAward? Elsewhere, AwardedBefore? Before)
{
    /// <summary>Null: nobody has signed a reason yet.</summary>
    public SignedReason? Reason { get; init; }
}

/// <summary>An award of before, and whether it is a ground for the one that is proposed.</summary>
/// <param name="Counts">Null: its decision does not say of which type it is.</param>
public sealed record EarlierAward(IssuedAward Issued, bool? Counts);

/// <summary>Where a nomination stands: the first that applies.</summary>
public enum NominationState
{
    /// <summary>Chưa đạt tiêu chí.</summary>
    BelowCriteria,
    /// <summary>Ngoài chỉ tiêu.</summary>
    BeyondQuota,
    /// <summary>Tạm dừng xét.</summary>
    Held,
    /// <summary>Chờ cơ quan có quyền đề xuất.</summary>
    WaitsForProposer,
    /// <summary>Có thể khen trùng, chưa ghi lý do.</summary>
    Twice,
    /// <summary>Được đề cử: nothing stands against looking at it.</summary>
    Proposed,
}

/// <summary>Đề cử: a proposal, looked at through everything that was recorded about its key. It is no copy: what is not recorded follows from the figures.</summary>
/// <param name="Award">The one that is proposed.</param>
/// <param name="IsFrozen">By the frozen figures of its unit's dossier.</param>
public sealed record Nomination(NominationKey Key, Proposal Proposal, AwardRule Award, bool IsFrozen)
{
    /// <summary>Who named it, in that order; empty: only the figures propose it.</summary>
    public IReadOnlyList<Nominee> Named { get; init; } = [];

    /// <summary>The agency's word weighs most, since some awards wait for it.</summary>
    public ProposedBy By => Named.Count == 0 ? ProposedBy.Figures : Weightiest(Named);

    internal static ProposedBy Weightiest(IEnumerable<Nominee> named) => named.Max(n => n.By switch { ProposedBy.Agency => (2, n.By), ProposedBy.Collection => (1, n.By), _ => (0, n.By) }).By;

    /// <summary>What the review said up to this recording was of other figures or other words than those that are proposed now.</summary>
    public long Since { get; init; }

    /// <summary>A decision that came in a file gave him this award already.</summary>
    public IssuedAward? Given { get; init; }

    public string? Solution => Named.Select(n => n.Solution).FirstOrDefault(s => s is not null);

    /// <summary>In force on the day that is looked at; null: none.</summary>
    public Hold? Hold { get; init; }

    /// <summary>After a discipline: the day from which an achievement counts again, where the campaign began before it.</summary>
    public DateOnly? CountsFrom { get; init; }

    public IReadOnlyList<SecondAward> Doubles { get; init; } = [];

    /// <summary>Of awards for merit: what the subject was awarded before.</summary>
    public IReadOnlyList<EarlierAward> Earlier { get; init; } = [];

    public NominationState State =>
        !Proposal.MeetsCriteria ? NominationState.BelowCriteria
        : Proposal.WithinQuota == false ? NominationState.BeyondQuota
        : Hold is not null ? NominationState.Held
        : WaitsForProposer ? NominationState.WaitsForProposer
        : Doubles.Any(d => d.Reason is null) ? NominationState.Twice
        : NominationState.Proposed;

    /// <summary>The award is given on somebody's proposal, and he has not made it.</summary>
    public bool WaitsForProposer => Award.Proposer is not null && By != ProposedBy.Agency;

    public static NominationKey KeyOf(Proposal proposal) => new(proposal.Award, proposal.Unit, proposal.SubjectKind, proposal.Subject);
}
