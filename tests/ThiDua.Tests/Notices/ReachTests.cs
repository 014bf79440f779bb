using System.Net;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Notices;
using ThiDua.Intake;
using ThiDua.Notices;
using ThiDua.Tests.Cli;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Notices;

/// <summary>Where notices may go, when deadlines are near, how long is waited: decided without a network and without a clock.</summary>
public sealed class ReachTests
{
    [Theory]
    [InlineData("https://vidu.vn/nhan", null), InlineData("http://127.0.0.1:9/nhan", null), InlineData("http://localhost/", null), InlineData("http://[::1]:9/", null), InlineData("https://8.8.8.8/", null)]
    [InlineData("http://vidu.vn/nhan", "not-sealed"), InlineData("http://10.1.2.3/", "not-sealed"), InlineData("http://localhost.vidu.vn/", "not-sealed")]
    [InlineData("https://10.1.2.3/", "not-allowed"), InlineData("https://192.168.1.1/", "not-allowed"), InlineData("https://169.254.169.254/latest", "not-allowed"), InlineData("https://[fe80::1]/", "not-allowed")]
    [InlineData("https://[fd00::1]/", "not-allowed"), InlineData("https://[::ffff:10.0.0.1]/", "not-allowed"), InlineData("https://0.0.0.0/", "not-allowed"), InlineData("https://167837955/", "not-allowed")]
    [InlineData("https://0x0a.1.2.3/", "not-allowed"), InlineData("https://[64:ff9b::a01:203]/", "not-allowed"), InlineData("https://100.64.0.1/", "not-allowed")]
    [InlineData("ftp://vidu.vn/", "not-an-address"), InlineData("https://ai:khoa@vidu.vn/", "not-an-address"), InlineData("https://vidu.vn/#a", "not-an-address"), InlineData("vidu", "not-an-address"), InlineData("file:///etc/passwd", "not-an-address")]
    public void An_address_is_judged_as_it_is_written(string address, string? fault) => Assert.Equal(fault, new Reach().FaultOf(address));

    /// <summary>What a name resolves to is judged when it is called: a name of the public network may lead anywhere.</summary>
    [Theory]
    [InlineData("", "vidu.vn", "8.8.8.8", true), InlineData("", "vidu.vn", "2405:4800::1", true)]
    [InlineData("", "vidu.vn", "127.0.0.1", false), InlineData("", "vidu.vn", "::1", false), InlineData("", "vidu.vn", "::ffff:127.0.0.1", false), InlineData("", "vidu.vn", "10.1.2.3", false)]
    [InlineData("", "localhost", "127.0.0.1", true), InlineData("", "localhost", "10.1.2.3", false)]
    [InlineData("10.1.0.0/16", "vidu.vn", "10.1.2.3", true), InlineData("10.1.0.0/16", "vidu.vn", "10.2.2.3", false), InlineData("10.1.0.0/16, fd00::/8", "vidu.vn", "fd00::1", true)]
    [InlineData("0.0.0.0/0", "vidu.vn", "127.0.0.1", false), InlineData("0.0.0.0/0", "vidu.vn", "169.254.169.254", false), InlineData("::/0", "vidu.vn", "fe80::1", false)]
    public void A_connection_is_judged_by_where_it_leads(string office, string host, string address, bool allowed) => Assert.Equal(allowed, Reach.Of(office).Allows(host, IPAddress.Parse(address)));

    [Fact]
    public async Task What_was_allowed_and_is_not_any_more_is_not_called()
    {
        using var office = new Office(Engine.Sqlite);
        new AddWebhook(office.Installation, Reach.Of("10.0.0.0/8")).Add("https://10.1.2.3/", "import.taken", null);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,xã phường\n");
        using var deliver = new DeliverNotices(office.Installation, new(), DeliveryCatalog.Shipped);
        Assert.Equal([new Attempt(1, 1, "import.taken", "waiting", null, "out-of-reach")], await deliver.Run(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("https://vidu.vn", "import.lost", null, "event-unknown"), InlineData("https://vidu.vn", null, "7,x", "not-days"), InlineData("https://vidu.vn", null, "366", "not-days"), InlineData("http://vidu.vn", null, null, "not-sealed")]
    public void A_webhook_that_will_not_do_is_refused(string address, string? events, string? days, string code)
    {
        using var office = new Office(Engine.Sqlite);
        Assert.Equal(code, Assert.Throws<WebhookException>(() => new AddWebhook(office.Installation, new()).Add(address, events, days)).Code);
        using var db = office.Installation.Open();
        Assert.Equal([], WebhookQueries.All(db));
    }

    [Fact]
    public void The_smallest_day_count_that_is_reached_is_announced_once()
    {
        Milestone[] milestones = [Milestone("mở", new(2024, 11, 15), before: false), Milestone("hồ sơ", new(2024, 12, 5), before: true)];
        var last = new DateOnly(2024, 12, 4);
        Assert.Equal([], Due(new(2024, 11, 16)));
        Assert.Equal([new("mở", new(2024, 11, 15), 0)], Due(new(2024, 11, 15)));
        Assert.Equal([new("hồ sơ", last, 7)], Due(new(2024, 11, 27)));
        Assert.Equal([new("hồ sơ", last, 3)], Due(new(2024, 12, 2)));
        Assert.Equal([], Due(new(2024, 12, 2), new NearDeadline("hồ sơ", last, 3)));
        Assert.Equal([new("hồ sơ", last, 3)], Due(new(2024, 12, 2), new NearDeadline("hồ sơ", last.AddDays(1), 3)));
        Assert.Equal([new("hồ sơ", last, 0)], Due(last, new NearDeadline("hồ sơ", last, 3)));
        Assert.Equal([], Due(last.AddDays(1)));

        IReadOnlyList<NearDeadline> Due(DateOnly today, params NearDeadline[] announced) => Deadlines.Due(milestones, [7, 0, 3], today, announced.ToHashSet());
    }

    [Fact]
    public void Waits_grow_to_the_longest_and_end()
    {
        var retry = DeliveryCatalog.Shipped.Retry;
        Assert.Equal([30, 120, 480, 1920, 7680, 30720, 43200, 43200], Enumerable.Range(1, 8).Select(f => (int)retry.WaitAfter(f, TimeSpan.Zero)!.Value.TotalSeconds));
        Assert.Equal([TimeSpan.FromHours(12), null], new[] { TimeSpan.FromHours(71), TimeSpan.FromHours(72) }.Select(age => retry.WaitAfter(9999, age)));
    }

    [Fact]
    public void Commands_make_list_and_end_a_webhook_and_say_its_secret_once()
    {
        using var town = new SmallTown();
        var added = town.Command.Must("webhook", "add", "http://127.0.0.1:9/nhan", "--events", "deadline.near,import.taken", "--days-before", "1,5", "--json").Json;
        Assert.Equal((1, 6 + 44), ((int)added["webhook"]!, ((string)added["secret"]!).Length));
        var list = town.Command.Must("webhook", "list", "--json");
        Assert.DoesNotContain((string)added["secret"]!, list.Output, StringComparison.Ordinal);
        Assert.Equal("""[1,"http://127.0.0.1:9/nhan",["import.taken","deadline.near"],[5,1],null,0,0]""", Shown(list));
        town.Command.Must("import", "results", town.Command.Write("them.csv", SmallTown.Results.Split('\n')[0] + "\nPhan Z,8900000099,TN,TM,16/11/2024,BL99,11/2024,3,A1,cha\n"));
        var delivered = town.Command.Run("webhook", "deliver", "--json");
        Assert.Equal((3, "unreachable"), (delivered.ExitCode, (string?)delivered.Json["attempts"]![0]!["fault"]));
        Assert.Contains("Không nối được tới địa chỉ.", town.Command.Must("webhook", "log").Output, StringComparison.Ordinal);
        town.Command.Must("webhook", "end", "1");
        var again = town.Command.Run("webhook", "end", "1", "--json");
        Assert.Equal((1, "webhook-unknown"), (again.ExitCode, (string?)again.Json["error"]!["code"]));

        static string Shown(CommandLine.Answer answer)
        {
            var webhook = answer.Json["webhooks"]!.AsArray().Single()!;
            return new System.Text.Json.Nodes.JsonArray([.. new[] { "webhook", "address", "events", "daysBefore", "ended", "waiting", "givenUp" }.Select(k => webhook[k]?.DeepClone())]).ToJsonString();
        }
    }

    private static Milestone Milestone(string id, DateOnly day, bool before) => new(id, new(id, id), day, before, false, new(SourceKind.Clause, "I"));
}
