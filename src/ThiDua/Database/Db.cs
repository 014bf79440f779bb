using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ThiDua.Database;

/// <summary>
/// The store of one installation, on SQLite or PostgreSQL. All SQL of the program is one text for both; what differs is here:
/// opening, bulk writing, passing a set of numbers, and the lock that lets one recording in at a time.
/// </summary>
public abstract class Db(DbConnection connection) : IDisposable
{
    /// <summary>The rows of the running recording that are still on their way.</summary>
    private WriteBehind? behind;

    private bool isBetween;

    /// <summary>Whoever asks for it finds everything written.</summary>
    public DbConnection Connection
    {
        get
        {
            if (!isBetween) behind?.Wait();
            return connection;
        }
    }

    /// <summary>For writing what is on its way.</summary>
    protected DbConnection Bare => connection;

    /// <summary>Opens the store, bringing its tables up to date. An address like "Host=…" means PostgreSQL.</summary>
    /// <param name="limit">What the store shows at most; null: everything. SQLite knows no such wall and shows everything.</param>
    /// <param name="remembers">Whether what was worked out before may be used.</param>
    public static Db Open(string dataFolder, string? postgres, Limit? limit = null, bool remembers = false)
    {
        var db = OpenAsItIs(dataFolder, postgres, limit, remembers);
        db.remembers = remembers;
        Migrations.Apply(db);
        db.Found();
        return db;
    }

    /// <summary>Opens the store, whatever tables it has or has not.</summary>
    internal static Db OpenAsItIs(string dataFolder, string? postgres, Limit? limit = null, bool keeps = false)
    {
        Db db = postgres is null ? SqliteDb.OpenFile(dataFolder, keeps) : new PostgresDb(postgres, limit);
        (db.DataFolder, db.Store) = (dataFolder, postgres ?? Path.GetFullPath(dataFolder));
        db.Wall = postgres is null ? "" : limit?.Sql ?? "";
        return db;
    }

    /// <summary>The tables are those of this program.</summary>
    protected virtual void Found()
    {
    }

    private bool remembers;

    /// <summary>The tables were found to be those of this program when the connection, or on a server the store, was first opened.</summary>
    public bool WasChecked { get; private protected init; }

    /// <summary>No other store of this process bears this name.</summary>
    public string Store { get; private set; } = "";

    /// <summary>Up to where this connection is shown rows of persons and officers; empty: everything.</summary>
    public string Wall { get; private set; } = "";

    /// <summary>Whether what was worked out from the facts of a recording may be used again: not of one that is still running.</summary>
    public bool Remembers => remembers && behind is null;

    public abstract string Engine { get; }

    /// <summary>Where the key file lies.</summary>
    public string DataFolder { get; private set; } = "";

    /// <summary>Leaves nothing of what was deleted from the given tables in files of the store; outside of a transaction.</summary>
    /// <returns>False: somebody is reading what was there before; later it can be done.</returns>
    public abstract bool Scrub(params ReadOnlySpan<string> tables);

    /// <summary>Starts a transaction that alone may record; it waits for another one to end.</summary>
    public DbTransaction BeginRecording() => Recording(Begin());

    /// <summary>As <see cref="BeginRecording"/>; null when somebody else is recording, instead of waiting for minutes.</summary>
    public DbTransaction? TryBeginRecording() => TryBegin() is { } transaction ? Recording(transaction) : null;

    protected abstract DbTransaction Begin();

    protected abstract DbTransaction? TryBegin();

    /// <summary>Starts a transaction in which everything read is of one moment.</summary>
    public abstract DbTransaction BeginReading();

    /// <summary>As <see cref="BeginReading"/>, with temporary tables that may be written as in a recording; nobody waits for it. It is rolled back.</summary>
    public DbTransaction BeginVerifying() => Recording(BeginReading());

    /// <summary>
    /// A writer of many rows into one table. When it is disposed they are there for whoever reads; within a recording they may still be on
    /// their way, while something else is done that needs no connection.
    /// </summary>
    public BulkWriter Bulk(string table, params string[] columns) => new(Bring, table, columns);

    /// <summary>As <see cref="Bulk"/>, into a temporary table: nothing waits, whatever else is on its way.</summary>
    protected BulkWriter AtOnce(string table, params string[] columns) => new(rows =>
    {
        using (rows) Write(rows);
    }, table, columns);

    /// <summary>Writes rows at once; called from one thread at a time.</summary>
    protected abstract void Write(PackedRows rows);

    /// <summary>Ends when every row brought so far is written.</summary>
    public Task Written => behind?.SoFar ?? Task.CompletedTask;

    /// <summary>
    /// Reads what does not depend on rows that are on their way: the writer stops meanwhile and need not have come to the end.
    /// Nothing may be brought from within.
    /// </summary>
    /// <param name="after">What must be written before, of <see cref="Written"/>; null: nothing.</param>
    public void ReadBetween(Action reading, Task? after = null)
    {
        after?.GetAwaiter().GetResult();
        if (behind is null || isBetween)
        {
            reading();
            return;
        }
        behind.Between(() =>
        {
            isBetween = true;
            try
            {
                reading();
            }
            finally
            {
                isBetween = false;
            }
        });
    }

    /// <summary>Puts a set of numbers into the temporary table `wanted (id)`, replacing what was there.</summary>
    public void Want(IReadOnlyCollection<long> ids) => Want("wanted", ids);

    /// <summary>Puts a set of numbers into the temporary table `wanted_officer (id)`: for who is asked for on the way, so that whoever is wanted stays wanted.</summary>
    public void WantOfficers(IReadOnlyCollection<long> ids) => Want("wanted_officer", ids);

    /// <summary>Puts a set of codes into the temporary table `wanted_code (code)`, replacing what was there.</summary>
    public abstract void WantCodes(IReadOnlyCollection<string> codes);

    protected abstract void Want(string table, IReadOnlyCollection<long> ids);

    /// <summary>As <see cref="Want(IReadOnlyCollection{long})"/>, with the result of a query.</summary>
    public void Want(string query, object? arguments = null)
    {
        MakeWanted("wanted");
        Empty("wanted");
        Brought("wanted", Execute("insert into wanted (id) " + query, arguments));
    }

    /// <summary>Leaves one of the temporary tables without rows.</summary>
    protected virtual void Empty(string wanted) => Execute("delete from " + wanted);

    /// <summary>So many rows were put into one of them.</summary>
    protected virtual void Brought(string wanted, int rows)
    {
    }

    /// <summary>Makes one of them where it is not there yet.</summary>
    protected virtual void MakeWanted(string wanted)
    {
    }

    /// <summary>Puts tokens into the temporary table `wanted_token (token)`.</summary>
    public abstract void WantTokens(IReadOnlyCollection<byte[]> tokens);

    /// <summary>Text of a migration in this engine's words.</summary>
    public abstract string Translate(string migration);

    public int Execute(string sql, object? arguments = null) => Connection.Execute(sql, arguments);

    /// <summary>Writes what may as well stay unwritten: when somebody else is recording, it does not wait.</summary>
    public virtual void ExecuteUnlessBusy(string sql, object? arguments = null) => Execute(sql, arguments);

    /// <summary>As <see cref="Execute"/>, for what sorts a large table.</summary>
    internal virtual void Sort(string sql) => Execute(sql);

    public List<T> Query<T>(string sql, object? arguments = null) => Connection.Query<T>(sql, arguments).AsList();

    public bool IsEmpty(string table) => One<long>($"select count(*) from (select 1 from {table} limit 1) one") == 0;

    public T? One<T>(string sql, object? arguments = null) => Connection.QueryFirstOrDefault<T>(sql, arguments);

    /// <summary>Reads row by row without an object per column, for the large tables.</summary>
    public void Read(string sql, Action<Row> row, params (string Name, object Value)[] arguments)
    {
        using var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in arguments)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        using var reader = command.ExecuteReader();
        var current = RowOf(reader);
        while (reader.Read()) row(current);
    }

    protected virtual Row RowOf(DbDataReader reader) => new DriverRow(reader);

    public void Dispose()
    {
        behind?.Dispose(); // nobody writes any more
        EndStatements();
        connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what was prepared on the connection, before it is closed.</summary>
    protected virtual void EndStatements()
    {
    }

    private RecordingTransaction Recording(DbTransaction transaction)
    {
        behind = new(Write);
        return new(transaction, behind, () => behind = null);
    }

    private void Bring(PackedRows rows)
    {
        if (behind is not null)
        {
            behind.Add(rows);
            return;
        }
        using (rows) Write(rows);
    }
}

/// <summary>Days and moments as the store keeps them.</summary>
public static class Stored
{
    public const int OpenEnd = 99991231;

    public static int Day(DateOnly day) => day == DateOnly.MinValue ? 0 : day.Year * 10000 + day.Month * 100 + day.Day;

    public static int From(DateOnly? day) => day is { } d ? Day(d) : 0;

    public static int To(DateOnly? day) => day is { } d ? Day(d) : OpenEnd;

    public static DateOnly Day(int stored) => stored == 0 ? DateOnly.MinValue : new(stored / 10000, stored / 100 % 100, stored % 100);

    public static Core.Basics.Days Days(int from, int to) =>
        new(from == 0 ? null : Day(from), to == OpenEnd ? null : Day(to));

    /// <summary>UTC to the millisecond, so that text order is time order.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
