using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Npgsql;

namespace ThiDua.Database;

/// <summary>PostgreSQL: several offices or machines on one server.</summary>
public sealed partial class PostgresDb : Db
{
    /// <summary>One recording at a time per database: the number of the advisory lock ("ThiDua" has no other).</summary>
    private const long RecordingLock = 0x54686944_7561;

    private readonly bool isLimited;

    public PostgresDb(string address, Limit? limit) : base(Connect(address, limit)) => (isLimited, WasChecked) = (limit is not null, Checked.ContainsKey(address));

    /// <summary>The stores whose tables this process has found to be its own: of them only the version is asked for again.</summary>
    private static readonly ConcurrentDictionary<string, bool> Checked = new(StringComparer.Ordinal);

    protected override void Found() => Checked[Store] = true;

    public override string Engine => "postgres";

    /// <summary>The driver gives up after 30 seconds, which is no time for a question about millions of rows; who names another limit has the last word.</summary>
    private static string Patient(string address) => "Command Timeout=600;" + address;

    /// <summary>
    /// The role is set both ways: a connection that comes from a pool must not bring the limits of another. Questions are not compiled, since that took longer than
    /// answering; a page out of its turn costs as on a disk without arms, or thousands of persons among millions are looked for in the whole table.
    /// </summary>
    private static NpgsqlConnection Connect(string address, Limit? limit)
    {
        var connection = new NpgsqlConnection(Patient(address));
        connection.Open();
        using var command = new NpgsqlCommand($"""
            set client_min_messages = warning; set timezone = 'UTC'; set jit = off; set random_page_cost = 1.1; reset role; {limit?.Sql}
            """, connection);
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Whether somebody may record was decided at the door; what is counted, numbered and chained then must see all rows.</summary>
    protected override DbTransaction Begin()
    {
        var transaction = Connection.BeginTransaction();
        if (isLimited)
        {
            Execute(string.Join("; ", Keys.Keys.Select(Make)) + "; set local role to default");
        }
        Execute("select pg_advisory_xact_lock(@key)", new { key = RecordingLock });
        return transaction;
    }

    protected override DbTransaction? TryBegin()
    {
        var transaction = Connection.BeginTransaction();
        if (One<bool>("select pg_try_advisory_xact_lock(@key)", new { key = RecordingLock })) return transaction;
        transaction.Dispose();
        return null;
    }

    /// <summary>
    /// When it is asked for: most connections answer a small question, and making what it does not ask for is dearer than all of it. Each time, since one that was made
    /// in a transaction goes with it when it is rolled back. Who is limited makes his own, all of them before he records, since only their owner may analyse them.
    /// </summary>
    protected override void MakeWanted(string wanted) => Execute(Make(wanted));

    private static string Make(string wanted) => $"create temp table if not exists {wanted} ({Keys[wanted]} primary key)";

    /// <summary>The temporary tables, each with its column.</summary>
    private static readonly Dictionary<string, string> Keys = new(StringComparer.Ordinal)
    {
        ["wanted"] = "id bigint", ["wanted_token"] = "token bytea", ["wanted_officer"] = "id bigint", ["wanted_code"] = "code text",
    };

    /// <summary>
    /// What is deleted lies there until the transaction ends, and is walked through by each who deletes, puts in or analyses: of a recount of a million rows that was the
    /// larger part. So many rows are worth a new file, which the server makes for an emptied table; few are not.
    /// </summary>
    protected override void Empty(string wanted) => Execute(Emptying(wanted));

    private string Emptying(string wanted)
    {
        if (brought.GetValueOrDefault(wanted) < WorthAFile) return "delete from " + wanted;
        brought[wanted] = 0;
        return "truncate " + wanted;
    }

    protected override void Brought(string wanted, int rows) => brought[wanted] = brought.GetValueOrDefault(wanted) + rows;

    private const long WorthAFile = 2_000;

    /// <summary>Rows by temporary table, since it last was a new file.</summary>
    private readonly Dictionary<string, long> brought = [];

    public override DbTransaction BeginReading() => Connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);

    public override string Translate(string migration) =>
        Own().Replace(migration.Replace("/*sqlite without rowid*/", "", StringComparison.Ordinal), "$1");

    /// <summary>What only this engine runs.</summary>
    [GeneratedRegex(@"/\*postgres\n(.*?)\*/", RegexOptions.Singleline)]
    private static partial Regex Own();

    public override bool Scrub(params ReadOnlySpan<string> tables)
    {
        Execute($"vacuum (full) {string.Join(", ", tables.ToArray())}");
        return true;
    }

    protected override void Want(string table, IReadOnlyCollection<long> ids) => Want(table, "id", ids.ToArray(), ids.Count);

    public override void WantCodes(IReadOnlyCollection<string> codes) => Want("wanted_code", "code", codes.ToArray(), codes.Count);

    /// <summary>In order: two million in any order took a minute to find their places, in order four seconds.</summary>
    private void Want(string table, string column, Array all, int count)
    {
        Execute($"{Make(table)}; {Emptying(table)}; insert into {table} ({column}) select distinct unnest(@all) order by 1; analyze {table}", new { all }); // sent together: most sets are small, and the way is longer than the work
        Brought(table, count);
    }

    public override void WantTokens(IReadOnlyCollection<byte[]> tokens)
    {
        MakeWanted("wanted_token");
        Empty("wanted_token");
        using (var writer = AtOnce("wanted_token", "token"))
        {
            foreach (var token in tokens) writer.Add(token).EndRow();
        }
        Brought("wanted_token", tokens.Count);
        Execute("analyze wanted_token");
    }

    /// <summary>
    /// The rows as the server reads them, in one piece: value by value through the driver costs more than the values. A narrow number in a wide column is refused there, as is
    /// everything that is not what the column holds.
    /// </summary>
    protected override void Write(PackedRows rows)
    {
        using var stream = ((NpgsqlConnection)Bare).BeginRawBinaryCopy($"copy {rows.Table} ({string.Join(", ", rows.Columns)}) from stdin (format binary)");
        var copy = new ArrayBufferWriter<byte>(rows.Length * 2);
        copy.Write<byte>([.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8]);
        Number(copy, 0); // no flags
        Number(copy, 0); // nothing else before the rows
        for (var at = 0; at < rows.Length;)
        {
            BinaryPrimitives.WriteInt16BigEndian(copy.GetSpan(sizeof(short)), (short)rows.Columns.Count);
            copy.Advance(sizeof(short));
            for (var column = 0; column < rows.Columns.Count; column++) Value(copy, rows.Bytes, ref at);
        }
        copy.Write<byte>([0xff, 0xff]); // the end: no row has fewer than no columns
        stream.Write(copy.WrittenSpan);
    }

    /// <summary>Its length in bytes, then the value with the highest byte first; a length below zero is no value.</summary>
    private static void Value(ArrayBufferWriter<byte> copy, byte[] bytes, ref int at)
    {
        switch ((Packed)bytes[at++])
        {
            case Packed.Narrow:
                Number(copy, sizeof(int));
                Number(copy, MemoryMarshal.Read<int>(bytes.AsSpan(at)));
                at += sizeof(int);
                break;
            case Packed.Wide:
                Number(copy, sizeof(long));
                BinaryPrimitives.WriteInt64BigEndian(copy.GetSpan(sizeof(long)), MemoryMarshal.Read<long>(bytes.AsSpan(at)));
                copy.Advance(sizeof(long));
                at += sizeof(long);
                break;
            case Packed.Text or Packed.Bytes:
                var value = bytes.AsSpan(at + sizeof(int), MemoryMarshal.Read<int>(bytes.AsSpan(at)));
                Number(copy, value.Length);
                copy.Write(value);
                at += sizeof(int) + value.Length;
                break;
            default:
                Number(copy, -1);
                break;
        }
    }

    private static void Number(ArrayBufferWriter<byte> copy, int number)
    {
        BinaryPrimitives.WriteInt32BigEndian(copy.GetSpan(sizeof(int)), number);
        copy.Advance(sizeof(int));
    }
}
