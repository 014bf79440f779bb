using ThiDua.Core.Insurance;
using ThiDua.Database;

namespace ThiDua.Counting;

/// <summary>Throws everything counted away and counts it again from the facts, recording by recording.</summary>
public static class Recount
{
    public static readonly string[] CountedTables = ["credit", "attainment", "unit_total"];

    /// <summary>Inside the running transaction.</summary>
    public static void Everything(Db db, PaymentWindows windows)
    {
        foreach (var table in CountedTables) db.Execute($"delete from {table}");
        foreach (var recording in db.Query<long>("select recording_id from recording order by recording_id")) new CountRecording(db, windows).Count(recording);
    }

    /// <summary>The totals alone, again from the officers' attainments.</summary>
    public static void Totals(Db db)
    {
        db.Execute("delete from unit_total");
        db.Execute("""
            insert into unit_total (campaign_no, indicator_no, unit_id, day, recording_id, numerator, denominator, persons, required)
            select campaign_no, indicator_no, unit_id, day, recording_id, sum(numerator), sum(denominator), sum(persons), sum(required)
            from attainment group by campaign_no, indicator_no, unit_id, day, recording_id
            having sum(numerator) <> 0 or sum(denominator) <> 0 or sum(persons) <> 0 or sum(required) <> 0
            """);
    }
}
