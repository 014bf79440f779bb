namespace ThiDua.Core.Access;

/// <summary>What can be done. Every page, address and command needs exactly one of these (docs/access.md).</summary>
public enum Act
{
    /// <summary>What is open to all: signing in, the public page, error pages, the style sheet.</summary>
    BePublic,
    /// <summary>One's own account: password, second factor, sessions.</summary>
    KeepOwnAccount,
    /// <summary>Board, standings of units, the campaign's text: figures of units, no persons.</summary>
    SeeStandings,
    /// <summary>Figures of one unit with its officers, and whom of them to urge.</summary>
    SeeUnit,
    /// <summary>Why rows of one officer counted; persons are masked.</summary>
    SeeOfficer,
    /// <summary>Names and numbers of persons in full, for a reason that is logged.</summary>
    RevealPersons,
    /// <summary>Fill-in templates, try-run, taking files in.</summary>
    Import,
    /// <summary>Making an import cease to hold.</summary>
    Withdraw,
    /// <summary>Rows that wait, and deciding them.</summary>
    Settle,
    /// <summary>Lists to urge and to praise; sending reminders.</summary>
    Remind,
    /// <summary>The call list and the outcome of each contact.</summary>
    Call,
    /// <summary>Tasks and problems of a unit.</summary>
    DoTasks,
    /// <summary>Dossier of a unit to read: its papers, reports and evidence, what was sent, and the inbox. Changes nothing.</summary>
    SeeDossiers,
    /// <summary>Dossier of a unit: freezing, making, sending.</summary>
    MakeDossier,
    /// <summary>Naming whom a unit proposes, and taking that back.</summary>
    Nominate,
    /// <summary>The head's word that the dossier of his unit may go out as it is.</summary>
    ApproveDossier,
    /// <summary>The inbox: receiving dossiers, or returning them with a reason.</summary>
    ReceiveDossiers,
    /// <summary>Who meets the criteria, in which order; decisions and their money.</summary>
    SeeAwards,
    /// <summary>What came of each step of the review; lists for comment, objections and answers.</summary>
    ReviewNominations,
    /// <summary>Holds, signed reasons for a second award; drafting, issuing and revoking decisions.</summary>
    DecideAwards,
    /// <summary>The fund, what was paid and came back, confirming a recalled rate.</summary>
    PayAwards,
    /// <summary>Making figures and honours public, and taking them back.</summary>
    Publish,
    /// <summary>Adding and changing campaigns: the rules.</summary>
    ChangeRules,
    /// <summary>Clusters and blocks: accepting a division, placing members, recording elections.</summary>
    KeepClusters,
    /// <summary>Accounts, roles, sign-in of others.</summary>
    KeepAccounts,
    /// <summary>Who did what, when; verifying everything stored.</summary>
    Audit,
    /// <summary>Notices to other programs.</summary>
    KeepNotices,
    /// <summary>Starting the site, backups, restoring, forgetting persons: done on the machine and nowhere else.</summary>
    KeepInstallation,
}
