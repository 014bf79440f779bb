namespace ThiDua.Database;

/// <summary>
/// Indexes of the large tables that a new store goes without until the table has its first rows: to sort a million entries once costs a fraction of finding a place
/// for each, and what is taken in first is often most of all there is (decision 0050).
/// </summary>
public static class LateIndexes
{
    private static readonly (string Table, string Name, string Columns)[] All =
    [
        ("receipt", "receipt_by_officer", "officer_id, recording_id, person_id"),
        ("receipt", "receipt_by_recording", "recording_id, row_no, person_id"),
        ("card", "card_by_recording", "recording_id, row_no, person_id"),
        ("card", "card_by_commune", "commune"),
        ("relative", "relative_by_officer", "officer_id, recording_id, person_id"),
        ("relative", "relative_by_recording", "recording_id, row_no, person_id"),
        ("credit", "credit_by_officer", "officer_id, campaign_no, indicator_no, part, day, delta"),
    ];

    /// <summary>What only PostgreSQL has (migration 0031).</summary>
    private static readonly (string Table, string Name, string Columns)[] OnPostgres = [("identifier", "identifier_by_number", "identifier_id")];

    /// <summary>Of a store whose tables were just made or made anew: whatever is empty goes without, whatever is not has them.</summary>
    internal static void Settle(Db db)
    {
        foreach (var table in In(db).ToLookup(i => i.Table, i => i.Name))
        {
            if (!db.IsEmpty(table.Key)) Make(db, table.Key);
            else foreach (var name in table) db.Execute($"drop index if exists {name}");
        }
    }

    /// <summary>Of a table that had no rows until now.</summary>
    public static void Make(Db db, string table)
    {
        foreach (var (_, name, columns) in In(db).Where(i => i.Table == table)) db.Sort($"create index if not exists {name} on {table} ({columns})");
    }

    private static IEnumerable<(string Table, string Name, string Columns)> In(Db db) => db.Engine == "postgres" ? All.Concat(OnPostgres) : All;
}
