using ThiDua.Core.Basics;

namespace ThiDua.Core.Insurance;

/// <summary>
/// The identifiers written on one row, by their numbers in the store (never the digits themselves). A relative without any
/// identifier is known by a third number: that of (officer, Quan hệ, name, birth date).
/// </summary>
public readonly record struct Identifiers(long? NationalId, long? SiNumber, long? Description = null)
{
    public long Any => NationalId ?? SiNumber ?? Description ?? throw new InvalidOperationException("A row names no one.");
}

/// <summary>One live row of a results file.</summary>
/// <param name="OfficerSince">The recording since which the officer's code is known; null: the row waits for it.</param>
public sealed record ReceiptStatement(
    RowId Id, Identifiers Person, Scheme Scheme, string Number, DateOnly Date, Month From, int Months, JoiningHint Hint,
    int Officer, long? OfficerSince, Relation Relation)
{
    public Month LastMonth => From.Plus(Months - 1);
}

/// <summary>One live row of a cards file. <c>CardCode</c> is the token of Mã thẻ, 0 when there is none.</summary>
public sealed record CardStatement(RowId Id, Identifiers Person, long CardCode, DateOnly From, DateOnly To);

/// <summary>One live row of a relatives file: an officer declares a relative, or that he has none.</summary>
public sealed record RelativeStatement(
    RowId Id, Identifiers Person, int Officer, long? OfficerSince, Relation Relation, bool Exempt);
