using System.Net;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Awards;

/// <summary>Who reviews reads what he judges and changes nothing in it; the unit reads what became of whom it named.</summary>
public sealed class ReviewReadingTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 7];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Reviewers_over_everything_read_dossiers_and_the_inbox_and_find_nothing_there_to_press(Engine engine)
    {
        await using var api = await ApiSite.Start(engine);
        var at = api.Office.Installation;
        new FreezeStanding(at).Freeze("9936", "PB2", new(), null);
        new KeepEvidence(at).Keep(new("9936", "PB2", null, null, "evidence", "Ảnh phát động", "anh.png", Png));
        foreach (var paper in new[] { "bien-ban", "to-trinh", "danh-sach" }) new RecordStep(at).Record(new("9936", "PB2", paper, PaperStepKind.Signed, "1/TTr", null));
        new ApproveDossier(at).Approve("9936", "PB2", null, "Bà Trưởng phòng");
        new SubmitDossier(at).Submit("9936", "PB2", null);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = api.Client.BaseAddress };
        foreach (var role in new[] { Role.DataOfficer, Role.CouncilMember, Role.Auditor })
        {
            var cookie = Enter(at, $"{role}", role, null);
            foreach (var (address, sign) in new[] { ("/c/9936/ho-so", "Phòng Y tế"), ("/c/9936/ho-so/PB2", "Bạn xem được hồ sơ này"), ("/c/9936/ho-so-den", "Việc nhận, trả lại do cơ quan thường trực ghi") })
            {
                var page = await Page(client, address, cookie);
                Assert.Contains(sign, page, StringComparison.Ordinal);
                Assert.DoesNotContain("action=\"/c/9936/ho-so", page, StringComparison.Ordinal);
            }
            foreach (var file in new[] { "/c/9936/ho-so/PB2/minh-chung/1", "/c/9936/ho-so/PB2/da-gui", "/c/9936/ho-so/PB2/tai/bien-ban.docx" }) Assert.Equal(HttpStatusCode.OK, (await Get(client, file, cookie)).StatusCode);
        }
        var council = Enter(at, "mot-xa", Role.CouncilMember, "PB2"); // a seat in the council is over everything or it is none
        foreach (var address in new[] { "/c/9936/ho-so/PB2", "/c/9936/ho-so-den", "/c/9936/ho-so/PB2/minh-chung/1" }) Assert.Equal(HttpStatusCode.NotFound, (await Get(client, address, council)).StatusCode);
        Assert.Contains("action=\"/c/9936/ho-so-den/PB2/nhan", await Page(client, "/c/9936/ho-so-den", Enter(at, "van-phong", Role.StandingOffice, null)), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task A_unit_reads_why_its_nomination_came_back_and_no_opinion_and_nothing_of_a_unit_beside(Engine engine)
    {
        await using var api = await ApiSite.Start(engine);
        var at = api.Office.Installation;
        var entries = new List<string>();
        foreach (var (unit, reason) in new[] { ("XP1", "Thiếu chữ ký của phường Một"), ("XP2", "Thiếu chữ ký của phường Hai") })
        {
            entries.Add(new Nominate(at).Record("9936", new("giay-khen-ca-nhan", unit, null, "Người ở " + unit, "Vận động nhiều", ProposedBy.Collection)));
            new FreezeStanding(at).Freeze("9936", unit, new(), null);
            new RecordReview(at).Record("9936", new("sum-up", [new("giay-khen-ca-nhan", unit, SubjectKind.Individual, "Người ở " + unit)], ReviewOutcome.Returned, null, "ý kiến của tổ", null, reason), [Role.StandingOffice]);
        }
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = api.Client.BaseAddress };
        var mai = Enter(at, "mai", Role.UnitClerk, "XP1");
        var page = await Page(client, "/c/9936/de-cu", mai);
        Assert.Contains("Bị trả lại khi xét", page, StringComparison.Ordinal);
        Assert.Contains("Thiếu chữ ký của phường Một", page, StringComparison.Ordinal);
        Assert.DoesNotContain("phường Hai", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ý kiến của tổ", page, StringComparison.Ordinal);

        // What rests on a nomination is asked for a unit too, though it sees no decisions.
        Assert.Equal("/c/9936/de-cu", (await Form.Send(client, "/c/9936/de-cu", "/c/9936/de-cu/rut-lai", mai, [("sha", entries[0]), ("reason", "thôi")])).Headers.Location!.OriginalString);
        Assert.DoesNotContain("Người ở XP1", await Page(client, "/c/9936/de-cu", mai), StringComparison.Ordinal);
    }

    private static string Enter(Installation installation, string name, Role role, string? unit)
    {
        var account = new CreateAccount(installation).Create(name, name);
        new GrantRole(installation).Give(account, role, unit, Days.Always, "thử");
        return "thidua=" + new Sessions(installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
    }

    private static async Task<string> Page(HttpClient client, string address, string cookie)
    {
        var answer = await Get(client, address, cookie);
        Assert.Equal((address, HttpStatusCode.OK), (address, answer.StatusCode));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<HttpResponseMessage> Get(HttpClient client, string address, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Cookie", cookie);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
