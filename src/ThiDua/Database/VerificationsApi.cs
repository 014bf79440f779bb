using ThiDua.Api;
using ThiDua.Cli;
using ThiDua.Web;
using ThiDua.Access;
using ThiDua.Core.Access;

namespace ThiDua.Database;

/// <summary>`thidua verify` in the API. It changes nothing; it is a POST because it takes long and reads everything.</summary>
public static class VerificationsApi
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/verifications", (PageContext page) => Answers.Guarded(page, () =>
    {
        var invariants = new VerifyStore(page.Options.Installation).Verify();
        return Answers.Document(page, json => VerifyCommand.Write(json, invariants));
    })).Needs(Act.Audit, heavy: true);
}
