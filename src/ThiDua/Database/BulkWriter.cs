namespace ThiDua.Database;

/// <summary>Writes many rows into one table, value by value in the order of the columns, without a boxed object per value.</summary>
public abstract class BulkWriter : IDisposable
{
    public abstract BulkWriter Add(long value);

    public abstract BulkWriter Add(int value);

    public abstract BulkWriter Add(string? value);

    public abstract BulkWriter Add(byte[]? value);

    public abstract BulkWriter AddNull();

    public BulkWriter Add(long? value) => value is { } v ? Add(v) : AddNull();

    public BulkWriter Add(int? value) => value is { } v ? Add(v) : AddNull();

    public abstract void EndRow();

    public abstract void Dispose();
}
