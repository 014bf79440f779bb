using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Privacy;

/// <summary>Whom a forgetting concerns: numbers in the store, which say nothing of who they are.</summary>
/// <param name="Subjects">Persons, or officers, of whom there is something to forget.</param>
/// <param name="Done">False: only looked.</param>
public sealed record Forgotten(IReadOnlyList<long> Subjects, bool Done);

/// <summary>Forgets the personal values of one person, of one officer, or of all whom no campaign needs any longer.</summary>
public sealed class ForgetPersons(Installation installation)
{
    /// <param name="number">Số định danh or Mã số BHXH in full. Who is linked to the person is forgotten with him.</param>
    public Forgotten Person(string number, string reason, bool dryRun) => Forget(SealedOf.Persons, reason, dryRun, db =>
    {
        db.WantTokens([installation.OpenTokens().Of(number.Length == 12 ? IdentifierKind.NationalId : IdentifierKind.SiNumber, number)]);
        var person = db.One<long?>("select i.person_id from identifier i where i.token in (select token from wanted_token)")
            ?? throw new QuestionException("person-unknown", ExplainQueries.Masked(number));
        db.Want([person]);
        WantLinked(db);
    });

    public Forgotten Officer(string code, string reason, bool dryRun) => Forget(SealedOf.Officers, reason, dryRun, db =>
        db.Want([db.One<int?>("select officer_id from officer where code = @code", new { code }) ?? throw new QuestionException("officer-unknown", code)]));

    /// <summary>
    /// Persons whom no campaign needs any longer. A campaign needs, until its retention is over, everyone of whom it holds a credit, every
    /// declared relative, and everyone of whom a receipt or card tells something from its first day (or that of the cover it wins back) on.
    /// One that says nothing of retention needs them without end. Where no campaign's retention is over, nobody is due.
    /// </summary>
    public Forgotten Due(string reason, bool dryRun) => Forget(SealedOf.Persons, reason, dryRun, db =>
    {
        var campaigns = LoadCampaigns.All(db, long.MaxValue);
        var needing = campaigns.FindAll(c => c.Campaign.NeededUntil is not { } until || until >= installation.Day);
        db.Want([]);
        if (needing.Count == campaigns.Count) return;
        foreach (var campaign in needing)
        {
            var first = campaign.Campaign.Indicators.Select(i => i.Receipts?.WonBack is { } wonBack ? wonBack.Value.From ?? DateOnly.MinValue : (DateOnly?)null).Append(campaign.Campaign.Window.Value.From).Min() ?? DateOnly.MinValue;
            db.Execute("""
                insert into wanted (id) select x.person_id from (
                  select person_id from credit where campaign_no = @No union select person_id from relative
                  union select person_id from receipt where day >= @first union select person_id from card where to_day >= @first) x
                where x.person_id not in (select id from wanted)
                """, new { campaign.No, first = Stored.Day(first) });
        }
        WantLinked(db);
        db.Want([.. db.Query<long>("select s.person_id from person_salt s where s.person_id not in (select id from wanted)")]);
    });

    private Forgotten Forget(SealedOf of, string reason, bool dryRun, Action<Db> want)
    {
        using var db = installation.Open();
        List<long> found;
        using (var transaction = db.BeginRecording())
        {
            want(db);
            found = db.Query<long>($"select s.{of.Subject} from {of.Salt} s where s.{of.Subject} in (select id from wanted) order by s.{of.Subject}");
            if (dryRun || found.Count == 0) return new(found, !dryRun);
            Forgetting.Forget(db, installation, of, reason);
            Trail.WriteTrail.Add(db, installation, "forget", $"{of.Subject} {found.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}", after: reason);
            transaction.Commit();
        }
        Forgetting.Scrub(db);
        return new(found, true);
    }

    /// <summary>Adds to the wanted persons whoever is linked to them, however far.</summary>
    private static void WantLinked(Db db)
    {
        while (db.Execute("""
            insert into wanted (id) select distinct l.other_id from person_link l
            where l.person_id in (select id from wanted) and l.other_id not in (select id from wanted)
            """) > 0)
        {
            // the next ring of links
        }
    }
}
