namespace ThiDua.Core.Basics;

/// <summary>Where a fact was first stated: which recording (import) and which row of its file.</summary>
/// <param name="Recording">Number of the recording; recordings are numbered in the order in which they were learned.</param>
/// <param name="Row">Row number as the spreadsheet shows it (1 = first line).</param>
public readonly record struct RowId(long Recording, int Row) : IComparable<RowId>
{
    public int CompareTo(RowId other) =>
        Recording != other.Recording ? Recording.CompareTo(other.Recording) : Row.CompareTo(other.Row);

    public static bool operator <(RowId a, RowId b) => a.CompareTo(b) < 0;
    public static bool operator >(RowId a, RowId b) => a.CompareTo(b) > 0;
    public static bool operator <=(RowId a, RowId b) => a.CompareTo(b) <= 0;
    public static bool operator >=(RowId a, RowId b) => a.CompareTo(b) >= 0;
}
