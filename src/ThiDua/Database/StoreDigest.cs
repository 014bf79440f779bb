using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ThiDua.Database;

/// <param name="Digest">The same for the same rows, in whatever order an engine keeps them.</param>
public sealed record TableDigest(string Table, long Rows, string Digest);

/// <summary>A column holds what its type does not allow, so no other engine would take it.</summary>
public sealed class StoredCellException(string table, string column) : Exception($"{table}.{column}")
{
    public string Table { get; } = table;

    public string Column { get; } = column;
}

/// <summary>
/// Stands for every row of a store: the hashes of the rows of a table, added up. Each engine reads its rows in the order that costs it
/// nothing, and nothing is sorted.
/// </summary>
public sealed class StoreDigest
{
    private readonly ArrayBufferWriter<byte> row = new();
    private readonly ulong[] sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];
    private long rows;

    /// <summary>One word for all tables.</summary>
    public static string Of(IEnumerable<TableDigest> tables) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(
        tables.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Table} {t.Rows} {t.Digest}\n"))))));

    /// <summary>Of everything in a store, read at one moment.</summary>
    public static string Of(Db db)
    {
        using var transaction = db.BeginReading();
        return Of([.. StoreTables.Contents.Select(t => Of(db, t, StoreTables.Columns(db, t)))]);
    }

    /// <param name="columns">As the store names them that is compared with.</param>
    /// <param name="into">Takes the same rows, where they are to be copied.</param>
    public static TableDigest Of(Db db, string table, IReadOnlyList<StoreColumn> columns, BulkWriter? into = null)
    {
        var digest = new StoreDigest();
        db.Read($"select {string.Join(", ", columns.Select(c => c.Name))} from {table}", r =>
        {
            for (var i = 0; i < columns.Count; i++) digest.Take(r, i, table, columns[i], into);
            digest.EndRow();
            into?.EndRow();
        });
        var bytes = new byte[SHA256.HashSizeInBytes];
        for (var i = 0; i < digest.sum.Length; i++) BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), digest.sum[i]);
        return new(table, digest.rows, Convert.ToHexStringLower(bytes));
    }

    /// <summary>Strict, since SQLite keeps anything in any column, and would give it as whatever is asked for.</summary>
    private void Take(Row stored, int at, string table, StoreColumn column, BulkWriter? into)
    {
        switch (column.Type)
        {
            case var _ when stored.IsDBNull(at):
                row.Write([(byte)Packed.Null]);
                into?.Add((string?)null);
                break;
            case "text" when stored.IsText(at) && stored.GetString(at) is var text && !text.Contains('\0', StringComparison.Ordinal):
                Take(Packed.Text, Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, row);
                into?.Add(text);
                break;
            case "integer" when stored.TryNumber(at, out var number) && number is >= int.MinValue and <= int.MaxValue:
                Take(Packed.Wide, number);
                into?.Add((int)number);
                break;
            case "bigint" when stored.TryNumber(at, out var number):
                Take(Packed.Wide, number);
                into?.Add(number);
                break;
            case "bytea" or "blob" when !stored.IsText(at) && !stored.IsNumber(at) && stored.GetValue(at) is byte[] bytes:
                Take(Packed.Bytes, bytes.Length);
                row.Write(bytes);
                into?.Add(bytes);
                break;
            default:
                throw new StoredCellException(table, column.Name);
        }
    }

    /// <summary>A number, or the length of what follows, so that no two rows read the same.</summary>
    private void Take(Packed kind, long number)
    {
        var into = row.GetSpan(1 + sizeof(long));
        into[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(into[1..], number);
        row.Advance(1 + sizeof(long));
    }

    private void EndRow()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row.WrittenSpan, hash);
        for (var i = 0; i < sum.Length; i++) sum[i] = unchecked(sum[i] + BinaryPrimitives.ReadUInt64BigEndian(hash[(i * sizeof(ulong))..]));
        row.ResetWrittenCount();
        rows++;
    }
}
