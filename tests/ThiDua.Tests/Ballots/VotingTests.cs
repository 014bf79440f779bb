using System.Globalization;
using System.Net;
using System.Text;
using ThiDua.Access;
using ThiDua.Ballots;
using ThiDua.Core.Awards;
using ThiDua.Core.Ballots;
using ThiDua.Tests.Support;
using static ThiDua.Tests.Awards.ReviewTests;

namespace ThiDua.Tests.Ballots;

/// <summary>Telephones vote on a site in a process of its own: it loses power, it is sent nonsense, and what it writes to its log is read.</summary>
public sealed class VotingTests
{
    private const int Voters = 6;

    private static readonly EnteredTerms Own = new("1/2", true, VoteBase.Present, null, false, true, true, "Quy chế Hội đồng, Điều 6");

    private static readonly string[] Words = ["yes", "no", "blank"];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task After_a_site_lost_power_each_vote_that_was_confirmed_counts_and_none_counts_twice(Engine engine)
    {
        using var office = Letter(engine, new(2020, 1, 20));
        var at = office.Installation;
        var (no, codes) = Elections.Open(at, Voters, [An], Own);
        var (sent, confirmed) = (new List<string>[Voters], new string?[Voters]);
        using (var node = new Node(office, "hop"))
        {
            await node.IsUp();
            var all = 0;
            var telephones = Enumerable.Range(0, Voters).Select(v => Task.Run(async () =>
            {
                sent[v] = [];
                var random = new Random(v);
                while (true)
                {
                    var word = Words[random.Next(3)];
                    sent[v].Add(word);
                    var answer = await node.Post("/phieu", Form(codes[v], ("gui", "1"), ("ten-1", word)));
                    Assert.Equal(HttpStatusCode.OK, answer.Status);
                    Assert.Contains("Đã nhận phiếu của bạn.", answer.Page, StringComparison.Ordinal);
                    confirmed[v] = word;
                    sent[v].Clear(); // what comes after may count or not
                    Interlocked.Increment(ref all);
                }
            }, TestContext.Current.CancellationToken)).ToList();
            await Node.Until(() => Task.FromResult(Volatile.Read(ref all) > 3 * Voters || telephones.Exists(t => t.IsFaulted)));
            node.Kill();
            foreach (var telephone in telephones) Assert.IsType<HttpRequestException>(await Record.ExceptionAsync(() => telephone));
        }
        office.MustVerify();
        new CloseRound(at).Close("3096", no);
        var list = Assert.Single(Elections.Lists(at, no));
        Assert.Equal(Voters, list.Ballots.Select(b => b.Mark).Distinct().Count());
        for (var v = 0; v < Voters; v++)
        {
            var counted = BallotText.WordOf(list.Ballots.Single(b => b.Mark == BallotList.MarkOf(BallotCode.Read(codes[v])!, list.Contest)).Choice);
            Assert.Contains(counted, sent[v].Append(confirmed[v] ?? "unused"));
        }
        office.MustVerify();
    }

    /// <summary>A box is opened whole or not at all, and shut with all of its ballots or still open: wherever in the work the power goes.</summary>
    [Fact]
    public async Task A_site_that_loses_power_while_a_box_is_opened_or_shut_leaves_it_open_or_shut()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        Elections.Council(at, Voters, new(2019, 1, 1));
        // Nothing stops it, and it is done.
        var (whole, page) = (Session(An), "/c/3096/hop/1");
        await Interrupted(page + "/mo", ("understood", "1"), null);
        Assert.NotNull(Elections.Session(at, whole).Current.Opening);
        new OpenBallot(at).Cancel("3096", whole, "In thử, mã chưa dùng");
        foreach (var code in new OpenBallot(at).Open("3096", whole)) Elections.Vote(at, code, BallotChoice.No);
        await Interrupted(page + "/dong", ("sent", "1"), null);
        Assert.Equal(new Tally(Voters, 0, Voters, 0, 0, 0), Elections.Session(at, whole).Current.Result!.Results[0].Tally);

        (var no, page) = (Session(Giau), "/c/3096/hop/2");
        foreach (var after in (int[])[1, 8, 25]) // milliseconds after the store is free for it
        {
            await Interrupted(page + "/mo", ("understood", "1"), after);
            if (Elections.Session(at, no).Current.Opening is null) continue;
            new OpenBallot(at).Cancel("3096", no, "Mất điện, mã chưa in");
        }
        foreach (var code in new OpenBallot(at).Open("3096", no)) Elections.Vote(at, code, BallotChoice.Yes);
        foreach (var after in (int[])[1, 8, 25])
        {
            if (Elections.Session(at, no).Current.Result is null) await Interrupted(page + "/dong", ("sent", "1"), after);
        }
        if (Elections.Session(at, no).Current.Result is null) new CloseRound(at).Close("3096", no);
        Assert.Equal(new Tally(Voters, Voters, 0, 0, 0, 0), Elections.Session(at, no).Current.Result!.Results[0].Tally);
        new OpenBallot(at).Open("3096", Session(Xuan)); // wipes out what a stop left of the ones before
        using var db = at.Open();
        Assert.Equal(1, db.One<long>("select count(*) from ballot_box"));

        int Session(NominationKey name)
        {
            var no = Elections.Call(at, [name], byCodes: true, own: Own);
            Elections.Roll(at, no, Voters);
            return no;
        }

        // Null: nothing stops it.
        async Task Interrupted(string action, (string, string) field, int? after)
        {
            var key = new Sessions(at with { Clock = TimeProvider.System }).Begin(SignedIn.Account(at), Way.Link, IPAddress.Loopback, "");
            using var node = new Node(office, "hop");
            await node.IsUp();
            Task<HttpStatusCode> sent;
            using (var db = at.Open())
            using (var held = db.BeginRecording())
            {
                sent = node.Send(page, action, key, field);
                await Task.Delay(1_000, TestContext.Current.CancellationToken); // until it waits for its turn
                Assert.False(sent.IsCompleted);
            }
            if (after is { } milliseconds)
            {
                await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
                node.Kill();
            }
            var cut = await Record.ExceptionAsync(() => sent);
            if (cut is null) Assert.True(await sent is HttpStatusCode.OK or HttpStatusCode.Redirect, $"{await sent}");
            else Assert.True(after is not null && cut is HttpRequestException or IOException, cut.ToString());
            office.MustVerify();
        }
    }

    /// <summary>Whatever is sent, the answer is a page that says what is wrong, and the box holds what a naive one would; the log says nothing of who voted when.</summary>
    [Fact]
    public async Task Nonsense_changes_nothing_and_the_log_knows_no_vote()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        var (no, codes) = Elections.Open(at, Voters, [An, Giau], Own);
        var other = Elections.Call(at, [Xuan], byCodes: true, own: Own);
        Elections.Roll(at, other, Voters);
        var others = new OpenBallot(at).Open("3096", other);
        var naive = codes.ToDictionary(c => c, _ => (One: "unused", Two: "unused"));
        var naiveThere = others.ToDictionary(c => c, _ => "unused");
        var random = new Random(8);
        using var node = new Node(office, "hop");
        await node.IsUp();
        var before = node.Said;
        for (var i = 0; i < 300; i++)
        {
            var code = random.Next(6) switch { 0 or 1 => Nonsense(random), 2 => others[random.Next(others.Count)], _ => codes[random.Next(codes.Count)] };
            var fields = new List<(string, string)> { ("gui", random.Next(5) == 0 ? Nonsense(random) : "1") };
            foreach (var name in (string[])["ten-1", "ten-2", "ten-3", "ten--1", "ten-", "ten-99999999999999999999", Nonsense(random)])
                if (name.Length == 5 ? random.Next(8) > 0 : random.Next(3) == 0) fields.Add((name, random.Next(6) == 0 ? Nonsense(random) : Words[random.Next(3)]));
            var (status, page) = await node.Post("/phieu", Form(code, [.. fields.OrderBy(_ => random.Next())]));
            Assert.True(status == HttpStatusCode.OK, $"{i}: {status}");
            var (one, two) = (Said(fields, "ten-1"), Said(fields, "ten-2"));
            var counts = fields.TrueForAll(f => f.Item1.Length < 2_048) && naive.ContainsKey(code) && fields.Contains(("gui", "1")) && one is not null && two is not null;
            var elsewhere = fields.TrueForAll(f => f.Item1.Length < 2_048) && others.Contains(code) && fields.Contains(("gui", "1")) && one is not null; // there is one name there
            Assert.Equal((i, counts || elsewhere), (i, page.Contains("Đã nhận phiếu của bạn.", StringComparison.Ordinal)));
            if (counts) naive[code] = (one!, two!);
            if (elsewhere) naiveThere[code] = one!;
        }
        foreach (var content in Broken(codes[0]))
        {
            var (status, page) = await node.Post("/phieu", content);
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType, $"{status}");
            Assert.DoesNotContain("Đã nhận phiếu của bạn.", page, StringComparison.Ordinal);
        }
        new CloseRound(at).Close("3096", no);
        Assert.Contains("Đã đóng bỏ phiếu", (await node.Post("/phieu", Form(codes[0], ("gui", "1"), ("ten-1", "yes"), ("ten-2", "yes")))).Page, StringComparison.Ordinal);
        var lists = Elections.Lists(at, no);
        Assert.Equal(naive.Select(n => (n.Value.One, n.Value.Two)), codes.Select(c => (Counted(lists[0], c), Counted(lists[1], c))));
        new CloseRound(at).Close("3096", other);
        Assert.Equal(naiveThere.Values, others.Select(c => Counted(Elections.Lists(at, other)[0], c)));
        Assert.Equal(before, node.Said);
        office.MustVerify();
    }

    private static string Counted(BallotList list, string code) => BallotText.WordOf(list.Ballots.Single(b => b.Mark == BallotList.MarkOf(BallotCode.Read(code)!, list.Contest)).Choice);

    /// <summary>The choice of a name; null: none that is one.</summary>
    private static string? Said(List<(string Key, string Value)> fields, string name) => fields.Where(f => f.Key == name).Select(f => f.Value).LastOrDefault() is { } word && Words.Contains(word) ? word : null;

    private static FormUrlEncodedContent Form(string code, params (string Key, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Key, f.Value)).Prepend(KeyValuePair.Create("code", code)));

    private static string Nonsense(Random random) => random.Next(6) switch
    {
        0 => "",
        1 => new string('A', random.Next(1, 3_000)),
        2 => BallotCode.New(),
        3 => "' or 1=1 --",
        4 => "<script>alert(1)</script>",
        _ => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(1, 0xD7FF))),
    };

    private static IEnumerable<HttpContent> Broken(string code)
    {
        HttpContent As(string text, string type)
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            return content;
        }

        yield return As($"code={code}&gui=1&ten-1=yes&ten-2=yes", "text/plain");
        yield return As($"{{\"code\":\"{code}\"}}", "application/json");
        yield return As($"code={code}&gui=1&ten-1=%zz&ten-2=%", "application/x-www-form-urlencoded");
        yield return As("--x\r\nContent-Disposition: form-data; name=\"code\"\r\n\r\n" + code, "multipart/form-data; boundary=x");
        yield return As("nothing", "multipart/form-data");
        yield return As(string.Join('&', Enumerable.Range(0, 5_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"ten-{i}=yes"))), "application/x-www-form-urlencoded");
        yield return As("code=" + new string('9', 6_000_000), "application/x-www-form-urlencoded");
    }
}
