namespace ThiDua.Database;

/// <summary>The log of personal values that were shown in full: when, why, whose.</summary>
public static class Disclosures
{
    public static void Log(Installation installation, string reason, string subject)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("""
            insert into disclosure (disclosure_id, at, reason, subject)
            select coalesce(max(disclosure_id), 0) + 1, @at, @reason, @subject from disclosure
            """, new { at = Stored.Moment(installation.Clock.GetUtcNow()), reason, subject });
        Trail.WriteTrail.Add(db, installation, "reveal", subject, after: reason);
        transaction.Commit();
    }

    /// <summary>Who was shown the values of one person, alone or with a list in which he stands, the last first: his unit may know.</summary>
    /// <param name="person">His code, P1234.</param>
    /// <param name="commune">As the call list is filtered by it.</param>
    /// <param name="collector">The same.</param>
    public static List<Trail.TrailEntry> OfPerson(Db db, string person, string campaign, string commune, string collector) => db.Query<Trail.TrailEntry>($"""
        {Shown} and (subject = @person or subject = @reminders or subject = @all or subject = @ofCommune or subject = @ofCollector or subject = @ofBoth)
        order by entry_no desc limit {Most}
        """, new
    {
        person, reminders = "remind " + campaign, all = "calls " + campaign, ofCommune = $"calls {campaign} {commune}", ofCollector = $"calls {campaign} {collector}", ofBoth = $"calls {campaign} {commune} {collector}",
    });

    /// <summary>Who was shown the values of those whom one officer brought.</summary>
    public static List<Trail.TrailEntry> OfOfficer(Db db, string officer) => db.Query<Trail.TrailEntry>($"{Shown} and subject = @officer order by entry_no desc limit {Most}", new { officer });

    private const string Shown = $"select {Trail.TrailEntry.Columns} from trail where act = 'reveal'";

    private const int Most = 20;
}
