using ThiDua.Core.Basics;

namespace ThiDua.Core.Access;

/// <summary>What somebody is for the program. A role is held over a subtree of the organisation, from a day to a day.</summary>
public enum Role
{
    /// <summary>Whoever has not signed in.</summary>
    Public,
    /// <summary>An officer, for himself.</summary>
    Officer,
    UnitClerk,
    UnitHead,
    /// <summary>Data officer of the social-insurance agency.</summary>
    DataOfficer,
    CollectionAgent,
    CouncilMember,
    /// <summary>Standing office of the emulation council.</summary>
    StandingOffice,
    Auditor,
    /// <summary>Keeps accounts; has no business with figures or persons.</summary>
    Administrator,
}

/// <summary>A role that an account holds.</summary>
/// <param name="Unit">Top of the subtree; null: the whole installation.</param>
public sealed record Grant(Role Role, int? Unit, Days Days);

/// <summary>How far an act of a role reaches.</summary>
public enum Reach
{
    /// <summary>Not at all: as if it did not exist.</summary>
    None,
    /// <summary>For oneself only.</summary>
    Self,
    /// <summary>For units of the subtree over which the role is held, and their officers.</summary>
    Subtree,
    /// <summary>Only when the role is held over the whole installation.</summary>
    Whole,
    /// <summary>Wherever the role is held, for everything: what is not about persons.</summary>
    Anywhere,
}
