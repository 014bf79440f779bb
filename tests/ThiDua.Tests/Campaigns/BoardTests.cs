using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
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
            using var all = office.Installation.Open();
            var within = units?.Select(u => all.One<int>("select unit_id from unit where code = @u", new { u })).ToHashSet();
            var installation = office.Installation with { Limit = within is null ? null : new Limit(within, null) };
            using var db = installation.Open();
            return string.Join(", ", new BoardQueries(db, installation, within).Board("9936").Waiting.Select(w => $"{w.Reason} {w.Rows}"));
        }
    }
}
