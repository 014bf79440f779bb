using System.Text.Json.Nodes;
using ThiDua.Core.Notices;
using ThiDua.Intake;
using ThiDua.Notices;
using ThiDua.Tests.Support;
using Moments = ThiDua.Database.Stored;

namespace ThiDua.Tests.Notices;

/// <summary>What happens is told to a real program over real HTTP: signed, in order, again when it failed, and never when it did not happen.</summary>
public sealed class DeliveryTests
{
    private const string Head = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";
    private const string Units = "Mã đơn vị,Tên đơn vị,Loại,Nhóm\nXP1,Xã Một,xã,xã phường\nXP2,Xã Hai,xã,xã phường\n";
    private const string Officers = "Mã cán bộ,Họ và tên,Mã đơn vị\nB1,Lê Bình,XP1\nB3,Lê Đan,XP2\n";
    private static readonly Retry Ladder = new(TimeSpan.FromMinutes(1), 3, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));
    private static readonly Delivery Quick = new(Ladder, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(5), [7, 3, 1]);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Each_event_is_told_with_numbers_and_codes_and_signed_by_the_standard(Engine engine)
    {
        using var office = new Office(engine);
        await using var receiver = await Receiver.Start();
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        var secret = Add(office, receiver.Address, "import.taken import.withdrawn standing.changed").Secret;
        var taken = office.Import(FileKind.Results, Head + Row(1, "B3"), "ket-qua.csv");
        var at = office.Now;
        office.Withdraw("ket-qua.csv");
        await MustTell(office, office.Now.AddSeconds(9), "import.taken delivered 204 ", "standing.changed delivered 204 ", "import.withdrawn delivered 204 ", "standing.changed delivered 204 ");
        var messages = receiver.All;
        Assert.All(messages, m => Assert.True(m.IsSignedWith(secret)));
        Assert.All(messages, m => Assert.False(m.IsSignedWith("whsec_" + Convert.ToBase64String(new byte[32]))));
        Assert.All(messages, m => Assert.Equal(("/nhan", office.Now.AddSeconds(9).ToUnixTimeSeconds(), "application/json; charset=utf-8"), (m.Path, m.Timestamp, m.ContentType)));
        Assert.Equal(4, messages.Select(m => m.Id).Distinct().Count());
        Assert.All(messages, m => Assert.Equal(m.Id, (string?)JsonNode.Parse(m.Body)!["id"]));
        const string Links = "\"links\":{\"api\":\"/api/v1/imports\"}";
        Assert.Equal(
            [
                $$"""{"version":1,"event":"import.taken","id":"ID","at":"{{Moments.Moment(at)}}","campaign":null,"recording":4,"kind":"results","sha256":"{{taken.Sha256}}","rows":1,"accepted":1,"unchanged":0,"corrected":0,"waiting":0,"rejected":0,{{Links}}}""",
                $$"""{"version":1,"event":"import.withdrawn","id":"ID","at":"{{Moments.Moment(office.Now)}}","campaign":null,"recording":5,"kind":"results","sha256":"{{taken.Sha256}}","rows":1,{{Links}}}""",
            ],
            messages.Where(m => m.Body.Contains("import.", StringComparison.Ordinal)).Select(m => m.Body.Replace(m.Id, "ID", StringComparison.Ordinal)));
        Assert.Equal(
            ["4 9936: XP1 communes 1→2, XP2 communes 1→1 /api/v1/campaigns/9936/standings", "5 9936: XP1 communes 2→1, XP2 communes 1→1 /api/v1/campaigns/9936/standings"],
            messages.Select(m => JsonNode.Parse(m.Body)!).Where(m => (string?)m["event"] == "standing.changed").Select(m =>
                $"{m["recording"]} {m["campaign"]}: {string.Join(", ", m["units"]!.AsArray().Where(u => (string?)u!["indicator"] == "staff-voluntary-si").OrderBy(u => (string?)u!["unit"], StringComparer.Ordinal).Select(u => $"{u!["unit"]} {u["group"]} {u["rankBefore"]}→{u["rank"]}"))} {m["links"]!["api"]}"));
        await MustTell(office, office.Now.AddDays(9));
        office.MustVerify();
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_failure_is_tried_again_as_the_same_message_after_growing_waits_and_not_after_success(Engine engine)
    {
        using var office = new Office(engine);
        await using var receiver = await Receiver.Start();
        receiver.Status = 500;
        var secret = Add(office, receiver.Address, "import.taken").Secret;
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        var start = office.Now;
        await MustTell(office, start, "import.taken waiting 500 ");
        await MustTell(office, start.AddSeconds(59));
        await MustTell(office, start.AddMinutes(1), "import.taken waiting 500 ");
        await MustTell(office, start.AddSeconds(239));
        receiver.Status = 200;
        await MustTell(office, start.AddMinutes(4), "import.taken delivered 200 ", "import.taken delivered 200 ");
        await MustTell(office, start.AddDays(1));
        var messages = receiver.All;
        Assert.Equal([messages[0].Id, messages[0].Id, messages[0].Id, messages[3].Id], messages.Select(m => m.Id));
        Assert.NotEqual(messages[0].Id, messages[3].Id);
        Assert.Equal([0, 60, 240, 240], messages.Select(m => m.Timestamp - start.ToUnixTimeSeconds()));
        Assert.Single(messages.Take(3).Select(m => m.Body).Distinct());
        Assert.All(messages, m => Assert.True(m.IsSignedWith(secret)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_dead_receiver_is_given_up_in_the_end_and_what_did_not_arrive_can_be_sent_again(Engine engine)
    {
        using var office = new Office(engine);
        var receiver = await Receiver.Start();
        var (port, address) = (receiver.Port, receiver.Address);
        await receiver.DisposeAsync();
        Add(office, address, "import.taken");
        office.Import(FileKind.Units, Units, "don-vi.csv");
        var start = office.Now;
        var told = new List<string>();
        for (var minute = 0; minute <= 60; minute++) foreach (var line in await Run(office, start.AddMinutes(minute))) told.Add($"{minute} {line}");
        Assert.Equal(
            [.. new[] { 0, 1, 4, 9, 14, 19, 24, 29 }.Select(m => $"{m} import.taken waiting  unreachable"), "34 import.taken given-up  unreachable"], told);
        Assert.Equal(["given-up 9 unreachable"], Log(office));

        await using var revived = await Receiver.Start(port);
        await MustTell(office, start.AddDays(1));
        new ResendNotice(office.Installation).Resend(1);
        await MustTell(office, start.AddDays(1), "import.taken delivered 204 ");
        Assert.Single(revived.All);
        Assert.Equal("not-given-up", Assert.Throws<WebhookException>(() => new ResendNotice(office.Installation).Resend(1)).Code);
    }

    [Fact]
    public async Task A_receiver_that_is_gone_or_points_elsewhere_is_not_followed()
    {
        using var office = new Office(Engine.Sqlite);
        await using var elsewhere = await Receiver.Start();
        await using var receiver = await Receiver.Start(answer: http =>
        {
            http.Response.Headers.Location = elsewhere.Address;
            return Task.FromResult(307);
        });
        await using var gone = await Receiver.Start();
        gone.Status = 410;
        Add(office, receiver.Address, "import.taken");
        Add(office, gone.Address, "import.taken");
        office.Import(FileKind.Units, Units, "don-vi.csv");
        await MustTell(office, office.Now, "import.taken waiting 307 ", "import.taken given-up 410 ");
        Assert.Equal((1, 0), (receiver.All.Length, elsewhere.All.Length));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task What_did_not_happen_is_not_told(Engine engine)
    {
        using var office = new Office(engine);
        await using var receiver = await Receiver.Start();
        Add(office, receiver.Address, null);
        office.Import(FileKind.Units, Units, "don-vi.csv", dryRun: true);
        Assert.Throws<StrictException>(() => office.Import(FileKind.Units, Units + "XP3,,xã,xã phường\n", "don-vi.csv", strict: true));
        using (var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Units)))
        {
            Assert.Throws<IOException>(() => new ImportFile(office.Installation).Import(new(content, "don-vi.csv", FileKind.Units, null, false, false), null, (_, _) => throw new IOException("Power cut.")));
        }
        Assert.Equal(("", 0), (string.Join('\n', Log(office)), receiver.All.Length));
        office.Import(FileKind.Units, Units, "don-vi.csv");
        office.Import(FileKind.Units, Units, "don-vi.csv"); // nothing new
        Assert.Equal(["waiting 0 "], Log(office));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_worker_that_dies_while_sending_is_followed_by_another_after_its_lease(Engine engine)
    {
        using var office = new Office(engine);
        using var death = new CancellationTokenSource();
        await using var receiver = await Receiver.Start(answer: async http =>
        {
            if (death.IsCancellationRequested) return 204;
            await death.CancelAsync();
            return 500;
        });
        Add(office, receiver.Address, "import.taken");
        office.Import(FileKind.Units, Units, "don-vi.csv"); // the process ends here: what is stored is all that is left
        using (var dying = new DeliverNotices(office.Installation, new(), Quick))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dying.Run(death.Token));
        }
        await MustTell(office, office.Now.AddSeconds(59));
        await MustTell(office, office.Now.AddSeconds(60), "import.taken delivered 204 ");
        Assert.Single(receiver.All.Select(m => m.Id).Distinct());
        Assert.Equal(2, receiver.All.Length);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Behind_a_slow_receiver_each_notice_goes_by_its_own_moment(Engine engine)
    {
        using var office = new Office(engine);
        var start = office.Now.AddMinutes(1);
        var clock = new MovedClock { Now = start };
        string[]? meanwhile = null;
        await using var slow = await Receiver.Start(answer: _ =>
        {
            clock.Now += TimeSpan.FromSeconds(70); // longer than a lease
            return Task.FromResult(500);
        });
        await using var next = await Receiver.Start(answer: async _ =>
        {
            meanwhile ??= await Run(office, clock.Now);
            return 204;
        });
        Add(office, slow.Address, "import.taken");
        Add(office, next.Address, "import.taken");
        office.Import(FileKind.Units, Units, "don-vi.csv");
        using (var deliver = new DeliverNotices(office.Installation with { Clock = clock }, new(), Quick))
        {
            Assert.Equal(["waiting", "delivered"], (await deliver.Run(TestContext.Current.CancellationToken)).Select(a => a.State));
        }
        Assert.Empty(meanwhile!);
        Assert.Equal([0, 70], new[] { slow, next }.Select(r => r.All.Single().Timestamp - start.ToUnixTimeSeconds()));
        await MustTell(office, start.AddSeconds(70 + 59));
        await MustTell(office, start.AddSeconds(70 + 60), "import.taken waiting 500 ");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Workers_side_by_side_deliver_each_notice_once_and_in_order(Engine engine)
    {
        using var office = new Office(engine);
        await using var one = await Receiver.Start();
        await using var two = await Receiver.Start();
        Add(office, one.Address, "import.taken");
        Add(office, two.Address, "import.taken");
        office.Import(FileKind.Units, Units, "don-vi.csv");
        for (var i = 1; i <= 9; i++) office.Import(FileKind.Results, Head + Row(i, "B1"), $"ket-qua-{i}.csv");
        var workers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run(office, office.Now))).ToList();
        var told = (await Task.WhenAll(workers)).SelectMany(t => t).ToList();
        told.AddRange(await Run(office, office.Now)); // whatever was held by another when a worker looked
        Assert.Equal(Enumerable.Repeat("import.taken delivered 204 ", 20), told);
        foreach (var receiver in new[] { one, two }) Assert.Equal(Enumerable.Range(2, 10), receiver.All.Select(m => (int)JsonNode.Parse(m.Body)!["recording"]!));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_deadline_is_told_once_for_each_day_count(Engine engine)
    {
        using var office = new Office(engine, today: new(2024, 11, 20));
        await using var receiver = await Receiver.Start();
        Add(office, receiver.Address, "deadline.near", "3,1");
        for (var day = 20; day <= 36; day++)
        {
            var on = office.Installation with { Today = new DateOnly(2024, 11, 1).AddDays(day - 1) };
            using var deliver = new DeliverNotices(on, new(), Quick);
            await deliver.Run(TestContext.Current.CancellationToken);
            await deliver.Run(TestContext.Current.CancellationToken);
        }
        Assert.Equal(
            ["9936 end 2024-11-30 3 3", "9936 end 2024-11-30 1 1", "9936 dossier 2024-12-04 3 3", "9936 dossier 2024-12-04 1 1"],
            receiver.All.Select(m => JsonNode.Parse(m.Body)!).Select(m => $"{m["campaign"]} {m["milestone"]} {m["lastDay"]} {m["daysBefore"]} {m["daysLeft"]}"));
    }

    [Fact]
    public async Task An_ended_webhook_hears_nothing_more_and_the_others_do()
    {
        using var office = new Office(Engine.Sqlite);
        await using var one = await Receiver.Start();
        await using var two = await Receiver.Start();
        Add(office, one.Address, "import.taken");
        Add(office, two.Address, "import.taken");
        office.Import(FileKind.Units, Units, "don-vi.csv");
        new EndWebhook(office.Installation).End(1);
        office.Import(FileKind.Officers, Officers, "can-bo.csv");
        await Run(office, office.Now);
        Assert.Equal((0, 2), (one.All.Length, two.All.Length));
        Assert.Equal(["delivered 0 ", "delivered 0 ", "given-up 0 ended"], Log(office));
        Assert.Equal("webhook-unknown", Assert.Throws<WebhookException>(() => new EndWebhook(office.Installation).End(1)).Code);
    }

    [Fact]
    public async Task The_store_alone_signs_nothing_and_another_key_file_is_told()
    {
        using var office = new Office(Engine.Sqlite);
        await using var receiver = await Receiver.Start();
        var secret = Add(office, receiver.Address, "import.taken").Secret;
        office.Import(FileKind.Units, Units, "don-vi.csv");
        using (var db = office.Installation.Open())
        {
            var stored = db.One<byte[]>("select secret from webhook")!;
            Assert.Equal(-1, stored.AsSpan().IndexOf(Convert.FromBase64String(secret["whsec_".Length..])));
        }
        var key = Path.Combine(office.Folder, "thidua.key");
        var right = await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(key, new string('0', 64), TestContext.Current.CancellationToken);
        await MustTell(office, office.Now, "import.taken waiting  key");
        await File.WriteAllTextAsync(key, right, TestContext.Current.CancellationToken);
        await MustTell(office, office.Now.AddMinutes(1), "import.taken delivered 204 ");
        Assert.True(receiver.All.Single().IsSignedWith(secret));
    }

    private static AddedWebhook Add(Office office, string address, string? events, string? days = null) => new AddWebhook(office.Installation, new()).Add(address, events, days);

    private static async Task<string[]> Run(Office office, DateTimeOffset now)
    {
        using var deliver = new DeliverNotices(office.Installation with { Clock = new MovedClock { Now = now } }, new(), Quick);
        return [.. (await deliver.Run(TestContext.Current.CancellationToken)).Select(a => $"{a.Event} {a.State} {a.Status} {a.Fault}")];
    }

    private static async Task MustTell(Office office, DateTimeOffset now, params string[] expected)
    {
        var told = await Run(office, now);
        Assert.Equal(expected, told);
    }

    /// <summary>Newest first: state, failures, fault.</summary>
    private static string[] Log(Office office)
    {
        using var db = office.Installation.Open();
        return [.. WebhookQueries.Log(db, 50).Select(n => $"{n.State} {n.Failures} {n.Fault}")];
    }

    private static string Row(int person, string officer) => $"Phan {person},890000000{person},TN,TM,16/11/2024,BL{person},11/2024,3,{officer},cha\n";
}
