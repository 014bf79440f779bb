using Microsoft.Playwright;
using ThiDua.Access;
using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Tests.Support;

/// <summary>An account that has signed in, made through the use cases themselves.</summary>
public static class SignedIn
{
    private const string Everything = "moi-vai";

    /// <summary>An account with the roles given over everything; without any named: all there are.</summary>
    public static int Account(Installation installation, string name = Everything, params IReadOnlyList<Role> roles)
    {
        using (var db = installation.Open())
        {
            if (new AccountQueries(db).Find(name) is { } known) return known.Id;
        }
        var account = new CreateAccount(installation).Create(name, "Người thử " + name);
        foreach (var role in roles.Count > 0 ? roles : [.. Enum.GetValues<Role>().Where(r => r != Role.Public)]) new GrantRole(installation).Give(account, role, null, Days.Always, "máy");
        return account;
    }

    /// <summary>A key for `Authorization: Bearer`.</summary>
    public static string Key(Installation installation, int? account = null) =>
        new Sessions(installation).BeginKey(account ?? Account(installation), installation.Clock.GetUtcNow().AddDays(1));

    /// <summary>Gives the browser of a page a session.</summary>
    public static async Task Enter(IPage page, Installation installation, string address, int? account = null)
    {
        var key = new Sessions(installation).Begin(account ?? Account(installation), Way.Link, System.Net.IPAddress.Loopback, "");
        await page.Context.AddCookiesAsync([new() { Name = "thidua", Value = key, Url = address }]);
    }
}
