using ThiDua.Awards;
using ThiDua.Ballots;
using ThiDua.Campaigns;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Documents;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Awards;
using ThiDua.Tests.Support;
using static ThiDua.Tests.Awards.ReviewTests;

namespace ThiDua.Tests.Ballots;

/// <summary>A council votes on paper: who is there, two who count, what it comes to, and what a failed name cannot do.</summary>
public sealed class PaperBallotTests
{
    private static readonly EnteredTerms Own = new("1/2", true, VoteBase.Present, "2/3", false, false, true, "Quy chế Hội đồng, Điều 6");

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Of_21_members_18_are_not_enough_and_19_are_and_who_failed_enters_no_decision(Engine engine)
    {
        using var office = Agreed(engine);
        var at = office.Installation;
        Elections.Council(at, 21, new(2019, 1, 1));
        var no = Elections.Call(at, [An, Giau]);
        Assert.StartsWith("Chưa ghi người có mặt.", Refused(() => new CountBallots(at).Record("3096", no, [])), StringComparison.Ordinal);
        Assert.StartsWith("Ngày bỏ phiếu 20/01/2020 chưa đến.", Refused(() => new CallRoll(at with { Today = new(2020, 1, 19) }).Record("3096", no, [])), StringComparison.Ordinal); // so nothing is counted or closed before the day
        Elections.Roll(at, no, 21);
        Assert.StartsWith("Nguyễn Thị Ân đang được bỏ phiếu ở phiên họp 1", Refused(() => new DraftDecision(at).Draft("3096", null, [An])), StringComparison.Ordinal);
        Assert.StartsWith("Nguyễn Thị Ân: phát ra 21 phiếu nhưng thu về 20 và không bỏ 0.", Refused(() => new CountBallots(at).Record("3096", no, [new(new(21, 18, 2, 0, 0, 0), default), Elections.Paper(21, 19)])), StringComparison.Ordinal);
        Assert.StartsWith("Chưa ai nhập", Refused(() => new CloseRound(at).Close("3096", no)), StringComparison.Ordinal);
        new CountBallots(at with { Actor = "kiem-mot" }).Record("3096", no, [Elections.Paper(21, 18), Elections.Paper(21, 19)]);
        Assert.StartsWith("Mới một người nhập.", Refused(() => new CloseRound(at).Close("3096", no)), StringComparison.Ordinal);
        new CountBallots(at with { Actor = "kiem-hai" }).Record("3096", no, [Elections.Paper(21, 19), Elections.Paper(21, 19)]);
        Assert.StartsWith("Hai người kiểm phiếu ra khác nhau", Refused(() => new CloseRound(at).Close("3096", no)), StringComparison.Ordinal);
        new CountBallots(at with { Actor = "nguoi-ba" }).Record("3096", no, [Elections.Paper(21, 20), Elections.Paper(21, 19)]);
        new CloseRound(at).TakeBack("3096", no, Elections.Session(at, no).Current.Counts.Entries.Single(e => e.By == "nguoi-ba").Entry, "không trong tổ kiểm phiếu");
        Assert.Equal((CountState.Differ, "0"), (Elections.Session(at, no).Current.Counts.State, string.Join(' ', Elections.Session(at, no).Current.Counts.Differing)));
        new CountBallots(at with { Actor = "kiem-hai" }).Record("3096", no, [Elections.Paper(21, 18), Elections.Paper(21, 19)]);
        new CloseRound(at).Close("3096", no);

        var result = Elections.Session(at, no).Current.Result!;
        Assert.Equal([VoteOutcome.Failed, VoteOutcome.Passed], result.Outcomes);
        Assert.Equal("18 phiếu đồng ý trên 21 (tổng số thành viên) = 85,7\u00a0%; cần ít nhất 19 phiếu (ít nhất 90/100 của 21)", BallotText.Arithmetic(result.Results[0], ThiDua.Texts.Language.Vi));
        Assert.StartsWith("Nguyễn Thị Ân không đạt tại phiên họp 1 ngày 20/01/2020: 18 phiếu đồng ý trên 21", Refused(() => new DraftDecision(at).Draft("3096", null, [An, Giau])), StringComparison.Ordinal);
        Assert.StartsWith("Vòng này đã có kết quả.", Refused(() => new CountBallots(at).Record("3096", no, [Elections.Paper(21, 19), Elections.Paper(21, 19)])), StringComparison.Ordinal);
        Assert.StartsWith("Nguyễn Thị Ân không được bỏ phiếu lại", Refused(() => new HoldSession(at).RunOff("3096", no, [1])), StringComparison.Ordinal);
        Assert.StartsWith("Nguyễn Thị Ân đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [An], own: Own)), StringComparison.Ordinal); // nor by an easier rule
        var changed = Queries(at, q => q.All().First(n => n.Key == An) with { Award = q.All().First(n => n.Key == Xuan).Award });
        var an = Queries(at, q => q.All().First(n => n.Key == An));
        {
            var vote = Verdict(at, An);
            Assert.Equal(("ballot-failed", vote), Verdicts.Against(vote, changed, [])); // nor as another award
            var since = vote with { Session = 2, Round = vote.Round + 100, VotedAward = changed.Award.Id, Outcome = VoteOutcome.Passed, Before = vote };
            Assert.Null(Verdicts.Against(since, changed, []));
            Assert.Equal(("ballot-failed", vote), Verdicts.Against(since, an, [])); // nor by way of another award that was passed since
            Assert.Equal("ballot-other", Verdicts.Against(since with { Before = null }, an, [])?.Code); // and a vote carries no other award
            Assert.Equal(vote, since.NotPassed(an with { Nomination = an.Nomination with { Since = long.MaxValue } })); // nor by being named again
            Assert.Null((since with { Before = vote with { IsOnTheFigures = false } }).NotPassed(an));
        }
        var draft = new DraftDecision(at).Draft("3096", null, [Giau]);
        Assert.StartsWith("Ngày ký 19/01/2020 sớm hơn ngày Hội đồng bỏ phiếu về Đỗ Văn Giàu (20/01/2020).", Refused(() => new IssueDecision(at).Issue("3096", draft, new("99/QĐ-BHXH", new(2020, 1, 19), "Trần Thị Phó", Signatory.Deputy, Place: "Hà Nội"))), StringComparison.Ordinal);
        Assert.StartsWith("Dự thảo quyết định 1 dựa trên kết quả này.", Refused(() => new CloseRound(at).TakeBack("3096", no, result.Entry, "nhầm")), StringComparison.Ordinal);
        Assert.Equal(1, draft);

        var record = Words(at, no, "kiem-phieu");
        foreach (var said in (string[])["BIÊN BẢN KIỂM PHIẾU", "Hội đồng có 21 thành viên; có mặt 21, vắng 0.", "85,7", "Không đạt", "Nghị định 91/2017/NĐ-CP, Điều 45 khoản 8", "Mã đối chiếu"]) Assert.Contains(said, record, StringComparison.Ordinal);
        var minutes = Words(at, no, "bien-ban");
        foreach (var said in (string[])["Chủ trì: Ủy viên 1, Tổng Giám đốc. Thư ký: Lê Thị Ký.", "đối với 2 đề cử", "khen thưởng 1 đề cử đạt. Không đề nghị 1 đề cử. Biên bản"]) Assert.Contains(said, minutes, StringComparison.Ordinal);
        Assert.Contains("Họp xét khen thưởng 2019, ngày 20 tháng 01 năm 2020. Đánh dấu X vào một ô của mỗi dòng.", Words(at, no, "phieu"), StringComparison.Ordinal);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Absent_members_write_and_without_a_quorum_nobody_votes(Engine engine)
    {
        using var office = Agreed(engine);
        var at = office.Installation;
        Elections.Council(at, 21, new(2019, 1, 1));
        var written = Elections.Call(at, [An]);
        Elections.Roll(at, written, 17);
        Assert.StartsWith("Nguyễn Thị Ân: 5 ý kiến bằng văn bản nhưng chỉ 4 người vắng.", Refused(() => new CountBallots(at).Record("3096", written, [Elections.Paper(17, 17, 5)])), StringComparison.Ordinal);
        Elections.Count(at, written, Elections.Paper(17, 16, 3));
        new CloseRound(at).Close("3096", written);
        Assert.Equal(VoteOutcome.Passed, Elections.Session(at, written).Current.Result!.Outcomes[0]); // 16 and 3 are 19 of 21
        new CloseRound(at).TakeBack("3096", written, Elections.Session(at, written).Current.Result!.Entry, "nhập sót");
        Assert.Null(Elections.Session(at, written).Current.Result);
        // It is counted again: the session that came to something is not taken back for an easier one.
        foreach (var count in Elections.Session(at, written).Current.Counts.Entries) new CloseRound(at).TakeBack("3096", written, count.Entry, "nhập sót");
        Assert.StartsWith("Phiên họp đã có phiếu hoặc từng có kết quả, không rút được.", Refused(() => new CloseRound(at).TakeBack("3096", written, Elections.Session(at, written).Entry, "họp lại")), StringComparison.Ordinal);
        Assert.StartsWith("Đã có phiếu, không đổi danh sách", Refused(() => new CloseRound(at).TakeBack("3096", written, Elections.Session(at, written).RollEntry!, "họp lại")), StringComparison.Ordinal);
        Elections.Count(at, written, Elections.Paper(17, 16, 3));
        new CloseRound(at).Close("3096", written);

        var own = Elections.Call(at, [Giau], own: Own);
        Elections.Roll(at, own, 13);
        Assert.StartsWith("Có mặt 13/21, cần ít nhất 14 (2/3)", Refused(() => new CountBallots(at).Record("3096", own, [Elections.Paper(13, 13)])), StringComparison.Ordinal);
        new CloseRound(at).TakeBack("3096", own, Elections.Session(at, own).Entry, "không đủ người");
        own = Elections.Call(at, [Giau], own: Own);
        Elections.Roll(at, own, 13);
        Elections.Roll(at, own, 14);
        Assert.StartsWith("Đỗ Văn Giàu: theo quy tắc của phiên họp, ý kiến bằng văn bản không phải phiếu.", Refused(() => new CountBallots(at).Record("3096", own, [Elections.Paper(14, 13, 1)])), StringComparison.Ordinal);
        Elections.Count(at, own, Elections.Paper(14, 7));
        new CloseRound(at).Close("3096", own);
        Assert.Equal(VoteOutcome.Failed, Elections.Session(at, own).Current.Result!.Outcomes[0]); // half
        new HoldSession(at).RunOff("3096", own, [1]);
        Elections.Count(at, own, Elections.Paper(14, 6));
        new CloseRound(at).Close("3096", own);
        Assert.StartsWith("Đỗ Văn Giàu không được bỏ phiếu lại", Refused(() => new HoldSession(at).RunOff("3096", own, [1])), StringComparison.Ordinal); // once more is once
        Assert.StartsWith($"Đỗ Văn Giàu đã không đạt ở phiên {own} với cùng số liệu", Refused(() => Elections.Call(at, [Giau], own: Own)), StringComparison.Ordinal);
        new CloseRound(at).TakeBack("3096", own, Elections.Session(at, own).Current.Result!.Entry, "nhập nhầm");
        Elections.Count(at, own, Elections.Paper(14, 8));
        new CloseRound(at).Close("3096", own);
        Assert.Equal((2, VoteOutcome.Passed, 1), (Elections.Session(at, own).Rounds.Count, Elections.Session(at, own).Current.Result!.Outcomes[0], Elections.Session(at, own).Passed));
        foreach (var said in (string[])["Vòng 1:", "Vòng 2:", "khen thưởng 1 đề cử đạt. Biên bản"]) Assert.Contains(said, Words(at, own, "bien-ban"), StringComparison.Ordinal);
        Assert.Equal(1, new DraftDecision(at).Draft("3096", null, [An, Giau]));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_tie_at_the_last_place_is_voted_on_again_and_who_is_on_the_list_does_not_vote_on_himself(Engine engine)
    {
        using var office = Agreed(engine);
        var at = office.Installation;
        Elections.Council(at, 9, new(2019, 1, 1), officer: "C1"); // the third member is Nguyễn Thị Ân
        var no = Elections.Call(at, [An, Giau], own: Own, places: 1);
        Elections.Roll(at, no, 9);
        Assert.Equal(["Ủy viên 3 1"], Elections.Session(at, no).Conflicts.Select(c => $"{c.Member.Name} {c.No}"));
        new CallRoll(at).DeclareConflict("3096", no, Elections.Session(at, no).Roll[8].Member.Id, 2, "là anh ruột");
        Assert.StartsWith("Nguyễn Thị Ân: phát ra 9 phiếu nhưng chỉ 8 người có mặt được bỏ phiếu.", Refused(() => new CountBallots(at).Record("3096", no, [Elections.Paper(9, 9), Elections.Paper(8, 8)])), StringComparison.Ordinal);
        Elections.Count(at, no, Elections.Paper(8, 6), Elections.Paper(8, 6));
        new CloseRound(at).Close("3096", no);
        Assert.Equal([VoteOutcome.Tied, VoteOutcome.Tied], Elections.Session(at, no).Current.Result!.Outcomes);
        Assert.Contains("không đạt", Refused(() => new DraftDecision(at).Draft("3096", null, [An])), StringComparison.Ordinal);
        Assert.StartsWith("Các tên bằng phiếu phải bỏ phiếu lại cùng nhau: Nguyễn Thị Ân, Đỗ Văn Giàu.", Refused(() => new HoldSession(at).RunOff("3096", no, [1])), StringComparison.Ordinal);
        Assert.StartsWith("Nguyễn Thị Ân bằng phiếu ở phiên 1.", Refused(() => Elections.Call(at, [An], own: Own)), StringComparison.Ordinal); // nor alone in another session
        Assert.Contains("Chưa kết luận về 2 đề cử (bằng phiếu hoặc chưa chốt vòng): Nguyễn Thị Ân, Đỗ Văn Giàu.", Words(at, no, "bien-ban"), StringComparison.Ordinal);
        new HoldSession(at).RunOff("3096", no, [1, 2]);
        // Who does not vote on a name does not in the run-off either.
        Assert.StartsWith("Đỗ Văn Giàu: phát ra 9 phiếu nhưng chỉ 8 người có mặt được bỏ phiếu.", Refused(() => new CountBallots(at).Record("3096", no, [Elections.Paper(8, 7), Elections.Paper(9, 6)])), StringComparison.Ordinal);
        Assert.Equal(["Tờ 1/2", "– – – – – – – – cắt rời – – – – – – – –  Tờ 2/2"], Words(at, no, "phieu").Split('\n').Where(l => l.Contains("Tờ ", StringComparison.Ordinal)));
        Elections.Count(at, no, Elections.Paper(8, 7), Elections.Paper(8, 6));
        new CloseRound(at).Close("3096", no);
        Assert.Equal([VoteOutcome.Passed, VoteOutcome.Unplaced], Elections.Session(at, no).Current.Result!.Outcomes);
        Assert.StartsWith("Đỗ Văn Giàu không được bỏ phiếu lại", Refused(() => new HoldSession(at).RunOff("3096", no, [2])), StringComparison.Ordinal);
        Assert.StartsWith("Đỗ Văn Giàu đã không đạt ở phiên 1", Refused(() => Elections.Call(at, [Giau], own: Own)), StringComparison.Ordinal);
        Assert.Contains("Ủy viên 3 (là người được xét)", Words(at, no, "bien-ban", round: 1), StringComparison.Ordinal);
        office.MustVerify();
    }

    /// <summary>A step of the file that asks for a ballot lets nobody go on without a passed one.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Where_the_campaign_file_asks_for_a_ballot_the_step_needs_a_passed_one(Engine engine)
    {
        using var office = new Office(engine, null, new(2020, 1, 20));
        new AddCampaign(office.Installation).AddText(WithBallot(), "3096.yaml");
        Fill(office);
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1));
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice) }) Step(at, step, ReviewOutcome.Agreed, [An, Giau], role, day: new(2020, 1, 18));
        Assert.StartsWith("Bước “", Refused(() => Step(at, "council", ReviewOutcome.Agreed, [An], Role.CouncilMember)), StringComparison.Ordinal);
        var no = Elections.Call(at, [An, Giau]);
        Elections.Roll(at, no, 5);
        Elections.Count(at, no, Elections.Paper(5, 5), Elections.Paper(5, 4));
        new CloseRound(at).Close("3096", no);
        Assert.StartsWith("Ngày xét 19/01/2020 sớm hơn ngày Hội đồng bỏ phiếu về Nguyễn Thị Ân (20/01/2020).", Refused(() => Step(at, "council", ReviewOutcome.Agreed, [An], Role.CouncilMember, day: new(2020, 1, 19))), StringComparison.Ordinal);
        Step(at, "council", ReviewOutcome.Agreed, [An], Role.CouncilMember);
        Assert.Contains("đòi bỏ phiếu kín, mà từ lần đề cử gần nhất Đỗ Văn Giàu chưa đạt", Refused(() => Step(at, "council", ReviewOutcome.Agreed, [Giau], Role.CouncilMember)), StringComparison.Ordinal);
        // An award that the step changes is voted on afterwards, and enters no decision before.
        Step(at, "council", ReviewOutcome.Changed, [Giau], Role.CouncilMember, reason: "Là người ngoài ngành", to: "ca-nhan-ngoai-nganh");
        Assert.StartsWith("Đỗ Văn Giàu không đạt tại phiên họp 1", Refused(() => new DraftDecision(at).Draft("3096", null, [Giau])), StringComparison.Ordinal);
        no = Elections.Call(at, [Giau]);
        Elections.Roll(at, no, 5);
        Elections.Count(at, no, Elections.Paper(5, 5));
        new CloseRound(at).Close("3096", no);
        Assert.Equal((1, 2), (new DraftDecision(at).Draft("3096", null, [An]), new DraftDecision(at).Draft("3096", null, [Giau])));
        office.MustVerify();
    }

    /// <summary>What is only recalled decides nothing until somebody held it against its text; where no rule is known, the council's own regulation is asked for.</summary>
    [Fact]
    public void A_rule_that_is_only_recalled_waits_for_its_text()
    {
        using var office = new Office(Engine.Sqlite, "3096", new(2024, 11, 30));
        Fill(office);
        var at = office.Installation;
        Assert.StartsWith("Ngày 30/11/2024 Hội đồng không có thành viên nào.", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);
        Elections.Council(at, 3, new(2019, 1, 1));
        Assert.StartsWith("Quy tắc này (ít nhất 80/100 tổng số thành viên đồng ý;", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);
        var entry = new ConfirmRate(at).Record("vote/secret-titles/2024-01-01", "Nghị định 98/2023/NĐ-CP, Điều 99");
        var no = Elections.Call(at, [An]);
        Assert.Equal("Nghị định 98/2023/NĐ-CP, Điều 99", Elections.Session(at, no).Citation);
        new CloseRound(at).TakeBack("3096", no, Elections.Session(at, no).Entry, "nhầm ngày");
        new ConfirmRate(at).TakeBack(entry, "nhầm");
        Assert.StartsWith("Quy tắc này", Refused(() => Elections.Call(at, [An])), StringComparison.Ordinal);
        Assert.StartsWith("“9/0” không phải tỷ lệ.", Refused(() => Elections.Call(at, [An], own: Own with { Needed = "9/0" })), StringComparison.Ordinal);
        Assert.StartsWith("Số suất phải là", Refused(() => Elections.Call(at, [An], own: Own, places: 1)), StringComparison.Ordinal);
        Assert.Equal(2, Elections.Call(at, [An], own: Own)); // a number is never used again
    }

    [Fact]
    public void Members_come_and_go_by_decision_and_there_is_one_chair()
    {
        using var office = new Office(Engine.Sqlite, "3096", new(2020, 1, 20));
        var at = office.Installation;
        Elections.Council(at, 3, new(2019, 1, 1));
        Assert.StartsWith("Ủy viên 1 đang là Chủ tịch từ 01/01/2019.", Refused(() => new KeepCouncil(at).Add(new("Người Mới", null, CouncilPost.Chair, null, new(2020, 1, 1), "13/QĐ"))), StringComparison.Ordinal);
        CouncilLine chair;
        using (var db = at.Open()) chair = CouncilQueries.All(db)[0];
        Assert.StartsWith("Ngày cuối của Ủy viên 1 không thể trước", Refused(() => new KeepCouncil(at).End(chair.Entry, new(2018, 1, 1), "13/QĐ")), StringComparison.Ordinal);
        new KeepCouncil(at).End(chair.Entry, new(2019, 12, 31), "13/QĐ");
        new KeepCouncil(at).Add(new("Người Mới", null, CouncilPost.Chair, null, new(2020, 1, 1), "13/QĐ"));
        using (var db = at.Open())
        {
            Assert.Equal(["Ủy viên 1", "Ủy viên 2", "Ủy viên 3"], CouncilQueries.On(db, new(2019, 12, 31)).Select(m => m.Name));
            Assert.Equal(["Người Mới", "Ủy viên 2", "Ủy viên 3"], CouncilQueries.On(db, new(2020, 1, 1)).Select(m => m.Name));
        }
        Assert.StartsWith("Không có mã cán bộ C9.", Refused(() => new KeepCouncil(at).Add(new("Ai", null, CouncilPost.Member, "c9", new(2020, 1, 1), "13/QĐ"))), StringComparison.Ordinal);
        // Also where a file names that code: whoever is on no roster is none of ours.
        office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\nPhan Một,8900000101,TN,TM,16/11/2019,BL1,11/2019,3,C9,cha\n", "ket-qua.csv");
        using (var db = at.Open()) Assert.Equal(1, db.One<long>("select count(*) from officer where code = 'C9'"));
        Assert.StartsWith("Không có mã cán bộ C9.", Refused(() => new KeepCouncil(at).Add(new("Ai", null, CouncilPost.Member, "c9", new(2020, 1, 1), "13/QĐ"))), StringComparison.Ordinal);
        office.MustVerify();
    }

    /// <summary>Who calls the session does not choose the rule where the law has one for the title.</summary>
    [Fact]
    public void A_title_that_the_law_has_a_rule_for_is_voted_on_by_that_rule_and_no_other()
    {
        using var office = new Office(Engine.Sqlite, null, new(2020, 1, 20));
        new AddCampaign(office.Installation).AddText(WithBallot(), "3096.yaml");
        Fill(office);
        var at = office.Installation;
        Elections.Council(at, 5, new(2019, 1, 1));
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice) }) Step(at, step, ReviewOutcome.Agreed, [An, Giau], role);
        Elections.Passed(at, [Giau], Own);
        Assert.Null(Queries(at, q => Verdicts.Against(Verdict(at, Giau), q.All().First(n => n.Key == Giau), [])));

        var title = WithBallot().Replace("decided-by: {authority: tong-giam-doc, of: {vi: Bảo hiểm xã hội Việt Nam, en: Vietnam Social Security}, clause: KT.2.1}\n    clause: KT.1.1.b", "form: cstd-bo-tinh\n    clause: KT.1.1.b", StringComparison.Ordinal);
        new AddCampaign(at).AddText(title, "3096.yaml");
        Assert.Equal("ballot-rule", Queries(at, q => Verdicts.Against(Verdict(at, Giau), q.All().First(n => n.Key == Giau), []))?.Code);
        Assert.Contains("theo quy tắc của nó", Refused(() => Step(at, "council", ReviewOutcome.Agreed, [Giau], Role.CouncilMember)), StringComparison.Ordinal);
        Assert.StartsWith("Nguyễn Thị Ân được xét “Khen thưởng của Tổng Giám đốc cho cá nhân của BHXH tỉnh”, danh hiệu mà pháp luật buộc bỏ phiếu theo quy tắc “Danh hiệu phải bỏ phiếu kín", Refused(() => Elections.Call(at, [An], own: Own)), StringComparison.Ordinal);
        Elections.Passed(at, [An, Giau]);
        foreach (var key in (NominationKey[])[An, Giau]) Assert.Null(Queries(at, q => Verdicts.Against(Verdict(at, key), q.All().First(n => n.Key == key), [new("council", new("Xét", "Consider"), new("Hội đồng", "Council"), Role.CouncilMember, null, new(SourceKind.Reading, "first")) { NeedsBallot = true }])));
        Step(at, "council", ReviewOutcome.Agreed, [An, Giau], Role.CouncilMember);
        office.MustVerify();
    }

    internal static Verdict Verdict(Installation at, NominationKey key)
    {
        using var db = at.Open();
        var ground = Ground.Of(db, at, "3096", new());
        return Verdicts.Of(db, ground).About(new ReviewQueries(db, ground).All().First(n => n.Key == key))!;
    }

    internal static string WithBallot() =>
        File.ReadAllText(Path.Combine(Repository.Root, "campaigns", "3096", "campaign.yaml")).Replace("    role: council-member\n", "    role: council-member\n    ballot: required\n", StringComparison.Ordinal);

    /// <summary>Three provinces' names of 2019 that every step agreed to; the council has yet to vote.</summary>
    internal static Office Agreed(Engine engine)
    {
        var office = Letter(engine, new(2020, 1, 20));
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice), ("council", Role.CouncilMember) }) Step(office.Installation, step, ReviewOutcome.Agreed, [An, Giau], role);
        return office;
    }

    private static string Words(Installation at, int no, string paper, int? round = null)
    {
        using var db = at.Open();
        var session = new SessionQueries(db, "3096").Find(no);
        var of = round is { } asked ? session.Rounds[asked - 1] : session.Current;
        var output = new MemoryStream();
        StatePaper.Write(output, BallotPapers.Blocks(Ground.Of(db, at, "3096", new()), session, of, SessionQueries.Lists(db, of), paper)!);
        using var document = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(output, isEditable: false);
        return string.Join('\n', document.MainDocumentPart!.Document!.Body!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Paragraph>().Select(p => p.InnerText));
    }
}
