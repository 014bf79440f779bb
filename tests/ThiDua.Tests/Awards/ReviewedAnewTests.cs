using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>What was agreed to, was agreed to of certain figures and words: of others it is looked at again.</summary>
public sealed class ReviewedAnewTests
{
    private static readonly NominationKey An = ReviewTests.An, Giau = ReviewTests.Giau;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_is_nominated_in_other_words_or_stands_on_other_figures_is_reviewed_anew(Engine engine)
    {
        using var office = ReviewTests.Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        Agree(at, An, Giau);
        Assert.Equal(["ca-nhan C1 Agreed", "ca-nhan Đỗ Văn Giàu Agreed"], ReviewTests.States(at)[..2]);
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\n94,cá nhân,Đỗ Văn Giàu,Thành tích khác\n", "sua.csv", campaign: "3096");
        Assert.Equal(["ca-nhan C1 Agreed", "ca-nhan Đỗ Văn Giàu InReview collection"], ReviewTests.States(at)[..2]);
        var no = new DraftDecision(at).Draft("3096", null, [An]);
        new FreezeStanding(at).Freeze("3096", "68", new(), "sửa số");
        Assert.StartsWith("Nguyễn Thị Ân chưa qua bước", ReviewTests.Refused(() => new IssueDecision(at).Issue("3096", no, new("45/QĐ-BHXH", at.Day, "Nguyễn Văn Tổng", Signatory.Head))), StringComparison.Ordinal);
        new RevokeDecision(at).TakeBack("3096", One(at).Entry, "số liệu chốt lại");
        Assert.Equal("ca-nhan C1 InReview collection", ReviewTests.States(at)[0]);
        office.MustVerify();
    }

    /// <summary>After the freeze one is taken back and another named: four are never proposed of three, and the dossier is not sent with a list that is over.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_2_b_a_freeze_opens_no_place_for_a_fourth(Engine engine)
    {
        using var office = ReviewTests.Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        string Named(string name) => new Nominate(at).Record("3096", new("ca-nhan", "68", null, name, "Tuyên truyền", Solution: "Rà soát"));
        var second = Named("Hai");
        Named("Ba");
        new FreezeStanding(at).Freeze("3096", "68", new(), "đủ ba người");
        Assert.Throws<OverQuotaException>(() => Named("Bốn"));
        new TakeBackNomination(at).TakeBack("3096", null, second, "rút", ProposedBy.Unit);
        Named("Bốn");
        Assert.Throws<OverQuotaException>(() => Named("Năm"));
        Assert.Equal(["C1 True True", "Ba True True", "Bốn True False"], Of68(at));
        using (var db = at.Open())
        {
            var ground = Ground.Of(db, at, "3096", new());
            var lacks = SubmissionQueries.Lacks(db, ground, new DossierQueries(db, ground, at.Day).Of("68"), new AwardQueries(db, ground, new(db, ground)).Answer(), Language.Vi);
            Assert.Equal(["Bốn, Hai"], lacks.Where(l => l.Code == "named-since").SelectMany(l => l.Arguments));
        }
        new FreezeStanding(at).Freeze("3096", "68", new(), "đổi người");
        Assert.Equal(["C1 True True", "Ba True True", "Bốn True True"], Of68(at));
        office.MustVerify();

        static string[] Of68(Installation at)
        {
            using var db = at.Open();
            return [.. new NominationQueries(db, Ground.Of(db, at, "3096", new())).All().Where(n => n.Award.Id == "ca-nhan" && n.Key.Unit == "68").Select(n => $"{n.Key.Subject} {n.Proposal.Stands} {n.IsFrozen}")];
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_changed_form_keeps_to_the_number_of_that_form_and_is_given_once(Engine engine)
    {
        using var office = ReviewTests.Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        foreach (var name in new[] { "Hai", "Ba" }) new Nominate(at).Record("3096", new("ca-nhan", "68", null, name, "Tuyên truyền", Solution: "Rà soát"));
        new Nominate(at).Record("3096", new("ca-nhan-ngoai-nganh", "94", null, "Đỗ Văn Giàu", "Phối hợp"));
        new FreezeStanding(at).Freeze("3096", "68", new(), "đủ");
        new FreezeStanding(at).Freeze("3096", "94", new(), "đủ");
        Assert.StartsWith("Bùi Thị Xuân: “Khen thưởng của Tổng Giám đốc cho cá nhân của BHXH tỉnh” đã đủ 3 (Nguyễn Thị Ân, Hai, Ba).", Change(ReviewTests.Xuan, "ca-nhan"), StringComparison.Ordinal);
        Assert.StartsWith("Đỗ Văn Giàu đã được đề nghị", Change(Giau, "ca-nhan-ngoai-nganh"), StringComparison.Ordinal);
        ReviewTests.Step(at, "collection", ReviewOutcome.Declined, [new("ca-nhan", "68", SubjectKind.Individual, "Ba")], Role.DataOfficer, reason: "Chưa nổi bật");
        ReviewTests.Step(at, "collection", ReviewOutcome.Changed, [ReviewTests.Xuan], Role.DataOfficer, reason: "Là người trong ngành", to: "ca-nhan");
        office.MustVerify();

        string Change(NominationKey of, string to) => ReviewTests.Refused(() => ReviewTests.Step(at, "collection", ReviewOutcome.Changed, [of], Role.DataOfficer, reason: "Chuyển", to: to));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_has_a_code_is_held_also_where_he_is_nominated_by_name(Engine engine)
    {
        using var office = ReviewTests.Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        new Nominate(at).Record("3096", new("ca-nhan-ngoai-nganh", "68", null, "nguyễn thị  ân", "Phối hợp"));
        new HoldAward(at).Hold(new("68", SubjectKind.Individual, "C1", null, HoldGround.Inspection, "Đang thanh tra", null, new(2020, 1, 15), null));
        using var db = at.Open();
        Assert.Equal(["C1 Held", "Đỗ Văn Giàu Proposed", "Bùi Thị Xuân Proposed", "nguyễn thị ân Held"],
            new NominationQueries(db, Ground.Of(db, at, "3096", new())).All().Select(n => $"{System.Text.RegularExpressions.Regex.Replace(n.Key.Subject, " +", " ")} {n.State}"));
    }

    /// <summary>A decision that somebody took in by file gave it already: it is not given again.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_a_decision_from_a_file_gave_is_decided(Engine engine)
    {
        using var office = ReviewTests.Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        Agree(at, An, Giau);
        office.Import(FileKind.Awards, "Số quyết định,Ngày quyết định,Người ký,Hình thức khen thưởng,Loại,Mã đơn vị,Mã cán bộ,Tên,Phong trào,Năm thành tích\n100/QĐ-BHXH,10/01/2020,Nguyễn Văn Tổng,Khen thưởng của Tổng Giám đốc cho cá nhân của BHXH tỉnh,cá nhân,68,C1,,3096,2019\n", "quyet-dinh.csv");
        Assert.Equal(["ca-nhan C1 Decided", "ca-nhan Đỗ Văn Giàu Agreed"], ReviewTests.States(at)[..2]);
        Assert.StartsWith("Nguyễn Thị Ân đã có quyết định 100/QĐ-BHXH.", ReviewTests.Refused(() => new DraftDecision(at).Draft("3096", null, [An])), StringComparison.Ordinal);
        var no = new DraftDecision(at).Draft("3096", null, [Giau]);
        Assert.StartsWith("Số 100/QĐ-BHXH năm 2020", ReviewTests.Refused(() => new IssueDecision(at).Issue("3096", no, new("100/QĐ-BHXH", at.Day, "Nguyễn Văn Tổng", Signatory.Head))), StringComparison.Ordinal);
        office.MustVerify();
    }

    /// <summary>Every number that a decision says of an achievement is one of the frozen figures that its line names; what was typed beside them is not on it.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_a_decision_says_of_somebody_is_frozen(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nLX,Thành phố,,thành phố,\nP1,Phường Một,LX,phường,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Phạm Dung,P1\n", "can-bo.csv");
        office.Import(FileKind.Results, Counting.LongXuyenTests.Head + "Người Một,8900000011,,HGD,TM,19/11/2024,X1,11/2024,12,B1,cha\nNgười Hai,8900000012,,HGD,TM,19/11/2024,X2,11/2024,12,B1,mẹ\n", "ket-qua.csv");
        var at = office.Installation;
        new Nominate(at).Record("9936", new("giay-khen-ca-nhan", "P1", "B1", null, "Vận động được 50 người"));
        new FreezeStanding(at).FreezeAll("9936", new());
        NominationKey key = new("giay-khen-ca-nhan", "P1", SubjectKind.Individual, "B1");
        foreach (var step in new[] { "sum-up", "submit" }) ReviewTests.Step(at, step, ReviewOutcome.Agreed, [key], Role.StandingOffice, campaign: "9936");
        new DraftDecision(at).Draft("9936", null, [key]);
        using var db = at.Open();
        var line = DecisionQueries.All(db, "9936").Single().Lines.Single();
        var frozen = FreezeStanding.Last(db, 1, "P1", null)!;
        var own = frozen.Figures.Officers.Single();
        Assert.Equal(($"{frozen.Id}", DossierPapers.Summary(own)), ($"{line.Frozen}", line.Summary));
        Assert.Equal([], WordPaper.Numbers(line.Summary).Except(own.Counts.Select(c => c.Persons).Append(own.Persons).Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture))).Except(own.Counts.SelectMany(c => WordPaper.Numbers(c.Title))));
        Assert.StartsWith("Vận động được 2 người", line.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void The_agencys_nomination_is_the_agencys_and_what_is_in_a_draft_stays()
    {
        using var office = ReviewTests.Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        var entry = new Nominate(at).Record("3096", new("ca-nhan", "94", null, "Đỗ Văn Giàu", "Đối thoại", ProposedBy.Agency));
        Assert.StartsWith("Đề cử Đỗ Văn Giàu là của cơ quan BHXH", ReviewTests.Refused(() => new TakeBackNomination(at).TakeBack("3096", null, entry, "x", ProposedBy.Unit)), StringComparison.Ordinal);
        Agree(at, Giau);
        new DraftDecision(at).Draft("3096", null, [Giau]);
        Assert.StartsWith("Đỗ Văn Giàu đã có trong dự thảo hoặc quyết định", ReviewTests.Refused(() => new TakeBackNomination(at).TakeBack("3096", null, entry, "x", ProposedBy.Agency)), StringComparison.Ordinal);
        new RevokeDecision(at).TakeBack("3096", One(at).Entry, "x");
        new TakeBackNomination(at).TakeBack("3096", null, entry, "x", ProposedBy.Agency);
        office.MustVerify();
    }

    private static void Agree(Installation at, params NominationKey[] of)
    {
        foreach (var (step, role) in new[] { ("collection", Role.DataOfficer), ("emulation", Role.StandingOffice), ("council", Role.CouncilMember) }) ReviewTests.Step(at, step, ReviewOutcome.Agreed, of, role);
    }

    private static Decision One(Installation at)
    {
        using var db = at.Open();
        return DecisionQueries.All(db, "3096").Single();
    }
}
