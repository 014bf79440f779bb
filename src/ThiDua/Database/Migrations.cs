using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ThiDua.Database;

/// <summary>The store is newer than the program, or a migration was changed after it ran. The program must not go on.</summary>
public sealed class MigrationException(string message) : Exception(message);

/// <summary>
/// Numbered SQL files inside the program, applied once each in order, with their checksums kept. All of them run in one
/// transaction: a store is never half-way between two versions.
/// </summary>
public static class Migrations
{
    /// <param name="upTo">Number of the last script; for tests of what an earlier version left.</param>
    public static void Apply(Db db, int upTo = int.MaxValue)
    {
        if (db.WasChecked && Version(db) == Shipped.Value[^1].Number) return;
        var scripts = Shipped.Value.Where(s => s.Number <= upTo).ToList();
        if (IsCurrent(db, scripts)) return;
        if (ApplyMissing(db, scripts) > 0) Privacy.SealOpenRows.Scrub(db);
    }

    /// <returns>Null: the tables that were there have gone.</returns>
    private static long? Version(Db db)
    {
        try
        {
            return db.One<long?>("select max(number) from migration");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    /// <summary>Whether the store has just the tables of this program; null: it has none of ours at all.</summary>
    public static bool? AreAllApplied(Db db) => HasAny(db) ? IsCurrent(db, Shipped.Value) : null;

    /// <returns>How many rows were sealed on the way.</returns>
    private static long ApplyMissing(Db db, List<Script> scripts)
    {
        using var transaction = db.BeginRecording();
        db.Execute("create table if not exists migration (number integer not null primary key, name text not null, sha256 text not null)");
        var applied = db.Query<Applied>("select number, name, sha256 from migration order by number");
        Check(applied, scripts);
        var sealedRows = 0L;
        foreach (var script in scripts.Skip(applied.Count))
        {
            var parts = script.Sql.Split(Privacy.SealOpenRows.Mark);
            Run(db, parts[0]);
            if (parts.Length > 1)
            {
                sealedRows = Privacy.SealOpenRows.Seal(db);
                db.Execute(db.Translate(parts[1]));
            }
            db.Execute("insert into migration (number, name, sha256) values (@Number, @Name, @Sha256)", script);
        }
        LateIndexes.Settle(db);
        if (scripts.Skip(applied.Count).Any(s => s.Name == Trail.AdoptRecordings.Since)) Trail.AdoptRecordings.Adopt(db);
        if (scripts.Skip(applied.Count).Any(s => s.Name == Trail.AdoptRecordings.DossiersSince)) Trail.AdoptRecordings.AdoptDossiers(db);
        db.Execute("insert into office (office_id, code, name) select 1, '', '' where not exists (select 1 from office)");
        transaction.Commit();
        return sealedRows;
    }

    private static void Run(Db db, string script)
    {
        try
        {
            db.Execute(db.Translate(script));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege && e.MessageText == Limit.Role)
        {
            throw new MigrationException($"Kho dữ liệu cần vai trò {Limit.Role} mà tài khoản đang kết nối không được tự tạo hoặc tự nhận. Hãy nhờ người quản trị PostgreSQL chạy: {e.Hint} Sau đó khởi động lại ThiDua.");
        }
    }

    /// <summary>The usual start: everything applied, nothing to lock.</summary>
    private static bool IsCurrent(Db db, List<Script> scripts)
    {
        if (!HasAny(db)) return false;
        var applied = db.Query<Applied>("select number, name, sha256 from migration order by number");
        Check(applied, scripts);
        return applied.Count == scripts.Count;
    }

    private static bool HasAny(Db db)
    {
        var exists = db.Engine == "sqlite"
            ? "select count(*) from sqlite_master where type = 'table' and name = 'migration'"
            : "select count(*) from pg_tables where schemaname = any (current_schemas(false)) and tablename = 'migration'";
        return db.One<long>(exists) > 0;
    }

    private static void Check(List<Applied> applied, List<Script> scripts)
    {
        if (applied.Count > scripts.Count)
        {
            throw new MigrationException(string.Create(CultureInfo.InvariantCulture,
                $"Kho dữ liệu ở phiên bản {applied.Count}, chương trình chỉ biết đến {scripts.Count}. Hãy dùng bản ThiDua mới hơn."));
        }
        foreach (var (done, script) in applied.Zip(scripts))
        {
            if (done.Sha256 != script.Sha256)
            {
                throw new MigrationException($"Bước tạo bảng {done.Name} đã chạy không giống bước trong chương trình. Kho dữ liệu thuộc một bản ThiDua khác.");
            }
        }
    }

    /// <summary>Read once: the store is opened for every question.</summary>
    private static readonly Lazy<List<Script>> Shipped = new(() => [.. Scripts()]);

    private static IEnumerable<Script> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
            var name = resource.Split('.')[^2];
            yield return new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }

    private sealed record Script(int Number, string Name, string Sql, string Sha256);

    private sealed record Applied
    {
        public long Number { get; init; }
        public string Name { get; init; } = "";
        public string Sha256 { get; init; } = "";
    }
}
