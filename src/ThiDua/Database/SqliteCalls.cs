using System.Runtime.InteropServices;
using SQLitePCL;

namespace ThiDua.Database;

/// <summary>
/// Calls into SQLite that are made once per cell, on the bare statement: what holds the statement alive is counted once per statement
/// and not once per cell. All but the step return at once, so the collector need not be told of them.
/// </summary>
internal static class SqliteCalls
{
    private const string Library = "e_sqlite3";

    /// <summary>
    /// Before the first connection of the process: the engine locks nothing per call. A connection and its statements are one thread's at a
    /// time here, and every statement is ended by who made it, never by the collector (<see cref="SqliteDb.LeftStatements"/>). Nor does it add up the memory of all connections, for
    /// which each that takes some would wait for the others.
    /// </summary>
    public static void WithoutLocks()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>The bytes stay where they are until the statement has run.</summary>
    public const nint Static = 0;

    /// <summary>The first statement of a connection, when the other is 0; 0: there is none.</summary>
    [DllImport(Library, EntryPoint = "sqlite3_next_stmt")]
    public static extern nint NextStatement(nint connection, nint after);

    [DllImport(Library, EntryPoint = "sqlite3_sql")]
    public static extern nint TextOf(nint statement);

    private const int AskHasMoved = 20;

    /// <summary>Whether the file of the connection no longer lies where it was opened.</summary>
    public static bool HasMoved(nint connection) => Control(connection, 0, AskHasMoved, out var moved) == raw.SQLITE_OK && moved != 0;

    [DllImport(Library, EntryPoint = "sqlite3_file_control")]
    private static extern int Control(nint connection, nint database, int question, out int answer);

    [DllImport(Library, EntryPoint = "sqlite3_step")]
    public static extern int Step(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_reset")]
    public static extern int Reset(nint statement);

    [DllImport(Library, EntryPoint = "sqlite3_bind_null"), SuppressGCTransition]
    public static extern int BindNull(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_bind_int64"), SuppressGCTransition]
    public static extern int BindInt64(nint statement, int column, long value);

    [DllImport(Library, EntryPoint = "sqlite3_bind_text"), SuppressGCTransition]
    public static extern int BindText(nint statement, int column, ref byte value, int length, nint lifetime);

    [DllImport(Library, EntryPoint = "sqlite3_bind_blob"), SuppressGCTransition]
    public static extern int BindBlob(nint statement, int column, ref byte value, int length, nint lifetime);

    [DllImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static extern int ColumnType(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static extern long ColumnInt64(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_text"), SuppressGCTransition]
    public static extern nint ColumnText(nint statement, int column);

    [DllImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static extern int ColumnBytes(nint statement, int column);
}
