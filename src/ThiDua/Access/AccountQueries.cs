using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Questions about accounts.</summary>
public sealed class AccountQueries(Db db)
{
    private const string Select = """
        select a.account_id as Id, a.name as Name, a.shown as Shown, o.code as Officer, a.password as Password, a.totp as Totp, a.totp_new as TotpOffered,
          a.totp_step as TotpStep, a.created_at as CreatedAt, a.disabled_at as DisabledAt,
          (select count(*) from passkey p where p.account_id = a.account_id) as Passkeys,
          (select count(*) from recovery_code r where r.account_id = a.account_id and r.used_at is null) as RecoveryCodes
        from account a left join officer o on o.officer_id = a.officer_id
        """;

    public List<AccountRow> All() => db.Query<AccountRow>(Select + " order by a.name");

    public AccountRow? Find(string name) => CreateAccount.Plain(name) is { } plain ? db.One<AccountRow>(Select + " where a.name = @plain", new { plain }) : null;

    /// <exception cref="AccessException">There is none.</exception>
    public AccountRow Named(string name) => Find(name) ?? throw new AccessException("account-unknown", name);

    public AccountRow Of(int account) => db.One<AccountRow>(Select + " where a.account_id = @account", new { account })!;

    /// <summary>Roles of an account, or of all, that nobody took back, the oldest first.</summary>
    public List<HeldRole> Roles(int? account = null) => db.Query<HeldRole>("""
        select g.grant_id as Id, g.account_id as Account, g.role as Role, u.code as Unit, g.from_day as FromDay, g.to_day as ToDay, g.given_by as GivenBy, g.given_at as GivenAt
        from role_grant g left join unit u on u.unit_id = g.unit_id
        where g.taken_at is null and (@every = 1 or g.account_id = @account) order by g.grant_id
        """, new { every = account is null ? 1 : 0, account = account ?? 0 });

    /// <summary>Whether anybody but one may do an act for everything on a day.</summary>
    public bool AnyOther(int? account, Act act, DateOnly day)
    {
        var others = All().Where(a => a.Id != account && a.DisabledAt is null).Select(a => a.Id).ToHashSet();
        return Roles().Exists(r => others.Contains(r.Account) && r.Unit is null && r.Days.Contains(day) && Permissions.Of(r.Role, act) != Reach.None);
    }
}

/// <summary>An account as it is stored.</summary>
public sealed record AccountRow
{
    public int Id { get; init; }
    public string Name { get; init; } = "";
    public string Shown { get; init; } = "";
    public string? Officer { get; init; }
    public string? Password { get; init; }
    public byte[]? Totp { get; init; }
    public byte[]? TotpOffered { get; init; }
    public long TotpStep { get; init; }
    public string CreatedAt { get; init; } = "";
    public string? DisabledAt { get; init; }
    public long Passkeys { get; init; }
    public long RecoveryCodes { get; init; }

    /// <summary>A password alone lets nobody in where there is more to ask for.</summary>
    public bool HasSecondFactor => Totp is not null || Passkeys > 0;

    /// <summary>A password that stands alone opens only the page where the second factor is set up.</summary>
    public bool LacksSecondFactor => Password is not null && !HasSecondFactor;

    /// <summary>Whether there is anything by which its owner can show that it is he.</summary>
    public bool HasMeans => Password is not null || HasSecondFactor;
}

/// <summary>A role as it is stored.</summary>
public sealed record HeldRole
{
    public int Id { get; init; }
    public int Account { get; init; }
    public Role Role { get; init; }
    public string? Unit { get; init; }
    public int FromDay { get; init; }
    public int ToDay { get; init; }
    public string GivenBy { get; init; } = "";
    public string GivenAt { get; init; } = "";

    public Days Days => Stored.Days(FromDay, ToDay);
}
