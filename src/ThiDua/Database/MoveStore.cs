using System.Globalization;
using ThiDua.Privacy;
using ThiDua.Texts;

namespace ThiDua.Database;

/// <summary>A store cannot be moved as asked, and nothing was. Its sentence is "move.CODE".</summary>
public sealed class MoveException(string code, params IReadOnlyList<string> arguments) : ToldException("move", code, arguments);

/// <param name="Verified">What was verified on the other side, all of it holding.</param>
public sealed record Moved(string From, string To, IReadOnlyList<TableDigest> Tables, IReadOnlyList<Invariant> Verified)
{
    public long Rows => Tables.Sum(t => t.Rows);

    public string Digest => StoreDigest.Of(Tables);
}

/// <summary>
/// Copies a whole store into an empty one, of whichever engine: every row or none. Both are verified, and compared table by table, before
/// the copy is kept; the store that it came from is only read.
/// </summary>
public sealed class MoveStore(Installation from, Installation to)
{
    private const int Named = 5;

    public Moved Move()
    {
        CheckPlaces();
        using var guard = Db.OpenAsItIs(from.DataFolder, from.Postgres);
        if (Migrations.AreAllApplied(guard) is not { } isCurrent) throw new MoveException("no-source", Place(from));
        if (!isCurrent) throw new MoveException("version", Place(from));
        CheckTarget();
        if (SealKey.Find(guard) is { } key && !key.IsOf(guard)) throw new MoveException("other-key", KeyPath(from));

        // Held until the end: what is copied is all there is. Read it is past it, as it was before what verifying tries.
        using var recording = guard.TryBeginRecording() ?? throw new MoveException("recording", Place(from));
        using var source = Db.OpenAsItIs(from.DataFolder, from.Postgres);
        using var reading = source.BeginReading();
        Refuse("unsound", Verified(guard, from));

        using var target = to.Open();
        using var copying = target.TryBeginRecording() ?? throw new MoveException("recording", Place(to));
        if (StoreTables.Contents.FirstOrDefault(t => HoldsAnything(target, t)) is { } held) throw new MoveException("not-empty", Place(to), held);
        var copied = Copy(source, target);
        var verified = Verified(target, to);
        Refuse("unsound-there", verified);
        copying.Commit();
        return new(guard.Engine, target.Engine, copied, verified);
    }

    private static string Place(Installation installation) => installation.Postgres is { } address
        ? new Npgsql.NpgsqlConnectionStringBuilder(address) is var parts ? $"{parts.Host}/{parts.Database}" : "" : FileOf(installation);

    private static string FileOf(Installation installation) => Path.Combine(installation.DataFolder, SqliteDb.FileName);

    private static string KeyPath(Installation installation) => Path.Combine(installation.DataFolder, KeyFile.Name);

    private void CheckPlaces()
    {
        if (from.Postgres == to.Postgres && (from.Postgres is not null || Path.GetFullPath(from.DataFolder) == Path.GetFullPath(to.DataFolder))) throw new MoveException("same", Place(from));
        if (from.Postgres is null && !File.Exists(FileOf(from))) throw new MoveException("no-source", Place(from));
        var key = KeyFile.Find(from.DataFolder) ?? throw new MoveException("no-key", KeyPath(from));
        if (!key.AsSpan().SequenceEqual(KeyFile.Find(to.DataFolder) ?? throw new MoveException("no-key", KeyPath(to)))) throw new MoveException("other-key", KeyPath(to));
    }

    /// <summary>Before anything is written there: a store of another version would be brought up to date by opening it.</summary>
    private void CheckTarget()
    {
        if (to.Postgres is null && !File.Exists(FileOf(to))) return;
        using var db = Db.OpenAsItIs(to.DataFolder, to.Postgres);
        switch (Migrations.AreAllApplied(db))
        {
            case false: throw new MoveException("version", Place(to));
            case null when StoreTables.In(db) is [var foreign, ..]: throw new MoveException("not-empty", Place(to), foreign);
        }
    }

    /// <summary>The one office that every store begins with is nothing yet.</summary>
    private static bool HoldsAnything(Db db, string table) =>
        db.One<long>($"select count(*) from (select 1 from {table} {(table == "office" ? "where office_id <> 1 or code <> '' or name <> ''" : "")} limit 1) one") > 0;

    private static List<TableDigest> Copy(Db source, Db target)
    {
        target.Execute("delete from office");
        var copied = new List<TableDigest>();
        foreach (var table in StoreTables.Contents)
        {
            var columns = StoreTables.Columns(source, table);
            using var writer = target.Bulk(table, [.. columns.Select(c => c.Name)]);
            try
            {
                copied.Add(StoreDigest.Of(source, table, columns, writer));
            }
            catch (StoredCellException e)
            {
                throw new MoveException("cell", e.Table, e.Column);
            }
        }
        foreach (var table in StoreTables.Contents.Where(t => !target.IsEmpty(t))) LateIndexes.Make(target, table);
        if (target.Engine == "postgres") target.Execute($"analyze {string.Join(", ", StoreTables.Contents)}"); // before it is asked for everything
        var different = copied.Select(c => (Was: c, Is: StoreDigest.Of(target, c.Table, StoreTables.Columns(source, c.Table)))).Where(c => c.Was != c.Is)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Was.Table} ({c.Was.Rows} → {c.Is.Rows})")).ToList();
        return different.Count == 0 ? copied : throw new MoveException("differs", string.Join(", ", different));
    }

    /// <summary>Everything is as before afterwards: verifying counts anew.</summary>
    private static IReadOnlyList<Invariant> Verified(Db db, Installation installation)
    {
        db.Execute("savepoint moved");
        var found = VerifyStore.Look(db, installation);
        db.Execute("rollback to savepoint moved");
        return found;
    }

    private static void Refuse(string code, IReadOnlyList<Invariant> found)
    {
        if (found.Where(i => !i.Holds).ToList() is { Count: > 0 } bad) throw new MoveException(code, string.Join("; ", bad.Take(Named).Select(i => $"{i.Code} {string.Join(", ", i.Details)}".TrimEnd())));
    }
}
