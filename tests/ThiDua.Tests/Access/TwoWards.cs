using System.Net;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Insurance;
using ThiDua.Core.Tasks;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Problems;
using ThiDua.Reminders;
using ThiDua.Tasks;
using ThiDua.Tests.Support;
using ThiDua.Trail;

namespace ThiDua.Tests.Access;

/// <summary>Two wards on PostgreSQL, each with something of everything, so that what one must not see of the other can be named.</summary>
public sealed class TwoWards : IDisposable
{
    private const string Results = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    public TwoWards()
    {
        Office.Import(FileKind.Units, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính
            LX,UBND thành phố,,cơ quan,,
            PB1,Phòng Giáo dục,LX,phòng,phòng ban,
            XP1,Phường Mỹ Bình,LX,phường,xã phường,30280
            XP1A,Khóm một,XP1,khóm,,
            XP2,Phường Mỹ Hoà,LX,phường,xã phường,30283
            """, "don-vi.csv");
        Office.Import(FileKind.Officers, """
            Mã cán bộ,Họ và tên,Mã đơn vị,Chức vụ,Ngày sinh
            A1,Nguyễn An,PB1,Trưởng phòng,01/01/1980
            B1,Phạm Dung,XP1,Công chức Một,02/01/1980
            B2,Võ Em,XP1A,Trưởng khóm,03/01/1980
            C1,Hồ Kim,XP2,Công chức Hai,04/01/1980
            C2,Tô Lan,XP2,Công chức Ba,05/01/1980
            """, "can-bo.csv");
        Office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH\nB1,con,Phan Con,8900000011\nC1,con,Lê Con,8900000012\n", "nguoi-than.csv");
        Office.Import(FileKind.Results, Results + """
            Phan Một,8900000101,HGD,TM,16/11/2024,BL1,11/2024,12,B1,cha
            Phan Hai,8900000102,HGD,TM,16/11/2024,BL2,11/2024,12,B2,cha
            Phan Chung,8900000104,TN,TM,16/11/2024,BL4,11/2024,3,B1,cha
            Lê Ba,8900000203,TN,TM,16/11/2024,BL3,11/2024,3,C1,cha
            Lê Ba,8900000203,TN,TM,16/11/2024,BL3,11/2024,3,C2,cha
            Phan Chung,8900000104,TN,TM,17/11/2024,BL5,11/2024,3,C1,cha
            Phan Một,8900000101,HGD,TM,16/11/2024,BL1,11/2024,12,B2,cha
            """, "ket-qua.csv");
        // One person under two numbers, of which the officer's row names only one; and two whom nobody claimed, to be called by their communes.
        Office.Import(FileKind.Cards, "Số định danh,Họ và tên,Giá trị từ,Giá trị đến\n089090000102,Phan Hai cũ,01/01/2022,31/12/2022\n", "the-1.csv");
        Office.Import(FileKind.Cards, """
            Số định danh,Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã
            089090000102,8900000102,Phan Hai nối,01/01/2023,31/03/2023,
            ,8900000121,Phan Gọi,01/10/2023,30/09/2024,30280
            ,8900000221,Lê Gọi,01/10/2023,30/09/2024,30283
            """, "the-2.csv");
        Office.Settle("ket-qua.csv", 6, SettledAs.SetAside);
        Office.Settle("ket-qua.csv", 8, SettledAs.SetAside);
        foreach (var (ward, person) in new[] { ("XP1", "8900000121"), ("XP2", "8900000221") })
        {
            var problem = new ReportProblem(Office.Installation).Report("9936", ward, "khó " + ward);
            new AnswerProblem(Office.Installation).Answer("9936", problem.Number, ProblemState.Answered, "đáp " + ward);
            new RecordTask(Office.Installation).Record("9936", new("launch-communes", ward, Progress.Done, Document: "9/KH-" + ward));
            new FreezeStanding(Office.Installation).Freeze("9936", ward, new(), null);
            new RecordStep(Office.Installation).Record(new("9936", ward, "to-trinh", PaperStepKind.Signed, "8/TTr-" + ward, null));
            new RecordStep(Office.Installation).TakeBack("9936", ward, "to-trinh");
            new RecordContact(Office.Installation).Record("9936", new(person, "refused", null, null, "gọi " + ward, null));
        }
        new ThiDua.Ballots.KeepCouncil(Office.Installation).Add(new("Chủ tịch", null, ThiDua.Core.Ballots.CouncilPost.Chair, null, Office.Installation.Day, "1/QĐ"));
        using var db = Office.Installation.Open();
        // What only mail and forgetting write.
        db.Execute("insert into reminder (campaign_no, unit_id, day, at, recipient, text, outcome) select 1, unit_id, 20241130, '', '', 'nhắc ' || code, 'sent' from unit where code in ('XP1', 'XP2')");
        db.Execute("insert into officer_forgotten (officer_id, recording_id, at, reason) select officer_id, 1, '', 'quên ' || code from officer where code in ('B1', 'C1')");
        db.Execute("""
            insert into forgotten (person_id, recording_id, at, reason)
            select r.person_id, 1, '', 'quên người của ' || o.code from relative r join officer o on o.officer_id = r.officer_id
            """);
        using var transaction = db.BeginRecording();
        foreach (var (ward, officer) in new[] { ("XP1", "B1"), ("XP2", "C1") }) Decide(db, ward, officer);
        transaction.Commit();
    }

    /// <summary>A ward's way from the nomination to the money, row by row: nominated, held, reviewed, objected to, decided, paid, revoked; and what it sent in.</summary>
    private void Decide(Db db, string ward, string officer)
    {
        var tokens = Office.Installation.OpenTokens();
        var unit = db.One<int>("select unit_id from unit where code = @ward", new { ward });
        var who = db.One<int>("select officer_id from officer where code = @officer", new { officer });
        var frozen = db.One<int>("select max(frozen_id) from frozen_standing where unit_code = @ward", new { ward });
        By(Recordings.Nominations, $"individual {ward}", "nomination", $"""
            insert into nominee values (1, {unit}, 'cá nhân', '{officer}', @r, 1, 'đề cử {ward}', {who}, 0, '', {tokens.Fingerprint(TakeNominees.Content("đề cử " + ward, false, ""))});
            insert into nominee_detail values (@r, 1, 'individual', '', 'unit', null, 'sáng kiến {ward}')
            """);
        By("awards", $"khen-{ward}.csv", "import", $"""
            insert into issued_award values ({unit}, '1/QĐ', 20240102, 'cá nhân', '{officer}', @r, 1, 'Chủ tịch', 'Giấy khen', null, {who}, null, 2023, 2023, 'đã khen {ward}', {tokens.Fingerprint(TakeAwards.Content("Chủ tịch", "Giấy khen", null, null, 2023, 2023, "đã khen " + ward))});
            insert into issued_award_type values (@r, 1, 'movement')
            """);
        var hold = By(Recordings.Holds, $"hold {ward}", "hold", $"insert into award_hold values (@r, {unit}, 'cá nhân', '{officer}', {who}, '', 'complaint', 'dừng {ward}', null, 20241101, 99991231)");
        By(Recordings.Holds, $"hold {ward}", "hold-ended", $"insert into award_hold_end values (@r, {hold}, 20241120, 'thôi {ward}', null)");
        var exception = By(Recordings.Holds, $"individual {ward}", "award-exception", $"insert into award_exception values (@r, 1, '', 'individual', {unit}, 'cá nhân', '{officer}', '1/QĐ', 'khen tiếp {ward}', '2/CV', '')");
        By(Recordings.Reviews, $"council {ward}", "review", $"insert into award_review values (@r, 1, 1, '', 'individual', {unit}, 'cá nhân', '{officer}', 'council', 'CouncilMember', 'agreed', 20241125, 'ý kiến {ward}', null, null, null)");
        var list = By(Recordings.Reviews, "9936", "comment-list", "insert into comment_list values (@r, 1, '', 'council', 20241125, 20241209, '{}')");
        var objection = By(Recordings.Reviews, "9936", "objection", $"insert into objection values (@r, {list}, null, {unit}, null, null, 20241126, '', 'phản ánh {ward}')");
        By(Recordings.Reviews, "9936", "objection-answer", $"insert into objection_answer values (@r, {objection}, 'dismissed', 20241127, 'trả lời {ward}', null)");
        var decision = By(Recordings.Decisions, "9936", "decision-drafted", $"""
            insert into award_decision values (@r, 1, '', @r, 'chu-tich-ubnd-huyen', null, 'tờ trình {ward}');
            insert into award_decision_line values (@r, 1, {unit}, '', 'cá nhân', '{officer}', '', null, {who}, 'individual', 'individual', 'Giấy khen', 'movement', 'giay-khen-huyen', 'được khen {ward}', {frozen}, {exception})
            """);
        var issued = new DecisionContent("", "", "", null, $"3/QĐ-{ward}", new(2024, 11, 28), "", [], [], null, true, 710_000, [new(1, SubjectKind.Individual, "", null, "", "Giấy khen", $"được khen {ward}", 710_000)]).Text();
        By(Recordings.Decisions, "9936", "decision-issued", $$"""
            insert into award_issue values (@r, {{decision}}, '3/QĐ-{{ward}}', 20241128, '', 'Chủ tịch', 0, 710000, '', '{{issued}}');
            insert into award_amount values (@r, 1, {{decision}}, 'giay-khen-huyen', '0.3', null, 2340000, 10000, 710000, '', 'mức của {{ward}}')
            """, Sha256(issued));
        By(Recordings.Payments, "9936", "fund", $"insert into award_fund values (@r, 1, '', 'quỹ {ward}', '4/QĐ', 20241128, 1000000)");
        By(Recordings.Payments, "9936", "payment", $"insert into award_payment values (@r, 1, {decision}, 1, 'paid', 20241129, 710000, 'chi {ward}', null)");
        By(Recordings.Payments, "giay-khen-huyen", "rate-confirmed", "insert into rate_confirmation values (@r, 'giay-khen-huyen', '', 'Điều 54')");
        By(Recordings.Honours, "giay-khen", "certificate-template", "insert into certificate_template values (@r, 'giay-khen', null)");
        By(Recordings.Honours, "9936", "winners-released", $"insert into winner_release values (@r, 1, {decision})");
        By(Recordings.Honours, "9936", "news-noted", $"""
            insert into news_item values (@r, 1, 'Gương', 'https://bao.example.vn/', null, 20241129);
            insert into news_winner values (@r, 1, {decision}, 1)
            """);
        By(Recordings.Decisions, "9936", "decision-revoked", $$"""
            insert into award_revocation values (@r, {{decision}}, '5/QĐ-{{ward}}', 20241130, '', 'Chủ tịch', 0, 'thu hồi {{ward}}', '{}');
            insert into award_revoked_line values (@r, 1, {{decision}}, 1)
            """, Sha256("{}"));
        var number = db.One<int>("select count(*) + 1 from evidence");
        db.Execute($"""
            insert into evidence values (@number, 1, '{ward}', '', 'cá nhân', '{officer}', 'evidence', null, null, 'minh-chung-{ward}.pdf', 'pdf', 0, @sha, @evidence, @at, '');
            insert into evidence_taken_back values (@number, 'bỏ {ward}', @at, '');
            insert into report_part values (@number, 1, '{ward}', '', 'bao-cao', 'cá nhân', '{officer}', 'I', 'báo cáo {ward}', @at, '');
            insert into dossier_event values (2 * @number - 1, 1, '{ward}', '', 'submitted', {frozen}, null, 20241130, 'HS-{ward}', 0, null, '', @sha, null, @at, '');
            insert into dossier_event values (2 * @number, 1, '{ward}', '', 'returned', {frozen}, 2 * @number - 1, 20241130, null, null, 'trả {ward}', null, null, null, @at, '');
            insert into submitted_paper values (2 * @number - 1, 1, 'to-trinh', 'to-trinh-{ward}.docx', 0, @sha, @paper)
            """, new
        {
            number, at = ThiDua.Database.Stored.Moment(Office.Now), sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([])),
            evidence = EvidenceQueries.Seals(Office.Installation).Seal([], EvidenceQueries.Place(number)), paper = SubmitDossier.Seals(Office.Installation).Seal([], SubmitDossier.Place((2 * number) - 1, 1)),
        });
        WriteTrail.Add(db, Office.Installation, "dossier-returned", $"9936 {ward}", dossier: (1, ward));

        static string Sha256(string content) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)));

        long By(string kind, string name, string act, string rows, string? after = null)
        {
            var (recording, _) = Recordings.BeginByHand(db, Office.Installation, kind, 1, name, rows);
            db.Execute(rows, new { r = recording });
            WriteTrail.Add(db, Office.Installation, act, name, after: after, recording: recording);
            return recording;
        }
    }

    public Office Office { get; } = new(Engine.Postgres);

    /// <summary>An account with one role over a unit; null: over everything.</summary>
    public Viewer As(Role role, string? unit, string? officer = null)
    {
        var account = Account(role, unit, officer);
        using var db = Office.Installation.Open();
        return Viewer.Of(db, Office.Installation, account);
    }

    /// <summary>A session of such an account, as a cookie.</summary>
    public string Session(Role role, string? unit, string? officer = null) => new Sessions(Office.Installation).Begin(Account(role, unit, officer), Way.Passkey, IPAddress.Loopback, "");

    public Db Open(Viewer viewer) => (Office.Installation with { Limit = viewer.Limit }).Open();

    public void Dispose() => Office.Dispose();

    private int Account(Role role, string? unit, string? officer)
    {
        var name = $"{role}-{unit ?? "tat-ca"}-{officer}".ToLowerInvariant().TrimEnd('-');
        var account = new CreateAccount(Office.Installation).Create(name, name, officer);
        new GrantRole(Office.Installation).Give(account, role, unit, Days.Always, "thử");
        return account;
    }
}
