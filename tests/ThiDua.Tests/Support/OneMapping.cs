using System.Runtime.CompilerServices;
using Dapper;

namespace ThiDua.Tests.Support;

/// <summary>
/// Dapper compiles how a statement takes its values and gives its rows once for each address of a store, and each test has a store of its own: that was done anew,
/// thousands of times, for the same statements. Here stores of one engine are alike.
/// </summary>
internal sealed class OneMapping : IEqualityComparer<string>
{
    [ModuleInitializer]
    public static void Set() => SqlMapper.ConnectionStringComparer = new OneMapping();

    public bool Equals(string? x, string? y) => IsFile(x) == IsFile(y);

    public int GetHashCode(string obj) => IsFile(obj) ? 1 : 0;

    private static bool IsFile(string? address) => address?.Contains("Data Source", StringComparison.OrdinalIgnoreCase) == true;
}
