using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Standings;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Reminders;

/// <summary>Whom to urge, whom to call, whom to praise (9936/I, VI.6; SCT/I.3.b).</summary>
public sealed class RemindTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void Only_who_has_not_acted_is_urged_and_only_who_is_uncovered_is_called(Engine engine)
    {
        using var office = new Office(engine);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        office.Import(FileKind.Relatives, """
            Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH,Miễn trừ
            A1,cha,Phan A,8900000001,
            A1,con,Phan B,,x
            """, "nguoi-than.csv");
        office.Import(FileKind.Cards, """
            Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã,Điện thoại
            8900000001,Phan A,01/01/2023,31/12/2023,30280,
            8900000002,Phan Gọi,01/10/2023,30/09/2024,30280,0901000002
            8900000003,Phan Về,01/10/2023,30/09/2024,30280,
            8900000004,Phan Muộn,01/11/2023,31/10/2024,30280,
            8900000005,Phan Thu,01/02/2023,31/01/2024,,
            """, "the.csv");
        office.Import(FileKind.Results, LongXuyenTests.Head.Replace("\n", ",Mã nhân viên thu\n", StringComparison.Ordinal) + """
            Phan Về,8900000003,,HGD,TL,16/11/2024,BL1,11/2024,12,B1,cha,
            Phan Thu,8900000005,,HGD,TM,01/02/2023,BL2,02/2023,12,B1,cha,NVT-01
            Phan X,8900000007,,TN,DT,16/11/2024,BL3,11/2024,12,B2,cha,
            """, "ket-qua.csv");

        using var db = office.Installation.Open();
        var ground = Ground.Of(db, office.Installation, "9936", new());
        var reminders = new RemindQueries(db, ground).Ask();

        Assert.Equal(
            [
                "staff-voluntary-si PB1: A1 chưa có kết quả nào; A2 chưa có kết quả nào",
                "staff-voluntary-si XP1: B1 chưa có kết quả nào; B2 có 1 biên lai nhưng chưa được tính; xem lý do trước khi nhắc",
                "staff-voluntary-si XP2: B3 chưa có kết quả nào",
                "staff-all-relatives-hi PB1: A1 còn 1 trong 2 thân nhân chưa có BHYT; A2 chưa kê khai thân nhân",
                "staff-one-relative-hi XP1: B2 chưa có kết quả nào",
                "staff-one-relative-hi XP2: B3 chưa có kết quả nào",
                "staff-one-person-hi TYT1: S1 chưa có kết quả nào",
            ],
            reminders.Urge.Select(u => $"{u.Standing.IndicatorId} {u.Row.Code}: {string.Join("; ", u.Officers.Select(o => $"{o.Code} {ReminderText.Officer(o, Language.Vi)}"))}"));
        Assert.Equal([" NVT-01 2024-01-31 Phan Thu", "30280  2024-09-30 Phan Gọi"],
            reminders.Call.Select(p => $"{p.Commune} {p.Collector} {p.Ended:yyyy-MM-dd} {p.Personal["name"]}"));
        Assert.Equal([], reminders.Praise);
        Assert.Equal(
            "Phường Mỹ Hoà: Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện mới có 0/1, còn thiếu 1. Chưa có: Đỗ Gấm. Hạn: hết ngày 30/11/2024.",
            ReminderText.ToUnit(reminders.Urge[2], ground.Campaign, Language.Vi));
    }

    [Fact]
    public void The_command_masks_persons_unless_a_reason_is_given()
    {
        using var town = new ThiDua.Tests.Cli.SmallTown();
        town.Command.Must("import", "cards", town.Command.Write("the.csv", "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến,Mã xã\n8900000099,Phan Gọi,01/10/2023,30/09/2024,30280\n"));
        var masked = town.Command.Must("remind", "9936", "--json").Json["call"]![0]!;
        Assert.Equal("""{"commune":"30280","collector":null,"ended":"2024-09-30","person":"…099","code":"P5","state":"new","last":null}""", masked.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal("Phan Gọi", (string?)town.Command.Must("remind", "9936", "--json", "--reveal", "gọi điện").Json["call"]![0]!["name"]);
        Assert.Equal(["gọi điện remind 9936"], Sqlite.Query(town.Command.Data, "select reason, subject from disclosure"));
    }
}
