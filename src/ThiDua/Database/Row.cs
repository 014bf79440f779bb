using System.Data.Common;

namespace ThiDua.Database;

/// <summary>
/// The row that a query stands on. SQLite's cells are taken from the engine itself: its driver asks for the kind of a cell several times
/// before it gives a number, and large tables have millions of cells.
/// </summary>
public abstract class Row
{
    public abstract int FieldCount { get; }

    public abstract bool IsDBNull(int column);

    public abstract bool IsText(int column);

    /// <summary>A whole number.</summary>
    public abstract bool IsNumber(int column);

    /// <summary>The number of a cell that is one: asked for at once, where most cells are.</summary>
    public abstract bool TryNumber(int column, out long number);

    public abstract long GetInt64(int column);

    public abstract int GetInt32(int column);

    public abstract string GetString(int column);

    public string? TextOrNull(int column) => IsDBNull(column) ? null : GetString(column);

    /// <summary>Bytes, and numbers of which only the engine knows the type.</summary>
    public abstract object GetValue(int column);
}

/// <summary>A row as any driver gives it.</summary>
public sealed class DriverRow(DbDataReader reader) : Row
{
    public override int FieldCount => reader.FieldCount;

    public override bool IsDBNull(int column) => reader.IsDBNull(column);

    public override bool IsText(int column) => reader.GetFieldType(column) == typeof(string);

    public override bool IsNumber(int column) => reader.GetFieldType(column) is var type && (type == typeof(long) || type == typeof(int));

    public override bool TryNumber(int column, out long number)
    {
        var isOne = !reader.IsDBNull(column) && IsNumber(column);
        number = isOne ? reader.GetInt64(column) : 0;
        return isOne;
    }

    public override long GetInt64(int column) => reader.GetInt64(column);

    public override int GetInt32(int column) => reader.GetInt32(column);

    public override string GetString(int column) => reader.GetString(column);

    public override object GetValue(int column) => reader.GetValue(column);
}
