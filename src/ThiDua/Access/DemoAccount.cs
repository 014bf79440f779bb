using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Whoever looks at the sample: may see and do everything, comes in by a link of its own at every start.</summary>
public static class DemoAccount
{
    private const string Name = "xem-thu";

    private static readonly Role[] Roles = [Role.StandingOffice, Role.DataOfficer, Role.CouncilMember, Role.Auditor, Role.Administrator];

    /// <returns>Path of a link that signs in once.</returns>
    public static string NewLink(Installation installation)
    {
        int? known;
        using (var db = installation.Open()) known = new AccountQueries(db).Find(Name)?.Id;
        if (known is not { } account)
        {
            account = new CreateAccount(installation).Create(Name, "Người xem thử");
            foreach (var role in Roles) new GrantRole(installation).Give(account, role, null, Days.Always, Viewer.Machine.Name);
        }
        return "/vao/" + new SignInLinks(installation).New(account);
    }
}
