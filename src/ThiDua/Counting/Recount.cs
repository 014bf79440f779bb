using ThiDua.Core.Insurance;
using ThiDua.Database;

namespace ThiDua.Counting;

/// <summary>Counts everything again from the facts, to hold it against what is stored.</summary>
public static class Recount
{
    public static readonly string[] CountedTables = ["credit", "attainment", "unit_total"];

    /// <summary>SQL: the totals of units, from the officers' attainments.</summary>
    public const string Totals = """
        select campaign_no, indicator_no, unit_id, day, recording_id, sum(numerator) as numerator, sum(denominator) as denominator, sum(persons) as persons, sum(required) as required
        from attainment group by campaign_no, indicator_no, unit_id, day, recording_id
        having sum(numerator) <> 0 or sum(denominator) <> 0 or sum(persons) <> 0 or sum(required) <> 0
        """;

    /// <summary>
    /// Everything, recording by recording, into temporary tables that hide the stored ones of the same names from this connection until its transaction is rolled
    /// back: nothing stored is touched, and whoever reads or records meanwhile is not held up.
    /// </summary>
    public static void Beside(Db db, PaymentWindows windows)
    {
        foreach (var table in CountedTables) db.Execute($"create temp table {table} as select * from {table} limit 0");
        // By what counting asks for; no keys, since whatever is there twice differs from what is stored. Not before there is something in it: what is written first, often most of all, is sorted once.
        var unindexed = new List<(string Table, string Column)> { ("credit", "person_id"), ("attainment", "officer_id") };
        foreach (var recording in db.Query<long>("select recording_id from recording order by recording_id"))
        {
            foreach (var (table, column) in unindexed.FindAll(i => !db.IsEmpty(i.Table)))
            {
                db.Execute($"create index {table}_by_{column} on {table} ({column})");
                unindexed.Remove((table, column));
            }
            new CountRecording(db, windows).Count(recording);
            if (db.Engine == "postgres") db.Execute("analyze credit, attainment"); // nobody else does it for temporary tables
        }
    }
}
