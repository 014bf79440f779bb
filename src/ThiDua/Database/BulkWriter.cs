namespace ThiDua.Database;

/// <summary>Writes many rows into one table, value by value in the order of the columns, without a boxed object per value.</summary>
/// <param name="into">Takes rows when there are enough of them, and the last ones at the end.</param>
public sealed class BulkWriter(Action<PackedRows> into, string table, string[] columns) : IDisposable
{
    private PackedRows rows = new(table, columns);

    public BulkWriter Add(long value)
    {
        rows.Add(value);
        return this;
    }

    public BulkWriter Add(int value)
    {
        rows.Add(value);
        return this;
    }

    public BulkWriter Add(string? value)
    {
        if (value is null) rows.AddNull();
        else rows.Add(value);
        return this;
    }

    public BulkWriter Add(ReadOnlySpan<byte> value)
    {
        rows.Add(value);
        return this;
    }

    public BulkWriter Add(byte[]? value)
    {
        if (value is null) rows.AddNull();
        else rows.Add(value);
        return this;
    }

    public BulkWriter Add(long? value)
    {
        if (value is { } v) rows.Add(v);
        else rows.AddNull();
        return this;
    }

    public BulkWriter Add(int? value)
    {
        if (value is { } v) rows.Add(v);
        else rows.AddNull();
        return this;
    }

    public void EndRow()
    {
        rows.EndRow();
        if (!rows.AreEnough) return;
        into(rows);
        rows = new(table, columns);
    }

    public void Dispose()
    {
        if (rows.Length > 0) into(rows);
        else rows.Dispose();
    }
}
