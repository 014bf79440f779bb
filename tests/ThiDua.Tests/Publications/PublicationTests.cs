using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Campaigns;
using ThiDua.Intake;
using ThiDua.Privacy;
using ThiDua.Publications;
using ThiDua.Standings;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Publications;

/// <summary>What everybody may read without signing in, and who says so.</summary>
public sealed partial class PublicationTests
{
    private const string Head = "Họ và tên,Mã số BHXH,Loại hình,Phương án,Ngày biên lai,Số biên lai,Từ tháng,Số tháng,Mã cán bộ vận động,Quan hệ\n";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task The_public_page_holds_standings_honours_and_persons_with_small_counts_hidden(Engine engine)
    {
        await using var town = await Town(engine);
        new PublishCampaign(town.Office.Installation).Publish("9936", null);
        // Won back are 7, 6 and 2: the 6 is hidden with the 2. Voluntary SI and one relative in HI are 1 each: the totals of these columns go too.
        Assert.Equal("""
            Phát triển người tham gia BHXH, BHYT năm 2024
            Cán bộ có ít nhất 01 người thân tham gia BHXH tự nguyện
            Phòng, ban ngành, đoàn thể
            Hạng | Đơn vị | Tỷ lệ | Chỉ tiêu
            1 | Phòng Y tế | 50,00 % | ✓ Đạt
            2 | Phòng Giáo dục | 0,00 % | chưa đạt
            Ủy ban nhân dân xã, phường
            Hạng | Đơn vị | Tỷ lệ | Chỉ tiêu
            1 | Phường Mỹ Bình | 33,33 % | chưa đạt
            2 | Phường Mỹ Hoà | 0,00 % | chưa đạt
            Cán bộ có đầy đủ thân nhân tham gia BHYT
            Phòng, ban ngành, đoàn thể
            Hạng | Đơn vị | Tỷ lệ | Chỉ tiêu
            1 | Phòng Giáo dục | 0,00 % | chưa đạt
            1 | Phòng Y tế | 0,00 % | chưa đạt
            Cán bộ vận động được 01 người thân tham gia BHYT
            Ủy ban nhân dân xã, phường
            Hạng | Đơn vị | Tỷ lệ | Chỉ tiêu
            1 | Phường Mỹ Bình | 33,33 % | chưa đạt
            2 | Phường Mỹ Hoà | 0,00 % | chưa đạt
            Người có thẻ BHYT hết hạn 01–09/2024 đã tham gia lại
            Phòng, ban ngành, đoàn thể
            Hạng | Đơn vị | Người | Chỉ tiêu
            1 | Phòng Y tế | 7 | –
            2 | Phòng Giáo dục | 0 | –
            Ủy ban nhân dân xã, phường
            Hạng | Đơn vị | Người | Chỉ tiêu
            * | Phường Mỹ Bình | * | *
            * | Phường Mỹ Hoà | * | *
            Được tuyên dương
            Giấy khen của UBND thành phố cho cá nhân
            Tên | Đơn vị
            Trần Bình | Phòng Y tế
            Lê Cúc | Phòng Y tế
            Phạm Dung | Phường Mỹ Bình
            Võ Em | Phường Mỹ Bình
            Hoàng Sơn | Phường Mỹ Hoà
            Người tham gia theo đơn vị và chỉ tiêu
            Đơn vị | BHXH tự nguyện | BHYT mỗi cán bộ 1 người | Hết hạn tham gia lại | BHYT 1 người 1 người | Cộng
            Phòng Giáo dục | 0 | – | 0 | – | 0
            Phòng Y tế | * | – | 7 | – | *
            Phường Mỹ Bình | * | * | * | – | *
            Phường Mỹ Hoà | 0 | 0 | * | – | *
            Cộng | * | * | 15 | 0 | *
            """, string.Join('\n', Lines((await Get(town, "/cong-khai/9936")).Text)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task AC_19_the_public_page_names_no_relative_and_nobody_who_is_not_honoured(Engine engine)
    {
        await using var town = await Town(engine);
        new PublishCampaign(town.Office.Installation).Publish("9936", null);
        List<string> secret = [], honoured, persons = [];
        using (var db = town.Office.Installation.Open())
        {
            var ground = Ground.Of(db, town.Office.Installation, "9936", new());
            honoured = [.. new HonourList(db, ground).On(ground.AsOf).Where(h => h.Award.Subject == SubjectKind.Individual).Select(h => h.Name)];
            ReadSealed.Each(db, SealedOf.Persons, "", (_, _, values, _) => persons.AddRange(JsonNode.Parse(values!)!.AsObject().SelectMany(r => r.Value!.AsObject()).Select(v => (string)v.Value!)));
            secret.AddRange(db.Query<string>("select distinct name from post").Except(honoured));
            secret.AddRange(db.Query<string>("select code from officer union select receipt_no from receipt where receipt_no is not null"));
        }
        Assert.Equal(["Hoàng Sơn", "Lê Cúc", "Phạm Dung", "Trần Bình", "Võ Em"], honoured.Distinct().Order(StringComparer.Ordinal));
        Assert.Contains("Lý Thân", persons);
        Assert.Contains("8900000301", persons);
        Assert.Contains("Nguyễn An", secret);
        foreach (var address in new[] { "/cong-khai/9936", "/cong-khai" })
        {
            foreach (var language in new[] { "vi", "en" })
            {
                var (status, text) = await Get(town, address, language);
                Assert.Equal(HttpStatusCode.OK, status);
                if (address != "/cong-khai") Assert.Equal([], honoured.Where(h => !text.Contains(h, StringComparison.Ordinal)));
                Assert.Equal([], secret.Concat(persons).Where(s => Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(s)}(?!\w)")));
                Assert.Equal([], Link().Matches(text).Select(m => m.Groups[1].Value.Split(['?', '#'])[0]).Distinct().Except(["/cong-khai", "/cong-khai/9936", "/thidua.css", "/star.svg", ""]));
            }
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task What_is_learned_later_changes_nothing_until_it_is_released_again_and_what_is_taken_back_is_gone(Engine engine)
    {
        await using var town = await Town(engine);
        var publish = new PublishCampaign(town.Office.Installation);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(town, "/cong-khai/9936")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(town, "/cong-khai/khong-co")).Status);

        publish.Publish("9936", null);
        var released = (await Get(town, "/cong-khai/9936")).Text;
        town.Office.Import(FileKind.Results, Head + "Phan Muộn,8900000401,TN,TM,19/11/2024,BL401,11/2024,3,A1,cha\n", "muon.csv");
        new FreezeStanding(town.Office.Installation).Freeze("9936", "PB1", new(), null);
        Assert.Equal(released, (await Get(town, "/cong-khai/9936")).Text);
        town.Office.MustVerify();

        publish.Publish("9936", null);
        var again = (await Get(town, "/cong-khai/9936")).Text;
        Assert.Equal((false, true), (released.Contains("Nguyễn An", StringComparison.Ordinal), again.Contains("Nguyễn An", StringComparison.Ordinal)));

        publish.TakeBack("9936", "nhầm ngày");
        Assert.Equal(HttpStatusCode.NotFound, (await Get(town, "/cong-khai/9936")).Status);
        Assert.DoesNotContain("/cong-khai/9936", (await Get(town, "/cong-khai")).Text, StringComparison.Ordinal);
        Assert.Equal("publication.none", Assert.Throws<ThiDua.Tasks.RefusedEntryException>(() => publish.TakeBack("9936", "nữa")).Key);
        using (var db = town.Office.Installation.Open())
        {
            Assert.Equal(["nhầm ngày"], PublicationQueries.Reasons(db).Values);
            Assert.Equal([false, true], PublicationQueries.History(db, "9936").Select(p => p.TakenBack is null));
            Assert.Equal(["withdrawal 9936", "publish 9936", "publish 9936"], db.Query<string>("select act || ' ' || subject from trail where act in ('publish', 'withdrawal') order by entry_no desc"));
        }
        town.Office.MustVerify();
    }

    [Fact]
    public async Task The_page_is_the_same_for_all_and_kept_for_a_minute()
    {
        await using var town = await Town(Engine.Sqlite);
        new PublishCampaign(town.Office.Installation).Publish("9936", null);
        using var client = Client(town);
        var answer = await client.GetAsync("/cong-khai/9936", TestContext.Current.CancellationToken);
        Assert.Equal(("public, max-age=60", "Cookie", false), (answer.Headers.CacheControl!.ToString(), string.Join(", ", answer.Headers.Vary), answer.Headers.Contains("Set-Cookie")));
        using var signedIn = new HttpRequestMessage(HttpMethod.Get, "/cong-khai/9936");
        signedIn.Headers.Add("Cookie", "thidua=" + Session(town));
        Assert.Equal(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await (await client.SendAsync(signedIn, TestContext.Current.CancellationToken)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_releases_or_takes_back_shows_again_who_he_is_on_the_site_and_in_the_API()
    {
        await using var town = await Town(Engine.Sqlite);
        using var client = Client(town);
        var session = Session(town);
        using (var db = town.Office.Installation.Open()) db.Execute("update session set confirmed_at = null");
        foreach (var address in new[] { "/c/9936/cong-khai/ra", "/c/9936/cong-khai/rut-lai" })
        {
            var asked = await Form.Send(client, "/c/9936/cong-khai", address, "thidua=" + session, [("day", "2024-11-28"), ("reason", "thử")]);
            Assert.Equal((HttpStatusCode.Redirect, "/xac-nhan"), (asked.StatusCode, asked.Headers.Location!.OriginalString.Split('?')[0]));
        }
        using var post = new HttpRequestMessage(HttpMethod.Post, "/api/v1/campaigns/9936/publications");
        post.Headers.Add("Cookie", "thidua=" + session);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(post, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Get(town, "/cong-khai/9936")).Status);

        var released = await Form.Send(client, "/c/9936/cong-khai", "/c/9936/cong-khai/ra", "thidua=" + Session(town), [("day", "2024-11-28")]);
        Assert.Equal("/c/9936/cong-khai", released.Headers.Location!.OriginalString);
        Assert.Contains("Số liệu tính đến hết ngày 28/11/2024", (await Get(town, "/cong-khai/9936")).Text, StringComparison.Ordinal);
        var ahead = await Form.Send(client, "/c/9936/cong-khai", "/c/9936/cong-khai/ra", "thidua=" + Session(town), [("day", "2024-12-01")]);
        Assert.Equal("/c/9936/cong-khai?loi=publication.day-ahead", ahead.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task What_is_public_is_not_withdrawn_like_a_file()
    {
        await using var town = await Town(Engine.Sqlite);
        var publication = new PublishCampaign(town.Office.Installation).Publish("9936", null);
        foreach (var named in new[] { publication.Sha256, "9936" }) Assert.Throws<WithdrawException>(() => new WithdrawFile(town.Office.Installation).Withdraw(named, "thử"));
    }

    [Fact]
    public void The_command_releases_and_takes_back()
    {
        using var town = new Cli.SmallTown();
        var command = town.Command;
        var released = command.Must("publish", "9936", "--as-of", "2024-11-28", "--json").Json;
        Assert.Equal(("9936", true, "2024-11-28", "/cong-khai/9936"), ((string)released["campaign"]!, (bool)released["public"]!, (string)released["asOf"]!, (string)released["page"]!));
        Assert.Equal((2, 2, 1), (command.Run("publish", "9936", "--withdraw").ExitCode, command.Run("publish", "9936", "--reason", "a").ExitCode, command.Run("publish", "1234").ExitCode));
        Assert.Equal("Đã bỏ công khai phong trào 9936 (số liệu tính đến 28/11/2024); địa chỉ /cong-khai/9936 không còn.\n", command.Must("publish", "9936", "--withdraw", "--reason", "nhầm").Output);
        Assert.Equal(1, command.Run("publish", "9936", "--withdraw", "--reason", "nhầm").ExitCode);
        command.Must("verify");
    }

    /// <summary>A town whose wards won back 7, 6 and 2 persons, with relatives declared and officers who brought nobody.</summary>
    private static async Task<ApiSite> Town(Engine engine)
    {
        var town = await ApiSite.Start(engine);
        var office = town.Office;
        office.Import(FileKind.Officers, "Mã cán bộ,Họ và tên,Mã đơn vị\nC1,Hoàng Sơn,XP2\n", "can-bo-2.csv");
        office.Import(FileKind.Relatives, "Mã cán bộ,Quan hệ,Họ và tên,Mã số BHXH\nA1,con,Lý Thân,8900000301\nC1,mẹ,Lý Mẫu,8900000302\n", "nguoi-than.csv");
        (string Officer, int Number)[] wonBack = [.. Enumerable.Range(0, 15).Select(i => (i < 7 ? "A3" : i < 13 ? "B1" : "C1", 501 + i))];
        office.Import(FileKind.Cards, "Mã số BHXH,Họ và tên,Giá trị từ,Giá trị đến\n" + string.Concat(wonBack.Select(w => $"8900000{w.Number},Phan Về {w.Number},01/07/2023,30/06/2024\n")), "the.csv");
        office.Import(FileKind.Results, Head + string.Concat(wonBack.Select(w => $"Phan Về {w.Number},8900000{w.Number},HGD,TM,18/11/2024,BL{w.Number},11/2024,12,{w.Officer},khác\n")), "ve.csv");
        return town;
    }

    private static string Session(ApiSite town) =>
        new Sessions(town.Office.Installation).Begin(SignedIn.Account(town.Office.Installation, "thuong-truc", Role.StandingOffice), Way.Passkey, IPAddress.Loopback, "");

    private static HttpClient Client(ApiSite town) => new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = town.Client.BaseAddress };

    /// <summary>As somebody who has not signed in.</summary>
    private static async Task<(HttpStatusCode Status, string Text)> Get(ApiSite town, string address, string language = "vi")
    {
        using var client = Client(town);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", "lang=" + language);
        var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Headings and rows of tables, cell by cell.</summary>
    private static IEnumerable<string> Lines(string page) => Line().Matches(page[page.IndexOf("<main", StringComparison.Ordinal)..])
        .Select(m => string.Join(" | ", Cell().Split(m.Value).Select(c => Space().Replace(Tag().Replace(c, ""), " ").Trim()).Where(c => c.Length > 0)));

    [GeneratedRegex("<h[123].*?</h[123]>|<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex("</t[dh]>")]
    private static partial Regex Cell();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();
}
