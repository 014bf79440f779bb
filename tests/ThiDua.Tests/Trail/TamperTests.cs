using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Tests.Access;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Trail;

namespace ThiDua.Tests.Trail;

/// <summary>Whoever changes the database past the program is found, whatever he changes.</summary>
public sealed class TamperTests : IDisposable
{
    private static readonly string[] Tamperings =
    [
        "update receipt set officer_id = (select max(officer_id) from officer) where row_no = 2",
        "update receipt set day = day + 1 where row_no = 2",
        "update receipt set months = 12 where row_no = 2",
        "update receipt set from_month = from_month + 1 where row_no = 2",
        "update receipt set hint = 3 where row_no = 2",
        "update receipt set relation = 9 where row_no = 2",
        "update receipt set receipt_no = 'BL999' where row_no = 2",
        "update receipt set amount = 5 where row_no = 2",
        "update receipt set collector = 'X' where row_no = 2",
        "update receipt set scheme = 1 - scheme where row_no = 2",
        "update receipt set fingerprint = 1 where row_no = 2",
        "delete from receipt where row_no = 2",
        "delete from repetition",
        "update repetition set row_no = row_no + 100",
        "update card set to_day = 20240930 where row_no = 2",
        "update card set from_day = 20230615 where row_no = 2",
        "delete from card where row_no = 2",
        "update relative set exempt = 1 - exempt where row_no = 2",
        "update relative set relation = 3 where row_no = 2",
        "delete from relative where row_no = 2",
        "update post set unit_id = (select max(unit_id) from unit) where row_no = 3",
        "update post set name = 'Người khác' where row_no = 3",
        "update post set from_day = 20241201 where row_no = 3",
        "update post set officer_kind = 'viên chức' where row_no = 3",
        "delete from post where row_no = 3",
        "update unit_row set parent_id = (select max(unit_id) from unit) where row_no = 2",
        "update unit_row set unit_group = 'xã phường' where row_no = 3",
        "update unit_row set name = 'Đơn vị khác' where row_no = 3",
        "update unit set code = 'ZZ' where unit_id = 2",
        "update officer set code = 'ZZ' where officer_id = 2",
        "update target set assigned = '1'",
        "update target set unit_id = (select min(unit_id) from unit)",
        "update figure set value = '99'",
        "update figure set day = day - 1",
        "update withdrawal set reason = 'khác'",
        "delete from withdrawal",
        "update publication set content = replace(content, '\"Rank\":1,', '\"Rank\":2,')",
        "update publication set as_of = as_of - 1",
        "delete from publication",
        "delete from import where kind = 'publications'",
        "insert into publication (recording_id, campaign_no, as_of, content) select min(recording_id), 1, 20241130, '{}' from import",
        "update import set file = 'khac.csv' where kind = 'results'",
        "update import set sha256 = '00' where kind = 'cards'",
        "update recording set at = '2020-01-01T00:00:00.000Z' where recording_id = 1",
        "update recording set today = 20240101 where recording_id = 3",
        "update campaign_version set text = text || ' '",
        "update indicator set id = 'x' where indicator_no = 0",
        "update credit set delta = 2 where delta = 1",
        "update attainment set numerator = numerator + 1",
        "update unit_total set numerator = numerator + 1",
        "update identifier set identifier_id = identifier_id + 100000",
        "delete from identifier where identifier_id = (select max(identifier_id) from identifier)",
        "update trail set actor = 'người khác' where entry_no = 2",
        "update trail set at = '2020-01-01T00:00:00.000Z' where entry_no = 2",
        "update trail set subject = 'x' where entry_no = 3",
        "update trail set facts = null where entry_no = 3",
        "update trail set after = 'x' where entry_no = 3",
        "delete from trail where entry_no = 2",
        "delete from trail where entry_no = (select max(entry_no) from trail)",
        "delete from trail",
        "update trail set entry_no = entry_no + 1 where entry_no = (select max(entry_no) from trail)",
    ];

    /// <summary>Columns of which the store itself refuses another value: names of other rows, and words of a list.</summary>
    private static readonly string[] Refused =
    [
        "award_amount.decision", "award_amount.row_no", "award_decision.campaign_no", "award_decision_line.exception", "award_decision_line.row_no",
        "award_exception.campaign_no", "award_fund.campaign_no", "award_hold.ground", "award_hold_end.hold", "award_issue.decision", "award_payment.decision",
        "award_payment.line", "award_payment.step", "award_review.campaign_no", "award_review.outcome", "award_review.to_award", "award_revocation.decision",
        "award_revoked_line.decision", "award_revoked_line.line", "comment_list.campaign_no", "council_member.post",
        "news_item.campaign_no", "news_winner.decision", "news_winner.line", "nominee.campaign_no", "nominee_detail.proposed_by", "objection.list",
        "objection_answer.objection", "objection_answer.outcome", "post.officer_id", "post.unit_id", "problem.campaign_no", "problem.problem_no",
        "problem_event.campaign_no", "task_progress.campaign_no", "unit_row.unit_id", "winner_release.campaign_no", "winner_release.decision",
    ];

    private readonly Dictionary<Engine, Office> offices = [];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_10_every_tampering_of_a_loaded_store_is_found(Engine engine)
    {
        var office = Loaded(engine);
        office.MustVerify();
        Assert.Equal([], Tamperings.Where(t => !IsFound(office, t)));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_tampering_names_the_file_that_it_touched(Engine engine)
    {
        var office = Loaded(engine);
        using var db = office.Installation.Open();
        db.Execute("update receipt set day = day + 1 where receipt_no = 'BL1'");
        var named = new VerifyStore(office.Installation).Verify().Single(i => i.Code == "facts-as-recorded");
        Assert.Equal(["#8 import ket-qua.csv"], named.Details);
    }

    /// <summary>Whoever gives one person's number to another by exchanging tokens leaves rows as they were recorded; the seals tell.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Tokens_that_were_exchanged_do_not_fit_the_sealed_numbers(Engine engine)
    {
        var office = Loaded(engine);
        using (var db = office.Installation.Open())
        {
            db.Execute("""
                update identifier set identifier_id = case identifier_id when (select min(r.si_number) from receipt r) then (select max(r.si_number) from receipt r) else (select min(r.si_number) from receipt r) end
                where identifier_id in (select min(r.si_number) from receipt r union select max(r.si_number) from receipt r)
                """);
        }
        Assert.Equal(["tokens-as-sealed"], new VerifyStore(office.Installation).Verify().Where(i => !i.Holds).Select(i => i.Code));
    }

    /// <summary>The whole trail written anew fits together, but not with the paper on which its head was printed.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void AC_11_a_trail_cut_or_written_anew_does_not_have_the_head_that_stands_on_paper(Engine engine)
    {
        var office = Loaded(engine);
        using var db = office.Installation.Open();
        var printed = WriteTrail.Last(db)!.Sha256[..16];
        Assert.True(VerifyTrail.Has(db, printed));
        using (var transaction = db.BeginRecording())
        {
            db.Execute("delete from trail where entry_no = (select max(entry_no) from trail)"); // as an older store would have it
            Assert.False(VerifyTrail.Has(db, printed));
            transaction.Rollback();
        }

        var previous = TrailEntry.BeforeTheFirst;
        foreach (var entry in db.Query<TrailEntry>($"select {TrailEntry.Columns} from trail order by entry_no"))
        {
            var forged = entry with { Actor = "người khác", Previous = previous };
            previous = forged.Hash();
            db.Execute("update trail set actor = @Actor, previous = @Previous, sha256 = @Sha where entry_no = @No", new { forged.Actor, forged.Previous, Sha = previous, forged.No });
        }

        Assert.True(new VerifyStore(office.Installation).Verify().Single(i => i.Code == "trail-unbroken").Holds);
        Assert.False(VerifyTrail.Has(db, printed));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Each_act_stands_in_the_trail_with_who_did_it(Engine engine)
    {
        var office = Loaded(engine);
        using var db = office.Installation.Open();
        Assert.Equal([
            "campaign 9936", "import don-vi.csv", "import can-bo.csv", "import nguoi-than.csv", "import the.csv", "import chi-tieu.csv", "import so-lieu.csv", "import ket-qua.csv",
            "import lai.csv", "import thua.csv", "withdrawal thua.csv", "publish 9936",
        ], db.Query<string>("select act || ' ' || subject from trail order by entry_no"));
        Assert.Equal(["máy:" + Environment.UserName], new TrailQueries(db).Actors());
        Assert.Equal(["thua.csv", "thua.csv"], new TrailQueries(db).Ask(new(Subject: "thua")).Select(e => e.Subject));
        Assert.Equal(["withdrawal"], new TrailQueries(db).Ask(new(Act: "withdrawal")).Select(e => e.Act));
        Assert.Empty(new TrailQueries(db).Ask(new(To: new(2024, 11, 29))));
    }

    /// <summary>Of each table whose rows a recording brings, each column: changed, it does not fit what was digested, or it is one of those that the store refuses to change.</summary>
    [Fact]
    public void Every_value_that_a_recording_brought_is_vouched_for()
    {
        using var wards = new TwoWards();
        using var db = wards.Office.Installation.Open();
        var digest = new FactDigest(db, wards.Office.Installation.OpenTokens());
        var tables = db.Query<string>("""
            select distinct c.conrelid::regclass::text from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
            where c.contype = 'f' and c.connamespace = current_schema()::regnamespace and a.attname = 'recording_id' and c.confrelid::regclass::text in ('import', 'award_decision', 'award_issue', 'award_revocation', 'news_item')
            """);
        var (tried, unseen, refused) = (0, new List<string>(), new List<string>());
        foreach (var table in tables)
        {
            if (db.One<long?>($"select min(recording_id) from {table}") is not { } recording) continue;
            foreach (var column in StoreTables.Columns(db, table).Where(c => c.Name != "recording_id"))
            {
                tried++;
                using var transaction = db.BeginRecording();
                var before = digest.Of(recording, (0, 0), (0, 0));
                try
                {
                    var changed = column.Type switch
                    {
                        "text" => $"coalesce({column.Name}, '') || '.'",
                        "bytea" => $"coalesce({column.Name}, '') || '\\x00'::bytea",
                        _ => $"coalesce({column.Name}, 0) + 1",
                    };
                    db.Execute($"update {table} set {column.Name} = {changed} where recording_id = @recording", new { recording });
                    if (digest.Of(recording, (0, 0), (0, 0)) == before) unseen.Add($"{table}.{column.Name}");
                }
                catch (System.Data.Common.DbException)
                {
                    refused.Add($"{table}.{column.Name}");
                }
                transaction.Rollback();
            }
        }
        Assert.True(tried > 150, $"{tried} columns");
        Assert.Equal(["unit_row.sealed_extra"], unseen); // for that its seal vouches
        Assert.Equal(Refused, refused.Order(StringComparer.Ordinal));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_is_rolled_back_leaves_no_entry(Engine engine)
    {
        var office = Loaded(engine);
        long Entries()
        {
            using var db = office.Installation.Open();
            return db.One<long>("select count(*) from trail");
        }

        var before = Entries();
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nMOI,Đơn vị mới,phòng\n", "moi.csv", dryRun: true);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        Assert.Equal(before, Entries());
    }

    public void Dispose()
    {
        foreach (var office in offices.Values) office.Dispose();
    }

    /// <summary>Tried inside a transaction of a copy of nothing: the change is taken back by hand afterwards.</summary>
    private static bool IsFound(Office office, string tampering)
    {
        using var db = office.Installation.Open();
        using var transaction = db.BeginRecording();
        if (db.Engine == "sqlite") db.Execute("pragma defer_foreign_keys = on");
        int touched;
        try
        {
            touched = db.Execute(tampering);
        }
        catch (System.Data.Common.DbException)
        {
            return true; // the store itself refuses it
        }
        Assert.True(touched > 0, tampering + " touches nothing");
        var found = VerifyStore.Look(db, office.Installation).Any(i => !i.Holds);
        transaction.Rollback();
        return found;
    }

    private Office Loaded(Engine engine)
    {
        if (offices.TryGetValue(engine, out var known)) return known;
        var office = offices[engine] = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH\nA1,cha,Phan A,8900000001\nA1,mẹ,Phan M,8900000009\n", "nguoi-than.csv");
        office.Import(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến\n8900000001,Phan A,01/01/2023,31/03/2024\n8900000009,Phan M,01/01/2024,31/12/2024\n", "the.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nXP1,won-back-hi,5\n", "chi-tieu.csv");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nXP1,plan9882-hi,30/11/2024,70\n", "so-lieu.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\nPhan B,8900000002,,HGD,TM,17/11/2024,BL2,11/2024,12,B1,cha\n", "ket-qua.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\nPhan C,8900000003,,HGD,TM,18/11/2024,BL3,11/2024,12,B1,con\n", "lai.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head + "Phan D,8900000004,,HGD,TM,18/11/2024,BL4,11/2024,12,B1,con\n", "thua.csv");
        office.Withdraw("thua.csv");
        new ThiDua.Publications.PublishCampaign(office.Installation).Publish("9936", null);
        return office;
    }
}
