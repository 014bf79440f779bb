using ThiDua.Texts;

namespace ThiDua.Database;

/// <summary>A store cannot be spread over several machines. Its sentence is "distribute.CODE".</summary>
public sealed class DistributeException(string code, params IReadOnlyList<string> arguments) : ToldException("distribute", code, arguments);

/// <summary>
/// Makes distributed and reference tables of a store on PostgreSQL with the extension Citus, in one transaction. Tables that are so already
/// stay as they are: it is run again when a later version brought new ones.
/// </summary>
public sealed class DistributeStore(Installation installation)
{
    private const string Extension = "citus";

    /// <summary>Statements that were run; none: everything was distributed before.</summary>
    /// <param name="withoutWall">Whoever asks knows that the second wall goes: nobody loses it unawares.</param>
    public IReadOnlyList<string> Distribute(bool withoutWall)
    {
        using var db = Open();
        if (db.One<long>("select count(*) from pg_available_extensions where name = @Extension", new { Extension }) == 0) throw new DistributeException("no-citus", db.One<string>("show server_version")!);
        if (db.One<long>("select count(*) from pg_extension where extname = @Extension", new { Extension }) == 0) throw new DistributeException("not-made", db.One<string>("select current_database()::text")!);
        using var transaction = db.TryBeginRecording() ?? throw new DistributeException("recording");
        var done = db.Query<string>("select logicalrel::text from pg_dist_partition").ToHashSet(StringComparer.Ordinal);
        var statements = Statements(db, done);
        if (!withoutWall && statements.Any(s => s.StartsWith(DropsWall, StringComparison.Ordinal))) throw new DistributeException("wall");
        foreach (var statement in statements) db.Execute(statement);
        transaction.Commit();
        return statements;
    }

    /// <summary>What <see cref="Distribute"/> would run on a store of which nothing is distributed; the extension need not be there.</summary>
    public IReadOnlyList<string> WouldRun()
    {
        using var db = Open();
        return Statements(db, []);
    }

    private Db Open() => installation.Postgres is null ? throw new DistributeException("sqlite") : installation.Open();

    private static List<string> Statements(Db db, HashSet<string> done)
    {
        var missing = StoreTables.All.Where(t => !done.Contains(t.Name)).ToList();
        if (missing.Count == 0) return [];
        return
        [
            // Tables that refer to each other are changed over one line per machine, one after the other; so is what is recorded later.
            $"set local {Sequential}", $"alter database {db.One<string>("select quote_ident(current_database())")} set {Sequential}",
            .. OpenWall(db, [.. missing.Select(t => t.Name)]),
            .. missing.Where(t => t.Column is null).Select(t => $"select create_reference_table('{t.Name}')"),
            .. missing.Where(t => t.Column is not null).Select(t => $"select create_distributed_table('{t.Name}', '{t.Column}', colocate_with => '{t.With ?? "none"}')"),
        ];
    }

    private const string DropsWall = "drop policy ";

    private const string Sequential = "citus.multi_shard_modify_mode = 'sequential'";

    /// <summary>The second wall asks other tables, which Citus allows in no policy: the door alone is left, as on SQLite (decision 0038).</summary>
    private static IEnumerable<string> OpenWall(Db db, string[] tables)
    {
        foreach (var wall in db.Query<Wall>("select tablename::text as Name, policyname::text as Policy from pg_policies where schemaname = current_schema() and tablename = any (@tables) order by 1, 2", new { tables }).GroupBy(w => w.Name))
        {
            foreach (var one in wall) yield return $"{DropsWall}{one.Policy} on {one.Name}";
            yield return $"alter table {wall.Key} disable row level security";
        }
        if (tables.Contains("post")) yield return "create or replace view roster as select officer_id, recording_id, row_no, name, unit_id, position, role, officer_kind, from_day, to_day, fingerprint from post";
    }

    private sealed record Wall
    {
        public string Name { get; init; } = "";
        public string Policy { get; init; } = "";
    }
}
