using ThiDua.Core.Basics;
using ThiDua.Core.Insurance;
using ThiDua.Core.Organisation;
using ThiDua.Texts;

namespace ThiDua.Intake;

/// <summary>The kinds of files that are taken in (contract §2).</summary>
public enum FileKind
{
    Units,
    Officers,
    Members,
    Relatives,
    Results,
    Cards,
    Targets,
    Figures,
    Nominees,
    Reorganisations,
    /// <summary>That were decided.</summary>
    Awards,
}

/// <summary>One readable row of a file: its number as the spreadsheet shows it (1 = first line), and columns nobody asked for.</summary>
public abstract record FileRow
{
    public int Row { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Extra { get; init; } = [];
}

public sealed record UnitRow(
    string Code, string Name, string? ParentCode, string Type, string? Group, string? AdminCode, DateOnly? From, DateOnly? To, string Tree) : FileRow;

/// <param name="Born">ISO day, or a bare year when only the year is known.</param>
public sealed record OfficerRow(
    string Code, string Name, string? Born, string? Gender, string? NationalId, string UnitCode, string? Position, string? Role, string? Kind,
    DateOnly? From, DateOnly? To) : FileRow;

public sealed record MemberRow(string OfficerCode, string UnitCode, DateOnly? From, DateOnly? To) : FileRow;

public sealed record RelativeRow(
    string OfficerCode, Relation Relation, string? Name, string? Born, string? NationalId, string? SiNumber, bool Exempt) : FileRow;

/// <param name="Months">1 or more; 0 only where the row cancels a receipt.</param>
/// <param name="Amount">Whole đồng.</param>
public sealed record ResultRow(
    string Name, string? Born, string? SiNumber, string? NationalId, Scheme Scheme, JoiningHint Hint, DateOnly Date, string Number, Month From,
    int Months, long? Amount, string OfficerCode, Relation Relation, string? CollectorCode, string? Note) : FileRow;

public sealed record CardRow(
    string? SiNumber, string? NationalId, string Name, string? Born, string? CardCode, DateOnly From, DateOnly To, string? CommuneCode,
    string? Address, string? Phone) : FileRow;

public sealed record TargetRow(string UnitCode, string Indicator, string? Period, decimal Assigned, decimal? Registered) : FileRow;

/// <param name="Counts">Of a rate: numerator and denominator, by which it can be reckoned again when units become one.</param>
public sealed record FigureRow(string UnitCode, string Indicator, DateOnly Day, decimal Value, string? Source, (decimal Numerator, decimal Denominator)? Counts) : FileRow;

public sealed record NomineeRow(string UnitCode, string Kind, string Name, string? OfficerCode, bool OutsideSector, string Summary) : FileRow
{
    public string? Solution { get; init; }

    /// <summary>Id or title of an award of the campaign; null: the one that fits.</summary>
    public string? Award { get; init; }

    /// <summary>Id of a period of the campaign.</summary>
    public string? Period { get; init; }
}

/// <param name="Number">Of the decision.</param>
/// <param name="Form">What was awarded, as the decision says.</param>
/// <param name="Name">Of the officer, of somebody without a code, or of a collective within the unit; null of a collective: the unit itself.</param>
/// <param name="Movement">Id of a campaign, or the number of its document.</param>
public sealed record AwardRow(
    string Number, DateOnly Day, string Signer, string Form, string Kind, string UnitCode, string? OfficerCode, string? Name, string? Movement, int FromYear, int ToYear, string? Summary) : FileRow
{
    /// <summary>Loại hình khen thưởng; null: not said.</summary>
    public Core.Campaigns.CommendationType? Type { get; init; }
}

/// <param name="ToCode">Null where the unit is dissolved.</param>
/// <param name="Part">Number of officers, or 1/100 percent.</param>
public sealed record ReorganisationRow(
    DateOnly Day, ReorganisationKind Kind, string FromCode, string? ToCode, string Document, string? Clause, DividedBy By, int? Part, bool IsMain) : FileRow;

/// <summary>A finding about one row. A warning leaves the row in; its sentence is "issue.CODE".</summary>
/// <param name="Column">The column's official name; null when the finding is about the whole row.</param>
public sealed record RowIssue(int Row, string? Column, string Code, IReadOnlyList<string> Arguments, bool Rejects)
{
    /// <summary>What is wrong, then what to do.</summary>
    public string Say(Language language) => Sentences.Say(language, "issue." + Code, [.. Arguments]) + " " + Sentences.Say(language, "fix." + Code, [.. Arguments]);

    public bool Equals(RowIssue? other) =>
        other is not null && (Row, Column, Code, Rejects) == (other.Row, other.Column, other.Code, other.Rejects) && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(Row, Column, Code);
}

/// <summary>One row as read.</summary>
/// <param name="Value">Null when the row is rejected.</param>
/// <param name="Cells">The cells as written, only when there are findings.</param>
public readonly record struct ReadRow(int Row, FileRow? Value, IReadOnlyList<RowIssue> Issues, IReadOnlyList<string>? Cells);
