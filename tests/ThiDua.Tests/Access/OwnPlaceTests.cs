using System.Net;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>Where somebody lands who sees only a part, and what leads him back there.</summary>
public sealed class OwnPlaceTests
{
    [Theory]
    [InlineData("Officer", "B1", null, "/c/9936/vi-sao/can-bo/B1", "Trang của tôi")]
    [InlineData("UnitClerk", null, "XP1", "/c/9936/don-vi/XP1", "Đơn vị của tôi")]
    [InlineData("UnitHead", "B1", "XP1", "/c/9936/don-vi/XP1", "Đơn vị của tôi")]
    [InlineData("UnitClerk", null, "LX", "/c/9936", null)] // the campaign lists no such unit
    [InlineData("StandingOffice", null, null, "/c/9936", null)]
    [InlineData("CollectionAgent", null, "XP1", "/c/9936", null)]
    public async Task Who_sees_one_officer_or_one_unit_lands_there_and_finds_back(string role, string? officer, string? unit, string landing, string? link)
    {
        await using var api = await ApiSite.Start();
        var key = Session(api, "nguoi-thu", Enum.Parse<Role>(role), officer, unit);
        var (status, _, to) = await Get(api, key, "/");
        Assert.Equal((HttpStatusCode.Redirect, landing), (status, to));
        (status, var page, _) = await Get(api, key, landing);
        Assert.Equal((HttpStatusCode.OK, link is not null), (status, page.Contains(">Đơn vị của tôi<", StringComparison.Ordinal) || page.Contains(">Trang của tôi<", StringComparison.Ordinal)));
        if (link is not null) Assert.Contains($"""<a href="{landing}" aria-current="page">{link}</a>""", page, StringComparison.Ordinal);
    }

    /// <summary>What an answer is called must not make one account believe that it has what another was given.</summary>
    [Fact]
    public async Task Two_who_see_different_lists_are_never_told_that_nothing_has_changed()
    {
        await using var api = await ApiSite.Start();
        var (first, second) = (Session(api, "mot", Role.UnitClerk, null, "XP1"), Session(api, "hai", Role.UnitClerk, null, "XP2"));
        using var asked = await Send(api, first, "/api/v1/campaigns/9936/tasks", null);
        using var again = await Send(api, first, "/api/v1/campaigns/9936/tasks", asked.Headers.ETag!.ToString());
        using var other = await Send(api, second, "/api/v1/campaigns/9936/tasks", asked.Headers.ETag!.ToString());
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, other.StatusCode));
    }

    /// <summary>Whoever may take back what was entered by hand may not withdraw a file with the same form.</summary>
    [Fact]
    public async Task Taking_back_reaches_only_what_was_entered_by_hand_and_of_that_kind()
    {
        await using var api = await ApiSite.Start();
        var wards = await Neighbours.Fill(api);
        var withdraw = new ThiDua.Intake.WithdrawFile(api.Office.Installation);
        string[] shas;
        using (var db = api.Office.Installation.Open()) shas = [.. db.Query<string>("select sha256 from import where kind in ('results', 'settlements', 'problems') order by recording_id")];
        Assert.Equal(Enumerable.Repeat("not-found", shas.Length), shas.Select(s => Assert.Throws<ThiDua.Intake.WithdrawException>(() => withdraw.TakeBack("tasks", s, "thử")).Code));
        withdraw.TakeBack("settlements", wards.First.Values["sha"], "thử");
        Assert.Equal("not-found", Assert.Throws<ThiDua.Intake.WithdrawException>(() => withdraw.TakeBack("settlements", wards.First.Values["sha"], "thử")).Code);
    }

    private static string Session(ApiSite api, string name, Role role, string? officer, string? unit)
    {
        var account = new CreateAccount(api.Office.Installation).Create(name, "Người thử " + name, officer);
        new GrantRole(api.Office.Installation).Give(account, role, unit, Days.Always, "thử");
        return new Sessions(api.Office.Installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
    }

    private static async Task<(HttpStatusCode Status, string Page, string? To)> Get(ApiSite api, string key, string path)
    {
        using var answer = await Send(api, key, path, null);
        var to = answer.Headers.Location is { } location ? new Uri(api.Client.BaseAddress!, location).PathAndQuery : null;
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), to);
    }

    private static async Task<HttpResponseMessage> Send(ApiSite api, string key, string path, string? tag)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(api.Client.BaseAddress!, path));
        request.Headers.Add("Cookie", "thidua=" + key);
        if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
