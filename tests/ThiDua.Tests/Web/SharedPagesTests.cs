using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Intake;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>A page that is made once for many says to each what is his, to nobody what is another's, and what was just recorded at once.</summary>
public sealed partial class SharedPagesTests
{
    private const string Standings = "/c/9936/xep-hang?indicator=staff-voluntary-si";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Two_who_see_the_same_read_the_same_page_with_their_own_names_and_their_forms_are_theirs(Engine engine)
    {
        using var office = Ward(engine);
        await using var served = await Served.Start(office);
        var (first, second) = (served.Session("mot", Role.StandingOffice), served.Session("hai", Role.StandingOffice));

        var made = await served.Get(Standings, first);
        var kept = await served.Get(Standings, second);
        Assert.Equal(("Người <mot>", "Người <hai>"), (NameIn(made), NameIn(kept)));
        Assert.Equal(Plain(made), Plain(kept).Replace("&lt;hai&gt;", "&lt;mot&gt;", StringComparison.Ordinal));
        Assert.Equal(Plain(kept), Plain(await served.Get(Standings, second)));
        Assert.InRange(int.Parse(Left().Match(kept).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture), 1, (int)Sessions.Idle.TotalSeconds);

        using var answer = await Form.Send(served.Client, Standings, "/ra", "thidua=" + second, [("tiep", "")]);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK), (await served.Status(Standings, second), await served.Status(Standings, first)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task What_was_recorded_shows_at_the_next_look_and_a_right_that_was_taken_ends_at_once(Engine engine)
    {
        using var office = Ward(engine);
        await using var served = await Served.Start(office);
        var session = served.Session("mot", Role.StandingOffice);

        Assert.Equal("0", HaveIn(await served.Get(Standings, session), "PB1"));
        office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\nPhan Một,8900000101,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\n", "ket-qua.csv");
        Assert.Equal("1", HaveIn(await served.Get(Standings, session), "PB1"));
        office.Withdraw("ket-qua.csv");
        Assert.Equal("0", HaveIn(await served.Get(Standings, session), "PB1"));

        new GrantRole(office.Installation).Take(served.Grant, "thử");
        Assert.Equal(HttpStatusCode.NotFound, await served.Status(Standings, session));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task The_board_tells_each_what_waits_in_his_units_and_at_the_next_look_that_it_no_longer_does(Engine engine)
    {
        using var office = Ward(engine);
        await using var served = await Served.Start(office);
        string[] sessions = [served.Session("mot", Role.StandingOffice), served.Session("hai", Role.UnitClerk, "PB1"), served.Session("ba", Role.UnitClerk, "PB2")];
        Assert.Equal(["", "", ""], await Waiting());
        office.Import(FileKind.Results, "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n"
            + "Phan Một,8900000101,TN,TM,16/11/2024,BL1,11/2024,3,A1,cha\nPhan Một,8900000101,TN,TM,16/11/2024,BL1,11/2024,3,B1,cha\n", "ket-qua.csv");
        Assert.Equal(["1 dòng chờ", "", "1 dòng chờ"], await Waiting());
        office.Withdraw("ket-qua.csv");
        Assert.Equal(["", "", ""], await Waiting());

        async Task<string[]> Waiting() => [.. await Task.WhenAll(sessions.Select(async s => Regex.Match(await served.Get("/c/9936", s), "\"tag wait\"[^>]*>(\\d+ dòng chờ)<").Groups[1].Value))];
    }

    [Fact]
    public async Task Letters_are_sent_as_letters_and_what_would_be_markup_never_is()
    {
        using var office = Ward(Engine.Sqlite);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nPB3,\"Phòng \"\"Đỗ\"\" & <b>'\",LX,phòng,phòng ban\n", "la.csv");
        await using var served = await Served.Start(office);
        var page = await served.Get(Standings + "&q=" + Uri.EscapeDataString("đỗ\" & <b>'"), served.Session("mot", Role.StandingOffice));
        Assert.Contains("name=\"q\" value=\"đỗ&quot; &amp; &lt;b&gt;&#x27;\"", page, StringComparison.Ordinal);
        Assert.Contains(">Phòng &quot;Đỗ&quot; &amp; &lt;b&gt;&#x27;</a>", page, StringComparison.Ordinal);
    }

    /// <summary>A shared page that finds nothing is answered by the page of errors, as any other.</summary>
    [Fact]
    public async Task Of_a_movement_without_winners_it_is_said_that_there_is_no_such_page()
    {
        using var office = Ward(Engine.Sqlite);
        await using var served = await Served.Start(office);
        foreach (var path in (string[])["/cong-khai/9936/vinh-danh", "/cong-khai/9999/vinh-danh"])
        {
            using var answer = await served.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains("Không có trang này", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_sees_less_and_who_reads_another_language_get_pages_of_their_own()
    {
        using var office = Ward(Engine.Sqlite);
        await using var served = await Served.Start(office);
        var (all, clerk) = (served.Session("mot", Role.StandingOffice), served.Session("hai", Role.UnitClerk, "PB1"));

        var whole = await served.Get(Standings, all);
        var part = await served.Get(Standings, clerk);
        Assert.Equal((true, true), (whole.Contains("/don-vi/PB2\"", StringComparison.Ordinal), whole.Contains("/don-vi/PB1\"", StringComparison.Ordinal)));
        Assert.Equal((false, true), (part.Contains("/don-vi/PB2\"", StringComparison.Ordinal), part.Contains("/don-vi/PB1\"", StringComparison.Ordinal)));
        Assert.Contains("<html lang=\"en\">", await served.Get(Standings, all + "; lang=en"), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"vi\">", await served.Get(Standings, all), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_name_or_an_address_says_never_passes_for_a_mark()
    {
        using var office = Ward(Engine.Sqlite);
        await using var served = await Served.Start(office);
        var session = served.Session("mot", Role.StandingOffice);
        var once = await served.Get(Standings + "&q=khong-co", session);
        Assert.Equal(Plain(once), Plain(await served.Get(Standings + "&q=khong-co", session)));
        Assert.Equal(HttpStatusCode.OK, await served.Status(Standings + "&q=" + new string('x', 2000), session));
    }

    /// <summary>Each took a thread and a connection to be known by, before anything bounded how many: all waited for each other, and most were answered 500.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Two_hundred_who_come_at_once_are_all_answered(Engine engine)
    {
        using var office = Ward(engine);
        await using var served = await Served.Start(office);
        var sessions = Enumerable.Range(0, 200).Select(i => served.Session($"doc-{i}", Role.StandingOffice)).ToList();
        var answers = await Task.WhenAll(sessions.SelectMany(s => (string[])[Standings, "/c/9936"], (session, address) => served.Status(address, session)));
        Assert.Equal([(HttpStatusCode.OK, 400)], answers.GroupBy(a => a).Select(a => (a.Key, a.Count())));
    }

    private static Office Ward(Engine engine)
    {
        var office = new Office(engine);
        office.Import(FileKind.Units, "Mã đơn vị,Tên đơn vị,Mã đơn vị cấp trên,Loại,Nhóm\nLX,UBND thành phố,,cơ quan,\nPB1,Phòng Giáo dục,LX,phòng,phòng ban\nPB2,Phòng Y tế,LX,phòng,phòng ban\n", "don-vi.csv");
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nA1,Nguyễn An,PB1\nB1,Phạm Dung,PB2\n", "can-bo.csv");
        return office;
    }

    /// <summary>Without what differs each time.</summary>
    private static string Plain(string page) => Left().Replace(Token().Replace(page, ""), "");

    private static string NameIn(string page) => WebUtility.HtmlDecode(Name().Match(page).Groups[1].Value);

    /// <summary>How many officers of a unit count, as its row of the table says.</summary>
    private static string HaveIn(string page, string unit) => Regex.Match(page, $"/don-vi/{unit}\".*?class=\"why\"[^>]*>([^<]*)<", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"[^\"]+\"")]
    private static partial Regex Token();

    [GeneratedRegex("data-left=\"(\\d+)\"")]
    private static partial Regex Left();

    [GeneratedRegex("<details class=\"me\">\\s*<summary>([^<]*)</summary>")]
    private static partial Regex Name();

    private sealed class Served(Office office, WebApplication site) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(site.Urls.First()) };

        /// <summary>The last one given.</summary>
        public int Grant { get; private set; }

        public static async Task<Served> Start(Office office)
        {
            var site = Site.Build(new(office.Installation, "http://127.0.0.1:0", false));
            await site.StartAsync(TestContext.Current.CancellationToken);
            return new(office, site);
        }

        public string Session(string name, Role role, string? unit = null)
        {
            var account = new CreateAccount(office.Installation).Create(name, $"Người <{name}>");
            Grant = new GrantRole(office.Installation).Give(account, role, unit, Days.Always, "thử");
            return new Sessions(office.Installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
        }

        public async Task<string> Get(string address, string session)
        {
            using var response = await Send(address, session);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }

        public async Task<HttpStatusCode> Status(string address, string session)
        {
            using var response = await Send(address, session);
            return response.StatusCode;
        }

        private async Task<HttpResponseMessage> Send(string address, string session)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", "thidua=" + session);
            return await Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await site.StopAsync(CancellationToken.None);
            await site.DisposeAsync();
        }
    }
}
