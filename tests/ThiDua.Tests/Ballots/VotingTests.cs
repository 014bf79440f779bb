using System.Globalization;
using System.Net;
using System.Text;
using ThiDua.Ballots;
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

    /// <summary>Whatever is sent, the answer is a page that says what is wrong, and the box holds what a naive one would; the log says nothing of who voted when.</summary>
    [Fact]
    public async Task Nonsense_changes_nothing_and_the_log_knows_no_vote()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        var (no, codes) = Elections.Open(at, Voters, [An, Giau], Own);
        var naive = codes.ToDictionary(c => c, _ => (One: "unused", Two: "unused"));
        var random = new Random(8);
        using var node = new Node(office, "hop");
        await node.IsUp();
        var before = node.Said;
        for (var i = 0; i < 300; i++)
        {
            var code = random.Next(3) == 0 ? Nonsense(random) : codes[random.Next(codes.Count)];
            var fields = new List<(string, string)> { ("gui", random.Next(5) == 0 ? Nonsense(random) : "1") };
            foreach (var name in (string[])["ten-1", "ten-2", "ten-3", "ten--1", "ten-", "ten-99999999999999999999", Nonsense(random)])
                if (name.Length == 5 ? random.Next(8) > 0 : random.Next(3) == 0) fields.Add((name, random.Next(6) == 0 ? Nonsense(random) : Words[random.Next(3)]));
            var (status, page) = await node.Post("/phieu", Form(code, [.. fields.OrderBy(_ => random.Next())]));
            Assert.True(status == HttpStatusCode.OK, $"{i}: {status}");
            var (one, two) = (Said(fields, "ten-1"), Said(fields, "ten-2"));
            var counts = fields.TrueForAll(f => f.Item1.Length < 2_048) && naive.ContainsKey(code) && fields.Contains(("gui", "1")) && one is not null && two is not null;
            Assert.Equal((i, counts), (i, page.Contains("Đã nhận phiếu của bạn.", StringComparison.Ordinal)));
            if (counts) naive[code] = (one!, two!);
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
