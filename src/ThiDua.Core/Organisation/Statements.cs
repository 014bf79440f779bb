using ThiDua.Core.Basics;

namespace ThiDua.Core.Organisation;

/// <summary>One live row of a units file: what it says of a unit for a span of days.</summary>
/// <param name="Unit">Number of the unit, one per (office, Mã đơn vị).</param>
/// <param name="Parent">Number of the unit above; null at the top.</param>
/// <param name="Group">Column Nhóm, as written; null when empty.</param>
/// <param name="Tree">Column Cây; `hành chính` is the administrative tree.</param>
public sealed record UnitStatement(
    RowId Id, int Unit, string Code, string Name, int? Parent, string Type, string? Group, string? AdminCode, Days Days, string Tree);

/// <summary>One live row of an officers file: a post of an officer in a unit for a span of days.</summary>
/// <param name="Officer">Number of the officer, one per (office, Mã cán bộ).</param>
/// <param name="Kind">Column Đối tượng; null when empty.</param>
/// <param name="Stated">The day on which the file was taken in: a post without Từ ngày names its unit by the codes of that day.</param>
public sealed record PostStatement(
    RowId Id, int Officer, string Code, string Name, int Unit, string? Position, string? Role, string? Kind, Days Days, DateOnly Stated = default);

/// <summary>What a reorganisation (sắp xếp) does with a unit; for counting they are one thing: what was here goes on there.</summary>
public enum ReorganisationKind
{
    /// <summary>Sáp nhập.</summary>
    Merge,
    /// <summary>Chia.</summary>
    Split,
    /// <summary>Đổi tên, with or without another code.</summary>
    Rename,
    /// <summary>Chuyển: under another unit.</summary>
    Move,
    /// <summary>Giải thể, without a successor.</summary>
    Dissolve,
}

/// <summary>How the officers of a divided unit are told apart; their results go with them.</summary>
public enum DividedBy
{
    /// <summary>By their own posts from that day on; who has none goes to the main successor.</summary>
    List,
    /// <summary>So many officers each.</summary>
    Headcount,
    /// <summary>By stated shares.</summary>
    Share,
}

/// <summary>One live row of a file of reorganisations: from a day on, what an old unit was goes on, wholly or in part, in a new one.</summary>
/// <param name="To">Null where the unit is dissolved without a successor.</param>
/// <param name="Document">The legal document that says so, and its clause.</param>
/// <param name="Part">Number of officers, or 1/100 percent; null by list.</param>
/// <param name="IsMain">Of several successors the one to which everything goes that nobody told apart.</param>
public sealed record SuccessionStatement(
    RowId Id, DateOnly Day, ReorganisationKind Kind, int From, int? To, string Document, string? Clause, DividedBy By, int? Part, bool IsMain);

/// <summary>One live row of a members file: an officer's membership in a unit of another tree for a span of days.</summary>
/// <param name="Unit">Number of the unit; its tree is what the units file says.</param>
public sealed record MemberStatement(RowId Id, int Officer, int Unit, Days Days);
