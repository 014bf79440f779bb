using System.Net;
using Microsoft.AspNetCore.Builder;
using ThiDua.Access;
using ThiDua.Awards;
using ThiDua.Core.Access;
using ThiDua.Core.Awards;
using ThiDua.Core.Basics;
using ThiDua.Tests.Awards;
using ThiDua.Tests.Support;
using ThiDua.Web;

namespace ThiDua.Tests.Web;

/// <summary>What the pages of certificates and of honour answer, asked for as browsers ask.</summary>
public sealed class CertificatePagesTests
{
    private const string Honour = "/cong-khai/9936/vinh-danh";

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.Postgres)]
    public async Task Everybody_reads_who_stands_and_what_was_written_of_them_and_of_nobody_else(Engine engine)
    {
        using var office = CertificateTests.Town(engine);
        var at = office.Installation;
        var no = CertificateTests.Draft(at);
        CertificateTests.Issue(at, no);
        await using var served = await Served.Start(office);
        Assert.Equal(HttpStatusCode.NotFound, (await served.Send(Honour)).StatusCode);
        var winners = new ReleaseWinners(at);
        foreach (var (title, line) in new[] { ("Bài về Dung", 1), ("Bài về Em", 2), ("Bài về lễ trao", 0) })
            winners.Note("9936", new(title, $"https://bao.example.vn/{line}", null, at.Day, line == 0 ? [] : [(no, line)]));
        Assert.Equal(HttpStatusCode.NotFound, (await served.Send(Honour)).StatusCode); // what was written releases nobody
        winners.Release("9936", no);
        var first = await served.Send(Honour);
        var second = await served.Send(Honour);
        foreach (var answer in new[] { first, second }) Assert.Equal(("public, max-age=60", "Cookie", false), (answer.Headers.CacheControl!.ToString(), answer.Headers.Vary.ToString(), answer.Headers.Contains("Set-Cookie")));
        Assert.Equal(Said(await Text(first)), Said(await Text(second)));
        Assert.Equal("Phạm Dung|Võ Em|Đỗ Gấm|Bài về Dung|Bài về Em|Bài về lễ trao", Said(await Text(second)));
        Assert.DoesNotContain("710.000", await Text(second), StringComparison.Ordinal);

        // Whoever has signed in is shown the same, and gets nothing of his own that others could keep.
        var clerk = await served.Send(Honour, served.Session(Role.StandingOffice));
        Assert.Equal((Said(await Text(first)), false), (Said(await Text(clerk)), clerk.Headers.Contains("Set-Cookie")));

        new RevokeDecision(at).Revoke("9936", no, [2], "Khai man", new("320/QĐ-UBND", at.Day, "Lê Văn Trưởng", Signatory.Head));
        Assert.Equal("Phạm Dung|Đỗ Gấm|Bài về Dung|Bài về lễ trao", Said(await Text(await served.Send(Honour)))); // at once
        Assert.Equal("Phạm Dung|Đỗ Gấm|Bài về Dung|Bài về lễ trao", Said(await Text(await served.Send(Honour + "?x=1"))));

        static string Said(string page) => string.Join('|', new[] { "Phạm Dung", "Võ Em", "Đỗ Gấm", "Bài về Dung", "Bài về Em", "Bài về lễ trao" }.Where(w => page.Contains(w, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Who_has_no_certificate_is_named_on_the_page_and_the_others_are_there()
    {
        using var office = CertificateTests.Town(Engine.Sqlite, "Lý 李 Em");
        var no = CertificateTests.Draft(office.Installation);
        CertificateTests.Issue(office.Installation, no);
        await using var served = await Served.Start(office);
        var session = served.Session(Role.StandingOffice);
        var page = await served.Page(CertificateAddresses.PageOf("9936", no), session);
        foreach (var words in new[] { "1 dòng không làm được giấy:", "dòng 2 Lý 李 Em", "2 giấy của 2 đơn vị.", "giay-khen.pdf", "giay-khen.zip", "Ký và tải về", "dong=1", "Chưa có địa chỉ công khai của trang" }) Assert.Contains(words, page, StringComparison.Ordinal);
        var files = DecisionAddresses.PageOf("9936", no);
        Assert.Equal("image/png", (await served.Send(files + "/giay-khen.png", session)).Content.Headers.ContentType!.MediaType);
        var refused = await served.Send(files + "/giay-khen.png?dong=2", session);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("Phông script-bold không có chữ “李”", await Text(refused), StringComparison.Ordinal);
        await using var browser = new Browser();
        var shown = await browser.Page();
        await shown.Context.AddCookiesAsync([new() { Name = "thidua", Value = session, Url = served.Client.BaseAddress!.ToString() }]);
        await shown.GotoAsync(new Uri(served.Client.BaseAddress, CertificateAddresses.PageOf("9936", no)).ToString());
        await Looks.At(shown, "certificates-refused");
    }

    [Fact]
    public async Task A_decision_that_names_no_paper_offers_the_choice()
    {
        using var office = CertificateTests.Town(Engine.Sqlite);
        var no = CertificateTests.Draft(office.Installation);
        using (var db = office.Installation.Open()) db.Execute("update award_decision_line set form = null, title = 'Khen thưởng của Tổng Giám đốc cho cá nhân'");
        CertificateTests.Issue(office.Installation, no);
        await using var served = await Served.Start(office);
        var session = served.Session(Role.StandingOffice);
        var address = CertificateAddresses.PageOf("9936", no);
        var page = await served.Page(address, session);
        foreach (var words in new[] { "3 dòng không làm được giấy:", "không nói đó là giấy khen hay bằng khen", "<select name=\"mau\">" }) Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("giay-khen.pdf", page, StringComparison.Ordinal);
        Assert.Contains("3 giấy của 2 đơn vị.", await served.Page(address + "?mau=giay-khen", session), StringComparison.Ordinal);
        Assert.Contains("Không có mẫu “khac”.", await served.Page(address + "?mau=khac", session), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_that_cannot_be_read_has_a_page_with_the_way_back()
    {
        using var office = CertificateTests.Town(Engine.Sqlite);
        var no = CertificateTests.Draft(office.Installation);
        CertificateTests.Issue(office.Installation, no);
        var shipped = CertificateTemplates.ShippedText("giay-khen");
        new ChangeCertificateTemplate(office.Installation).Change("giay-khen", shipped.Replace("GIẤY KHEN", "GIẤY KHEN TẶNG", StringComparison.Ordinal));
        using (var db = office.Installation.Open()) db.Execute("update certificate_template set content = @content", new { content = shipped + "shadow: gold\n" });
        await using var served = await Served.Start(office);
        var session = served.Session(Role.StandingOffice);
        foreach (var address in new[] { CertificateAddresses.TemplatesPage, CertificateAddresses.TemplateOf("giay-khen"), CertificateAddresses.PageOf("9936", no) })
            Assert.Contains("không đọc được ở phiên bản này", await served.Page(address, session), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await served.Send(CertificateAddresses.TemplateOf("giay-khen") + ".png", session)).StatusCode);
        Assert.Contains("Trở về mẫu gốc</button>", await served.Page(CertificateAddresses.TemplateOf("giay-khen"), session), StringComparison.Ordinal);
        using var back = await Form.Send(served.Client, CertificateAddresses.TemplateOf("giay-khen"), CertificateAddresses.TemplateOf("giay-khen") + "/goc", "thidua=" + session, []);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        Assert.Contains("3 giấy của 2 đơn vị.", await served.Page(CertificateAddresses.PageOf("9936", no), session), StringComparison.Ordinal);
    }

    /// <summary>More winners than a page has boxes: the others are named by their numbers, and the page says that there are others.</summary>
    [Fact]
    public async Task Whoever_has_no_box_to_tick_is_named_by_number()
    {
        using var office = CertificateTests.Town(Engine.Sqlite, more: 300);
        var at = office.Installation;
        var no = CertificateTests.Draft(at, 300);
        CertificateTests.Issue(at, no);
        await using var served = await Served.Start(office);
        var session = served.Session(Role.StandingOffice);
        var page = await served.Page("/c/9936/vinh-danh", session);
        Assert.Contains("Danh sách trên chỉ có 300 trong 303 tập thể, cá nhân.", page, StringComparison.Ordinal);
        Assert.Contains("name=\"others\"", page, StringComparison.Ordinal);
        foreach (var others in new[] { "1.302; 1.303", "ba trăm" })
        {
            using var sent = await Form.Send(served.Client, "/c/9936/vinh-danh", "/c/9936/vinh-danh/tin", "thidua=" + session,
                [("title", "Gương điển hình"), ("link", "https://bao.example.vn/guong"), ("source", ""), ("day", at.Day.Iso()), ("winner", "1.1"), ("others", others)]);
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        }
        using var db = at.Open();
        Assert.Equal([1, 302, 303], Assert.Single(WinnerQueries.Of(db, "9936").News).Winners.Select(w => w.Line));
    }

    private static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    private sealed class Served(Office office, WebApplication site) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(site.Urls.First()) };

        public static async Task<Served> Start(Office office)
        {
            var site = Site.Build(new(office.Installation, "http://127.0.0.1:0", false));
            await site.StartAsync(TestContext.Current.CancellationToken);
            return new(office, site);
        }

        public string Session(Role role)
        {
            var account = new CreateAccount(office.Installation).Create("mot", "Người Một");
            new GrantRole(office.Installation).Give(account, role, null, Days.Always, "thử");
            return new Sessions(office.Installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
        }

        public async Task<HttpResponseMessage> Send(string address, string? session = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (session is not null) request.Headers.Add("Cookie", "thidua=" + session);
            return await Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        public async Task<string> Page(string address, string session)
        {
            using var answer = await Send(address, session);
            Assert.Equal($"{address} OK", $"{address} {answer.StatusCode}");
            return await Text(answer);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await site.StopAsync(CancellationToken.None);
            await site.DisposeAsync();
        }
    }
}
