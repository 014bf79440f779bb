using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Awards;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Awards;

/// <summary>Movements that hang together, and one achievement that is not rewarded in two of them (4225/II.2, III.3).</summary>
public sealed class DoubleAwardTests
{
    private const string Nominees = """
        Mã đơn vị,Loại,Tên,Mã cán bộ,Tóm tắt thành tích
        A,cá nhân,Nguyễn Thị Ân,C1,Vận động 40 hộ
        A,cá nhân,Trần Văn Bằng,,Tuyên truyền
        A,tập thể,Phòng Thu,,Vượt chỉ tiêu
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_4225_III_3_who_is_proposed_in_two_tied_movements_is_named_with_both_awards(Engine engine)
    {
        using var office = Filled(engine, parent: "40/BHXH-TĐKT");
        Assert.Equal([], Doubles(office));
        office.Import(FileKind.Nominees, Nominees.Replace("Trần Văn Bằng", "Lê Thị Cẩm", StringComparison.Ordinal), "de-nghi-40.csv", campaign: "ba-muoi-nam");
        Assert.Equal(["A tap-the Phòng Thu / ba-muoi-nam tap-the Phòng Thu", "A ca-nhan C1 / ba-muoi-nam ca-nhan C1"], Doubles(office));
        var said = Said(office);
        Assert.Equal("Phòng Thu đang được đề nghị “Khen thưởng của Tổng Giám đốc cho tập thể”, và ở phong trào Ba mươi năm được đề nghị “Bằng khen tập thể”. "
            + "Không khen thưởng nhiều lần, nhiều hình thức cho một thành tích đạt được. (Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng; đã đối chiếu). Nếu là cùng một thành tích thì chỉ giữ một.", said);
        office.Withdraw("de-nghi-40.csv");
        Assert.Equal([], Doubles(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_4225_II_2_who_was_awarded_by_a_decision_already_is_named_with_the_award_and_the_decision(Engine engine)
    {
        using var office = Filled(engine, parent: "40/BHXH-TĐKT");
        var taken = office.Import(FileKind.Awards, Decisions, "quyet-dinh.csv");
        Assert.Equal((8, 0, 0), (taken.Accepted, taken.Waiting, taken.Rejected));
        Assert.Equal(
        [
            "A tap-the Phòng Thu / 15/QĐ-BHXH Giấy khen", // within the unit, by a movement that 4225 ties itself to
            "A ca-nhan C1 / 12/QĐ-UBND Bằng khen", // by a decision that names no movement
            "A ca-nhan Trần Văn Bằng / 12/QĐ-UBND Bằng khen",
        ], Issued(office));
        Assert.Equal("Nguyễn Thị Ân đang được đề nghị “Khen thưởng của Tổng Giám đốc cho cá nhân”, và đã được tặng “Bằng khen” theo Quyết định số 12/QĐ-UBND ngày 02/01/2025 (Lê Văn Ký ký) cho thành tích năm 2024. "
            + "Không khen thưởng nhiều lần, nhiều hình thức cho một thành tích đạt được. (Luật Thi đua, khen thưởng 06/2022/QH15, nguyên tắc khen thưởng; đã đối chiếu). Nếu là cùng một thành tích thì không đề nghị nữa.",
            DoubleAwardQueries.Said(Both(office).Issued.First(i => i.Here.Subject == "C1"), Language.Vi));
        // Corrected, taken twice, taken back.
        var corrected = Decisions.Replace("2025,Lê Văn Ký,Bằng khen,cá nhân,A,C1", "2025,Lê Văn Ký,Chiến sĩ thi đua,cá nhân,A,C1", StringComparison.Ordinal);
        Assert.Equal((1, 7), office.Import(FileKind.Awards, corrected, "quyet-dinh-2.csv") is var again ? (again.Corrected, again.Unchanged) : default);
        Assert.Contains("A ca-nhan C1 / 12/QĐ-UBND Chiến sĩ thi đua", Issued(office));
        office.MustVerify();
        office.Withdraw("quyet-dinh-2.csv");
        office.Withdraw("quyet-dinh.csv");
        Assert.Equal([], Issued(office));
        office.MustVerify();
    }

    [Fact]
    public void A_decision_waits_for_its_officer_and_follows_a_unit_that_was_renamed()
    {
        using var office = Filled(Engine.Sqlite, parent: "40/BHXH-TĐKT");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Từ ngày\nA2,BHXH tỉnh Á,tỉnh,01/01/2025\n", "moi.csv");
        office.Import(FileKind.Nominees, "Mã đơn vị,Loại,Tên,Tóm tắt thành tích\nA2,tập thể,BHXH tỉnh Á,Vượt\n", "de-nghi-2.csv", campaign: "4225");
        var taken = office.Import(FileKind.Awards, DecisionHead + "1/QĐ,01/12/2024,Lê Văn Ký,Cờ thi đua,tập thể,A,,,,2024,\n2/QĐ,01/12/2024,Lê Văn Ký,Giấy khen,cá nhân,A,C9,,,2024,\n", "quyet-dinh.csv");
        Assert.Equal((1, 1, "officer-unknown"), (taken.Accepted, taken.Waiting, taken.Issues.Single().Code));
        Assert.Equal([], Issued(office));
        office.Import(FileKind.Reorganisations, "Ngày hiệu lực,Hình thức,Mã đơn vị cũ,Mã đơn vị mới,Văn bản\n01/01/2025,đổi tên,A,A2,1/NQ\n", "sap-xep.csv");
        Assert.Equal(["A2 tap-the BHXH tỉnh Á / 1/QĐ Cờ thi đua"], Issued(office));
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC9,Đỗ Thị Chín,A\n", "them.csv");
        using var db = office.Installation.Open();
        Assert.Equal(["2/QĐ C9 Giấy khen BHXH tỉnh Á", "1/QĐ  Cờ thi đua BHXH tỉnh Á"], IssuedAwardQueries.All(db, Ground.Of(db, office.Installation, "4225", new())).Select(i => $"{i.Number} {i.Subject} {i.Form} {i.UnitName}").OrderDescending());
    }

    [Fact]
    public void What_a_decision_cannot_say_is_told_with_the_cell()
    {
        using var office = Filled(Engine.Sqlite, parent: "40/BHXH-TĐKT");
        var result = office.Import(FileKind.Awards, DecisionHead + "1/QĐ,01/12/2026,Lê Văn Ký,Cờ,tập thể,A,,,,2024,\n1/QĐ,01/12/2024,Lê Văn Ký,Cờ,cá nhân,A,,,,2024,\n1/QĐ,01/12/2024,Lê Văn Ký,Cờ,tập thể,A,C1,,,2024,\n1/QĐ,01/12/2024,Lê Văn Ký,Cờ,tập thể,A,,,,năm ngoái,\n1/QĐ,01/12/2024,Lê Văn Ký,Cờ,tập thể,A,,,,2025-2024,\n", "sai.csv", dryRun: true);
        Assert.Equal([(2, "Ngày quyết định", "decision-in-future"), (3, "Tên", "award-nobody"), (4, "Mã cán bộ", "officer-of-collective"), (5, "Năm thành tích", "not-a-year"), (6, "Năm thành tích", "not-a-year")],
            result.Issues.Select(i => (i.Row, i.Column!, i.Code)));
    }

    /// <summary>What was frozen for a dossier stays proposed, whatever the unit nominates since; it is honoured and compared.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Whom_a_dossier_was_frozen_for_is_compared_and_honoured_after_the_nomination_is_gone(Engine engine)
    {
        using var office = Filled(engine, parent: "40/BHXH-TĐKT");
        office.Import(FileKind.Nominees, Nominees, "de-nghi-40.csv", campaign: "ba-muoi-nam");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nA,hi,31/12/2024,5\n", "so.csv", campaign: "ba-muoi-nam");
        var all = Doubles(office).ToList();
        Assert.Equal(["A tap-the Phòng Thu / ba-muoi-nam tap-the Phòng Thu", "A ca-nhan C1 / ba-muoi-nam ca-nhan C1", "A ca-nhan Trần Văn Bằng / ba-muoi-nam ca-nhan Trần Văn Bằng"], all);
        new FreezeStanding(office.Installation).Freeze("ba-muoi-nam", "A", new(), null);
        office.Withdraw("de-nghi-40.csv");
        Assert.Equal(all, Doubles(office));
        using var db = office.Installation.Open();
        Assert.Equal(["tap-the Phòng Thu", "ca-nhan C1", "ca-nhan Trần Văn Bằng"], new HonourList(db, Ground.Of(db, office.Installation, "ba-muoi-nam", new())).On(new(2025, 2, 1)).Select(h => $"{h.Award.Id} {h.Subject}"));
    }

    private const string DecisionHead = "Số quyết định,Ngày quyết định,Người ký,Hình thức khen thưởng,Loại,Mã đơn vị,Mã cán bộ,Tên,Phong trào,Năm thành tích,Tóm tắt thành tích\n";

    private const string Decisions = DecisionHead + """
        12/QĐ-UBND,02/01/2025,Lê Văn Ký,Bằng khen,cá nhân,A,C1,,,2024,Vận động 40 hộ
        12/QĐ-UBND,02/01/2025,Lê Văn Ký,Bằng khen,cá nhân,A,,Trần Văn Bằng,,2024,
        13/QĐ-UBND,02/01/2023,Lê Văn Ký,Bằng khen,cá nhân,A,C1,,,2022,Năm khác
        14/QĐ-BHXH,03/01/2025,Lê Văn Ký,Giấy khen,cá nhân,A,C1,,99/KH-BHXH,2024,Phong trào khác
        15/QĐ-BHXH,03/01/2025,Lê Văn Ký,Giấy khen,tập thể,A,,Phòng Thu,40/BHXH-TĐKT,2024-2025,
        16/QĐ-BHXH,03/01/2025,Lê Văn Ký,Khen thưởng của Tổng Giám đốc cho tập thể,tập thể,A,,Phòng Thu,4225,2024,Chính đề nghị này
        17/QĐ-BHXH,03/01/2025,Lê Văn Ký,Giấy khen,tập thể,A,,,,2024,Cả đơn vị
        18/QĐ-BHXH,03/01/2025,Lê Văn Ký,Giấy khen,tập thể,A,,Phòng Chế độ,,2024,Phòng khác

        """;

    [Fact]
    public void Movements_that_do_not_hang_together_are_not_compared()
    {
        using var office = Filled(Engine.Sqlite, parent: "99/KH-BHXH");
        office.Import(FileKind.Nominees, Nominees, "de-nghi-99.csv", campaign: "ba-muoi-nam");
        Assert.Equal([], Doubles(office));
    }

    /// <summary>The other movement bears the number that the letter of 4225 ties itself to, or another one.</summary>
    private static Office Filled(Engine engine, string parent)
    {
        var office = new Office(engine, "4225", new(2025, 1, 5));
        new AddCampaign(office.Installation).AddText($$$"""
            id: ba-muoi-nam
            title: {vi: Ba mươi năm thành lập, en: Thirty years}
            short-title: {vi: Ba mươi năm, en: Thirty years}
            document: {number: {{{parent}}}, date: 2024-01-09, kind: {vi: Công văn, en: Letter}, issuer: {vi: BHXH Việt Nam, en: VSS}, signer: Nguyễn Văn Ví Dụ}
            clauses: [{number: "1", text: "Lập thành tích."}]
            window: {from: 2024-01-09, to: 2025-02-16, clause: "1"}
            indicators:
              - {id: hi, title: {vi: Tham gia BHYT, en: HI}, short-title: {vi: BHYT, en: HI}, measure: figure-against-target, clause: "1"}
            awards:
              - {id: tap-the, title: {vi: Bằng khen tập thể, en: Diploma}, subject: collective, authority: {vi: Tổng Giám đốc, en: Director}, clause: "1", criterion: {rule: nominated, clause: "1"}}
              - {id: ca-nhan, title: {vi: Bằng khen cá nhân, en: Diploma}, subject: individual, authority: {vi: Tổng Giám đốc, en: Director}, clause: "1", criterion: {rule: nominated, clause: "1"}}
            """, "ba-muoi-nam.yaml");
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại\nA,BHXH tỉnh A,tỉnh\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Nguyễn Thị Ân,A\n", "can-bo.csv");
        office.Import(FileKind.Nominees, Nominees, "de-nghi.csv", campaign: "4225");
        return office;
    }

    private static IEnumerable<string> Doubles(Office office) => All(office).Select(d => $"{d.Here.Unit} {d.Award.Id} {d.Here.Subject} / {d.OtherCampaign.Id} {d.OtherAward.Id} {d.Other.Subject}");

    private static string Said(Office office) => DoubleAwardQueries.Said(All(office)[0], Language.Vi);

    private static IReadOnlyList<DoubleAward> All(Office office) => Both(office).Proposed;

    private static Doubles Both(Office office)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "4225", new());
        return DoubleAwardQueries.All(db, office.Installation, ground, new AwardQueries(db, ground, new(db, ground)).Answer());
    }

    private static IEnumerable<string> Issued(Office office) => Both(office).Issued.Select(d => $"{d.Here.Unit} {d.Award.Id} {d.Here.Subject} / {d.Issued.Number} {d.Issued.Form}");
}
