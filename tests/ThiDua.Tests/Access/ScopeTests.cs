using System.Net;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Tests.Api;
using ThiDua.Tests.Support;

namespace ThiDua.Tests.Access;

/// <summary>What is decided at the door is what is done behind it.</summary>
public sealed class ScopeTests
{
    /// <summary>The door and the work must not read two different units out of one request.</summary>
    [Theory]
    [InlineData("/c/9936/viec/ghi", "unit=XP1", false), InlineData("/c/9936/viec/ghi?unit=XP1", "unit=XP2", true), InlineData("/c/9936/viec/ghi", "unit=XP1&unit=XP2", true)]
    [InlineData("/c/9936/viec/ghi?unit=XP1&UNIT=XP2", "", true), InlineData("/c/9936/vuong-mac/bao?unit=XP1", "unit=XP2", true), InlineData("/c/9936/ho-so/XP1?unit=XP2", "unit=XP1", true)]
    [InlineData("/api/v1/campaigns/9936/tasks?unit=XP1&unit=XP2", "", true)]
    public async Task Who_names_two_units_is_let_in_for_neither(string address, string form, bool isRefused)
    {
        await using var api = await ApiSite.Start();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = api.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(form, new System.Net.Http.Headers.MediaTypeHeaderValue("application/x-www-form-urlencoded")) };
        request.Headers.Add("Cookie", "thidua=" + Clerk(api, "XP1"));
        var status = (await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
        Assert.Equal(isRefused ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, status); // let in, the form lacks its token
    }

    /// <summary>Who may take back reports of tasks must not thereby withdraw the files that everything is counted from.</summary>
    [Theory, InlineData("/c/9936/viec/rut-lai"), InlineData("/c/9936/vuong-mac/rut-lai"), InlineData("/c/9936/de-cu/rut-lai")]
    public async Task Taking_back_a_report_takes_back_nothing_else(string address)
    {
        await using var api = await ApiSite.Start();
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = api.Client.BaseAddress };
        await Form.Send(client, "/tai-khoan", address, "thidua=" + Clerk(api, null), [("task", "launch-communes"), ("sha", "ket-qua.csv"), ("reason", "thử")]);
        using var db = api.Office.Installation.Open();
        Assert.Equal(0, db.One<long>("select count(*) from withdrawal"));
    }

    private static string Clerk(ApiSite api, string? unit)
    {
        var account = new CreateAccount(api.Office.Installation).Create("lan", "Phạm Lan");
        new GrantRole(api.Office.Installation).Give(account, Role.UnitClerk, unit, Days.Always, "thử");
        return new Sessions(api.Office.Installation).Begin(account, Way.Passkey, IPAddress.Loopback, "");
    }
}
