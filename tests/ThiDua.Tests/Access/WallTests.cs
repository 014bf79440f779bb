using Npgsql;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Database;
using ThiDua.Privacy;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>The second wall: what PostgreSQL itself shows to a request of somebody who may not see everything.</summary>
public sealed class WallTests
{
    /// <summary>Per table a query that names each of its rows.</summary>
    private static readonly (string Table, string Query)[] Walled =
    [
        ("post", "select o.code || ' ' || p.name from post p join officer o on o.officer_id = p.officer_id"),
        ("officer_sealed", "select o.code from officer_sealed s join officer o on o.officer_id = s.officer_id"),
        ("officer_salt", "select o.code from officer_salt s join officer o on o.officer_id = s.officer_id"),
        ("officer_forgotten", "select reason from officer_forgotten"),
        ("receipt", "select r.receipt_no || ' ' || o.code from receipt r join officer o on o.officer_id = r.officer_id"),
        ("relative", "select o.code from relative r join officer o on o.officer_id = r.officer_id"),
        ("settlement", "select i.file from settlement s join import i on i.recording_id = s.recording_id"),
        ("contact", "select note from contact"),
        ("forgotten", "select reason from forgotten"),
        ("task_progress", "select document from task_progress"),
        ("problem", "select text from problem"),
        ("problem_event", "select text from problem_event"),
        ("reminder", "select text from reminder"),
        ("frozen_standing", "select unit_code from frozen_standing"),
        ("dossier_step", "select number from dossier_step"),
        ("dossier_step_taken_back", "select s.number from dossier_step_taken_back b join dossier_step s on s.step_id = b.step_id"),
        ("nominee", "select name from nominee"),
        ("nominee_detail", "select solution from nominee_detail"),
        ("issued_award", "select summary from issued_award"),
        ("issued_award_type", "select a.summary || ' ' || t.type from issued_award_type t join issued_award a on a.recording_id = t.recording_id"),
        ("award_hold", "select reason from award_hold"),
        ("award_hold_end", "select reason from award_hold_end"),
        ("award_exception", "select reason from award_exception"),
        ("award_review", "select opinion from award_review"),
        ("award_decision_line", "select summary from award_decision_line"),
        ("award_amount", "select citation from award_amount"),
        ("award_revoked_line", "select l.summary from award_revoked_line r join award_decision_line l on l.recording_id = r.decision and l.row_no = r.line"),
        ("evidence", "select file from evidence"),
        ("evidence_taken_back", "select reason from evidence_taken_back"),
        ("report_part", "select text from report_part"),
        ("dossier_event", "select kind || ' ' || coalesce(receipt, reason) from dossier_event"),
        ("submitted_paper", "select file from submitted_paper"),
        ("import", "select kind || ' ' || file from import where kind in ('tasks', 'problems', 'nominations', 'holds') or kind = 'reviews' and file <> '9936'"),
        ("trail", "select f.unit_code from trail t join frozen_standing f on f.sha256 = t.after"),
    ];

    /// <summary>A country has two million of them, and every question behind the wall asks who he is.</summary>
    [Fact]
    public void Who_asks_for_himself_is_found_by_his_number_and_not_among_all_officers()
    {
        using var wards = new TwoWards();
        using (var whole = wards.Office.Installation.Open()) whole.Execute("insert into officer (officer_id, office_id, code) select n, 1, 'X' || n from generate_series(1000, 9000) n; analyze officer");
        using var db = wards.Open(wards.As(Role.Officer, null, "B1"));
        using var transaction = db.BeginReading();
        Assert.Equal(["B1"], db.Query<string>("select code from officer where officer_id = any (array(select thidua_officers()))"));
        Assert.Equal((0, true), db.Query<(long Looked, bool Few)>("select seq_tup_read, idx_tup_fetch <= 10 from pg_stat_xact_user_tables where relname = 'officer'").Single());
    }

    [Fact]
    public void A_clerk_of_a_ward_reads_the_rows_of_his_ward_and_those_below_it()
    {
        using var wards = new TwoWards();
        using var db = wards.Open(wards.As(Role.UnitClerk, "XP1"));
        Assert.Equal(
            [
                "post: B1 Phạm Dung, B2 Võ Em", "officer_sealed: B1, B2", "officer_salt: B1, B2", "officer_forgotten: quên B1",
                "receipt: BL1 B1, BL1 B2, BL2 B2, BL4 B1, BL5 C1", "relative: B1", "settlement: ket-qua.csv#8", "contact: gọi XP1", "forgotten: quên người của B1",
                "task_progress: 9/KH-XP1", "problem: khó XP1", "problem_event: đáp XP1", "reminder: nhắc XP1", "frozen_standing: XP1", "dossier_step: 8/TTr-XP1",
                "dossier_step_taken_back: 8/TTr-XP1", "nominee: đề cử XP1", "nominee_detail: sáng kiến XP1", "issued_award: đã khen XP1", "issued_award_type: đã khen XP1 movement", "award_hold: dừng XP1",
                "award_hold_end: thôi XP1", "award_exception: khen tiếp XP1", "award_review: ý kiến XP1", "award_decision_line: được khen XP1", "award_amount: mức của XP1", "award_revoked_line: được khen XP1",
                "evidence: minh-chung-XP1.pdf", "evidence_taken_back: bỏ XP1", "report_part: báo cáo XP1", "dossier_event: returned trả XP1, submitted HS-XP1", "submitted_paper: to-trinh-XP1.docx",
                "import: holds hold XP1, holds hold XP1, holds individual XP1, nominations individual XP1, problems 1, problems XP1, reviews council XP1, tasks launch-communes XP1", "trail: XP1",
            ], Rows(db));
        // Everybody is somewhere, but who he is shows only of one's own.
        Assert.Equal(["A1 ", "B1 Phạm Dung", "B2 Võ Em", "C1 ", "C2 "], db.Query<string>("select o.code || ' ' || r.name from roster r join officer o on o.officer_id = r.officer_id order by 1"));
        Assert.Equal(["Phan Chung", "Phan Con", "Phan Gọi", "Phan Hai", "Phan Hai cũ", "Phan Hai nối", "Phan Một"], Names(db));
        Assert.Equal(db.Query<long>("select distinct person_id from sealed order by 1"), db.Query<long>("select person_id from person_salt order by 1"));
        Assert.Equal(["8900000011", "8900000101", "8900000102", "8900000104", "8900000121"], Numbers(wards, db));
    }

    [Fact]
    public void An_officer_reads_of_himself_and_of_whom_he_brought()
    {
        using var wards = new TwoWards();
        using var db = wards.Open(wards.As(Role.Officer, null, "C1"));
        Assert.Equal(
            [
                "post: C1 Hồ Kim", "officer_sealed: C1", "officer_salt: C1", "officer_forgotten: quên C1", "receipt: BL3 C1, BL3 C2, BL4 B1, BL5 C1", "relative: C1", "settlement: ket-qua.csv#6",
                "contact: ", "forgotten: quên người của C1", "task_progress: ", "problem: ", "problem_event: ", "reminder: ", "frozen_standing: ", "dossier_step: ",
                "dossier_step_taken_back: ", .. Walled.SkipWhile(w => w.Table != "nominee").Select(w => w.Table + ": "),
            ], Rows(db));
        Assert.Equal(["Lê Ba", "Lê Con", "Phan Chung"], Names(db));
    }

    [Fact]
    public void Who_holds_a_role_over_everything_is_not_limited_and_who_has_no_business_with_units_sees_none()
    {
        using var wards = new TwoWards();
        Assert.Null(wards.As(Role.StandingOffice, null).Limit);
        Assert.Null(wards.As(Role.CouncilMember, null).Limit);
        foreach (var viewer in new[] { wards.As(Role.Administrator, null), wards.As(Role.CouncilMember, "XP1"), Viewer.Nobody(wards.Office.Installation.Day) })
        {
            using var db = wards.Open(viewer);
            Assert.Equal(Walled.Select(w => w.Table + ": "), Rows(db));
            Assert.Equal([], Names(db));
        }
    }

    [Fact]
    public void Without_a_word_of_who_asks_the_wall_shows_nothing()
    {
        using var wards = new TwoWards();
        using var db = wards.Office.Installation.Open();
        Assert.NotEqual([], Names(db));
        db.Execute("set role thidua_limited");
        Assert.Equal(Walled.Select(w => w.Table + ": "), Rows(db));
        foreach (var table in db.Query<string>("select tablename from pg_policies where schemaname = current_schema() and tablename <> 'import' order by 1")) Assert.Equal($"{table} 0", $"{table} {db.One<long>($"select count(*) from {table}")}");
    }

    [Fact]
    public void Behind_the_wall_nothing_is_written_but_by_recording_which_sees_everything()
    {
        using var wards = new TwoWards();
        using var db = wards.Open(wards.As(Role.UnitClerk, "XP1"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(() => db.Execute("update problem set text = 'khác'")).SqlState);
        using (var transaction = db.BeginRecording())
        {
            Assert.Equal(["khó XP1", "khó XP2"], db.Query<string>("select text from problem order by 1"));
            db.Want([1, 2]);
            db.WantTokens([[1], [2]]);
            transaction.Commit();
        }
        Assert.Equal(["khó XP1"], db.Query<string>("select text from problem order by 1"));
        Assert.Equal([1L, 2L], db.Query<long>("select id from wanted order by 1"));
    }

    /// <summary>Which decisions there are is for everybody; what is in them, whom somebody objected to and who was paid is not.</summary>
    [Fact]
    public void Of_decisions_a_clerk_reads_number_day_and_signer_and_of_objections_and_money_nothing()
    {
        using var wards = new TwoWards();
        using var db = wards.Open(wards.As(Role.UnitClerk, "XP1"));
        Assert.Equal(["3/QĐ-XP1 20241128 Chủ tịch", "3/QĐ-XP2 20241128 Chủ tịch"], db.Query<string>("select number || ' ' || day || ' ' || post from award_issue order by 1"));
        Assert.Equal(["5/QĐ-XP1", "5/QĐ-XP2"], db.Query<string>("select number from award_revocation order by 1"));
        Assert.Equal(0, db.One<long>("select count(*) from import where kind = 'ballots'")); // that the council votes on somebody is not told either
        Assert.Equal((2L, 2L, 2L), (db.One<long>("select count(decision_no) from award_decision"), db.One<long>("select count(*) from comment_list"), db.One<long>("select count(*) from rate_confirmation")));
        Assert.Equal((2L, 2L, 2L), (db.One<long>("select count(*) from winner_release"), db.One<long>("select count(*) from news_winner"), db.One<long>("select count(*) from certificate_template")));
        foreach (var shut in new[] { "content from certificate_draft", "content from award_issue", "reason from award_revocation", "on_proposal from award_decision", "text from objection", "text from objection_answer", "title from award_fund", "document from award_payment",
            "name from council_member", "day from council_leave", "title from council_session", "name from session_name", "member from session_roll", "reason from session_conflict", "by_whom from paper_count", "slips from ballot_opening", "content from ballot_box", "outcome from session_result", "choice from cast_ballot" })
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, Assert.Throws<PostgresException>(() => db.Query<string>("select " + shut)).SqlState);
    }

    [Fact]
    public void A_pooled_connection_takes_no_wall_along_and_leaves_none_out()
    {
        using var wards = new TwoWards();
        var pooled = wards.Office.Installation with { Postgres = wards.Office.Installation.Postgres!.Replace("Pooling=false", "Pooling=true;Maximum Pool Size=1", StringComparison.Ordinal) };
        var limit = wards.As(Role.UnitClerk, "XP1").Limit;
        Assert.Equal(["1", "2", "1", "0"], new[] { limit, null, limit, Limit.Nothing }.Select(l =>
        {
            using var db = (pooled with { Limit = l }).Open();
            return $"{db.One<long>("select count(*) from problem")}";
        }));
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public void Every_table_has_its_place_in_the_wall_and_the_documents_say_which()
    {
        using var office = new Office(Engine.Postgres);
        using var db = office.Installation.Open();
        var written = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "tables.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(l => l.Trim('|').Split('|').Select(c => c.Trim()).ToArray()).SelectMany(c => c[0].Split(", ").Select(t => $"{t} {c[1]}"));
        var found = db.Query<string>("""
            select c.relname || ' ' || case
              when not has_any_column_privilege('thidua_limited', c.oid, 'select') then 'shut'
              when not exists (select 1 from pg_policies p where p.tablename = c.relname and p.schemaname = current_schema() and c.relrowsecurity)
                then case when has_table_privilege('thidua_limited', c.oid, 'select') then 'open' else 'open in part' end
              when exists (select 1 from pg_policies p where p.tablename = c.relname and p.qual like '%thidua_sees%') then 'by person'
              when exists (select 1 from pg_policies p where p.tablename = c.relname and p.qual like '%thidua_officers%') then 'by officer'
              else 'by unit' end
            from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v', 'p', 'm', 'f')
            """);
        Assert.Equal(written.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.Equal([], db.Query<string>("select c.relname from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'v') and has_table_privilege('thidua_limited', c.oid, 'insert, update, delete, truncate, references, trigger')"));
    }

    [Fact]
    public void Who_may_not_make_the_role_is_told_what_the_administrator_runs()
    {
        using var _ = new Office(Engine.Postgres); // the role is there; the account has it not
        PostgresCluster.AsAdministrator("create role rieng login");
        var installation = new Installation(Directory.CreateTempSubdirectory("thidua-test-").FullName, PostgresCluster.EmptyDatabase("rieng"), TimeProvider.System, null);
        var told = Assert.Throws<MigrationException>(() => installation.Open()).Message;
        Assert.Equal("Kho dữ liệu cần vai trò thidua_limited mà tài khoản đang kết nối không được tự tạo hoặc tự nhận. Hãy nhờ người quản trị PostgreSQL chạy: grant thidua_limited to rieng; Sau đó khởi động lại ThiDua.", told);
        PostgresCluster.AsAdministrator("grant thidua_limited to rieng");
        using (var db = (installation with { Limit = Limit.Nothing }).Open()) Assert.Equal("thidua_limited", db.One<string>("select current_user::text"));
        Directory.Delete(installation.DataFolder, recursive: true);
    }

    private static IEnumerable<string> Rows(Db db) => Walled.Select(w => $"{w.Table}: {string.Join(", ", db.Query<string>(w.Query).Order(StringComparer.Ordinal))}");

    private static IEnumerable<string> Names(Db db)
    {
        var names = new List<string>();
        ReadSealed.Each(db, SealedOf.Persons, "", (_, _, values, _) => names.AddRange(System.Text.Json.Nodes.JsonNode.Parse(values!)!.AsObject().Select(r => (string)r.Value!["name"]!)));
        return names.Distinct().Order(StringComparer.Ordinal);
    }

    /// <summary>Which of the Mã số BHXH of the two wards lead to a person.</summary>
    private static IEnumerable<string> Numbers(TwoWards wards, Db db)
    {
        var tokens = wards.Office.Installation.OpenTokens();
        return new[] { "8900000011", "8900000012", "8900000101", "8900000102", "8900000104", "8900000121", "8900000203", "8900000221" }
            .Where(n => db.One<long>("select count(*) from identifier where token = @token", new { token = tokens.Of(IdentifierKind.SiNumber, n) }) > 0);
    }
}
