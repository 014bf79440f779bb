using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using ThiDua.Access;
using ThiDua.Awards.Pages;
using ThiDua.Core.Access;
using ThiDua.Insurance;
using ThiDua.Problems.Pages;
using ThiDua.Reminders.Pages;
using ThiDua.Standings;
using ThiDua.Standings.Pages;
using ThiDua.Tasks.Pages;
using ThiDua.Web;
using ThiDua.Worklist.Pages;

namespace ThiDua.Tests.Access;

/// <summary>
/// The second wall behind the served site, with the first switched off: the program's own pages stand besides under addresses whose
/// door is wrongly weak, for whoever may see standings.
/// </summary>
public sealed partial class WallOfTheSiteTests
{
    /// <summary>Of ward XP1 and of ward XP2: names of officers, names of persons, what the wards wrote, papers.</summary>
    private static readonly string[] OfTheFirst = ["Phạm Dung", "Võ Em", "Công chức Một", "Phan Một", "Phan Hai", "Phan Con", "Phan Gọi", "khó XP1", "đáp XP1", "9/KH-XP1", "8/TTr-XP1", "gọi XP1"];
    private static readonly string[] OfTheSecond = ["Hồ Kim", "Tô Lan", "Công chức Hai", "Lê Ba", "Lê Con", "Lê Gọi", "khó XP2", "đáp XP2", "9/KH-XP2", "8/TTr-XP2", "gọi XP2"];

    [Fact]
    public async Task AC_22_with_the_first_wall_switched_off_the_second_keeps_what_belongs_to_another_ward()
    {
        using var wards = new TwoWards();
        await using var served = await Served.Start(wards);
        var clerk = wards.Session(Role.UnitClerk, "XP1");
        var all = wards.Session(Role.StandingOffice, null);

        var seen = await Everything(served, clerk);
        Assert.Equal(OfTheFirst, OfTheFirst.Where(seen.Contains));
        Assert.Equal([], OfTheSecond.Where(seen.Contains));

        // The pages do tell when they are asked by somebody to whom they may.
        var whole = await Everything(served, all);
        Assert.Equal([.. OfTheFirst, .. OfTheSecond], OfTheFirst.Concat(OfTheSecond).Where(whole.Contains));

        // Nor does anybody learn anything who is signed in for something else, or not at all.
        foreach (var other in new[] { wards.Session(Role.CouncilMember, "XP1"), wards.Session(Role.Officer, null) })
        {
            var nothing = await Everything(served, other);
            Assert.Equal([], OfTheFirst.Concat(OfTheSecond).Where(nothing.Contains));
        }
    }

    [Fact]
    public async Task The_pages_of_his_ward_read_for_the_clerk_as_for_who_sees_everything()
    {
        using var wards = new TwoWards();
        await using var served = await Served.Start(wards);
        var (clerk, all) = (wards.Session(Role.UnitClerk, "XP1"), wards.Session(Role.StandingOffice, null));
        foreach (var address in new[] { "trang/bang", "trang/xep-hang", "trang/don-vi/XP1", "trang/vi-sao/XP1", "trang/can-bo/B1", "trang/ho-so/XP1", "trang/giay/XP1", "ten/B1", "ten/B2" })
        {
            Assert.Equal(Plain(await served.Get("/thu/" + address, all)), Plain(await served.Get("/thu/" + address, clerk)));
        }
        foreach (var address in new[] { "standings", "standings?under=LX", "explanations?officer=B1", "explanations?row=ket-qua.csv%232", "dossiers/XP1" })
        {
            Assert.Equal(await served.Get("/api/v1/campaigns/9936/" + address, all), await served.Get("/api/v1/campaigns/9936/" + address, clerk));
        }
    }

    [Fact]
    public async Task Every_page_that_a_clerk_may_open_opens_behind_the_wall_and_what_he_enters_is_kept()
    {
        using var wards = new TwoWards();
        await using var served = await Served.Start(wards);
        var clerk = wards.Session(Role.UnitClerk, "XP1");
        foreach (var address in new[]
        {
            "/tai-khoan", "/c/9936", "/c/9936/xep-hang", "/c/9936/xep-hang.csv", "/c/9936/don-vi/XP1", "/c/9936/don-vi/XP1A", "/c/9936/vi-sao/don-vi/XP1", "/c/9936/vi-sao/can-bo/B1", "/c/9936/viec?don-vi=XP1", "/c/9936/de-cu", "/c/9936/de-cu?don-vi=XP1",
            "/c/9936/ho-so/XP1", "/c/9936/ho-so/XP1/in/to-trinh", "/c/9936/ho-so/XP1/tai/to-trinh.docx", "/c/9936/ho-so/XP1/tai?chi=word",
        })
        {
            await served.Get(address, clerk);
        }
        Assert.Contains("khó mới", await served.Post("/api/v1/campaigns/9936/problems?unit=XP1&text=kh%C3%B3%20m%E1%BB%9Bi", wards, Role.UnitClerk), StringComparison.Ordinal);
        wards.Office.MustVerify();
    }

    /// <summary>All that the addresses with the weak door say, about every ward.</summary>
    private static async Task<string> Everything(Served served, string session)
    {
        var said = "";
        foreach (var address in new[]
        {
            "trang/don-vi/XP1", "trang/don-vi/XP2", "trang/vi-sao/XP1", "trang/vi-sao/XP2", "trang/can-bo/B1", "trang/can-bo/B2", "trang/can-bo/C1", "trang/can-bo/C2", "trang/ho-so/XP1", "trang/ho-so/XP2",
            "trang/ho-so", "trang/giay/XP1", "trang/giay/XP2", "trang/viec", "trang/viec?don-vi=XP2&viec=launch-communes", "trang/vuong-mac", "trang/goi", "trang/don-doc", "trang/viec-cho", "trang/khen-thuong",
            "ten/B1", "ten/B2", "ten/C1", "ten/C2", "goi", "can-bo",
        })
        {
            said += await served.Get("/thu/" + address, session);
        }
        return said;
    }

    /// <summary>Without the seals of forms, which differ each time.</summary>
    /// <summary>What is told, whether or not one may go on from there.</summary>
    private static string Plain(string page) => LinkEnd().Replace(LinkStart().Replace(Form().Replace(page, ""), "<span>"), "</span>");

    [GeneratedRegex("<(?:a|span)\\b[^>]*>")]
    private static partial Regex LinkStart();

    [GeneratedRegex("</a>")]
    private static partial Regex LinkEnd();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    private sealed class Served : IAsyncDisposable
    {
        private readonly WebApplication site;
        private readonly HttpClient client;

        private Served(WebApplication site) => (this.site, client) = (site, new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(site.Urls.First()) });

        public static async Task<Served> Start(TwoWards wards)
        {
            var site = Site.Build(new(wards.Office.Installation, "http://127.0.0.1:0", false));
            Open<ThiDua.Campaigns.Pages.BoardPage>("bang");
            Open<StandingsPage>("xep-hang");
            Open<UnitPage>("don-vi/{Unit}");
            Open<WhyUnitPage>("vi-sao/{Unit}");
            Open<WhyOfficerPage>("can-bo/{Officer}");
            Open<DossierPage>("ho-so/{Unit}");
            Open<DossiersPage>("ho-so");
            Open<PaperPage>("giay/{Unit}", ("Paper", "to-trinh"));
            Open<TasksPage>("viec");
            Open<ProblemsPage>("vuong-mac");
            Open<CallsPage>("goi");
            Open<RemindPage>("don-doc");
            Open<WorklistPage>("viec-cho");
            Open<AwardsPage>("khen-thuong");
            // Personal values that pages show only masked, through the reader that all of them use.
            site.MapGet("/thu/ten/{officer}", (string officer, PageContext page) =>
            {
                using var db = page.Options.Installation.Open();
                var ground = Ground.Of(db, page.Options.Installation, "9936", new());
                return string.Join("\n", new ExplainQueries(db, ground, new(db, ground), InsuranceCatalog.PaymentWindows).OfOfficer(officer)
                    .Select(e => $"{e.File}#{e.Row.Row} {e.Indicator.Id} {e.Verdict.Kind} {e.Verdict.Reason.Code} {e.Personal.GetValueOrDefault("name")}"));
            }).Needs(Act.SeeStandings);
            site.MapGet("/thu/goi", (PageContext page) =>
            {
                using var db = page.Options.Installation.Open();
                return string.Join("\n", new ThiDua.Reminders.CallQueries(db, Ground.Of(db, page.Options.Installation, "9936", new())).All().Select(p => $"{p.Personal.GetValueOrDefault("name")} {p.Last?.Note}"));
            }).Needs(Act.SeeStandings);
            site.MapGet("/thu/can-bo", (PageContext page) =>
            {
                using var db = page.Options.Installation.Open();
                return string.Join("\n", new StandingsQueries(db, Ground.Of(db, page.Options.Installation, "9936", new())).Roster().Select(r => $"{r.Post.Code} {r.Post.Name} {r.Post.Position}"));
            }).Needs(Act.SeeStandings);
            await site.StartAsync(TestContext.Current.CancellationToken);
            return new(site);

            void Open<T>(string address, params (string Name, object? Value)[] more) where T : IComponent =>
                site.MapGet("/thu/trang/" + address, (HttpContext http) => new RazorComponentResult<T>(http.Request.RouteValues.Select(v => (v.Key, v.Value)).Concat(more).Append(("Campaign", "9936")).ToDictionary(v => v.Item1, v => v.Item2))).Needs(Act.SeeStandings);
        }

        public async Task<string> Get(string address, string session)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Cookie", "thidua=" + session);
            return await Answer(request);
        }

        public async Task<string> Post(string address, TwoWards wards, Role role)
        {
            using var db = wards.Office.Installation.Open();
            using var request = new HttpRequestMessage(HttpMethod.Post, address);
            request.Headers.Authorization = new("Bearer", new Sessions(wards.Office.Installation).BeginKey(new AccountQueries(db).Find($"{role}-xp1".ToLowerInvariant())!.Id, wards.Office.Installation.Clock.GetUtcNow().AddDays(1)));
            await Answer(request);
            return string.Join("\n", db.Query<string>("select text from problem"));
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            await site.StopAsync(CancellationToken.None);
            await site.DisposeAsync();
        }

        private async Task<string> Answer(HttpRequestMessage request)
        {
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {response.StatusCode} {text}");
            return WebUtility.HtmlDecode(text);
        }
    }
}
