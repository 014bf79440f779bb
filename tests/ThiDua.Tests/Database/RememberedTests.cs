using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tests.Api;
using ThiDua.Tests.Counting;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Database;

/// <summary>What the site remembers of a recording is what anybody would work out, and never what was undone.</summary>
[Collection(nameof(Oracle.Alone))] // what is remembered is shared by the process
public sealed partial class RememberedTests
{
    private const string Receipt = LongXuyenTests.Head + "Phan A,8900000001,,TN,TM,16/11/2024,BL1,11/2024,3,A2,cha\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void It_is_worked_out_once_for_a_recording_and_anew_for_the_next(Engine engine)
    {
        using var office = new Office(engine, remembers: true);
        var times = 0;
        string Work()
        {
            using var db = office.Installation.Open();
            return Remembered.At(db, Recordings.KnownAt(db, null), "thử", () => (++times).ToString(CultureInfo.InvariantCulture));
        }

        Assert.Equal(["1", "1"], new[] { Work(), Work() });
        office.Import(FileKind.Units, LongXuyenTests.Units);
        Assert.Equal(["2", "2"], new[] { Work(), Work() });
        using (var db = office.Installation.Open())
        using (db.BeginRecording()) Assert.Equal("3", Remembered.At(db, Recordings.KnownAt(db, null), "thử", () => (++times).ToString(CultureInfo.InvariantCulture)));
        Assert.Equal("2", Work());
    }

    [Fact]
    public async Task Who_comes_while_it_is_worked_out_waits_for_it_and_when_it_came_to_nothing_works_it_out_himself()
    {
        using var office = new Office(Engine.Sqlite, remembers: true);
        foreach (var fails in new[] { false, true })
        {
            using var begun = new ManualResetEventSlim();
            using var go = new ManualResetEventSlim();
            var times = 0;
            string First()
            {
                Interlocked.Increment(ref times);
                begun.Set();
                go.Wait(TestContext.Current.CancellationToken);
                return fails ? throw new InvalidOperationException("hỏng") : "một";
            }

            string Second()
            {
                Interlocked.Increment(ref times);
                return "hai";
            }

            var first = Task.Run(() => Ask(First), TestContext.Current.CancellationToken);
            begun.Wait(TestContext.Current.CancellationToken);
            var second = Task.Run(() => Ask(Second), TestContext.Current.CancellationToken);
            await Task.WhenAny(second, Task.Delay(200, TestContext.Current.CancellationToken)); // time to come, and to go wrong
            Assert.Equal((false, 1), (second.IsCompleted, times));
            go.Set();
            if (fails) await Assert.ThrowsAsync<InvalidOperationException>(() => first);
            Assert.Equal(fails ? ("hai", 2) : ("một", 1), (await second, times));

            string Ask(Func<string> work)
            {
                using var db = office.Installation.Open();
                return Remembered.At(db, Recordings.KnownAt(db, null), ("cùng lúc", fails), work);
            }
        }
    }

    /// <summary>The number of a recording that was undone is given to the next one.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public void A_try_run_that_asks_for_the_standings_leaves_nothing_behind(Engine engine)
    {
        using var office = new Office(engine, remembers: true);
        office.Import(FileKind.Units, LongXuyenTests.Units, "don-vi.csv");
        office.Import(FileKind.Officers, LongXuyenTests.Officers, "can-bo.csv");
        var before = office.Lines("staff-voluntary-si");
        string[] tried = [];
        using (var content = new MemoryStream(Encoding.UTF8.GetBytes(Receipt)))
        {
            new ImportFile(office.Installation).Import(new(content, "thu.csv", FileKind.Results, null, true, false), beforeEnd: (db, known) =>
            {
                var ground = Ground.Of(db, office.Installation, ThiDua.Campaigns.LoadCampaigns.One(db, "9936", known)!, known, new());
                tried = [.. new StandingsQueries(db, ground).Standings(new(Indicator: "staff-voluntary-si")).SelectMany(s => s.Rows.Select(r => $"{r.Code} {r.Numerator:0}"))];
            });
        }
        Assert.Equal(["PB1 1", "XP1 0", "XP2 0"], tried);
        Assert.Equal(before, office.Lines("staff-voluntary-si"));
        office.Import(FileKind.Results, Receipt.Replace(",A2,", ",B1,", StringComparison.Ordinal), "that.csv");
        Assert.Equal(["departments PB1 0/2 #1 not", "communes XP1 1/2 #1 met", "communes XP2 0/1 #2 not"], office.Lines("staff-voluntary-si"));
    }

    [Fact]
    public async Task A_long_standing_is_shown_a_page_at_a_time_and_found_by_name()
    {
        await using var site = await ApiSite.Start();
        var communes = Enumerable.Range(100, 450).ToList();
        site.Office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\n" + string.Concat(communes.Select(i => $"Q{i},Xã số {i},LX,xã,xã phường\n")), "xa.csv");
        site.Office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\n" + string.Concat(communes.Select(i => $"CBQ{i},Lê Văn {i},Q{i}\n")), "can-bo-xa.csv");
        var pages = new List<string>();
        foreach (var page in new[] { "", "&trang=2", "&trang=3", "&trang=99", "&trang=-1" }) pages.Add(await Page("indicator=staff-voluntary-si&group=communes" + page));

        var all = pages.Take(3).SelectMany(Rows).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.Equal(communes.Select(i => $"Xã số {i}"), all.Where(n => n.StartsWith("Xã số", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal([200, 200, all.Count - 400], pages.Take(3).Select(p => Rows(p).Count));
        Assert.Equal(Rows(pages[2]), Rows(pages[3]));
        Assert.Equal(Rows(pages[0]), Rows(pages[4]));
        Assert.Equal(["Xã số 317"], Rows(await Page("indicator=staff-voluntary-si&group=communes&q=so+317")));

        async Task<string> Page(string question) => await site.Client.GetStringAsync(new Uri("/c/9936/xep-hang?" + question, UriKind.Relative), TestContext.Current.CancellationToken);
    }

    private static List<string> Rows(string page) => [.. Row().Matches(page).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value))];

    [GeneratedRegex("<th scope=\"row\">(?:<a [^>]*>)?([^<]+)")]
    private static partial Regex Row();
}
