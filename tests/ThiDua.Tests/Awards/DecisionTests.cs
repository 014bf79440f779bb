using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Publications;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>From the review to the decision: who signs it how, with how much money, and what stays when it is revoked.</summary>
public sealed class DecisionTests
{
    private static readonly NominationKey Dung = ReviewedTown.Dung;
    private static readonly NominationKey Em = ReviewedTown.Em;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_V_1_the_chairman_decides_with_the_money_of_the_day_and_a_recalled_rate_waits_for_its_text(Engine engine)
    {
        using var office = ReviewedTown.Of(engine);
        var at = office.Installation;
        var no = new DraftDecision(at).Draft("9936", null, [Dung, Em], "Tờ trình số 15/TTr-PNV ngày 29/11/2024");
        Assert.StartsWith("Phạm Dung đã nằm trong dự thảo 1.", ReviewTests.Refused(() => new DraftDecision(at).Draft("9936", null, [Dung])), StringComparison.Ordinal);
        var signature = new EnteredSignature("312/QĐ-UBND", new(2024, 11, 30), "Trần Thị Phó", Signatory.Deputy, Place: "Long Xuyên");
        var refused = ReviewTests.Refused(() => new IssueDecision(at).Issue("9936", no, signature));
        Assert.Contains("theo trí nhớ, chưa đối chiếu", refused, StringComparison.Ordinal);
        Assert.StartsWith("Không có mức", ReviewTests.Refused(() => new ConfirmRate(at).Record("nothing", "x")), StringComparison.Ordinal);
        Assert.StartsWith("Chưa ghi căn cứ.", ReviewTests.Refused(() => new ConfirmRate(at).Record(ReviewedTown.Rate(), " ")), StringComparison.Ordinal);
        ReviewedTown.ConfirmRate(at);
        foreach (var (wrong, said) in new (EnteredSignature, string)[]
        {
            (signature with { Number = " " }, "Chưa ghi số quyết định."), (signature with { Signer = null }, "Chưa ghi người ký."), (signature with { Day = null }, "Chưa ghi ngày ký."),
            (signature with { Day = new(2024, 12, 1) }, "Ngày ký 01/12/2024 chưa đến."), (signature with { Day = new(2024, 11, 20) }, "Ngày ký 20/11/2024 sớm hơn ngày xét của Phạm Dung (30/11/2024)."),
        }) Assert.StartsWith(said, ReviewTests.Refused(() => new IssueDecision(at).Issue("9936", no, wrong)), StringComparison.Ordinal);
        new IssueDecision(at).Issue("9936", no, signature);

        var decision = One(at);
        Assert.Equal(("312/QĐ-UBND", "Phó Chủ tịch", Signatory.Deputy, 1_420_000L, DecisionState.Issued), (decision.Issue!.Number, decision.Issue.Post, decision.Issue.Signatory, decision.Issue.Total, decision.State));
        Assert.Equal([(0.3m, 2_340_000L, 10_000L, 710_000L), (0.3m, 2_340_000L, 10_000L, 710_000L)], decision.Lines.Select(l => (l.Amount!.Coefficient, l.Amount.Salary, l.Amount.Rounding, l.Amount.Amount)));
        Assert.Contains("văn bản thử, Điều 1", decision.Lines[0].Amount!.Citation, StringComparison.Ordinal);
        Assert.Equal("Chủ tịch Ủy ban nhân dân thành phố Long Xuyên", DecisionText.Named(decision, ThiDua.Texts.Language.Vi));
        var paper = Words(at, decision, "quyet-dinh");
        foreach (var said in (string[])["ỦY BAN NHÂN DÂN THÀNH PHỐ LONG XUYÊN", "Số: 312/QĐ-UBND", "Long Xuyên, ngày 30 tháng 11 năm 2024", "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ LONG XUYÊN", "Căn cứ Luật Thi đua, khen thưởng 06/2022/QH15, Điều 80(2);",
            "Căn cứ Tờ trình số 15/TTr-PNV ngày 29/11/2024;", "Khen thưởng 2 cá nhân", "tổng cộng 1.420.000 đồng, chi từ nguồn: Kinh phí khen thưởng của UBND thành phố.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Thị Phó"]) Assert.Contains(said, paper, StringComparison.Ordinal);
        Assert.DoesNotContain("TM. ", paper, StringComparison.Ordinal);
        var list = Words(at, decision, "danh-sach");
        Assert.Contains("710.000\u00a0đ", list, StringComparison.Ordinal);
        Assert.Contains("Phạm Dung", list, StringComparison.Ordinal);
        Assert.Contains("Giấy khen của Chủ tịch Ủy ban nhân dân thành phố Long Xuyên", list, StringComparison.Ordinal);
        Assert.DoesNotContain("Giấy khen của UBND", list, StringComparison.Ordinal);
        Assert.Equal(["giay-khen-ca-nhan B1 Decided", "giay-khen-ca-nhan B2 Decided", "giay-khen-ca-nhan C1 Agreed"], ReviewTests.States(at, "9936"));
        Assert.StartsWith("Quyết định 312/QĐ-UBND ngày 30/11/2024 đã ban hành.", ReviewTests.Refused(() => new IssueDecision(at).Issue("9936", no, signature)), StringComparison.Ordinal);
        Assert.StartsWith("Quyết định 312/QĐ-UBND ngày 30/11/2024 đã ban hành.", ReviewTests.Refused(() => new RevokeDecision(at).TakeBack("9936", decision.Entry, "x")), StringComparison.Ordinal);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_revocation_takes_the_award_and_its_money_and_leaves_what_was_frozen_and_published(Engine engine)
    {
        using var office = ReviewedTown.Of(engine);
        var at = office.Installation;
        var frozen = new FreezeStanding(at).Freeze("9936", "P1", new(), null).Content;
        var published = new PublishCampaign(at).Publish("9936", null).Content;
        var standings = office.Lines("staff-voluntary-si", of: ThiDua.Core.Standings.StandingOf.Officers);
        var no = Issued(at, [Dung, Em], "312/QĐ-UBND");
        Assert.Equal(["312/QĐ-UBND B1", "312/QĐ-UBND B2"], Known(at));
        var signature = new EnteredSignature("312/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head);
        Assert.StartsWith("Số 312/QĐ-UBND năm 2024 của Chủ tịch Ủy ban nhân dân thành phố Long Xuyên đã dùng", ReviewTests.Refused(() => new RevokeDecision(at).Revoke("9936", no, [1], "Khai man", signature)), StringComparison.Ordinal);
        signature = signature with { Number = "320/QĐ-UBND" };
        Assert.StartsWith("Chưa ghi lý do thu hồi.", ReviewTests.Refused(() => new RevokeDecision(at).Revoke("9936", no, [1], "", signature)), StringComparison.Ordinal);
        Assert.StartsWith("Quyết định không có dòng 9.", ReviewTests.Refused(() => new RevokeDecision(at).Revoke("9936", no, [9], "Khai man", signature)), StringComparison.Ordinal);
        var entry = new RevokeDecision(at).Revoke("9936", no, [1], "Khai man thành tích", signature);
        Assert.StartsWith("Phạm Dung đã bị thu hồi theo 320/QĐ-UBND.", ReviewTests.Refused(() => new RevokeDecision(at).Revoke("9936", no, [1], "x", signature with { Number = "321/QĐ-UBND" })), StringComparison.Ordinal);
        var decision = One(at);
        Assert.Equal((DecisionState.PartlyRevoked, 1_420_000L, 710_000L, "320/QĐ-UBND", (string?)null), (decision.State, decision.Issue!.Total, decision.StandingTotal, decision.Lines[0].RevokedBy, decision.Lines[1].RevokedBy));
        Assert.Equal(["312/QĐ-UBND B2"], Known(at));
        var paper = Words(at, decision, "thu-hoi-1");
        foreach (var said in (string[])["Số: 320/QĐ-UBND", "Xét lý do: Khai man thành tích;", "Quyết định số 312/QĐ-UBND ngày 30 tháng 11 năm 2024", "Phạm Dung", "số tiền thưởng 710.000 đồng", "CHỦ TỊCH", "Lê Văn Trưởng"]) Assert.Contains(said, paper, StringComparison.Ordinal);
        Assert.Equal(["giay-khen-ca-nhan B1 InReview sum-up", "giay-khen-ca-nhan B2 Decided", "giay-khen-ca-nhan C1 Agreed"], ReviewTests.States(at, "9936")); // what the review said of him is over
        Assert.Equal("320/QĐ-UBND", ReviewTests.Queries(at, q => q.All()[0].Revoked!.Number, "9936"));
        Assert.StartsWith("Phạm Dung chưa qua bước", ReviewTests.Refused(() => new DraftDecision(at).Draft("9936", null, [Dung])), StringComparison.Ordinal);
        using (var db = at.Open())
        {
            Assert.Equal(frozen, FreezeStanding.Last(db, 1, "P1", null)!.Content);
            Assert.Equal(published, PublicationQueries.Current(db, "9936")!.Content);
        }
        Assert.Equal(standings, office.Lines("staff-voluntary-si", of: ThiDua.Core.Standings.StandingOf.Officers));
        office.MustVerify();
        new RevokeDecision(at).TakeBack("9936", entry, "ghi nhầm dòng");
        Assert.Equal(["312/QĐ-UBND B1", "312/QĐ-UBND B2"], Known(at));
        new RevokeDecision(at).Revoke("9936", no, [], "Ban hành sai thẩm quyền", signature);
        Assert.Equal((DecisionState.Revoked, 0L), (One(at).State, One(at).StandingTotal));
        office.MustVerify();
    }

    /// <summary>Once a decision was issued, who is honoured in public is who was decided and stands; what went out before stays the same bytes.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_V_3_the_public_list_names_who_was_decided_and_nobody_of_whom_it_was_revoked(Engine engine)
    {
        using var office = ReviewedTown.Of(engine);
        var at = office.Installation;
        var before = new PublishCampaign(at).Publish("9936", null).Content;
        Assert.Equal((false, "Phạm Dung, Võ Em, Hoàng Sơn"), Named(before));
        var no = Issued(at, [Dung], "312/QĐ-UBND");
        Assert.Equal((true, "Phạm Dung"), Named(new PublishCampaign(at).Publish("9936", null).Content));
        Assert.Equal(["giay-khen-ca-nhan B1 Phạm Dung Phường Mỹ Bình Quyết định 312/QĐ-UBND ngày 30/11/2024"], Honoured());
        new RevokeDecision(at).Revoke("9936", no, [], "Khai man", new("313/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
        Assert.Equal((true, ""), Named(new PublishCampaign(at).Publish("9936", null).Content));
        Assert.Empty(Honoured());
        office.MustVerify(); // each of the three comes to its own bytes again
        using var db = at.Open();
        Assert.Equal(before, PublicFigures.Of(db, Ground.Of(db, at, "9936", new()), byDecisions: false).Text()); // as a program would have written it that knew of no decisions

        (bool, string) Named(string content) => (PublicFigures.Read(content).IsDecided, string.Join(", ", PublicFigures.Read(content).Honours.Where(h => h.Unit is not null).Select(h => h.Name)));

        string[] Honoured()
        {
            using var own = at.Open();
            return [.. new HonourList(own, Ground.Of(own, at, "9936", new())).On(at.Day).Select(h => $"{h.Award.Id} {h.Subject} {h.Name} {h.Unit} {AwardTables.Basis(h, ThiDua.Texts.Language.Vi)}")];
        }
    }

    /// <summary>Of the letter of 2019 no form is named and no money is reckoned; its authority is known by recollection, so no law is printed as its ground.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_KT_2_1_the_director_general_decides_and_no_money_is_made_up(Engine engine)
    {
        using var office = ReviewTests.Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        NominationKey[] all = [ReviewTests.An, ReviewTests.Xuan, ReviewTests.Giau];
        Assert.StartsWith("Nguyễn Thị Ân chưa qua bước “Đề xuất lựa chọn tập thể, cá nhân” của Ban Thu.", ReviewTests.Refused(() => new DraftDecision(at).Draft("3096", null, all)), StringComparison.Ordinal);
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice) }) ReviewTests.Step(at, step, ReviewOutcome.Agreed, all, role);
        ReviewTests.Step(at, "council", ReviewOutcome.Agreed, [ReviewTests.An, ReviewTests.Xuan], Role.CouncilMember);
        ReviewTests.Step(at, "council", ReviewOutcome.Changed, [ReviewTests.Giau], Role.CouncilMember, reason: "Là người ngoài ngành", to: "ca-nhan-ngoai-nganh");
        var no = new DraftDecision(at).Draft("3096", null, all);
        var draft = Words(at, One(at, "3096"), "quyet-dinh");
        Assert.Contains("Số:      /QĐ-……", draft, StringComparison.Ordinal);
        Assert.Contains("TỔNG GIÁM ĐỐC BẢO HIỂM XÃ HỘI VIỆT NAM", draft, StringComparison.Ordinal);
        new IssueDecision(at).Issue("3096", no, new("45/QĐ-BHXH", new(2020, 1, 20), "Nguyễn Văn Tổng", Signatory.Head));
        var decision = One(at, "3096");
        Assert.Equal([("C1", "ca-nhan", "Trưởng phòng", true), ("Bùi Thị Xuân", "ca-nhan-ngoai-nganh", null, false), ("Đỗ Văn Giàu", "ca-nhan-ngoai-nganh", null, false)], decision.Lines.Select(l => (l.Key.Subject, l.Award, l.Position, l.IsOfficer)));
        Assert.Equal("ca-nhan", decision.Lines[2].Key.Award); // of the nomination
        Assert.All(decision.Lines, l => Assert.Null(l.Amount));
        var paper = Words(at, decision, "quyet-dinh");
        Assert.Contains("Tiền thưởng kèm theo (nếu có): ", paper, StringComparison.Ordinal);
        Assert.DoesNotContain("Thẩm quyền khen thưởng của Tổng Giám đốc", paper, StringComparison.Ordinal);
        Assert.Equal(["ca-nhan C1 Decided", "ca-nhan Đỗ Văn Giàu Decided", "ca-nhan-ngoai-nganh Bùi Thị Xuân Decided"], ReviewTests.States(at, "3096"));
        using (var db = at.Open()) Assert.All(new NominationQueries(db, Ground.Of(db, at, "3096", new())).All(), n => Assert.Empty(n.Doubles)); // the decision that follows is no second award
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_is_held_on_the_day_is_refused_a_draft_is_taken_back_and_a_changed_amount_is_found(Engine engine)
    {
        using var office = ReviewedTown.Of(engine);
        var at = office.Installation;
        ReviewedTown.ConfirmRate(at);
        var no = new DraftDecision(at).Draft("9936", null, [Dung, Em]);
        new HoldAward(at).Hold(new("P1", SubjectKind.Individual, "B2", null, HoldGround.Discipline, "Đang xem xét kỷ luật", "1/TB", new(2024, 11, 25), null));
        Assert.StartsWith("Võ Em bị tạm dừng xét vào ngày 30/11/2024: ", ReviewTests.Refused(() => new IssueDecision(at).Issue("9936", no, ReviewedTown.Signed("1/QĐ-UBND"))), StringComparison.Ordinal);
        new RevokeDecision(at).TakeBack("9936", One(at).Entry, "lập lại không có Võ Em");
        Assert.StartsWith("Võ Em đang bị tạm dừng xét.", ReviewTests.Refused(() => new DraftDecision(at).Draft("9936", null, [Dung, Em])), StringComparison.Ordinal);
        var second = new DraftDecision(at).Draft("9936", null, [Dung]);
        Assert.Equal(2, second); // numbers are never used again
        new IssueDecision(at).Issue("9936", second, ReviewedTown.Signed("1/QĐ-UBND"));
        office.MustVerify();
        using (var db = at.Open()) db.Execute("update award_amount set amount = 720000");
        var found = new VerifyStore(at).Verify().Where(i => !i.Holds).ToDictionary(i => i.Code, i => string.Join(" ", i.Details));
        Assert.Equal(["decisions", "facts-as-recorded"], found.Keys.Order());
        Assert.Contains("1/QĐ-UBND: amount 1", found["decisions"], StringComparison.Ordinal);
    }

    /// <summary>A value of which nothing can be made is told among the other faults; whatever else is wrong is found too.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_value_that_nothing_can_be_made_of_is_named_and_ends_no_look(Engine engine)
    {
        using var office = ReviewedTown.Of(engine);
        var at = office.Installation;
        Issued(at, [Dung, Em], "312/QĐ-UBND");
        new KeepEvidence(at).Keep(new("9936", "P1", null, null, "evidence", null, "thu.pdf", "%PDF-1.7"u8.ToArray()));
        office.MustVerify();
        (string Change, string[] Found)[] changes =
        [
            ("update award_amount set coefficient = 'ba phần mười'", ["decisions", "facts-as-recorded"]),
            ("update award_amount set rounding = 0", ["decisions", "facts-as-recorded"]),
            (engine == Engine.Sqlite ? "update evidence set content = 'chữ'" : "update evidence set content = ''", ["evidence"]),
        ];
        using var db = at.Open();
        foreach (var (change, found) in changes)
        {
            using var transaction = db.BeginRecording();
            db.Execute(change);
            var faults = VerifyStore.Look(db, at).Where(i => !i.Holds).ToList();
            Assert.Equal(found, faults.Select(i => i.Code));
            Assert.All(faults, f => Assert.NotEmpty(f.Details));
            transaction.Rollback();
        }
    }

    /// <summary>There is no district chairman after 30/6/2025, who could sign.</summary>
    [Fact]
    public void Nobody_revokes_on_a_day_on_which_his_office_is_no_more()
    {
        using var office = ReviewedTown.Of(Engine.Sqlite);
        var no = Issued(office.Installation, [Dung, Em], "312/QĐ-UBND");
        var later = office.Installation with { Today = new(2026, 3, 2) };
        Assert.StartsWith("Ngày 02/03/2026 không còn Chủ tịch Ủy ban nhân dân thành phố Long Xuyên nên không ký thu hồi ngày ấy được. Cấp huyện thôi hoạt động từ 01/7/2025. Hãy xem lại ngày ký;",
            ReviewTests.Refused(() => new RevokeDecision(later).Revoke("9936", no, [1], "Khai man", new("5/QĐ-UBND", later.Day, "Lê Văn Trưởng", Signatory.Head))), StringComparison.Ordinal);
        new RevokeDecision(later).Revoke("9936", no, [1], "Khai man", new("5/QĐ-UBND", new(2025, 6, 30), "Lê Văn Trưởng", Signatory.Head));
    }

    [Fact]
    public void Word_finds_no_fault_in_the_papers_and_every_number_in_them_is_of_the_decision()
    {
        using var office = ReviewedTown.Of(Engine.Sqlite);
        var at = office.Installation;
        var no = Issued(at, [Dung, Em], "312/QĐ-UBND");
        new RevokeDecision(at).Revoke("9936", no, [2], "Nhầm người", ReviewedTown.Signed("313/QĐ-UBND"));
        var decision = One(at);
        (string Paper, string Template, string Content, string[] Said)[] papers =
        [
            ("quyet-dinh", "quyet-dinh", decision.Issue!.Content, ["312", "30", "11", "2024", "2", "1420000"]),
            ("danh-sach", "danh-sach", decision.Issue.Content, ["312", "30", "11", "2024", "1", "2", "710000", "1420000"]),
            ("thu-hoi-1", "thu-hoi", decision.Revocations[0].Content, ["313", "312", "30", "11", "2024", "1", "710000"]),
        ];
        Assert.Equal(papers.Select(p => p.Paper), DecisionPapers.Of(decision));
        foreach (var (paper, template, content, expected) in papers)
        {
            var file = Docx(at, decision, paper);
            using var word = WordprocessingDocument.Open(new MemoryStream(file), false);
            Assert.Equal([], new OpenXmlValidator().Validate(word, TestContext.Current.CancellationToken).Select(f => f.Description));
            var pdf = LibreOffice.AsPdf(file);
            Pictures.Keep($"decision-{paper}.pdf", pdf);
            Pictures.Keep($"decision-{paper}.docx", file);
            Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
            var said = WordPaper.Numbers(WordPaper.Words(file)).Select(n => n.Replace(".", "", StringComparison.Ordinal)).ToList();
            Assert.Equal([], said.Except(WordPaper.Numbers(content + " " + File.ReadAllText(Path.Combine(Repository.Root, "templates", "decision", template + ".txt")))));
            Assert.Equal([], expected.Except(said));
        }
    }

    private static int Issued(Installation at, IReadOnlyList<NominationKey> of, string number)
    {
        ReviewedTown.ConfirmRate(at);
        var no = new DraftDecision(at).Draft("9936", null, of);
        new IssueDecision(at).Issue("9936", no, ReviewedTown.Signed(number));
        return no;
    }

    private static Decision One(Installation at, string campaign = "9936")
    {
        using var db = at.Open();
        return DecisionQueries.All(db, campaign).Single();
    }

    private static string[] Known(Installation at)
    {
        using var db = at.Open();
        return [.. IssuedAwardQueries.All(db, Ground.Of(db, at, "9936", new())).Select(i => $"{i.Number} {i.Subject}")];
    }

    private static byte[] Docx(Installation at, Decision decision, string paper)
    {
        using var db = at.Open();
        var campaign = db.One<string>("select c.id from award_decision d join campaign c on c.campaign_no = d.campaign_no where d.recording_id = @Recording", new { decision.Recording })!;
        var output = new MemoryStream();
        StatePaper.Write(output, DecisionPapers.Blocks(Ground.Of(db, at, campaign, new()), decision, paper, null)!);
        return output.ToArray();
    }

    private static string Words(Installation at, Decision decision, string paper) => WordPaper.Words(Docx(at, decision, paper));
}
