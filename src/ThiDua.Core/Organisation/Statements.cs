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
public sealed record PostStatement(
    RowId Id, int Officer, string Code, string Name, int Unit, string? Position, string? Role, string? Kind, Days Days);

/// <summary>One live row of a members file: an officer's membership in a unit of another tree for a span of days.</summary>
/// <param name="Unit">Number of the unit; its tree is what the units file says.</param>
public sealed record MemberStatement(RowId Id, int Officer, int Unit, Days Days);
