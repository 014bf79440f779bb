using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;

namespace ThiDua.Core.Awards;

/// <summary>Why nobody is looked at for an award (Decree 98/2023 Art. 4(4)).</summary>
public enum HoldGround
{
    /// <summary>Đang xem xét kỷ luật.</summary>
    Discipline,
    /// <summary>Đang điều tra.</summary>
    Investigation,
    /// <summary>Đang thanh tra, kiểm tra.</summary>
    Inspection,
    /// <summary>Có đơn thư khiếu nại, tố cáo đang được xác minh.</summary>
    Complaint,
    /// <summary>Báo chí phản ánh, đang được xác minh.</summary>
    Press,
}

/// <summary>Tạm dừng xét: from a day on nobody looks at the subject for any award, until the hold ends.</summary>
/// <param name="Id">Number of its recording.</param>
/// <param name="Subject">Mã cán bộ, code of the unit itself, else the name.</param>
/// <param name="Days">Open at the end: nobody knows yet until when.</param>
/// <param name="Ended">The day from which the subject is looked at again; null: no end was recorded.</param>
public sealed record Hold(long Id, string Unit, SubjectKind Kind, string Subject, string Name, bool IsOfficer, HoldGround Ground, string Reason, string? Document, Days Days, DateOnly? Ended)
{
    public bool IsOn(DateOnly day) => Days.Contains(day) && !(Ended <= day);

    /// <summary>The day after the last one held; null: not known yet.</summary>
    public DateOnly? Over => Ended ?? Days.To?.AddDays(1);

    /// <summary>Whether it is about who is proposed: an officer in whichever unit; who has no code, or is proposed without it, by his name within his unit.</summary>
    public bool IsAbout(Proposal proposal) => IsAbout(proposal.Unit, proposal.SubjectKind, proposal.Subject, proposal.Name);

    /// <param name="subject">Mã cán bộ, code of the unit itself, else the name.</param>
    public bool IsAbout(string unit, SubjectKind kind, string subject, string name) => Kind == kind
        && (Subject == subject && (IsOfficer || Unit == unit) || Unit == unit && (!IsOfficer || subject == name) && VietnameseText.Fold(Name) == VietnameseText.Fold(name));

    /// <summary>
    /// The day from which an achievement counts again: after a discipline only what follows it. Null: nothing stands against the time of the achievement.
    /// </summary>
    public DateOnly? CountsFrom(Days achievement) => Ground == HoldGround.Discipline && Over is { } over && achievement.From < over ? over : null;
}
