using ThiDua.Core.Standings;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Counting;

/// <summary>The measures of 9936 on files small enough to be counted by hand, on both engines.</summary>
public sealed class LongXuyenTests
{
    public const string Units = """
        Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
        TH1,Trường Tiểu học số 1,PB1,trường học,
        LX,UBND thành phố,,cơ quan,
        PB1,Phòng Giáo dục,LX,phòng,phòng ban
        XP1,Phường Mỹ Bình,LX,phường,xã phường
        XP2,Phường Mỹ Hoà,LX,phường,xã phường
        TYT1,Trạm y tế Mỹ Bình,PB1,trạm,trạm y tế
        """;

    public const string Officers = """
        Mã cán bộ,Họ và tên,Mã đơn vị,Từ ngày,Đến ngày
        A1,Nguyễn An,PB1,,
        A2,Trần Bình,TH1,,
        A3,Lê Cúc,PB1,,31/10/2024
        B1,Phạm Dung,XP1,,
        B2,Võ Em,XP1,,
        B3,Đỗ Gấm,XP2,,
        S1,Hồ Hạnh,TYT1,,
        """;

    public const string Head = "Họ và tên,Mã số BHXH,Số định danh,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        return office;
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_III_1_1_a_half_of_the_staff_rounds_up(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Results, Head + """
            Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A2,cha
            Phan B,8900000002,,TN,TM,30/11/2024,BL2,11/2024,1,B1,khác
            Phan C,8900000003,,TN,DT,17/11/2024,BL3,11/2024,3,B3,mẹ
            Phan D,8900000004,,TN,TM,14/11/2024,BL4,11/2024,3,B3,mẹ
            """, "ket-qua.csv");

        Assert.Equal(
            ["departments PB1 1/2 #1 met", "communes XP1 1/2 #1 met", "communes XP2 0/1 #2 not"],
            office.Lines("staff-voluntary-si"));
        Assert.Equal(
            ["ket-qua.csv#4 staff-voluntary-si not-counted hint-continued", "ket-qua.csv#5 staff-voluntary-si not-counted outside-window"],
            office.Why("B3"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_III_1_1_b_all_declared_relatives_of_the_list(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Relatives, """
            Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH,Miễn trừ
            A1,cha,Phan A,8900000001,
            A1,con,Phan B,,x
            A1,vợ/chồng,Phan C,,
            A2,không có,,,
            """, "nguoi-than.csv");
        Assert.Equal(["departments PB1 0/1 #1 not"], office.Lines("staff-all-relatives-hi"));

        office.Import(FileKind.Cards, """
            Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến
            8900000001,Phan A,01/01/2024,30/11/2024
            """, "the.csv");
        Assert.Equal(["departments PB1 1/1 #1 met"], office.Lines("staff-all-relatives-hi"));
        Assert.Equal(["departments PB1 0/1 #1 not"], office.Lines("staff-all-relatives-hi", new(AsOf: new(2024, 12, 1))));
        Assert.Equal(["departments A1 2/2 #1 met"], office.Lines("staff-all-relatives-hi", of: StandingOf.Officers));
        Assert.Equal(
            [
                "nguoi-than.csv#2 staff-all-relatives-hi counted covered", "nguoi-than.csv#3 staff-all-relatives-hi counted exempt",
                "nguoi-than.csv#4 staff-all-relatives-hi not-counted relation-not-listed",
            ],
            office.Why("A1"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_I_cards_that_ended_01_to_09_2024_are_won_back(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Cards, """
            Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến
            8900000001,Phan A,01/01/2023,01/01/2024
            8900000002,Phan B,01/01/2023,31/12/2023
            8900000003,Phan C,01/10/2023,30/09/2024
            8900000004,Phan D,01/10/2023,01/10/2024
            8900000005,Phan E,01/12/2023,30/11/2024
            """, "the.csv");
        office.Import(FileKind.Results, Head + """
            Phan A,8900000001,,HGD,DT,16/11/2024,BL1,11/2024,12,B1,cha
            Phan B,8900000002,,HGD,DT,16/11/2024,BL2,11/2024,12,B1,cha
            Phan C,8900000003,,HGD,DT,16/11/2024,BL3,11/2024,12,B2,vợ/chồng
            Phan D,8900000004,,HGD,DT,16/11/2024,BL4,11/2024,12,B3,cha
            Phan E,8900000005,,HGD,TM,16/11/2024,BL5,11/2024,12,B3,cha
            Phan F,8900000006,,HGD,TM,16/11/2024,BL6,11/2024,12,S1,không phải người thân
            """, "ket-qua.csv");

        Assert.Equal(["departments PB1 0/ #1 -", "communes XP1 2/ #1 -", "communes XP2 0/ #2 -"], office.Lines("won-back-hi"));
        // B1: A won back, B returned after more than 3 months; B2: the spouse is not in the list; B3: D and E renewed in time.
        Assert.Equal(["communes XP1 1/2 #1 not", "communes XP2 0/1 #2 not"], office.Lines("staff-one-relative-hi"));
        Assert.Equal(["health-stations TYT1 1/1 #1 met"], office.Lines("staff-one-person-hi"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Files_may_come_in_any_order_and_be_withdrawn(Engine engine)
    {
        using var office = new Office(engine);
        var first = office.Import(FileKind.Results, Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n", "ket-qua.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        office.Import(FileKind.Units, Units, "don-vi.csv");
        var known = office.Now;
        office.Import(FileKind.Results, Head + "Phan A,8900000001,,TN,HUY,16/11/2024,BL1,11/2024,3,A1,cha\n", "huy.csv");

        Assert.Equal((0, 1), (first.Accepted, first.Waiting));
        Assert.Equal("departments PB1 0/2 #1 not", office.Lines("staff-voluntary-si")[0]);
        Assert.Equal("departments PB1 1/2 #1 met", office.Lines("staff-voluntary-si", new(KnownAt: known))[0]);
        office.Withdraw("huy.csv");
        Assert.Equal("departments PB1 1/2 #1 met", office.Lines("staff-voluntary-si")[0]);
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_second_claim_and_a_contradiction_wait(Engine engine)
    {
        using var office = Ready(engine);
        var result = office.Import(FileKind.Results, Head + """
            Phan A,8900000001,089190000001,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha
            Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha
            Phan A,8900000002,089190000001,TN,TM,17/11/2024,BL2,11/2024,3,B1,cha
            Phan A,,089190000001,TN,TM,18/11/2024,BL3,11/2024,3,B1,cha
            Phan A,8900000001,089190000001,TN,TM,16/11/2024,BL1,11/2024,6,A1,cha
            Phan A,8900000001,089190000001,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha
            """, "ket-qua.csv");

        Assert.Equal((6, 2, 1, 1, 2, 0), (result.Rows, result.Accepted, result.Unchanged, result.Corrected, result.Waiting, result.Rejected));
        Assert.Equal(["second-claim", "identifiers-contradict"], result.Issues.Select(i => i.Code));
        Assert.Equal(
            [
                "ket-qua.csv#3 staff-voluntary-si waiting second-claim", "ket-qua.csv#4 staff-voluntary-si waiting identifiers-contradict",
                "ket-qua.csv#5 staff-voluntary-si not-counted kind-continued",
            ],
            office.Why("B1"));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Clause_9936_VI_5_schools_appear_with_their_pupils_and_change_nothing_else(Engine engine)
    {
        using var office = Ready(engine);
        var before = office.Standings().Select(s => $"{s.IndicatorId} {s.Group?.Id} {string.Join(' ', s.Rows.Select(r => r.Code))}").ToList();
        Assert.DoesNotContain(before, b => b.StartsWith("pupils", StringComparison.Ordinal));
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Kỳ,Giao\nTH1,pupils-hi-2024-2025,,400\n", "chi-tieu.csv");
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nTH1,pupils-hi-2024-2025,20/11/2024,399\n", "so-lieu.csv");
        Assert.Equal([" TH1 399/400 #1 not"], office.Lines("pupils-hi-2024-2025"));
        office.Import(FileKind.Figures, "Mã đơn vị,Chỉ tiêu,Ngày chốt,Thực hiện\nTH1,pupils-hi-2024-2025,25/11/2024,400\n", "so-lieu-2.csv");
        Assert.Equal([" TH1 400/400 #1 met"], office.Lines("pupils-hi-2024-2025"));
        Assert.Equal(before, office.Standings().Where(s => s.Indicator.Id != "pupils-hi-*").Select(s => $"{s.IndicatorId} {s.Group?.Id} {string.Join(' ', s.Rows.Select(r => r.Code))}"));
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        Assert.DoesNotContain("TH1", new ThiDua.Awards.AwardQueries(db, ground, new(db, ground)).Answer().Proposals.Select(p => p.Subject));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_second_claim_that_names_both_numbers_waits_and_links_nothing(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Results, Head + """
            Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha
            Phan A,8900000001,089190000001,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha
            Phan A,,089190000001,TN,TM,18/11/2024,BL3,11/2024,3,B1,cha
            """, "ket-qua.csv");

        Assert.Equal(
            ["ket-qua.csv#3 staff-voluntary-si waiting second-claim", "ket-qua.csv#4 staff-voluntary-si counted counted-new"],
            office.Why("B1"));
        Assert.Equal(["ket-qua.csv#2 staff-voluntary-si counted counted-new"], office.Why("A1"));
        office.MustVerify();
    }
}
