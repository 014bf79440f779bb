using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Targets;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>Who is nominated by whom, and what stands against it: the number, a hold, a second award.</summary>
public sealed class NominationTests
{
    private const string Provinces = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        TW,Bảo hiểm xã hội Việt Nam,,trung ương,
        68,BHXH tỉnh Lâm Đồng,TW,tỉnh,
        24,BHXH tỉnh Bắc Giang,TW,tỉnh,
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_3096_III_2_b_a_fourth_is_refused_on_the_page_until_one_is_taken_back(Engine engine)
    {
        using var office = new Office(engine, "3096", new(2020, 1, 2));
        office.Import(FileKind.Units, Provinces, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Nguyễn Thị Ân,68\nD1,Đỗ Văn Giàu,24\n", "can-bo.csv");
        var first = Named(office, "3096", "ca-nhan", "68", officer: "C1");
        Named(office, "3096", "ca-nhan", "68", "Trần Văn Bằng");
        Named(office, "3096", "ca-nhan", "68", "Lê Thị Cẩm");
        var refused = Assert.Throws<OverQuotaException>(() => Named(office, "3096", "ca-nhan", "68", "Phạm Văn Duy"));
        Assert.Equal("Mỗi đơn vị đề nghị nhiều nhất 3 cá nhân (khoản III.2.b); đã có Nguyễn Thị Ân, Trần Văn Bằng, Lê Thị Cẩm. Rút một người rồi đề nghị lại.", RewardText.Quota(refused.Fault, Language.Vi));
        Named(office, "3096", "ca-nhan-ngoai-nganh", "68", "Võ Thị Én"); // KT.2.2: outsiders take no place
        Assert.Equal("nomination already", Refused(() => Named(office, "3096", "ca-nhan", "68", officer: "C1")));
        Assert.Equal("nomination summary-missing", Refused(() => Named(office, "3096", "ca-nhan", "24", officer: "D1", summary: " ")));
        Assert.Equal("nomination officer-elsewhere", Refused(() => Named(office, "3096", "ca-nhan", "68", officer: "D1")));
        Assert.Equal("nomination officer-unknown", Refused(() => Named(office, "3096", "ca-nhan", "68", officer: "Z9")));
        Assert.Equal("nomination name-missing", Refused(() => Named(office, "3096", "ca-nhan-ngoai-nganh", "68")));
        Assert.Equal("question unit-unknown", Refused(() => Named(office, "3096", "ca-nhan", "99", "Ai đó")));
        // A file is taken whole and marked: the fourth stands below the line, and one more place would be his.
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\n68,cá nhân,Phạm Văn Duy,Tuyên truyền\n", "de-nghi.csv", campaign: "3096");
        string[] four = ["68 ca-nhan C1 1 Unit Proposed", "68 ca-nhan Trần Văn Bằng 2 Unit Proposed", "68 ca-nhan Lê Thị Cẩm 3 Unit Proposed", "68 ca-nhan Phạm Văn Duy 4 Unit BeyondQuota", "68 ca-nhan-ngoai-nganh Võ Thị Én 1 Unit Proposed"];
        Assert.Equal(four, States(office, "3096"));
        using (var db = office.Installation.Open())
        {
            var queries = new NominationQueries(db, Ground.Of(db, office.Installation, "3096", new()));
            var award = queries.All()[0].Award;
            Assert.Equal("Trong chỉ tiêu: 3; mỗi đơn vị nhiều nhất 3. Kế tiếp dưới vạch: Phạm Văn Duy. Thêm một chỉ tiêu thì thêm được: Phạm Văn Duy.", NominationText.Line(queries.Line(award), award, null, Language.Vi));
            Assert.Equal("Chỉ tiêu: mỗi đơn vị nhiều nhất 3. Không ai đứng dưới vạch.", NominationText.Line(queries.Line(award), award, new HashSet<string> { "24" }, Language.Vi)); // of another unit's people nothing is told
            Assert.Equal("Rà soát dữ liệu thuế", queries.All()[0].Solution);
        }
        new WithdrawFile(office.Installation).TakeBack(Recordings.Nominations, first, "chuyển công tác");
        Assert.Equal(["68 ca-nhan Trần Văn Bằng 1 Unit Proposed", "68 ca-nhan Lê Thị Cẩm 2 Unit Proposed", "68 ca-nhan Phạm Văn Duy 3 Unit Proposed", "68 ca-nhan-ngoai-nganh Võ Thị Én 1 Unit Proposed"], States(office, "3096"));
        office.MustVerify();
    }

    /// <summary>What the agency says on the page stands beside what the unit says: the unit's file neither repeats nor corrects it.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_file_of_a_unit_is_held_against_what_units_said_and_not_against_the_agency(Engine engine)
    {
        using var office = new Office(engine, "3096", new(2020, 1, 2));
        office.Import(FileKind.Units, Provinces, "don-vi.csv");
        new Nominate(office.Installation).Record("3096", new("ca-nhan", "68", null, "Trần Văn Bằng", "Rà soát dữ liệu", ProposedBy.Agency, "Đối chiếu"));
        string Row(string summary) => $"Mã đơn vị,Loại,Tên,Tóm tắt thành tích,Khen thưởng đề nghị,\"Giải pháp, sáng kiến\"\n68,cá nhân,Trần Văn Bằng,{summary},ca-nhan,Đối chiếu\n";
        var (first, again, other) = (office.Import(FileKind.Nominees, Row("Rà soát dữ liệu"), "a.csv", campaign: "3096"), office.Import(FileKind.Nominees, Row("Rà soát dữ liệu") + "\n", "b.csv", campaign: "3096"),
            office.Import(FileKind.Nominees, Row("Thu đủ"), "c.csv", campaign: "3096"));
        Assert.Equal([(1, 0, 0), (0, 1, 0), (0, 0, 1)], new[] { first, again, other }.Select(i => (i.Accepted, i.Unchanged, i.Corrected)));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_SCT_I_4_2_a_an_award_waits_for_the_agency_and_two_of_one_year_for_a_signed_reason(Engine engine)
    {
        using var office = IndustryAndTrade.Filled(engine);
        var (certificate, diploma) = ("giay-khen-ca-nhan", "bang-khen-ca-nhan");
        string[] States(string award) => [.. NominationTests.States(office, "sct", "2024").Where(s => s.Contains(" " + award + " ", StringComparison.Ordinal))];
        var waiting = States(certificate);
        Assert.NotEmpty(waiting);
        Assert.All(waiting, s => Assert.EndsWith("Figures WaitsForProposer", s, StringComparison.Ordinal));
        Assert.All(States("don-vi-ca-nhan"), s => Assert.EndsWith("Figures Proposed", s, StringComparison.Ordinal)); // nobody proposes that
        var (unit, officer) = (waiting[0].Split(' ')[0], waiting[0].Split(' ')[2]);
        Propose(certificate, ProposedBy.Unit);
        Assert.Equal($"{unit} {certificate} {officer} 1 Unit WaitsForProposer", States(certificate)[0]); // the unit's word is not the agency's
        var entry = Propose(certificate, ProposedBy.Agency);
        Assert.Equal($"{unit} {certificate} {officer} 1 Agency Proposed", States(certificate)[0]);
        Assert.Equal(waiting.Length - 1, States(certificate).Count(s => s.EndsWith("WaitsForProposer", StringComparison.Ordinal)));
        Propose(diploma, ProposedBy.Agency);
        Assert.Equal(($"{unit} {certificate} {officer} 1 Agency Twice", $"{unit} {diploma} {officer} 1 Agency Twice"), (States(certificate)[0], States(diploma)[0]));

        var key = new NominationKey(certificate, unit, SubjectKind.Individual, officer);
        var sign = new SignReason(office.Installation);
        Assert.Equal("nomination reason-incomplete", Refused(() => sign.Record("sct", "2024", key, "sct 2024 " + diploma, new("Hai thành tích khác nhau", "", "Lê Văn Ký"))));
        Assert.Equal("nomination no-second", Refused(() => sign.Record("sct", "2024", key, "sct 2024 " + certificate, new("x", "1/BC", "Lê Văn Ký"))));
        var signed = sign.Record("sct", "2024", key, "sct 2024 " + diploma, new("Hai thành tích khác nhau", "12/BC-SCT", "Lê Văn Ký"));
        Assert.Equal(($"{unit} {certificate} {officer} 1 Agency Proposed", $"{unit} {diploma} {officer} 1 Agency Twice"), (States(certificate)[0], States(diploma)[0])); // it explains that one only
        new WithdrawFile(office.Installation).TakeBack(Recordings.Holds, signed, "ghi nhầm");
        Assert.Equal($"{unit} {certificate} {officer} 1 Agency Twice", States(certificate)[0]);
        new WithdrawFile(office.Installation).TakeBack(Recordings.Nominations, entry, "thôi");
        Assert.Equal(($"{unit} {certificate} {officer} 1 Unit WaitsForProposer", $"{unit} {diploma} {officer} 1 Agency Proposed"), (States(certificate)[0], States(diploma)[0]));
        Assert.DoesNotContain(NominationTests.States(office, "sct", "2025"), s => s.Contains("Agency", StringComparison.Ordinal)); // another year is another award
        office.MustVerify();

        string Propose(string award, ProposedBy by) => new Nominate(office.Installation).Record("sct", new(award, unit, officer, null, null, by, Period: "2024"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_VI_6_c_who_collected_is_named_after_those_whom_the_figures_propose_and_frozen_with_them(Engine engine)
    {
        using var office = Town(engine);
        Assert.Equal(["X giay-khen-ca-nhan B1 1 Figures Proposed"], States(office, "9936"));
        var old = new FreezeStanding(office.Installation).Freeze("9936", "X", new(), null).Content;
        // A file without the new columns names nobody for awards that figures give: what was proposed and frozen stays so.
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\nX,cá nhân,Lê Thị Thu,Thu nhiều\n", "de-nghi.csv", campaign: "9936");
        Assert.Equal(["X giay-khen-ca-nhan B1 1 Figures Proposed"], States(office, "9936"));
        Assert.Equal(old, new FreezeStanding(office.Installation).Freeze("9936", "X", new(), "xem lại").Content);
        new Nominate(office.Installation).Record("9936", new("giay-khen-ca-nhan", "X", null, "Lê Thị Thu", "Nhân viên thu NVT1: 3 người", ProposedBy.Collection));
        new Nominate(office.Installation).Record("9936", new("giay-khen-ca-nhan", "X", "B2", null, "Vận động", ProposedBy.Unit));
        new Nominate(office.Installation).Record("9936", new("giay-khen-tap-the", "X", null, null, "Cả phường", ProposedBy.Agency));
        string[] all = ["X giay-khen-tap-the X 1 Agency Proposed", "X giay-khen-ca-nhan B1 1 Figures Proposed", "X giay-khen-ca-nhan Lê Thị Thu 2 Collection Proposed", "X giay-khen-ca-nhan B2 3 Unit BelowCriteria"];
        Assert.Equal(all, States(office, "9936"));
        new FreezeStanding(office.Installation).Freeze("9936", "X", new(), "thêm đề cử");
        Assert.Equal([.. all[..3], "X giay-khen-ca-nhan B2 3 Unit BelowCriteria"], States(office, "9936"));
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích,Khen thưởng đề nghị\nX,cá nhân,Lê Thị Thu,Thu nhiều hơn,giay-khen-ca-nhan\n", "de-nghi-2.csv", campaign: "9936");
        Assert.Throws<RefusedFileException>(() => office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích,Khen thưởng đề nghị\nX,cá nhân,Lê Thị Thu,Thu,Cờ\n", "sai.csv", campaign: "9936"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Who_is_held_is_not_looked_at_and_after_a_discipline_only_what_follows_counts(Engine engine)
    {
        using var office = Town(engine);
        var hold = new HoldAward(office.Installation);
        Assert.Equal("nomination hold-reason-missing", Refused(() => hold.Hold(new("X", SubjectKind.Individual, "B1", null, HoldGround.Complaint, "", null, new(2024, 11, 20), null))));
        Assert.Equal("nomination hold-day-missing", Refused(() => hold.Hold(new("X", SubjectKind.Individual, "B1", null, HoldGround.Complaint, "Đơn tố cáo", null, null, null))));
        Assert.Equal("nomination hold-days-turned", Refused(() => hold.Hold(new("X", SubjectKind.Individual, "B1", null, HoldGround.Complaint, "Đơn tố cáo", null, new(2024, 11, 20), new(2024, 11, 1)))));
        hold.Hold(new("X", SubjectKind.Individual, "B1", null, HoldGround.Press, "Báo đã cải chính", null, new(2024, 11, 1), new(2024, 11, 29))); // over yesterday
        Assert.Equal(["X giay-khen-ca-nhan B1 1 Figures Proposed"], States(office, "9936"));
        var held = hold.Hold(new("X", SubjectKind.Individual, "B1", null, HoldGround.Discipline, "Kiểm điểm vi phạm thu", "5/QĐ", new(2024, 11, 10), null));
        Assert.Equal(["X giay-khen-ca-nhan B1 1 Figures Held"], States(office, "9936"));
        var one = Assert.Single(All(office, "9936"));
        Assert.Equal(("Đang xem xét kỷ luật, từ 10/11/2024, chưa biết đến bao giờ: Kiểm điểm vi phạm thu (5/QĐ).", null), (NominationText.Held(one.Hold!, Language.Vi), one.CountsFrom));
        Assert.Equal("nomination hold-days-turned", Refused(() => hold.End(held, new(2024, 11, 9), "xong", null)));
        var end = hold.End(held, new(2024, 11, 25), "Khiển trách, đã chấp hành", "7/QĐ");
        one = Assert.Single(All(office, "9936"));
        Assert.Equal((NominationState.Proposed, null, new DateOnly(2024, 11, 25)), (one.State, one.Hold, one.CountsFrom));
        new WithdrawFile(office.Installation).TakeBack(Recordings.Holds, end, "ghi nhầm");
        Assert.Equal(["X giay-khen-ca-nhan B1 1 Figures Held"], States(office, "9936"));
        Assert.Throws<WithdrawException>(() => new WithdrawFile(office.Installation).Withdraw(held, "gọi đích danh")); // not by who withdraws files
        new WithdrawFile(office.Installation).TakeBack(Recordings.Holds, held, "ghi nhầm");
        Assert.Equal("nomination hold-gone", Refused(() => hold.End(held, new(2024, 11, 25), "xong", null)));
        Assert.Equal(["X giay-khen-ca-nhan B1 1 Figures Proposed"], States(office, "9936"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Two_movements_that_do_not_hang_together_are_named_and_for_merit_movements_do_not_count(Engine engine)
    {
        using var office = new Office(engine, "4225", new(2025, 1, 5));
        new AddCampaign(office.Installation).AddText("""
            id: cong-trang
            title: {vi: Khen công trạng năm 2024, en: Merit of 2024}
            short-title: {vi: Công trạng, en: Merit}
            document: {number: 77/KH-BHXH, date: 2024-01-09, kind: {vi: Kế hoạch, en: Plan}, issuer: {vi: BHXH Việt Nam, en: VSS}, signer: Nguyễn Văn Ví Dụ}
            clauses: [{number: "1", text: "Lập thành tích."}]
            window: {from: 2024-01-09, to: 2024-12-31, clause: "1"}
            indicators:
              - {id: hi, title: {vi: Tham gia BHYT, en: HI}, short-title: {vi: BHYT, en: HI}, measure: figure-against-target, clause: "1"}
            awards:
              - {id: ca-nhan, title: {vi: Bằng khen cá nhân, en: Diploma}, subject: individual, type: merit, authority: {vi: Tổng Giám đốc, en: Director}, clause: "1", criterion: {rule: nominated, clause: "1"}}
            """, "cong-trang.yaml");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nA,BHXH tỉnh A,tỉnh\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Nguyễn Thị Ân,A\n", "can-bo.csv");
        Named(office, "4225", "ca-nhan", "A", officer: "C1");
        Named(office, "4225", "ca-nhan", "A", "Trần Văn Bằng");
        Named(office, "cong-trang", "ca-nhan", "A", officer: "C1");
        Named(office, "cong-trang", "ca-nhan", "A", "Trần Văn Bằng");
        Assert.Equal(["A ca-nhan C1 1 Unit Twice", "A ca-nhan Trần Văn Bằng 2 Unit Twice"], States(office, "4225"));
        var twice = Assert.Single(All(office, "4225")[0].Doubles);
        Assert.Equal("cong-trang ca-nhan", twice.Against);
        Assert.StartsWith("Nguyễn Thị Ân đang được đề nghị “Khen thưởng của Tổng Giám đốc cho cá nhân”, và ở phong trào Công trạng được đề nghị “Bằng khen cá nhân”.", NominationText.Second(twice, Language.Vi), StringComparison.Ordinal);
        new SignReason(office.Installation).Record("4225", null, All(office, "4225")[0].Key, twice.Against, new("Khác thành tích", "1/BC", "Lê Văn Ký"));
        Assert.Equal(["A ca-nhan C1 1 Unit Proposed", "A ca-nhan Trần Văn Bằng 2 Unit Twice"], States(office, "4225"));

        const string head = "Số quyết định,Ngày quyết định,Người ký,Hình thức khen thưởng,Loại,Mã đơn vị,Mã cán bộ,Tên,Phong trào,Năm thành tích,Loại hình\n";
        office.Import(FileKind.Awards, head + """
            1/QĐ,02/01/2023,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,,2022,công trạng
            2/QĐ,02/02/2023,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,,2022,chuyên đề
            3/QĐ,02/03/2023,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,,2022,
            4/QĐ,02/04/2023,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,9/KH,2022,
            """, "quyet-dinh.csv");
        Assert.Equal(["4/QĐ False", "3/QĐ ", "2/QĐ False", "1/QĐ True"], Earlier());
        Assert.Empty(All(office, "4225")[0].Earlier); // a movement asks for no merit
        var corrected = office.Import(FileKind.Awards, head + "3/QĐ,02/03/2023,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,,2022,đột xuất\n1/QĐ,02/01/2023,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,,2022,công trạng\n", "sua.csv");
        Assert.Equal((1, 1), (corrected.Corrected, corrected.Unchanged));
        Assert.Equal(["4/QĐ False", "3/QĐ False", "2/QĐ False", "1/QĐ True"], Earlier());
        Assert.Equal("Đã được tặng “Giấy khen” (2/QĐ, 02/02/2023, thành tích 2022): khen theo phong trào, chuyên đề hoặc đột xuất, không tính khi xét khen công trạng (Nghị định 98/2023/NĐ-CP, Điều 4 khoản 3).", NominationText.Earlier(All(office, "cong-trang")[0].Earlier[2], Language.Vi));
        office.MustVerify();

        IEnumerable<string> Earlier() => All(office, "cong-trang")[0].Earlier.Select(e => $"{e.Issued.Number} {e.Counts}");
    }

    /// <summary>What is frozen for all at once is what would be frozen one by one.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void All_units_are_frozen_at_once_to_the_same_figures_and_those_frozen_before_stay(Engine engine)
    {
        using var office = Town(engine);
        var before = new FreezeStanding(office.Installation).Freeze("9936", "X", new(), null);
        Assert.Equal(1, new FreezeStanding(office.Installation).FreezeAll("9936", new()));
        Assert.Equal(0, new FreezeStanding(office.Installation).FreezeAll("9936", new()));
        using var db = office.Installation.Open();
        var (no, all) = (LoadCampaigns.One(db, "9936", long.MaxValue)!.No, Ground.Of(db, office.Installation, "9936", new()));
        Assert.Equal(before.Id, FreezeStanding.Last(db, no, "X", null)!.Id);
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(FreezeStanding.Now(db, all, "Y")), System.Text.Json.JsonSerializer.Serialize(FreezeStanding.Last(db, no, "Y", null)!.Figures));
        office.MustVerify();
    }

    /// <summary>Two wards, of which one officer brought somebody.</summary>
    private static Office Town(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Mã hành chính\nLX,UBND thành phố,,cơ quan,,\nX,Phường Mỹ Bình,LX,phường,xã phường,30280\nY,Phường Mỹ Hoà,LX,phường,xã phường,30283\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Phạm Dung,X\nB2,Võ Em,X\nC1,Hồ Kim,Y\n", "can-bo.csv");
        office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\nPhan Một,8900000101,HGD,TM,16/11/2024,BL1,11/2024,12,B1,cha\n", "ket-qua.csv");
        return office;
    }

    private static string Named(Office office, string campaign, string award, string unit, string? name = null, string? officer = null, string? summary = "Vượt chỉ tiêu", string? solution = "Rà soát dữ liệu thuế") =>
        new Nominate(office.Installation).Record(campaign, new(award, unit, officer, name, summary, Solution: solution));

    private static IReadOnlyList<Nomination> All(Office office, string campaign, string? period = null)
    {
        using var db = office.Installation.Open();
        return new NominationQueries(db, Ground.Of(db, office.Installation, campaign, AwardTables.OfPeriod(period))).All();
    }

    /// <summary>One line per nomination: unit award subject rank by state.</summary>
    private static string[] States(Office office, string campaign, string? period = null) => [.. All(office, campaign, period).Select(n => $"{n.Key.Unit} {n.Key.Award} {n.Key.Subject} {n.Proposal.Rank} {n.By} {n.State}")];

    private static string Refused(Action work)
    {
        var refused = Assert.ThrowsAny<ToldException>(work);
        var said = refused.Say(Language.Vi);
        Assert.DoesNotContain("{", said, StringComparison.Ordinal);
        Assert.DoesNotContain("nomination.", said, StringComparison.Ordinal);
        return $"{(refused is QuestionException ? "question" : "nomination")} {refused.Code}";
    }
}
