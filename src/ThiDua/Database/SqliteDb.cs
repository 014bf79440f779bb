using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ThiDua.Database;

/// <summary>SQLite: one file in the data folder.</summary>
public sealed partial class SqliteDb : Db
{
    private SqliteDb(SqliteConnection connection) : base(connection)
    {
    }

    public override string Engine => "sqlite";

    /// <summary>
    /// Settings hold per connection, so they are set at every open: FULL so that a commit survives a power cut, secure_delete so
    /// that erased values leave the file, trusted_schema off so that a doctored file runs no functions of its own.
    /// </summary>
    public static SqliteDb OpenFile(string dataFolder)
    {
        PrivateFolder.Make(dataFolder);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(dataFolder, "thidua.db"),
            Pooling = false,
            DefaultTimeout = 600,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma secure_delete=on;
            pragma trusted_schema=off; pragma cell_size_check=on; pragma busy_timeout=60000; pragma temp_store=memory;
            pragma cache_size=-131072; pragma mmap_size=268435456;
            create temp table if not exists wanted (id integer primary key);
            create temp table if not exists wanted_token (token blob primary key) without rowid;
            """;
        command.ExecuteNonQuery();
        return new(connection);
    }

    public override DbTransaction BeginRecording() => ((SqliteConnection)Connection).BeginTransaction(deferred: false);

    public override DbTransaction? TryBeginRecording()
    {
        var connection = (SqliteConnection)Connection;
        var usual = connection.DefaultTimeout;
        Execute("pragma busy_timeout=0");
        connection.DefaultTimeout = 1; // second; 0 would be for ever
        try
        {
            return BeginRecording();
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
    public override void Scrub(params ReadOnlySpan<string> tables) => Execute("pragma wal_checkpoint(truncate)");

    public override void Want(IReadOnlyCollection<long> ids)
    {
        Execute("delete from wanted");
        Execute("insert or ignore into wanted (id) select value from json_each(@ids)", new { ids = JsonSerializer.Serialize(ids) });
    }

    public override void WantTokens(IReadOnlyCollection<byte[]> tokens)
    {
        Execute("delete from wanted_token");
        using var writer = Bulk("wanted_token", "token");
        foreach (var token in tokens) writer.Add(token).EndRow();
    }

    public override BulkWriter Bulk(string table, params string[] columns) => new Writer((SqliteConnection)Connection, table, columns);

    /// <summary>One prepared statement, bound directly: no parameter objects, no boxing.</summary>
    private sealed class Writer : BulkWriter
    {
        private readonly sqlite3 handle;
        private readonly sqlite3_stmt statement;
        private int column;

        public Writer(SqliteConnection connection, string table, string[] columns)
        {
            handle = connection.Handle!;
            var sql = $"insert into {table} ({string.Join(", ", columns)}) values ({string.Join(", ", columns.Select(_ => "?"))})";
            Check(raw.sqlite3_prepare_v2(handle, sql, out statement));
        }

        public override BulkWriter Add(long value)
        {
            Check(raw.sqlite3_bind_int64(statement, ++column, value));
            return this;
        }

        public override BulkWriter Add(int value) => Add((long)value);

        public override BulkWriter Add(string? value)
        {
            if (value is null) return AddNull();
            Check(raw.sqlite3_bind_text(statement, ++column, value));
            return this;
        }

        public override BulkWriter Add(byte[]? value)
        {
            if (value is null) return AddNull();
            Check(raw.sqlite3_bind_blob(statement, ++column, value));
            return this;
        }

        public override BulkWriter AddNull()
        {
            Check(raw.sqlite3_bind_null(statement, ++column));
            return this;
        }

        public override void EndRow()
        {
            var result = raw.sqlite3_step(statement);
            raw.sqlite3_reset(statement);
            if (result != raw.SQLITE_DONE) Check(result);
            column = 0;
        }

        public override void Dispose() => statement.Dispose();

        private void Check(int result)
        {
            if (result != raw.SQLITE_OK) throw new SqliteException(raw.sqlite3_errmsg(handle).utf8_to_string(), result);
        }
    }
}
