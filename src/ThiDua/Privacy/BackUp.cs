using System.Globalization;
using Microsoft.Data.Sqlite;
using ThiDua.Database;
using ThiDua.Texts;

namespace ThiDua.Privacy;

/// <summary>A backup cannot be made or put back as asked. Its sentence is "backup.CODE".</summary>
public sealed class BackupException(string code, params IReadOnlyList<string> arguments) : ToldException("backup", code, arguments);

/// <param name="Store">The copy of the store, without salts.</param>
/// <param name="Salts">What opens it, with the key file.</param>
/// <param name="Deleted">Files of salts that had grown too old.</param>
public sealed record BackedUp(string Store, string Salts, IReadOnlyList<string> Deleted);

/// <summary>
/// A consistent copy of the SQLite store in two files: the store without salts, to be kept as long as one likes, and the salts, which
/// are deleted after 30 days, so that who was forgotten is forgotten in the copies too. The key file is in neither.
/// </summary>
public sealed class BackUp(Installation installation)
{
    public const string StorePrefix = "thidua-";
    public const string SaltsPrefix = "salts-";
    private const string Stamp = "yyyyMMdd-HHmmss";

    /// <summary>Tables of the file of salts. Who was forgotten is told too: a store older than that is put back without him.</summary>
    public static readonly IReadOnlyList<string> SaltTables = [.. SealedOf.All.SelectMany(of => new[] { of.Salt, of.Forgotten })];

    private static readonly TimeSpan SaltsAreKept = TimeSpan.FromDays(30);

    public BackedUp Make(string folder)
    {
        if (installation.Postgres is not null) throw new BackupException("postgres");
        PrivateFolder.Make(folder);
        var now = installation.Clock.GetUtcNow();
        var stamp = now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);
        var (store, salts) = (Path.Combine(folder, StorePrefix + stamp + ".db"), Path.Combine(folder, SaltsPrefix + stamp + ".db"));
        if (File.Exists(store) || File.Exists(salts)) throw new BackupException("exists", store);
        // Made beside the store, which holds the same: nothing with values and salts together ever lies in the folder of backups.
        var copy = Path.Combine(installation.DataFolder, "backup.part");
        foreach (var left in new[] { copy, store + ".part", salts + ".part" }) File.Delete(left);
        try
        {
            using (var db = installation.Open()) db.Execute("vacuum into @copy", new { copy });
            using (var connection = Connect(copy))
            {
                Run(connection, "attach @file as salts", ("@file", salts + ".part"));
                foreach (var table in SaltTables) Run(connection, $"create table salts.{table} as select * from main.{table}");
                Run(connection, "detach salts");
                foreach (var of in SealedOf.All) Run(connection, $"delete from {of.Salt}");
                Run(connection, "vacuum into @file", ("@file", store + ".part"));
            }
            foreach (var made in new[] { salts, store })
            {
                Keep(made + ".part");
                File.Move(made + ".part", made);
            }
        }
        finally
        {
            File.Delete(copy);
        }
        return new(store, salts, DeleteOld(folder, now));
    }

    private static List<string> DeleteOld(string folder, DateTimeOffset now)
    {
        var old = Directory.EnumerateFiles(folder, SaltsPrefix + "*.db").Where(f =>
            DateTime.TryParseExact(Path.GetFileNameWithoutExtension(f)[SaltsPrefix.Length..], Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var made)
            && now.UtcDateTime - made > SaltsAreKept).Order(StringComparer.Ordinal).ToList();
        old.ForEach(File.Delete);
        return old;
    }

    /// <summary>On the disk, and read by nobody else.</summary>
    private static void Keep(string file)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    internal static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        Run(connection, "pragma secure_delete=on");
        return connection;
    }

    internal static void Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> arguments)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in arguments) command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
