using ThiDua.Awards;
using ThiDua.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>
/// An invented campaign, written from docs/campaign-file.md alone, with other days, groups, relatives, targets and rules than 9936.
/// It runs without a line of code of its own.
/// </summary>
public sealed class SixthCampaignTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "ThiDua.Tests", "Campaigns", "Sixth");

    private const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        H,Huyện tưởng tượng,,huyện,
        T1,Trường Một,H,trường,Trường học
        T2,Trường Hai,H,trường,trường học
        T2A,Điểm trường Hai A,T2,điểm trường,
        B1,Bệnh viện Một,H,bệnh viện,bệnh viện
        """;

    private const string Officers = """
        Mã cán bộ,Họ và tên,Mã đơn vị,Đối tượng
        G1,Nguyễn Thị Ân,T1,viên chức
        G2,Trần Văn Bằng,T1,viên chức
        G3,Lê Thị Cẩm,T1,viên chức
        G4,Phạm Văn Duy,T1,người lao động
        G5,Võ Thị Én,T2A,viên chức
        Y1,Đỗ Văn Giàu,B1,viên chức
        Y2,Hồ Thị Hoa,B1,
        """;

    private const string Results = """
        Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
        Người Một,8900000001,TN,TM,05/03/2025,R1,03/2025,1,G1,vợ
        Người Hai,8900000002,TN,TM,01/03/2025,R2,03/2025,6,G2,anh
        Người Ba,8900000003,TN,TM,30/06/2025,R3,07/2025,3,G5,con
        Người Bốn,8900000004,TN,TM,28/02/2025,R4,03/2025,6,G3,mẹ
        Người Năm,8900000005,TN,TM,06/03/2025,R5,03/2025,6,G4,mẹ
        Người Một,8900000001,TN,TL,20/06/2025,R6,06/2025,1,G3,vợ
        Người Sáu,8900000006,HGD,TM,01/04/2025,R7,04/2025,12,Y1,không phải người thân
        Người Bảy,8900000007,HGD,DT,02/04/2025,R8,04/2025,12,Y2,khác
        Người Tám,8900000008,HGD,TL,03/04/2025,R9,04/2025,12,G1,khác
        """;

    private const string Targets = """
        Mã đơn vị,Chỉ tiêu,Kỳ,Giao
        B1,hi-persons,,2
        T1,Số người tham gia BHYT hộ gia đình,,2
        B1,satisfaction,,"92,5"
        """;

    private const string Figures = """
        Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện
        B1,satisfaction,31/03/2025,"92,5"
        B1,satisfaction,30/06/2025,"92,51"
        """;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void It_runs_as_it_was_reckoned_by_hand(Engine engine)
    {
        using var office = Filled(engine);

        // On 30/04: G1's person (paid for March, one month's window) still participates; G2's is no family of the list; T2's has not paid yet.
        Assert.Equal(
            [
                "family-voluntary-si schools T1 1/3 #1 not", "family-voluntary-si schools T2 0/1 #2 not",
                "first-hi hospitals B1 1/2 #1 not",
                "hi-persons schools T1 1/ #1 not", "hi-persons schools T2 0/ #2 -", "hi-persons hospitals B1 2/ #1 met",
                "satisfaction hospitals B1 92.5/92.5 #1 not",
            ],
            Lines(office, StandingOf.Units, new(2025, 4, 30)));

        // On 30/06, the earlier of today and the window's end: G1's person lapsed in May and was brought back by G3; T2's pays ahead.
        Assert.Equal(
            [
                "family-voluntary-si schools T2 1/1 #1 met", "family-voluntary-si schools T1 1/3 #2 not",
                "first-hi hospitals B1 1/2 #1 not",
                "hi-persons schools T1 1/ #1 not", "hi-persons schools T2 0/ #2 -", "hi-persons hospitals B1 2/ #1 met",
                "satisfaction hospitals B1 92.51/92.5 #1 met",
            ],
            Lines(office, StandingOf.Units, null));
        Assert.Equal(
            ["G3 1/ #1 met", "G5 1/ #1 met", "G1 0/ #3 not", "G2 0/ #3 not"],
            Lines(office, StandingOf.Officers, null).Where(l => l.StartsWith("family-voluntary-si", StringComparison.Ordinal)).Select(l => l["family-voluntary-si schools ".Length..]));
        office.MustVerify();
    }

    [Fact]
    public void Between_lapse_and_return_the_credit_sleeps()
    {
        using var office = Filled(Engine.Sqlite);
        Assert.Equal("family-voluntary-si schools T1 0/3 #1 not", Lines(office, StandingOf.Units, new(2025, 5, 1))[0]);
        Assert.Equal("family-voluntary-si schools T1 0/3 #1 not", Lines(office, StandingOf.Units, new(2025, 6, 19))[0]);
        Assert.Equal("family-voluntary-si schools T1 1/3 #1 not", Lines(office, StandingOf.Units, new(2025, 6, 20))[0]);
    }

    [Fact]
    public void Its_clauses_stand_in_its_document()
    {
        var document = File.ReadAllText(Path.Combine(Folder, "document.txt"));
        var campaign = CampaignFile.Read(File.ReadAllText(Path.Combine(Folder, "campaign.yaml"))).Campaign!;
        Assert.All(campaign.Clauses, c => Assert.Contains(c.Text, document, StringComparison.Ordinal));
    }

    /// <summary>Y1 and Y2 brought one person each, as did three others: five equals do not fit into two places, so people decide.</summary>
    [Fact]
    public void Its_quota_is_never_overstepped()
    {
        using var office = Filled(Engine.Sqlite);
        Assert.Equal(["1 G1 False", "1 G3 False", "1 G5 False", "1 Y1 False", "1 Y2 False"], Individuals(office));
        office.Import(FileKind.Results, Results.Split('\n')[0] + "\nNgười Chín,8900000009,HGD,TM,04/04/2025,R10,04/2025,12,Y1,khác\n", "ket-qua-2.csv");
        Assert.Equal(["1 Y1 True", "2 G1 False", "2 G3 False", "2 G5 False", "2 Y2 False"], Individuals(office));
    }

    private static IEnumerable<string> Individuals(Office office)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "gia-dinh", new());
        return [.. new AwardQueries(db, ground, new(db, ground)).Answer().Proposals.Where(p => p.Award == "ca-nhan").Select(p => $"{p.Rank} {p.Subject} {p.WithinQuota}")];
    }

    private static Office Filled(Engine engine)
    {
        var office = new Office(engine, campaign: null, today: new(2025, 7, 1));
        new AddCampaign(office.Installation).Add(Path.Combine(Folder, "campaign.yaml"));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        office.Import(FileKind.Results, Results, "ket-qua.csv");
        office.Import(FileKind.Targets, Targets, "chi-tieu.csv", campaign: "gia-dinh");
        office.Import(FileKind.Figures, Figures, "so-lieu.csv", campaign: "gia-dinh");
        return office;
    }

    private static string[] Lines(Office office, StandingOf of, DateOnly? asOf) =>
        [.. office.Standings(new(of), new(asOf), "gia-dinh").SelectMany(s => s.Rows.Select(r => FormattableString.Invariant(
            $"{s.IndicatorId} {s.Group?.Id} {r.Code} {r.Numerator:0.##}/{r.Denominator:0.##} #{r.Rank} {(r.Met switch { true => "met", false => "not", null => "-" })}")))];
}
