using ThiDua.Core.Reminders;
using ThiDua.Intake;
using ThiDua.Reminders;
using ThiDua.Tests.Support;
using ThiDua.Texts;
using ThiDua.Web;

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

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void An_address_that_a_known_unit_gets_is_a_correction_and_mail_goes_there(Engine engine)
    {
        using var office = Ready(engine);
        var gained = office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Thư điện tử\nXP1,Xã Một,LX,xã,xã phường,xa-mot@vidu.vn\n", "thu-dien-tu.csv");
        Assert.Equal((1, 0, 1), (gained.Rows, gained.Unchanged, gained.Corrected));
        using var mail = new MailServer();
        Assert.Equal(["PB1 sent phong@vidu.vn", "XP1 sent xa-mot@vidu.vn"], Send(office, mail, 20));
        office.MustVerify();
    }

    [Fact]
    public void A_line_that_breaks_fails_one_mail_and_costs_no_step()
    {
        using var office = Ready(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email\nPB2,Phòng Hai,LX,phòng,phòng ban,phong-hai@vidu.vn\n", "phong-hai.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA2,Lê Cam,PB2\n", "can-bo-hai.csv");
        using var mail = new MailServer();
        using (var line = new BreakingLine(mail.Port))
        {
            Assert.Equal(["PB1 failed phong@vidu.vn", "PB2 sent phong-hai@vidu.vn", "XP1 no-address "], Send(office, MailServer.Over(line.Port), 20));
        }
        Assert.Equal(["PB1 1 failed", "PB2 1 sent"], Kept(office));
        Assert.Equal(["PB1 sent phong@vidu.vn", "PB2 waits ", "XP1 no-address "], Send(office, mail.Address, 20));
        Assert.Equal(["PB1 1 sent", "PB2 1 sent"], Kept(office));
        Assert.Equal(["phong-hai@vidu.vn", "phong@vidu.vn"], mail.Messages().Select(m => m.To));
    }

    [Fact]
    public void A_server_that_is_gone_in_between_fails_what_is_left()
    {
        var mail = new MailServer();
        using var box = MailBox.Open(mail.Address);
        mail.Dispose();
        var fault = Assert.ThrowsAny<Exception>(() => box.Send("phong@vidu.vn", "a", "b"));
        var again = Assert.ThrowsAny<Exception>(() => box.Send("phong@vidu.vn", "a", "b"));
        Assert.Equal((true, true), (MailBox.IsFault(fault), MailBox.IsFault(again)));
    }

    [Fact]
    public void An_addressee_gets_one_mail_a_day_about_all_units_below_and_a_unit_without_one_above_is_told()
    {
        using var office = new Office(Engine.Sqlite);
        office.Import(FileKind.Units, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email
            LX,Thành phố,,UBND,,thanh-pho@vidu.vn
            PB1,Phòng Một,LX,phòng,phòng ban,mot@vidu.vn
            PB2,Phòng Hai,LX,phòng,phòng ban,hai@vidu.vn
            PB3,Phòng Ba,LX,phòng,phòng ban,ba@vidu.vn
            PB4,Phòng Bốn,,phòng,phòng ban,bon@vidu.vn
            """, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Lê An,PB1\nA2,Lê Bình,PB2\nA4,Lê Cam,PB4\n", "can-bo.csv");
        using var mail = new MailServer();
        Send(office, mail, 18);
        Send(office, mail, 21);
        mail.Forget();
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA3,Lê Dung,PB3\n", "can-bo-ba.csv");
        Assert.Equal(["PB1 sent thanh-pho@vidu.vn", "PB2 sent thanh-pho@vidu.vn", "PB3 sent ba@vidu.vn", "PB4 no-unit-above "], Send(office, mail, 24));
        var above = mail.Messages().Single(m => m.To == "thanh-pho@vidu.vn");
        Assert.Equal("Long Xuyên 15–30/11/2024: 2 đơn vị còn việc phải làm", above.Subject);
        Assert.Equal(["Phòng Một", "Phòng Một", "Phòng Hai", "Phòng Hai"], above.Text.Split("\n\n").Select(t => t.Split(':')[0]));
        Assert.Equal(["ba@vidu.vn", "thanh-pho@vidu.vn"], mail.Messages().Select(m => m.To));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void What_was_sent_is_seen_with_its_step_and_a_masked_address(Engine engine)
    {
        using var office = Ready(engine);
        using (var small = new MailServer(largest: 100)) Send(office, small, 19);
        using var mail = new MailServer();
        Send(office, mail, 20);
        Send(office, mail, 23);
        Send(office, mail, 26);
        using var db = office.Installation.Open();
        var ground = ThiDua.Standings.Ground.Of(db, office.Installation, "9936", new());
        Assert.Equal(
            [
                "PB1 19/11/2024, bậc 1, gửi đơn vị, p…@vidu.vn: không gửi được: Error: message size exceeds fixed maximum message size",
                "PB1 20/11/2024, bậc 1, gửi đơn vị, p…@vidu.vn: đã gửi",
                "PB1 23/11/2024, bậc 2, gửi đơn vị, p…@vidu.vn: đã gửi",
                "PB1 26/11/2024, bậc 3, gửi đơn vị cấp trên, t…@vidu.vn: đã gửi",
            ],
            SentQueries.All(db, ground).Select(s => $"{s.Code} {ReminderText.Sent(s, Language.Vi)}"));
        Assert.Empty(SentQueries.All(db, ground, new HashSet<int> { 1 }));
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

    [Fact]
    public void A_server_that_does_not_seal_gets_nothing_unless_its_line_is_the_offices_own()
    {
        using var server = new MailServer();
        Assert.StartsWith("Máy chủ thư “127.0.0.1” không mã hóa đường truyền", Assert.Throws<IOException>(() => MailBox.Open(server.Address, OpenLines.None)).Message, StringComparison.Ordinal);
        Assert.Equal([false, true, true], [new OpenLines("mail.noi-bo").Allow("mail.vidu.vn"), new OpenLines("mail.noi-bo").Allow("mail.noi-bo"), new OpenLines("mail.noi-bo").Allow("127.0.0.1")]);
        using var box = MailBox.Open(server.Address);
        box.Send("phong@vidu.vn", "thử", "thử");
        Assert.Equal(["phong@vidu.vn"], server.Messages().Select(m => m.To));
    }

    [Fact]
    public async Task Of_two_who_send_at_once_one_sends()
    {
        using var office = Ready(Engine.Postgres);
        using var mail = new MailServer();
        using var db = office.Installation.Open();
        Task<string[]>[] both;
        using (db.BeginRecording())
        {
            both = [Task.Run(() => Send(office, mail, 20)), Task.Run(() => Send(office, mail, 20))];
            // each has found what is due, and waits for the pen
            while (db.One<int>("select count(*) from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and l.locktype = 'advisory' and not l.granted") < 2) await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        Assert.Equal(["PB1 sent phong@vidu.vn, XP1 no-address ", "PB1 waits , XP1 no-address "], (await Task.WhenAll(both)).Select(b => string.Join(", ", b)).Order(StringComparer.Ordinal));
        Assert.Equal(["phong@vidu.vn"], mail.Messages().Select(m => m.To));
        Assert.Equal(["PB1 1 sent"], Kept(office));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void The_site_sends_about_campaigns_that_run_today_and_what_left_today_does_not_leave_again(Engine engine)
    {
        using var office = Ready(engine);
        using var mail = new MailServer();
        Assert.Equal([], SendAll(14));
        Assert.Equal(["PB1 waits ", "XP1 no-address "], SendAll(20, isStopping: true));
        Assert.Equal([], mail.Messages());
        Assert.Equal(["PB1 sent phong@vidu.vn", "XP1 no-address "], SendAll(20));
        Assert.Equal(["PB1 waits ", "XP1 no-address "], SendAll(20));
        Assert.Equal(["phong@vidu.vn"], mail.Messages().Select(m => m.To));

        string[] SendAll(int day, bool isStopping = false) => Told(new SendReminders(office.Installation with { Today = new(2024, 11, day) }).SendAll(mail.Address, Language.Vi, new(canceled: isStopping)));
    }

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

    private static string[] Kept(Office office)
    {
        using var db = office.Installation.Open();
        return [.. SentQueries.All(db, ThiDua.Standings.Ground.Of(db, office.Installation, "9936", new())).Select(s => $"{s.Code} {s.Step} {s.Outcome}")];
    }

    private static string[] Send(Office office, MailServer mail, int day) => Send(office, mail.Address, day);

    private static string[] Send(Office office, string smtp, int day) =>
        Told(new SendReminders(office.Installation with { Today = new(2024, 11, day) }).Send("9936", new(), smtp, Language.Vi));

    private static string[] Told(IEnumerable<SentReminder> sent) => [.. sent.OrderBy(s => s.Unit, StringComparer.Ordinal).Select(s => $"{s.Unit} {s.Outcome} {s.To}")];
}
