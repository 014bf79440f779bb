using System.Globalization;

namespace ThiDua.Database;

/// <summary>
/// What PostgreSQL shows at most of persons, officers and what units wrote: the second wall, behind the door (decision 0022).
/// </summary>
/// <param name="Units">Numbers of the units within reach.</param>
/// <param name="Officer">The officer who asks for himself; null: none.</param>
public sealed record Limit(IReadOnlySet<int> Units, int? Officer)
{
    /// <summary>The role of the database that the policies are about; migration 0015 makes it.</summary>
    public const string Role = "thidua_limited";

    /// <summary>Nobody in particular: no unit, no person.</summary>
    public static Limit Nothing { get; } = new(new HashSet<int>(), null);

    /// <summary>Puts a connection behind the wall. Numbers only: there is nothing to quote.</summary>
    public string Sql => sql ??= string.Create(CultureInfo.InvariantCulture,
        $"set thidua.units = '{string.Join(',', Units.Order().Select(u => u.ToString(CultureInfo.InvariantCulture)))}'; set thidua.officer = '{Officer}'; set role {Role};");

    private string? sql;
}
