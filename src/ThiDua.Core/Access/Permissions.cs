using static ThiDua.Core.Access.Reach;

namespace ThiDua.Core.Access;

/// <summary>
/// Which role may do what, and how far. What stands nowhere here is denied. The same table is in docs/access.md, and a test walks
/// every page, address and command by it.
/// </summary>
public static class Permissions
{
    private static readonly Role[] SignedIn = [.. Enum.GetValues<Role>().Where(r => r != Role.Public)];

    private static readonly Dictionary<(Act, Role), Reach> Table = new Rows()
        .Add(Act.BePublic, Anywhere, [.. Enum.GetValues<Role>()])
        .Add(Act.KeepOwnAccount, Anywhere, SignedIn)
        .Add(Act.SeeStandings, Anywhere, [.. SignedIn.Where(r => r != Role.Administrator)])
        .Add(Act.SeeUnit, Subtree, Role.UnitClerk, Role.UnitHead, Role.DataOfficer, Role.StandingOffice, Role.Auditor)
        .Add(Act.SeeOfficer, Subtree, Role.UnitClerk, Role.UnitHead, Role.DataOfficer, Role.StandingOffice, Role.Auditor)
        .Add(Act.SeeOfficer, Self, Role.Officer)
        .Add(Act.RevealPersons, Subtree, Role.UnitClerk, Role.DataOfficer, Role.CollectionAgent, Role.StandingOffice)
        .Add(Act.Import, Whole, Role.DataOfficer, Role.StandingOffice)
        .Add(Act.Withdraw, Whole, Role.DataOfficer, Role.StandingOffice)
        .Add(Act.Settle, Subtree, Role.DataOfficer, Role.StandingOffice)
        .Add(Act.Remind, Subtree, Role.UnitClerk, Role.UnitHead, Role.StandingOffice)
        .Add(Act.Call, Subtree, Role.UnitClerk, Role.CollectionAgent, Role.DataOfficer, Role.StandingOffice)
        .Add(Act.DoTasks, Subtree, Role.UnitClerk, Role.UnitHead, Role.StandingOffice)
        .Add(Act.SeeDossiers, Subtree, Role.UnitClerk, Role.UnitHead, Role.StandingOffice)
        .Add(Act.SeeDossiers, Whole, Role.DataOfficer, Role.CouncilMember, Role.Auditor)
        .Add(Act.MakeDossier, Subtree, Role.UnitClerk, Role.UnitHead, Role.StandingOffice)
        .Add(Act.Nominate, Subtree, Role.UnitClerk, Role.UnitHead, Role.DataOfficer, Role.StandingOffice)
        .Add(Act.ApproveDossier, Subtree, Role.UnitHead)
        .Add(Act.ReceiveDossiers, Whole, Role.StandingOffice)
        .Add(Act.SeeAwards, Whole, Role.CouncilMember, Role.StandingOffice, Role.Auditor)
        .Add(Act.ReviewNominations, Whole, Role.DataOfficer, Role.CouncilMember, Role.StandingOffice)
        .Add(Act.DecideAwards, Whole, Role.StandingOffice)
        .Add(Act.PayAwards, Whole, Role.StandingOffice)
        .Add(Act.Publish, Whole, Role.StandingOffice)
        .Add(Act.ChangeRules, Whole, Role.StandingOffice)
        .Add(Act.KeepClusters, Whole, Role.StandingOffice)
        .Add(Act.KeepAccounts, Whole, Role.Administrator)
        .Add(Act.Audit, Whole, Role.Auditor)
        .Add(Act.KeepNotices, Whole, Role.Administrator)
        .Filled;

    /// <summary>How far the act reaches for the role; None when it is nowhere allowed.</summary>
    public static Reach Of(Role role, Act act) => Table.GetValueOrDefault((act, role));

    private sealed class Rows
    {
        public Dictionary<(Act, Role), Reach> Filled { get; } = [];

        public Rows Add(Act act, Reach reach, params ReadOnlySpan<Role> roles)
        {
            foreach (var role in roles) Filled.Add((act, role), reach);
            return this;
        }
    }
}
