using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ThiDua.Database;

/// <summary>A row of SQLite, from the engine itself.</summary>
internal sealed class SqliteRow(SqliteDataReader reader) : Row
{
    /// <summary>Held alive by the reader.</summary>
    private readonly nint statement = reader.Handle!.DangerousGetHandle();

    public override int FieldCount { get; } = reader.FieldCount;

    public override bool IsDBNull(int column) => SqliteCalls.ColumnType(statement, column) == raw.SQLITE_NULL;

    public override bool IsText(int column) => SqliteCalls.ColumnType(statement, column) == raw.SQLITE_TEXT;

    public override bool IsNumber(int column) => SqliteCalls.ColumnType(statement, column) == raw.SQLITE_INTEGER;

    public override bool TryNumber(int column, out long number)
    {
        var isOne = IsNumber(column);
        number = isOne ? SqliteCalls.ColumnInt64(statement, column) : 0;
        return isOne;
    }

    /// <summary>SQLite would read anything as a number, and nothing as 0.</summary>
    public override long GetInt64(int column) => TryNumber(column, out var number) ? number : reader.GetInt64(column);

    public override int GetInt32(int column) => checked((int)GetInt64(column));

    public override string GetString(int column) => SqliteCalls.ColumnType(statement, column) == raw.SQLITE_TEXT
        ? Marshal.PtrToStringUTF8(SqliteCalls.ColumnText(statement, column), SqliteCalls.ColumnBytes(statement, column)) : reader.GetString(column);

    public override object GetValue(int column) => reader.GetValue(column);
}
