using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ThiDua.Database;

/// <summary>SQLite: one file in the data folder.</summary>
public sealed partial class SqliteDb : Db
{
    public const string FileName = "thidua.db";

    private readonly Dictionary<string, sqlite3_stmt> inserts = new(StringComparer.Ordinal);

    static SqliteDb() => SqliteCalls.WithoutLocks();

    private SqliteDb(SqliteConnection connection) : base(connection)
    {
    }

    public override string Engine => "sqlite";

    /// <summary>
    /// Settings hold per connection, so each new one gets them: FULL so that a commit survives a power cut, secure_delete so
    /// that erased values leave the file, trusted_schema off so that a doctored file runs no functions of its own. The size of pages is
    /// that of a new file; large pages mean fewer of them to find, split and write in an import. The file is not mapped into memory: a mapped page is
    /// not kept in the cache, so that every look into it checks all its cells again, and a fault in reading it would end the process.
    /// </summary>
    /// <param name="keeps">
    /// Whether the connection is kept for the next who opens the file, with its settings and what it learned of the tables: for who opens it for
    /// every question. One whose file was moved away or replaced meanwhile is not used again.
    /// </param>
    public static SqliteDb OpenFile(string dataFolder, bool keeps = false)
    {
        if (!File.Exists(Path.Combine(dataFolder, FileName))) PrivateFolder.Make(dataFolder);
        var connection = Connect(dataFolder, keeps);
        if (SqliteCalls.HasMoved(connection.Handle!.DangerousGetHandle()))
        {
            SqliteConnection.ClearPool(connection);
            connection.Dispose();
            Remembered.Forget();
            connection = Connect(dataFolder, keeps);
        }
        var isNew = !Set.TryGetValue(connection.Handle!, out _);
        if (isNew)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
            Set.Add(connection.Handle!, Settings);
        }
        return new(connection) { WasChecked = !isNew };
    }

    /// <summary>The connections that have their settings.</summary>
    private static readonly ConditionalWeakTable<sqlite3, string> Set = [];

    private static SqliteConnection Connect(string dataFolder, bool keeps)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(dataFolder, FileName), Pooling = keeps, DefaultTimeout = 600 }.ToString());
        connection.Open();
        return connection;
    }

    private const string Settings = """
        pragma page_size=16384; pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma secure_delete=on;
        pragma trusted_schema=off; pragma cell_size_check=on; pragma busy_timeout=60000; pragma cache_size=-8192; pragma mmap_size=0; pragma journal_size_limit=67108864;
        pragma temp_store=file; pragma temp.cache_size=-65536;
        create temp table if not exists wanted (id integer primary key);
        create temp table if not exists wanted_token (token blob primary key) without rowid;
        create temp table if not exists wanted_officer (id integer primary key);
        create temp table if not exists wanted_code (code text primary key) without rowid;
        """;

    private bool hasRecorded;

    private const string Room = "pragma cache_size=-65536";

    /// <summary>Who records changes many pages and holds them until they are written.</summary>
    protected override DbTransaction Begin()
    {
        Execute(Room);
        hasRecorded = true;
        return ((SqliteConnection)Connection).BeginTransaction(deferred: false);
    }

    /// <summary>
    /// In parts as large as its cache, which had better be that of the processor: ten million entries took 5.4 seconds in parts of 8 MiB and 11.1 in parts of 128, in memory as one 18.4.
    /// One part is sorted while the next one is read.
    /// </summary>
    internal override void Sort(string sql)
    {
        Execute("pragma cache_size=-8192; pragma threads=1");
        try
        {
            Execute(sql);
        }
        finally
        {
            Execute(hasRecorded ? "pragma threads=0; " + Room : "pragma threads=0");
        }
    }

    protected override DbTransaction? TryBegin()
    {
        var connection = (SqliteConnection)Connection;
        var usual = connection.DefaultTimeout;
        Execute("pragma busy_timeout=0");
        connection.DefaultTimeout = 1; // second; 0 would be for ever
        try
        {
            return Begin();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return null;
        }
        finally
        {
            connection.DefaultTimeout = usual;
            Execute("pragma busy_timeout=60000");
        }
    }

    public override DbTransaction BeginReading() => ((SqliteConnection)Connection).BeginTransaction(deferred: true);

    public override void ExecuteUnlessBusy(string sql, object? arguments = null)
    {
        Execute("pragma busy_timeout=0");
        try
        {
            Dapper.SqlMapper.Execute(Connection, sql, arguments, commandTimeout: 1);
        }
        catch (SqliteException e) when (e.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            // said so in the summary
        }
        Execute("pragma busy_timeout=60000");
    }

    public override string Translate(string migration) =>
        Own().Replace(migration.Replace("/*sqlite without rowid*/", " without rowid", StringComparison.Ordinal), "$1")
            .Replace("bytea", "blob", StringComparison.Ordinal);

    /// <summary>What only this engine runs.</summary>
    [GeneratedRegex(@"/\*sqlite\n(.*?)\*/", RegexOptions.Singleline)]
    private static partial Regex Own();

    /// <summary>Deleted rows were overwritten (secure_delete); what is left is the log of pages as they were before.</summary>
    public override bool Scrub(params ReadOnlySpan<string> tables) => One<long>("pragma wal_checkpoint(truncate)") == 0;

    protected override void Want(string table, IReadOnlyCollection<long> ids)
    {
        Empty(table);
        Execute($"insert or ignore into {table} (id) select value from json_each(@ids)", new { ids = JsonSerializer.Serialize(ids) });
    }

    public override void WantCodes(IReadOnlyCollection<string> codes)
    {
        Empty("wanted_code");
        Execute("insert or ignore into wanted_code (code) select value from json_each(@codes)", new { codes = JsonSerializer.Serialize(codes) });
    }

    public override void WantTokens(IReadOnlyCollection<byte[]> tokens)
    {
        Empty("wanted_token");
        using var writer = AtOnce("wanted_token", "token");
        foreach (var token in tokens) writer.Add(token).EndRow();
    }

    protected override Row RowOf(DbDataReader reader) => new SqliteRow((SqliteDataReader)reader);

    /// <summary>Bound value by value to a statement that is prepared once per table: no parameter objects, no boxing.</summary>
    protected override void Write(PackedRows rows)
    {
        var statement = Insert(rows).DangerousGetHandle(); // kept alive by the list
        var (bytes, columns) = (rows.Bytes, rows.Columns.Count);
        var pinned = GCHandle.Alloc(bytes, GCHandleType.Pinned);
        try
        {
            for (var at = 0; at < rows.Length;)
            {
                var bound = raw.SQLITE_OK;
                for (var column = 1; column <= columns; column++) bound |= Bind(statement, column, bytes, ref at);
                var result = bound == raw.SQLITE_OK ? SqliteCalls.Step(statement) : bound;
                _ = SqliteCalls.Reset(statement);
                if (result != raw.SQLITE_DONE) Fail(result);
            }
        }
        finally
        {
            pinned.Free();
        }
    }

    private static int Bind(nint statement, int column, byte[] bytes, ref int at)
    {
        switch ((Packed)bytes[at++])
        {
            case Packed.Narrow:
                at += sizeof(int);
                return SqliteCalls.BindInt64(statement, column, MemoryMarshal.Read<int>(bytes.AsSpan(at - sizeof(int))));
            case Packed.Wide:
                at += sizeof(long);
                return SqliteCalls.BindInt64(statement, column, MemoryMarshal.Read<long>(bytes.AsSpan(at - sizeof(long))));
            case var kind and (Packed.Text or Packed.Bytes):
                var length = MemoryMarshal.Read<int>(bytes.AsSpan(at));
                ref var value = ref bytes[at + sizeof(int)];
                at += sizeof(int) + length;
                return kind == Packed.Text ? SqliteCalls.BindText(statement, column, ref value, length, SqliteCalls.Static)
                    : SqliteCalls.BindBlob(statement, column, ref value, length, SqliteCalls.Static);
            default:
                return SqliteCalls.BindNull(statement, column);
        }
    }

    private sqlite3_stmt Insert(PackedRows rows)
    {
        var sql = $"insert into {rows.Table} ({string.Join(", ", rows.Columns)}) values ({string.Join(", ", rows.Columns.Select(_ => "?"))})";
        if (inserts.TryGetValue(sql, out var statement)) return statement;
        var result = raw.sqlite3_prepare_v2(((SqliteConnection)Bare).Handle!, sql, out statement);
        if (result != raw.SQLITE_OK) Fail(result);
        return inserts[sql] = statement;
    }

    private void Fail(int result) => throw new SqliteException(raw.sqlite3_errmsg(((SqliteConnection)Bare).Handle!).utf8_to_string(), result);

    /// <summary>Called with the text of a statement that was not ended when its connection was: the collector might end it beside another thread.</summary>
    internal static Action<string>? LeftStatements { get; set; }

    protected override void EndStatements()
    {
        foreach (var statement in inserts.Values) statement.Dispose();
        inserts.Clear();
        if (hasRecorded) Execute("pragma cache_size=-8192; pragma shrink_memory");
        if (LeftStatements is not { } tell || ((SqliteConnection)Bare).Handle is not { } connection) return;
        if (SqliteCalls.NextStatement(connection.DangerousGetHandle(), 0) is not 0 and var left) tell(Marshal.PtrToStringUTF8(SqliteCalls.TextOf(left))!);
    }
}
