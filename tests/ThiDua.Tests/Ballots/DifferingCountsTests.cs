using System.Net;
using ThiDua.Access;
using ThiDua.Ballots;
using ThiDua.Core.Access;
using ThiDua.Tests.Support;
using ThiDua.Web;
using static ThiDua.Tests.Awards.ReviewTests;

namespace ThiDua.Tests.Ballots;

/// <summary>Two who count come to different numbers: who sees them.</summary>
public sealed class DifferingCountsTests
{
    [Fact]
    public async Task Numbers_that_differ_are_seen_by_those_who_counted_and_by_who_closes_and_by_nobody_else()
    {
        using var office = Letter(Engine.Sqlite, new(2020, 1, 20));
        var at = office.Installation;
        Elections.Council(at, 21, new(2019, 1, 1));
        var no = Elections.Call(at, [An]);
        Elections.Roll(at, no, 21);
        new CountBallots(at with { Actor = "kiem-mot" }).Record("3096", no, [Elections.Paper(21, 18)]);
        new CountBallots(at with { Actor = "kiem-hai" }).Record("3096", no, [Elections.Paper(21, 13)]);
        await using var site = Site.Build(new(at, "http://127.0.0.1:0", false));
        await site.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new(site.Urls.First()) };
        var seen = new List<string>();
        foreach (var (name, role) in new[] { ("kiem-mot", Role.CouncilMember), ("kiem-hai", Role.CouncilMember), ("kiem-ba", Role.CouncilMember), ("thu-truong", Role.UnitHead), ("thuong-truc", Role.StandingOffice) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/c/3096/hop/1");
            request.Headers.Add("Cookie", "thidua=" + new Sessions(at).Begin(SignedIn.Account(at, name, role), Way.Passkey, IPAddress.Loopback, ""));
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            seen.Add($"{name} {answer.StatusCode} {page.Contains("Số của hai người khác nhau ở: Nguyễn Thị Ân.", StringComparison.Ordinal)} {page.Contains("<mark>18</mark>", StringComparison.Ordinal)} {page.Contains("<mark>13</mark>", StringComparison.Ordinal)}");
        }
        Assert.Equal(["kiem-mot OK True True True", "kiem-hai OK True True True", "kiem-ba OK False False False", "thu-truong NotFound False False False", "thuong-truc OK True True True"], seen);
        await site.StopAsync(TestContext.Current.CancellationToken);
    }
}
