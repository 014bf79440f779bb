using ThiDua.Insurance;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Standings;

/// <summary>An explanation names what holds now, also after withdrawals, and gives the reason that really decides.</summary>
public sealed class ExplainTests
{
    private const string Results = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";
    private const string Row = "Phan A,8900000001,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_row_stated_twice_is_named_by_the_file_that_still_holds(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Results, Results + Row, "a.csv");
        office.Import(FileKind.Results, Results + "Phan B,8900000002,TN,TM,16/11/2024,BL2,11/2024,3,B1,cha\n" + Row, "b.csv");
        office.Withdraw("a.csv");
        Assert.Equal(["b.csv#2 staff-voluntary-si counted counted-new", "b.csv#3 staff-voluntary-si counted counted-new"], office.Why("B1"));
        Assert.Equal(["b.csv#3"], OfRow(office, "b.csv", 3));
    }

    [Fact]
    public void A_code_that_only_waiting_rows_name_is_answered_with_them()
    {
        using var office = Ready(Engine.Sqlite);
        office.Import(FileKind.Results, Results + Row.Replace("B1", "ZZ9", StringComparison.Ordinal), "a.csv");
        Assert.Equal(["a.csv#2 staff-voluntary-si waiting officer-unknown"], office.Why("ZZ9"));
        Assert.Equal("officer-unknown", Assert.Throws<QuestionException>(() => office.Why("KHONG")).Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_row_of_a_card_a_unit_or_an_officer_is_said_to_count_for_nobody_by_itself(Engine engine)
    {
        using var office = Ready(engine);
        office.Import(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến\n8900000001,Phan A,01/01/2024,31/12/2024\n", "the.csv");
        foreach (var file in (string[])["the.csv", "don-vi.csv", "can-bo.csv"]) Assert.Equal("row-not-counted", Assert.Throws<QuestionException>(() => OfRow(office, file, 2)).Code);
        Assert.Equal("row-unknown", Assert.Throws<QuestionException>(() => OfRow(office, "the.csv", 99)).Code);
    }

    [Fact]
    public void What_only_the_hint_says_is_told_as_the_hint()
    {
        using var office = Ready(Engine.Sqlite);
        office.Import(FileKind.Results, Results + "Phan A,8900000001,HGD,DT,16/11/2024,BL1,11/2024,3,B1,cha\nPhan B,8900000002,TN,TL,16/11/2024,BL2,11/2024,3,B1,cha\n", "a.csv");
        Assert.Equal(
            ["a.csv#2 staff-one-relative-hi not-counted hint-renewed", "a.csv#2 won-back-hi not-counted no-earlier-cover", "a.csv#2 staff-one-person-hi not-counted hint-renewed", "a.csv#3 staff-voluntary-si counted counted-hint-rejoined"],
            office.Why("B1"));
    }

    [Theory, InlineData("xã phường"), InlineData("phòng ban")]
    public void Relatives_whose_cover_ends_soon_are_told_the_first_to_end_first(string group)
    {
        using var office = new Office(Engine.Sqlite, today: new(2024, 11, 20));
        office.Import(FileKind.Units, $"Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,{group}\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\n", "can-bo.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH,Miễn trừ\nB1,cha,Phan A,8900000001,\nB1,mẹ,Phan B,8900000002,\nB1,con,Phan C,8900000003,\nB1,con,Phan D,8900000004,\nB1,con,Phan E,8900000005,có\nB1,con,Phan G,8900000006,\n", "than-nhan.csv");
        office.Import(FileKind.Cards, """
            Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến
            8900000001,Phan A,01/01/2024,20/12/2024
            8900000002,Phan B,01/12/2023,30/11/2024
            8900000003,Phan C,01/01/2024,31/12/2024
            8900000004,Phan D,01/01/2024,31/10/2024
            8900000005,Phan E,01/01/2024,30/11/2024
            8900000006,Phan G,01/01/2024,30/11/2024
            8900000006,Phan G,01/12/2024,30/11/2025
            """, "the.csv");
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        var rows = new ExplainQueries(db, ground, new StandingsQueries(db, ground), InsuranceCatalog.PaymentWindows).OfOfficer("B1");
        Assert.Equal(["than-nhan.csv#3 30/11", "than-nhan.csv#2 20/12"], ExplainedRow.EndingSoon(rows, ground.WorkDay, 30).Select(r => $"{r.File}#{r.Row.Row} {r.CoverEnds:dd}/{r.CoverEnds:MM}"));
    }

    [Fact]
    public void An_officer_of_a_unit_that_has_ended_is_told_so()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm,Từ ngày,Đến ngày\nXP1,Xã Một,xã,xã phường,,31/10/2024\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\n", "can-bo.csv");
        office.Import(FileKind.Results, Results + Row, "a.csv");
        Assert.Equal(["a.csv#2 staff-voluntary-si not-counted unit-not-there"], office.Why("B1"));
    }

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,xã phường\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\n", "can-bo.csv");
        return office;
    }

    private static string[] OfRow(Office office, string file, int row)
    {
        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        return [.. new ExplainQueries(db, ground, new StandingsQueries(db, ground), InsuranceCatalog.PaymentWindows).OfRow(file, row).Select(e => $"{e.File}#{e.Row.Row}").Distinct()];
    }
}
