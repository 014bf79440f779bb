using Microsoft.Data.Sqlite;

namespace ThiDua.Tests.Support;

/// <summary>Looks into, and tampers with, a stored data folder behind the program's back.</summary>
public static class Sqlite
{
    public static IReadOnlyList<string> Query(string data, string sql)
    {
        using var connection = Open(data);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // statements of the tests
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        return rows;
    }

    public static IEnumerable<string> Dump(string data) =>
        from table in Query(data, "select name from sqlite_master where type = 'table' order by name")
        from row in Query(data, $"select * from \"{table}\"").Order(StringComparer.Ordinal)
        select table + " " + row;

    private static SqliteConnection Open(string data)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(data, "thidua.db")};Pooling=False");
        connection.Open();
        return connection;
    }
}
