using ThiDua.Core.Access;

namespace ThiDua.Core.Campaigns;

/// <summary>Loại hình khen thưởng (Law 06/2022 Art. 8).</summary>
public enum CommendationType
{
    /// <summary>Công trạng.</summary>
    Merit,
    /// <summary>Đột xuất.</summary>
    Irregular,
    /// <summary>Phong trào thi đua, chuyên đề.</summary>
    Movement,
    /// <summary>Quá trình cống hiến.</summary>
    Dedication,
    /// <summary>Niên hạn.</summary>
    Seniority,
    /// <summary>Đối ngoại.</summary>
    External,
}

/// <summary>Whose decision an award is.</summary>
/// <param name="Authority">Id in catalog/authorities.yaml.</param>
/// <param name="Of">The body at whose head he stands, as decisions print it; null: the head of each unit.</param>
public sealed record Decider(string Authority, LocalText? Of, Source Source);

/// <summary>What must be given about whoever is nominated.</summary>
public enum RequiredPart
{
    /// <summary>Giải pháp, sáng kiến.</summary>
    Solution,
    /// <summary>Báo cáo thành tích.</summary>
    Report,
    /// <summary>Minh chứng.</summary>
    Evidence,
}

/// <summary>One step of looking at nominations.</summary>
/// <param name="Reviewer">Whose step it is, as the document names it.</param>
/// <param name="Role">The role that records what came of it.</param>
/// <param name="CommentDays">How many working days the list is open for comment afterwards; null: it is not published.</param>
public sealed record ReviewStep(string Id, LocalText Title, LocalText Reviewer, Role Role, int? CommentDays, Source Source)
{
    /// <summary>Only names that passed a vote of the council go on from it.</summary>
    public bool NeedsBallot { get; init; }
}

/// <summary>For whom a paper of a dossier is made.</summary>
public enum PaperPer
{
    /// <summary>One for the dossier.</summary>
    Dossier,
    /// <summary>One for each who is nominated.</summary>
    Nominee,
}

/// <summary>A paper that the campaign asks for.</summary>
/// <param name="Template">Name of a file under templates/dossier; null: the file says none.</param>
public sealed record DossierPaper(LocalText Title, Source Source, string? Template = null, PaperPer Per = PaperPer.Dossier);
