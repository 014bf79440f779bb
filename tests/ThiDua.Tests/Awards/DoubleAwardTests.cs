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

    private static IReadOnlyList<DoubleAward> All(Office office)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "4225", new());
        return DoubleAwardQueries.All(db, office.Installation, ground, new AwardQueries(db, ground, new(db, ground)).Answer());
    }
}
