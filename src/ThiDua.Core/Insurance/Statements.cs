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

/// <summary>What a person decided of a row that waited.</summary>
public enum SettledAs
{
    /// <summary>The row is wrong: neither history nor cover, ever.</summary>
    SetAside = 1,
    /// <summary>The second claim on a receipt is the right one: it supersedes the first.</summary>
    Taken = 2,
    /// <summary>The row speaks of the person of its Số định danh; its Mã số BHXH is a slip.</summary>
    ByNationalId = 3,
    /// <summary>The row speaks of the person of its Mã số BHXH; its Số định danh is a slip.</summary>
    BySiNumber = 4,
}

/// <param name="Recording">The recording of the decision.</param>
public sealed record Settlement(SettledAs As, long Recording)
{
    /// <summary>What a person may decide of a row that waits for a reason; where only a file can help, the row can still be set aside.</summary>
    public static IReadOnlyList<SettledAs> ChoicesFor(Reason waitsFor) => waitsFor.Code switch
    {
        "second-claim" => [SettledAs.Taken, SettledAs.SetAside],
        "identifiers-contradict" => [SettledAs.ByNationalId, SettledAs.BySiNumber, SettledAs.SetAside],
        "parent-unknown" or "unit-unknown" => [],
        _ => [SettledAs.SetAside],
    };
}

/// <summary>A live row that speaks of one person.</summary>
public abstract record PersonStatement(RowId Id, Identifiers Person)
{
    /// <summary>The recording since which the codes of the row are known; null: the row waits for one.</summary>
    public abstract long? CodesSince { get; }

    /// <summary>Null: nobody had to decide.</summary>
    public Settlement? Settled { get; private init; }

    public bool IsSetAside => Settled is { As: SettledAs.SetAside };

    public bool IsTaken => Settled is { As: SettledAs.Taken };

    /// <summary>A second claim that was decided for takes its place when that was decided: it was weighed against all that was known then.</summary>
    public Place PlaceSince(long since) => Place.Of(Id, IsTaken ? Math.Max(since, Settled!.Recording) : since);

    /// <summary>The row as it reads after a decision.</summary>
    public PersonStatement As(Settlement settled) => this with
    {
        Settled = settled,
        Person = settled.As switch
        {
            SettledAs.ByNationalId => Person with { SiNumber = null },
            SettledAs.BySiNumber => Person with { NationalId = null },
            _ => Person,
        },
    };
}

/// <summary>One live row of a results file.</summary>
/// <param name="OfficerSince">The recording since which the officer's code is known; null: the row waits for it.</param>
public sealed record ReceiptStatement(
    RowId Id, Identifiers Person, Scheme Scheme, string Number, DateOnly Date, Month From, int Months, JoiningHint Hint,
    int Officer, long? OfficerSince, Relation Relation) : PersonStatement(Id, Person)
{
    public override long? CodesSince => OfficerSince;

    public Month LastMonth => From.Plus(Months - 1);
}

/// <summary>One live row of a cards file. <c>CardCode</c> is the token of Mã thẻ, 0 when there is none.</summary>
public sealed record CardStatement(RowId Id, Identifiers Person, long CardCode, DateOnly From, DateOnly To) : PersonStatement(Id, Person)
{
    public override long? CodesSince => 0;
}

/// <summary>One live row of a relatives file: an officer declares a relative, or that he has none.</summary>
public sealed record RelativeStatement(
    RowId Id, Identifiers Person, int Officer, long? OfficerSince, Relation Relation, bool Exempt) : PersonStatement(Id, Person)
{
    public override long? CodesSince => OfficerSince;
}
