namespace ThiDua.Database;

/// <summary>
/// Indexes of the large tables that a new store on PostgreSQL goes without until the table has its first rows: to sort a million entries once costs a fraction of
/// finding a place for each, and what is taken in first is often most of all there is. SQLite has them from the beginning: it finds the places on
/// one core while the next rows are decided on the other, and would be waited for at the end (decision 0050).
/// </summary>
public static class LateIndexes
{
    private static readonly (string Table, string Name, string Columns)[] All =
    [
        ("identifier", "identifier_by_number", "identifier_id"),
        ("receipt", "receipt_by_officer", "officer_id, recording_id"),
        ("receipt", "receipt_by_recording", "recording_id, row_no"),
        ("card", "card_by_recording", "recording_id, row_no"),
        ("card", "card_by_commune", "commune"),
        ("relative", "relative_by_officer", "officer_id"),
        ("relative", "relative_by_recording", "recording_id, row_no"),
        ("credit", "credit_by_officer", "officer_id, campaign_no, indicator_no, part, day, delta"),
    ];

    /// <summary>Of a store that was just made.</summary>
    internal static void Drop(Db db)
    {
        if (db.Engine != "postgres") return;
        foreach (var (_, name, _) in All) db.Execute($"drop index if exists {name}");
    }

    /// <summary>Of a table that had no rows until now.</summary>
    public static void Make(Db db, string table)
    {
        if (db.Engine != "postgres") return;
        db.Execute("set local maintenance_work_mem = '256MB'");
        foreach (var (_, name, columns) in All.Where(i => i.Table == table)) db.Execute($"create index if not exists {name} on {table} ({columns})");
    }
}
