using ThiDua.Core.Reminders;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Tests.Support;
using ThiDua.Texts;

namespace ThiDua.Tests.Reminders;

/// <summary>Reminders leave by a real mail server, climb their ladder, stop when the duty is met, never twice on a day.</summary>
public sealed class SendTests
{
    private const string Results = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_reminder_climbs_and_stops_when_the_duty_is_met(Engine engine)
    {
        using var office = Ready(engine);
        using var mail = new MailServer();
        Assert.Equal(["PB1 sent phong@vidu.vn", "XP1 no-address "], Send(office, mail, 20));
        Assert.Equal(
            [("van-phong@vidu.vn", "phong@vidu.vn", "Long Xuyên 15–30/11/2024: Phòng Một còn việc phải làm", """
                Phòng Một: Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện mới có 0/1, còn thiếu 1. Chưa có: Lê An. Hạn: hết ngày 30/11/2024.

                Phòng Một: Cán bộ có đầy đủ thân nhân tham gia BHYT mới có 0/1, còn thiếu 1. Chưa có: Lê An. Hạn: hết ngày 30/11/2024.
                """)],
            mail.Messages());
        mail.Forget();
        Assert.Equal(["PB1 waits ", "XP1 no-address "], Send(office, mail, 20));
        Assert.Equal(["PB1 waits ", "XP1 no-address "], Send(office, mail, 22));
        Assert.Equal([], mail.Messages());
        Assert.Equal(["PB1 sent phong@vidu.vn", "XP1 no-address "], Send(office, mail, 23));
        Assert.Equal(["PB1 sent thanh-pho@vidu.vn", "XP1 no-address "], Send(office, mail, 26));
        Assert.Equal(["PB1 used-up ", "XP1 no-address "], Send(office, mail, 30));

        office.Import(FileKind.Results, Results + "Phan B,8900000002,HGD,TM,16/11/2024,BL2,11/2024,3,B1,cha\nPhan C,8900000003,TN,TM,16/11/2024,BL3,11/2024,3,B1,cha\n", "ket-qua.csv");
        Assert.Equal(["PB1 used-up "], Send(office, mail, 30));
        Assert.Equal(["PB1 over "], [.. new SendReminders(office.Installation with { Today = new(2024, 12, 1) }).Send("9936", new(), mail.Address, Language.Vi).Select(s => $"{s.Unit} {s.Outcome} {s.To}")]);
        office.MustVerify();
    }

    [Fact]
    public void What_the_server_refuses_is_told_and_may_be_tried_again_on_the_same_day()
    {
        using var office = Ready(Engine.Sqlite);
        using (var small = new MailServer(largest: 100))
        {
            Assert.Equal(["PB1 failed phong@vidu.vn", "XP1 no-address "], Send(office, small, 20));
        }
        using var mail = new MailServer();
        Assert.Equal(["PB1 sent phong@vidu.vn", "XP1 no-address "], Send(office, mail, 20));
    }

    [Fact]
    public void A_step_is_due_after_its_days_and_never_twice_on_a_day()
    {
        LadderStep[] steps = [new(0, Addressee.Unit), new(0, Addressee.Unit), new(5, Addressee.UnitAbove)];
        var first = new DateOnly(2024, 11, 18);
        Assert.Equal(
            [steps[0], null, steps[1], null, steps[2], null],
            new[] { Ladder.Due(steps, [], first), Ladder.Due(steps, [first], first), Ladder.Due(steps, [first], first.AddDays(1)), Ladder.Due(steps, [first.AddDays(1), first], first.AddDays(5)),
                Ladder.Due(steps, [first.AddDays(1), first], first.AddDays(6)), Ladder.Due(steps, [first, first.AddDays(1), first.AddDays(6)], first.AddDays(60)) });
    }

    [Fact]
    public void The_shipped_ladder_is_read() => Assert.Equal(
        [new LadderStep(0, Addressee.Unit), new(3, Addressee.Unit), new(3, Addressee.UnitAbove)], ReminderCatalog.Ladder);

    [Theory, InlineData("http://127.0.0.1?from=a@b.vn"), InlineData("smtp://127.0.0.1"), InlineData("chữ")]
    public void An_address_of_another_form_is_refused(string address) => Assert.Throws<FormatException>(() => MailBox.Open(address));

    private static Office Ready(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email
            LX,Thành phố,,UBND,,thanh-pho@vidu.vn
            PB1,Phòng Một,LX,phòng,phòng ban,phong@vidu.vn
            XP1,Xã Một,LX,xã,xã phường,không có
            """, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Lê An,PB1\nB1,Lê Bình,XP1\n", "can-bo.csv");
        return office;
    }

    private static string[] Send(Office office, MailServer mail, int day) =>
        [.. new SendReminders(office.Installation with { Today = new(2024, 11, day) }).Send("9936", new(), mail.Address, Language.Vi).OrderBy(s => s.Unit, StringComparer.Ordinal).Select(s => $"{s.Unit} {s.Outcome} {s.To}")];
}
