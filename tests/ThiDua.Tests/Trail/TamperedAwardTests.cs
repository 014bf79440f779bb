using ThiDua.Database;
using ThiDua.Tests.Access;
using ThiDua.Trail;

namespace ThiDua.Tests.Trail;

/// <summary>From the nomination to the returned money: what is changed or taken out past the program is found.</summary>
public sealed class TamperedAwardTests
{
    private static readonly string[] OfDossiers = ["dossier_step", "dossier_step_taken_back", "evidence", "evidence_taken_back", "report_part", "dossier_event", "submitted_paper"];

    /// <summary>What a row rests on lies after it, so that the store itself refuses as little as can be.</summary>
    private static readonly string[] Recorded =
    [
        "news_winner", "news_item", "winner_release", "award_revoked_line", "award_revocation", "award_payment", "award_amount", "award_issue", "award_decision_line", "award_decision", "objection_answer", "objection", "comment_list",
        "award_review", "award_exception", "award_hold_end", "award_hold", "nominee_detail", "nominee", "issued_award_type", "issued_award", "award_fund", "rate_confirmation",
    ];

    /// <summary>Each column of what is written of a dossier, sealed content aside, which its hash guards.</summary>
    [Fact]
    public void Every_value_that_was_written_of_a_dossier_is_vouched_for()
    {
        using var wards = new TwoWards();
        using var db = wards.Office.Installation.Open();
        var before = Digests(db, wards);
        Assert.Equal(["XP1", "XP2"], before.Keys.Select(d => d.Unit).Order());
        var (tried, unseen) = (0, new List<string>());
        foreach (var table in OfDossiers)
        {
            foreach (var column in StoreTables.Columns(db, table).Where(c => c.Name != "content" || table == "dossier_event"))
            {
                tried++;
                using var transaction = db.BeginRecording();
                try
                {
                    var changed = column.Type == "text" ? $"coalesce({column.Name}, '') || '.'" : $"coalesce({column.Name}, 0) + 1";
                    Assert.True(db.Execute($"update {table} set {column.Name} = {changed}") > 0, table);
                    if (Digests(db, wards).Any(d => before.GetValueOrDefault(d.Key) == d.Value)) unseen.Add($"{table}.{column.Name}");
                }
                catch (System.Data.Common.DbException)
                {
                    // refused
                }
                transaction.Rollback();
            }
        }
        Assert.True(tried > 60, $"{tried} columns");
        Assert.Equal([], unseen);
    }

    [Fact]
    public void Rows_that_are_taken_out_or_put_in_are_found()
    {
        using var wards = new TwoWards();
        wards.Office.MustVerify();
        string[] tamperings =
        [
            .. OfDossiers.Except(["dossier_step", "dossier_event", "evidence"]).Select(t => "delete from " + t), // what others rest on goes with them
            "delete from submitted_paper; delete from dossier_event where kind = 'returned'", "delete from evidence_taken_back; delete from evidence",
            "delete from dossier_step_taken_back; delete from dossier_step",
            "insert into dossier_event select event_id + 100, campaign_no, 'LX', period, 'approved', frozen_id, null, day, null, null, null, null, null, name, at, actor from dossier_event where kind = 'returned'",
            "update submitted_paper set content = content || content", "update evidence set content = content || content",
            "insert into frozen_standing (frozen_id, campaign_no, unit_code, period, at, recording_id, as_of, tree, reason, content, sha256) select frozen_id + 100, campaign_no, unit_code, period, at, recording_id, as_of, tree, reason, content, sha256 from frozen_standing",
            .. Recorded.Select((t, i) => string.Join("; ", Recorded.Take(i + 1).Select(u => "delete from " + u))),
        ];
        Assert.Equal([], tamperings.Where(t => !IsFound(wards, t)));
        wards.Office.MustVerify();
    }

    [Fact]
    public void The_dossier_that_was_touched_is_named()
    {
        using var wards = new TwoWards();
        using var db = wards.Office.Installation.Open();
        db.Execute("update dossier_event set reason = 'khác' where unit_code = 'XP2' and kind = 'returned'");
        Assert.Equal(["dossiers-as-written: 1 XP2"], new VerifyStore(wards.Office.Installation).Verify().Where(i => !i.Holds).Select(i => $"{i.Code}: {string.Join(", ", i.Details)}"));
    }

    /// <summary>A store from before entries vouched for dossiers: each gets its entry on the day of the upgrade.</summary>
    [Fact]
    public void Dossiers_of_an_older_store_are_adopted()
    {
        using var wards = new TwoWards();
        using var db = wards.Office.Installation.Open();
        using var transaction = db.BeginRecording();
        db.Execute("insert into report_part select part_id + 100, campaign_no, 'LX', period, paper, kind, subject, part, text, at, actor from report_part where unit_code = 'XP1'");
        Assert.Equal(["dossiers-as-written: 1 LX"], Broken(db, wards));
        AdoptRecordings.AdoptDossiers(db);
        Assert.Equal([], Broken(db, wards));
        transaction.Rollback();
    }

    private static List<string> Broken(Db db, TwoWards wards) => [.. VerifyTrail.Verify(db, wards.Office.Installation).Where(i => !i.Holds).Select(i => $"{i.Code}: {string.Join(", ", i.Details)}")];

    private static Dictionary<(int Campaign, string Unit), string> Digests(Db db, TwoWards wards) => new FactDigest(db, wards.Office.Installation.OpenTokens()).OfDossiers();

    private static bool IsFound(TwoWards wards, string tampering)
    {
        using var db = wards.Office.Installation.Open();
        using var transaction = db.BeginRecording();
        Assert.True(db.Execute(tampering) > 0, tampering + " touches nothing");
        var found = VerifyStore.Look(db, wards.Office.Installation).Any(i => !i.Holds);
        transaction.Rollback();
        return found;
    }
}
