using System.Text;
using System.Text.Json;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Privacy;

/// <summary>
/// The part of migration 0011 that SQL cannot do: what an earlier version kept open in the column `personal` is sealed before the
/// column goes.
/// </summary>
public static class SealOpenRows
{
    /// <summary>Where in the migration this happens.</summary>
    public const string Mark = "/*seal what lies open*/";

    private const int Batch = 20_000;

    /// <returns>How many rows were sealed.</returns>
    public static long Seal(Db db) => SealedOf.All.Sum(of => of.Facts.Sum(table => Seal(db, of, table))) + SealUnits(db);

    /// <summary>Old values may still lie in pages that are not overwritten yet: the tables are written anew, once.</summary>
    public static void Scrub(Db db)
    {
        if (db.Engine == "sqlite") db.Execute("vacuum");
        db.Scrub([.. SealedOf.All.SelectMany(of => of.Facts), "unit_row"]);
    }

    private static int SealUnits(Db db)
    {
        var key = SealKey.Open(db);
        var rows = new List<(int Unit, RowId Id, string Extra)>();
        db.Read("select unit_id, recording_id, row_no, extra from unit_row where extra is not null", r => rows.Add((r.GetInt32(0), new(r.GetInt64(1), r.GetInt32(2)), r.GetString(3))));
        foreach (var (unit, id, extra) in rows)
        {
            db.Execute("update unit_row set sealed_extra = @content where unit_id = @unit and recording_id = @Recording and row_no = @Row",
                new { content = key.SealUnit(unit, id, Encoding.UTF8.GetBytes(extra)), unit, id.Recording, id.Row });
        }
        return rows.Count;
    }

    private static long Seal(Db db, SealedOf of, string table)
    {
        var seal = new SealRows(db, of);
        var (total, last) = (0L, (Subject: long.MinValue, Id: new RowId(0, 0)));
        while (true)
        {
            var rows = new List<Confided<string>>();
            db.Read($"""
                select {of.Subject}, recording_id, row_no, personal from {table} where ({of.Subject}, recording_id, row_no) > (@s, @r, @n)
                order by {of.Subject}, recording_id, row_no limit {Batch}
                """,
                r => rows.Add(new(r.GetInt64(0), new(r.GetInt64(1), r.GetInt32(2)), r.IsDBNull(3) ? "{}" : r.GetString(3))),
                ("s", last.Subject), ("r", last.Id.Recording), ("n", last.Id.Row));
            if (rows.Count == 0) return total;
            seal.Write(rows, (json, text) => json.WriteRawValue(text));
            (total, last) = (total + rows.Count, (rows[^1].Subject, rows[^1].Id));
        }
    }
}
