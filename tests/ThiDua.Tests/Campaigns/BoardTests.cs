using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Targets;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Campaigns;

/// <summary>What the board tells whom.</summary>
public sealed class BoardTests
{
    /// <summary>The same on both engines, and nothing of another ward behind the wall of PostgreSQL, though the rows are found for everybody at once.</summary>
    [Theory, InlineData(Engine.Sqlite, false), InlineData(Engine.Postgres, false), InlineData(Engine.Sqlite, true), InlineData(Engine.Postgres, true)]
    public void Rows_that_wait_are_counted_for_the_units_of_who_looks(Engine engine, bool remembers)
    {
        using var office = new Office(engine, remembers: remembers);
        office.Import(FileKind.Units, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm
            LX,UBND thành phố,,cơ quan,
            XP1,Phường Mỹ Bình,LX,phường,xã phường
            XP2,Phường Mỹ Hoà,LX,phường,xã phường
            XP3,Phường Mỹ Long,LX,phường,xã phường
            """, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Phạm Dung,XP1\nB2,Võ Em,XP1\nC1,Hồ Kim,XP2\nC2,Tô Lan,XP2\nD1,Lê Sơn,XP3\n", "can-bo.csv");
        office.Import(FileKind.Results, """
            Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ
            Phan Một,8900000101,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha
            Phan Một,8900000101,TN,TM,16/11/2024,BL1,11/2024,3,B2,cha
            Lê Ba,8900000203,TN,TM,16/11/2024,BL2,11/2024,3,C1,cha
            Lê Ba,8900000203,TN,TM,16/11/2024,BL2,11/2024,3,C2,cha
            Lê Tư,8900000204,TN,TM,16/11/2024,BL3,11/2024,3,C1,mẹ
            Lê Tư,8900000204,TN,TM,16/11/2024,BL3,11/2024,3,B1,mẹ
            Vô Danh,8900000301,TN,TM,16/11/2024,BL4,11/2024,3,ZZ,cha
            """, "ket-qua.csv");
        Assert.Equal("officer-unknown 1, second-claim 3", Told(null));
        Assert.Equal("second-claim 2", Told("XP1"));
        Assert.Equal("second-claim 1", Told("XP2"));
        Assert.Equal("", Told("XP3"));
        Assert.Equal("", Told());

        string Told(params string[]? units)
        {
            var within = units is null ? null : Numbers(office, units);
            return string.Join(", ", new BoardQueries(office.Installation with { Limit = within is null ? null : new Limit(within, null) }, within).Board("9936").Waiting.Select(w => $"{w.Reason} {w.Rows}"));
        }
    }

    /// <summary>Whoever looks first: signed reasons of other units are behind the wall, how many differences lack one is told to everybody.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_a_clerk_is_told_of_the_whole_is_what_the_office_is_told(Engine engine)
    {
        using var office = new Office(engine, "3096", remembers: true);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại\nT,BHXH tỉnh,,tỉnh\nA,BHXH huyện A,T,huyện\nB,BHXH huyện B,T,huyện\n", "don-vi.csv");
        office.Import(FileKind.Targets, "Mã đơn vị,Chỉ tiêu,Giao\nT,voluntary-si,10\nA,voluntary-si,6\nB,voluntary-si,6\n", "chi-tieu.csv", campaign: "3096");
        Assert.Equal((1, 1), (Uneven("A"), Uneven()));
        new ExplainDifference(office.Installation).Record("3096", "voluntary-si", "T", null, new("Huyện B xin nhận thêm", "15/QĐ-BHXH", "Nguyễn Văn Ví Dụ"));
        Assert.Equal((0, 0), (Uneven("A"), Uneven()));

        int Uneven(params string[] units)
        {
            var within = units.Length == 0 ? null : Numbers(office, units);
            return new BoardQueries(office.Installation with { Limit = within is null ? null : new Limit(within, null) }, within).Board("3096").UnevenTargets;
        }
    }

    /// <summary>Who holds one and waits for another keeps others waiting, who do the same.</summary>
    [Fact]
    public void The_board_needs_one_connection_at_a_time()
    {
        using var office = new Office(Engine.Postgres);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var within = Numbers(office, ["XP1"]);
        var installation = office.Installation with { Limit = new Limit(within, null), Postgres = office.Installation.Postgres + ";Maximum Pool Size=1;Timeout=2" };
        Assert.Equal([0, 0, 0], new BoardQueries(installation, within).Board("9936").Tiles.Take(3).Select(t => t.UnitsMet));
    }

    private static HashSet<int> Numbers(Office office, string[] units)
    {
        using var db = office.Installation.Open();
        return [.. units.Select(u => db.One<int>("select unit_id from unit where code = @u", new { u }))];
    }
}
