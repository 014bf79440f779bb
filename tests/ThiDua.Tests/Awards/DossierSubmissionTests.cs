using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>A dossier as a whole: its head approves it, it is sent with a receipt, received or returned with a reason, and comes back.</summary>
public sealed class DossierSubmissionTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_dossier_is_approved_sent_returned_with_a_reason_and_comes_back(Engine engine)
    {
        using var office = DossierTests.Filled(engine);
        Assert.Equal("None", State(office));
        Assert.Equal("not-frozen", Refused(() => Approve(office)));
        new FreezeStanding(office.Installation).Freeze("9936", "PB1", new(), null);
        Assert.Equal("paper-unsigned: Biên bản họp xét khen thưởng", Refused(() => Submit(office)));
        Sign(office, "bien-ban", "to-trinh", "danh-sach");
        Assert.Equal("not-approved", Refused(() => Submit(office)));
        Assert.Equal("no-name", Refused(() => new ApproveDossier(office.Installation).Approve("9936", "PB1", null, " ")));
        Approve(office);
        Assert.Equal("None approved", State(office));
        Assert.Equal("approved-already", Refused(() => Approve(office)));

        Assert.Equal("HS-9936-PB1-1", Submit(office));
        Assert.Equal("Submitted approved Complete: Sent Sent Sent", State(office, papers: true));
        foreach (var act in new Action[] { () => Submit(office), () => Approve(office) }) Assert.Equal("submitted-already", Refused(act));
        Assert.Equal("submitted-not-changed", Refused(() => Keep(office, "a.pdf", "%PDF-1.7 a"u8.ToArray())));

        var receive = new ReceiveDossier(office.Installation);
        Assert.Equal("no-reason", Refused(() => receive.Return("9936", "PB1", null, "")));
        receive.Return("9936", "PB1", null, "thiếu chữ ký trong biên bản");
        Assert.Equal("Returned was-approved Underway: Returned Returned Returned", State(office, papers: true));
        Assert.Equal("thiếu chữ ký trong biên bản", Line(office).Submission.Answer!.Reason);
        Assert.Equal("not-submitted", Refused(() => receive.Receive("9936", "PB1", null)));
        Assert.Equal("approval-over", Refused(() => Submit(office)));
        Approve(office);
        Assert.Equal("HS-9936-PB1-2", Submit(office));
        Assert.Equal("Submitted approved Complete: Sent Sent Sent", State(office, papers: true));
        Assert.Equal(["Signed 5/BB", "Sent Phòng Y tế", "Returned thiếu chữ ký trong biên bản", "Signed 5/BB", "Sent Phòng Y tế"], Line(office).Papers[0].History.Select(s => $"{s.Kind} {s.Number ?? s.Office ?? s.Reason}"));

        foreach (var kind in new[] { PaperStepKind.Received, PaperStepKind.Returned, PaperStepKind.Signed }) Assert.Equal("away", Stepped(kind)); // not by who sent it, while it is with the office
        Assert.Equal("away", Assert.Throws<StepException>(() => new RecordStep(office.Installation).TakeBack("9936", "PB1", "to-trinh")).Code);
        receive.Receive("9936", "PB1", null);
        Assert.Equal("received-away", Stepped(PaperStepKind.Returned));
        Assert.Equal("Received approved Complete: Received Received Received", State(office, papers: true));
        Assert.Equal("received-already", Refused(() => receive.Receive("9936", "PB1", null)));
        Assert.Equal("received-not-withdrawn", Refused(() => new SubmitDossier(office.Installation).Withdraw("9936", "PB1", null, "nhầm")));
        Assert.Equal("received-not-changed", Refused(() => Keep(office, "a.pdf", "%PDF-1.7 a"u8.ToArray())));
        using (var db = office.Installation.Open())
        {
            Assert.Equal(["freeze", "paper-step", "paper-step", "paper-step", "dossier-approved", "dossier-submitted", "dossier-returned", "dossier-approved", "dossier-submitted", "dossier-received"],
                db.Query<string>("select act from trail where subject like '9936 PB1%' order by entry_no"));
        }
        office.MustVerify();

        string Stepped(PaperStepKind kind) => Assert.Throws<StepException>(() => new RecordStep(office.Installation).Record(new("9936", "PB1", "to-trinh", kind, "x", null))).Code;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_was_withdrawn_is_signed_still_and_whoever_changes_it_has_it_approved_again(Engine engine)
    {
        using var office = DossierTests.Filled(engine);
        Ready(office);
        Submit(office);
        Assert.Equal("no-reason", Refused(() => new SubmitDossier(office.Installation).Withdraw("9936", "PB1", null, null)));
        new SubmitDossier(office.Installation).Withdraw("9936", "PB1", null, "bổ sung ảnh");
        Assert.Equal("Withdrawn was-approved Underway: Signed Signed Signed", State(office, papers: true));
        Approve(office);
        Keep(office, "anh.png", Png);
        Assert.Equal("Withdrawn was-approved", State(office));
        Assert.Equal("approval-over", Refused(() => Submit(office)));
        Approve(office);
        new ApproveDossier(office.Installation).TakeBack("9936", "PB1", null);
        Assert.Equal("not-approved", Refused(() => new ApproveDossier(office.Installation).TakeBack("9936", "PB1", null)));
        Approve(office);
        Assert.Equal("HS-9936-PB1-2", Submit(office));

        new FreezeStanding(office.Installation).Freeze("9936", "PB1", new(), "sửa số");
        Assert.Equal("Submitted was-approved outdated", State(office));
        new ReceiveDossier(office.Installation).Return("9936", "PB1", null, "số đã chốt lại");
        Assert.Equal("paper-outdated: Biên bản họp xét khen thưởng", Refused(() => Submit(office)));
        office.MustVerify();
    }

    [Theory, InlineData(4, false), InlineData(5, true)]
    public void Clause_9936_V_3_a_dossier_sent_after_the_last_day_is_told_and_not_refused(int day, bool isLate)
    {
        using var office = DossierTests.Filled(Engine.Sqlite);
        Ready(office);
        var later = office.Installation with { Today = new(2024, 12, day) };
        new SubmitDossier(later).Submit("9936", "PB1", null);
        Assert.Equal(isLate, Line(office).Submission.Submission!.IsLate);
        Assert.Equal(isLate ? DossierStanding.CompleteLate : DossierStanding.Complete, Line(office).Standing);
    }

    /// <summary>What was sent is kept byte for byte, with the hash of each file; a bundle made now has an index of its own.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_3_a_bundle_has_an_index_whose_hashes_are_true_and_what_was_sent_stays_as_it_was(Engine engine)
    {
        using var office = DossierTests.Filled(engine);
        Ready(office, () => Keep(office, "anh.png", Png, "Ảnh phát động"));
        Submit(office);
        var sent = Submitted(office);
        Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx", "minh-chung/1-anh.png", "muc-luc.csv"], sent.Keys);
        Assert.Equal(Index(sent), Encoding.UTF8.GetString(sent["muc-luc.csv"]));
        Assert.Equal(Png, sent["minh-chung/1-anh.png"]);
        using (var db = office.Installation.Open())
        {
            var index = SubmissionQueries.Index(db, 1, "PB1", Line(office).Submission.Submission!.Id)!;
            Assert.Equal(("HS-9936-PB1-1", "Phòng Giáo dục", Line(office).Frozen!.Sha256), (index.Receipt, index.UnitName, index.Frozen));
            Assert.Equal(sent.Where(f => f.Key != "muc-luc.csv").Select(f => (f.Key, Hash(f.Value), (long)f.Value.Length)), index.Files.Select(f => (f.File, f.Sha256, f.Bytes)));
        }
        new SubmitDossier(office.Installation).Withdraw("9936", "PB1", null, "thay ảnh");
        new KeepEvidence(office.Installation).TakeBack("9936", "PB1", null, 1, "ảnh mờ");
        Assert.Equal(sent.Select(f => (f.Key, Hash(f.Value))), Submitted(office).Select(f => (f.Key, Hash(f.Value))));

        using var output = new MemoryStream();
        new BundleDossier(office.Installation).Write("9936", "PB1", new(), output, withPdf: false);
        var now = Files(output);
        Assert.Equal(["1-bien-ban.docx", "2-to-trinh.docx", "3-danh-sach.docx", "muc-luc.csv"], now.Keys);
        Assert.Equal(Index(now), Encoding.UTF8.GetString(now["muc-luc.csv"]));
        office.MustVerify();

        static string Index(SortedDictionary<string, byte[]> files) => "\uFEFFSTT,Tệp,Nội dung,SHA-256,Số byte\r\n" + string.Concat(files.Where(f => f.Key != "muc-luc.csv").Select((f, i) =>
            $"{i + 1},{f.Key},{(f.Key[0] switch { '1' => "Biên bản họp xét khen thưởng", '2' => "Tờ trình đề nghị khen thưởng", '3' => "Danh sách có tóm tắt thành tích", _ => "Ảnh phát động" })},{Hash(f.Value)},{f.Value.Length}\r\n"));
    }

    [Fact]
    public void Verify_finds_a_file_of_a_dossier_or_a_submission_that_was_changed()
    {
        using var office = DossierTests.Filled(Engine.Sqlite);
        Ready(office, () => Keep(office, "anh.png", Png));
        Submit(office);
        foreach (var (i, tampering) in new[] { "update evidence set content = (select content from submitted_paper)", "update evidence set sha256 = '00'", "update submitted_paper set row_no = row_no + 10", "update dossier_event set content = content || ' ' where kind = 'submitted'", "update evidence set evidence_id = 7" }.Index())
        {
            using var db = office.Installation.Open();
            using var transaction = db.BeginRecording();
            db.Execute(tampering);
            // Sealed content is guarded by its seal and its hash, all else by the trail besides.
            Assert.Equal(i == 0 ? ["evidence"] : ["evidence", "dossiers-as-written"], VerifyStore.Look(db, office.Installation).Where(v => !v.Holds).Select(v => v.Code));
            transaction.Rollback();
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_2_b_a_dossier_with_more_than_a_province_may_propose_is_not_sent_and_told_which_clause_says_so(Engine engine)
    {
        using var office = Province(engine, "68,cá nhân,Phạm Văn Duy,,không,Tuyên truyền lưu động\n");
        Assert.Contains("too-many-individuals: 3, khoản III.2.b, Nguyễn Thị Ân, Trần Văn Bằng, Lê Thị Cẩm, Phạm Văn Duy, 1", Lacks(office));
    }

    /// <summary>The clause says in brackets that a solution or initiative is to be stated: in the report, as a file, or in the list of nominees.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_KT_1_1_b_no_individual_is_sent_in_without_a_solution_or_initiative(Engine engine)
    {
        using var office = Province(engine);
        string[] papers = ["paper-unsigned: Biên bản họp xét khen thưởng", "paper-unsigned: Tờ trình đề nghị khen thưởng", "paper-unsigned: Danh sách có tóm tắt thành tích", "paper-unsigned: Báo cáo thành tích", "paper-unsigned: Báo cáo tổng kết"];
        Assert.Equal([.. papers, .. new[] { "Nguyễn Thị Ân", "Trần Văn Bằng", "Lê Thị Cẩm" }.Select(n => $"lacks-solution: {n}, khoản KT.1.1.b")], Lacks(office));

        new WriteReport(office.Installation).Write("3096", "68", null, "giay-to-4", "c-Nguyễn Thị Ân", new Dictionary<string, string> { ["giai-phap"] = " Đối chiếu dữ liệu thuế\nmỗi quý ", ["la"] = "không có phần này" });
        var keep = new KeepEvidence(office.Installation);
        keep.Keep(new("3096", "68", null, "c-Trần Văn Bằng", "solution", null, "sang kien.pdf", "%PDF-1.7 sáng kiến"u8.ToArray()));
        Assert.Equal("about-missing", Refused(() => keep.Keep(new("3096", "68", null, null, "solution", null, "b.pdf", "%PDF-1.7 b"u8.ToArray()))));
        Assert.Equal("about-nobody", Refused(() => keep.Keep(new("3096", "68", null, "c-Ai đó", "solution", null, "b.pdf", "%PDF-1.7 b"u8.ToArray()))));
        Assert.Equal("file-is-what", Refused(() => keep.Keep(new("3096", "68", null, null, "giay-to-9", null, "b.pdf", "%PDF-1.7 b"u8.ToArray()))));
        Assert.Equal([.. papers, "lacks-solution: Lê Thị Cẩm, khoản KT.1.1.b"], Lacks(office));
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích,\"Giải pháp, sáng kiến\"\n68,cá nhân,Lê Thị Cẩm,,không,Đối thoại,Đối thoại tại khu công nghiệp\n", "giai-phap.csv", campaign: "3096");
        Assert.Equal(papers, Lacks(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Nobody_who_is_held_is_sent_in_until_the_hold_ends(Engine engine)
    {
        using var office = DossierTests.Filled(engine);
        Ready(office);
        var hold = new HoldAward(office.Installation).Hold(new("PB1", SubjectKind.Individual, "A2", null, HoldGround.Complaint, "đang xác minh", null, new(2024, 11, 1), null));
        Assert.Equal("held: Trần Bình", Refused(() => Submit(office)));
        new HoldAward(office.Installation).End(hold, new(2024, 11, 30), "không có vi phạm", null);
        Assert.Equal("HS-9936-PB1-1", Submit(office));
        office.MustVerify();
    }

    /// <summary>Every number of a report is one of the frozen figures, of its template, of the campaign, of the register of decisions, or what somebody wrote.</summary>
    [Fact]
    public void Reports_say_no_number_that_is_not_frozen_and_Word_finds_no_fault_in_them()
    {
        using var office = Province(Engine.Sqlite);
        office.Import(FileKind.Awards, "Số quyết định,Ngày quyết định,Người ký,Hình thức khen thưởng,Loại,Mã đơn vị,Mã cán bộ,Tên,Phong trào,Năm thành tích\n8181/QĐ,17/11/2018,Lê Văn Ký,Bằng khen,cá nhân,68,,Trần Văn Bằng,,2017\n", "qd.csv");
        new WriteReport(office.Installation).Write("3096", "68", null, "giay-to-4", "c-Trần Văn Bằng", new Dictionary<string, string> { ["giai-phap"] = "Đối chiếu 7373 dòng\nmỗi quý" });
        new WriteReport(office.Installation).Write("3096", "68", null, "bao-cao-tong-ket", "", new Dictionary<string, string> { ["ton-tai"] = "Còn 6161 lao động chưa tham gia" });
        Assert.Equal("about-nobody", Refused(() => new WriteReport(office.Installation).Write("3096", "68", null, "bao-cao-tong-ket", "c-Trần Văn Bằng", new Dictionary<string, string> { ["ton-tai"] = "x" })));
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "3096", new());
        var figures = new FrozenFigures("3096", new string('a', 64), "68", "BHXH tỉnh Lâm Đồng", new(2019, 12, 31), new(2019, 12, 31), false, null,
            [new("i", "BHXH bắt buộc", "I.1", "70707", "80808", "87.50", "61.00", true, 3, 9)],
            [new("Trần Văn Bằng", "Trần Văn Bằng", null, 5151, 1, true, [new("i", "BHYT", 5050)]) { Summary = "Thu 4242 đơn vị", Award = "ca-nhan" }])
        { Collectives = [new("Phòng Thu", "Phòng Thu", null, 0, 1, true, []) { Summary = "Rà soát 3131 doanh nghiệp", Award = "tap-the" }] };
        var frozen = new Frozen(1, figures, "", new string('b', 64), new(2020, 1, 3, 2, 3, 0, TimeSpan.Zero), null);
        var parts = ReportParts.Of(db, ground, "68");
        var copies = DossierPapers.Copies(ground.Campaign, figures).Where(c => c.Asked.Id == "giay-to-4").ToList();
        Assert.Equal(["4-bao-cao-1.docx bao-cao-tap-the Phòng Thu", "4-bao-cao-2.docx bao-cao-ca-nhan Trần Văn Bằng"], copies.Select(c => $"{c.FileName} {c.Template} {c.Subject!.Name}"));
        copies.AddRange(DossierPapers.Copies(ground.Campaign, figures).Where(c => c.Asked.Id == "bao-cao-tong-ket"));
        Assert.Equal(("5-bao-cao-tong-ket.docx", "lam-duoc ton-tai nguyen-nhan khac-phuc kien-nghi"), (copies[^1].FileName, string.Join(' ', DossierPapers.Parts(copies[^1]).Select(p => p.Id)))); // 3096/II.2 names shortcomings, causes, solutions
        Assert.False(parts.HasAny(new(SubjectKind.Collective, "68", "BHXH tỉnh Lâm Đồng", null))); // the final report is no report of achievements of the unit
        string[][] given = [["70.707", "80.808", "87,50", "61", "1", "3131", "2019", "31", "12", "09", "03", "01", "2020"], ["4242", "1", "5.050", "7373", "8181", "17", "11", "2018", "2017", "2019", "31", "12", "09", "03", "01", "2020"], ["70.707", "80.808", "87,50", "61", "1", "6161", "2019", "31", "12", "09", "03", "01", "2020", "23", "08", "3096"]];
        foreach (var (copy, expected) in copies.Zip(given))
        {
            using var file = new MemoryStream();
            ThiDua.Documents.StatePaper.Write(file, DossierPapers.Blocks(copy, frozen, ground.Campaign, parts));
            using var document = WordprocessingDocument.Open(file, isEditable: false);
            Assert.Equal([], new OpenXmlValidator().Validate(document, TestContext.Current.CancellationToken).Select(e => e.Description));
            var known = WordPaper.Numbers(File.ReadAllText(Path.Combine(Repository.Root, "templates", "dossier", copy.Template + ".txt")) + " " + ground.Campaign.Title.Vi);
            var said = WordPaper.Numbers(WordPaper.Words(file.ToArray()));
            Assert.Equal([], said.Except(expected).Except(known));
            Assert.Equal([], expected.Except(said));
            var pdf = LibreOffice.AsPdf(file.ToArray());
            Assert.Equal("%PDF-"u8.ToArray(), pdf[..5]);
            Pictures.Keep(copy.Template + ".pdf", pdf); // for people to look at
        }
    }

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    /// <summary>Lâm Đồng with three nominees, frozen three days into 2020.</summary>
    private static Office Province(Engine engine, string more = "")
    {
        var office = new Office(engine, "3096", new(2020, 1, 3));
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nVN,Bảo hiểm xã hội Việt Nam,,trung ương,\n68,BHXH tỉnh Lâm Đồng,VN,tỉnh,\n", "don-vi.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\n68,compulsory-si,89559\n", "giao.csv", campaign: "3096");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\n68,compulsory-si,31/12/2019,87866\n", "so.csv", campaign: "3096");
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Mã cán bộ,Ngoài ngành,Tóm tắt thành tích\n68,cá nhân,Nguyễn Thị Ân,,không,Rà soát dữ liệu thuế\n68,cá nhân,Trần Văn Bằng,,không,Chỉ đạo thu\n68,cá nhân,Lê Thị Cẩm,,không,Đối thoại\n" + more, "de-nghi.csv", campaign: "3096");
        new FreezeStanding(office.Installation).Freeze("3096", "68", new(), null);
        return office;
    }

    /// <summary>Frozen, signed and approved.</summary>
    private static void Ready(Office office, Action? before = null)
    {
        new FreezeStanding(office.Installation).Freeze("9936", "PB1", new(), null);
        Sign(office, "bien-ban", "to-trinh", "danh-sach");
        before?.Invoke();
        Approve(office);
    }

    private static void Sign(Office office, params ReadOnlySpan<string> papers)
    {
        foreach (var paper in papers) new RecordStep(office.Installation).Record(new("9936", "PB1", paper, PaperStepKind.Signed, "5/BB", null));
    }

    private static void Approve(Office office) => new ApproveDossier(office.Installation).Approve("9936", "PB1", null, "Nguyễn Thủ Trưởng");

    private static string Submit(Office office) => new SubmitDossier(office.Installation).Submit("9936", "PB1", null);

    private static void Keep(Office office, string name, byte[] content, string? title = null) => new KeepEvidence(office.Installation).Keep(new("9936", "PB1", null, null, "evidence", title, name, content));

    /// <summary>Code and arguments of what was refused.</summary>
    internal static string Refused(Action act)
    {
        var refused = Assert.Throws<SubmissionException>(act);
        Assert.DoesNotContain("{", refused.Say(Language.Vi), StringComparison.Ordinal);
        return refused.Arguments.Count == 0 ? refused.Code : $"{refused.Code}: {string.Join(", ", refused.Arguments)}";
    }

    private static DossierLine Line(Office office)
    {
        using var db = office.Installation.Open();
        return new DossierQueries(db, Ground.Of(db, office.Installation, "9936", new()), office.Installation.Day).Of("PB1");
    }

    private static string State(Office office, bool papers = false)
    {
        var line = Line(office);
        var (state, text) = (line.Submission, line.Submission.Standing.ToString());
        text += (state.Approval is not null ? " approved" : state.WasApproved ? " was-approved" : "") + (state.IsOutdated ? " outdated" : "");
        return papers ? $"{text} {line.Standing}: {string.Join(' ', line.Papers.Select(p => p.State.Standing))}" : text;
    }

    private static string[] Lacks(Office office)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "3096", new());
        return [.. SubmissionQueries.Lacks(db, ground, new DossierQueries(db, ground, office.Installation.Day).Of("68"), new AwardQueries(db, ground, new(db, ground)).Answer(), Language.Vi).Select(l => $"{l.Code}: {string.Join(", ", l.Arguments)}")];
    }

    private static SortedDictionary<string, byte[]> Submitted(Office office)
    {
        using var output = new MemoryStream();
        Assert.Equal("HS-9936-PB1-1", new BundleDossier(office.Installation).WriteSubmitted("9936", "PB1", null, output));
        return Files(output);
    }

    private static SortedDictionary<string, byte[]> Files(MemoryStream zip)
    {
        using var read = new ZipArchive(new MemoryStream(zip.ToArray()));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in read.Entries)
        {
            using var content = new MemoryStream();
            using (var open = entry.Open()) open.CopyTo(content);
            files[entry.FullName] = content.ToArray();
        }
        return files;
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
