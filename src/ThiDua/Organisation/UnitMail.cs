using ThiDua.Core.Basics;

namespace ThiDua.Organisation;

/// <summary>Where mail to a unit goes: the column Email (Thư điện tử) of the units file, which lies sealed among the columns that no format asks for.</summary>
public static class UnitMail
{
    private static readonly string[] Heads = ["email", "mail", "thudientu", "diachiemail", "diachithudientu"];

    public static bool IsHead(string column) => Array.IndexOf(Heads, VietnameseText.Fold(column)) >= 0;
}
