using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ThiDua.Intake;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Background;

/// <summary>Two nodes of one site, each a process of its own, on one PostgreSQL and one data folder.</summary>
public sealed class NodesTests
{
    private const int Rows = 25_000;
    private const string Address = "/api/v1/imports?kind=results&file=thang-11.csv";
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_node_was_taking_in_is_taken_once_by_the_other_while_it_answers_readers()
    {
        using var office = new Office(Engine.Postgres);
        office.Import(FileKind.Units, SmallTown.Units, "don-vi.csv");
        office.Import(FileKind.Officers, SmallTown.Officers, "can-bo.csv");
        using var one = new Node(office, "one");
        using var other = new Node(office, "other");
        await Task.WhenAll(one.IsUp(), other.IsUp());

        var filed = await one.Send(HttpMethod.Post, Address, File(Rows));
        Assert.Equal(HttpStatusCode.Accepted, filed.Status);
        foreach (var node in (Node[])[one, other]) await Node.Until(async () => (await node.Send(HttpMethod.Get, filed.Location!)).Body is { } now && (string?)now["state"] == "running" && (long)now["rowsRead"]! > 0);
        var (killed, second) = Recording(office) == "one" ? (one, other) : (other, one);
        killed.Kill();

        var answers = new List<HttpStatusCode>();
        JsonNode over = null!;
        await Node.Until(async () =>
        {
            answers.Add((await second.Send(HttpMethod.Get, "/api/v1/campaigns/9936/standings")).Status);
            over = (await second.Send(HttpMethod.Get, filed.Location!)).Body!;
            return (string?)over["state"] is not ("waiting" or "running");
        });
        Assert.Equal(("taken", Rows), ((string?)over["state"], (int)over["result"]!["accepted"]!));
        Assert.Equal([HttpStatusCode.OK], answers.Distinct());

        using var db = office.Installation.Open();
        Assert.Equal((Rows, Rows), (db.One<int>("select count(*) from receipt"), db.One<int>("select count(distinct receipt_no) from receipt")));
        Assert.Equal(["thang-11.csv"], db.Query<string>("select file from import where kind = 'results'"));
        Assert.Equal([".job"], Directory.EnumerateFiles(Path.Combine(office.Folder, "imports")).Select(Path.GetExtension));
        office.MustVerify();
    }

    [Fact]
    public async Task Reminders_that_a_killed_node_left_are_sent_by_the_other_and_none_twice()
    {
        using var office = new Office(Engine.Postgres);
        office.Import(FileKind.Units, """
            Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm,Email
            LX,Thành phố,,UBND,,
            PB1,Phòng Một,LX,phòng,phòng ban,mot@vidu.vn
            PB2,Phòng Hai,LX,phòng,phòng ban,hai@vidu.vn
            PB3,Phòng Ba,LX,phòng,phòng ban,ba@vidu.vn
            """, "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Lê An,PB1\nA2,Lê Bình,PB2\nA3,Lê Cam,PB3\n", "can-bo.csv");
        using var mail = new MailServer();
        BreakingLine[] lines = [new(mail.Port, passing: 1, isSilent: true), new(mail.Port, passing: 1, isSilent: true)];
        using var one = new Node(office, "one", lines[0]);
        using var other = new Node(office, "other", lines[1]);
        await Task.WhenAll(one.IsUp(), other.IsUp());

        using var db = office.Installation.Open();
        Assert.Equal(1, db.Execute("update work.qrtz_triggers set next_fire_time = @now where trigger_name = 'reminders'", new { now = DateTimeOffset.UtcNow.Ticks })); // as if the hour had come
        await Task.WhenAny(lines[0].Broken, lines[1].Broken).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);
        Assert.Equal(["leaving", "sent"], Outcomes());
        (lines[0].Broken.IsCompleted ? one : other).Kill(); // in the middle of the second mail: nobody knows whether it arrives
        await Node.Until(() => Task.FromResult(Outcomes().Count == 3 && Outcomes()[1] != "leaving"));

        Assert.Equal(["leaving", "sent", "sent"], Outcomes());
        Assert.Equal(db.Query<string>("select recipient from reminder where outcome = 'sent'").Order(StringComparer.Ordinal), mail.Messages().Select(m => m.To));
        Assert.Equal(3, db.One<int>("select count(distinct recipient) from reminder"));
        foreach (var line in lines) line.Dispose();

        List<string> Outcomes() => db.Query<string>("select outcome from reminder order by outcome");
    }

    /// <summary>The node that records just now.</summary>
    private static string? Recording(Office office)
    {
        using var db = office.Installation.Open();
        return db.One<string>("select a.application_name from pg_locks l join pg_stat_activity a on a.pid = l.pid where l.locktype = 'advisory' and l.granted and a.datname = current_database() and a.application_name <> ''");
    }

    private static string File(int rows)
    {
        var text = new StringBuilder("Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n");
        for (var i = 0; i < rows; i++) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Phan {(char)('A' + i % 26)},{8_900_000_000 + i},TN,TM,16/11/2024,BL{i},11/2024,3,A{1 + i % 3},cha\n");
        return text.ToString();
    }
}
