using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Access;

/// <summary>Who is asking, and what he may do today.</summary>
/// <param name="Account">Null: nobody has signed in, or it is the machine.</param>
/// <param name="Name">As the trail names him.</param>
public sealed record Viewer(int? Account, string Name, Rights Rights)
{
    /// <summary>As people call him.</summary>
    public string Shown { get; init; } = "";

    /// <summary>Whether there is anything by which he can show that it is he.</summary>
    public bool HasMeans { get; init; }

    /// <summary>He has a password and nothing besides: he must add something first.</summary>
    public bool LacksSecondFactor { get; init; }

    public bool HasRoles => Rights.Roles.Any(r => r != Role.Public);

    private Lazy<Core.Organisation.Units>? Organisation { get; init; }

    /// <summary>To which units a list of the act is limited for him; null: to none.</summary>
    public IReadOnlySet<int>? Within(Act act) => Rights.Tops(act) is { } tops ? Below(tops) : null;

    /// <summary>The same few tops are asked for again and again in one request.</summary>
    private IReadOnlySet<int> Below(IReadOnlySet<int> tops)
    {
        var key = string.Join(',', tops.Order());
        return below.TryGetValue(key, out var known) ? known : below[key] = Rights.AtOrBelow(tops, Organisation?.Value.Known ?? []);
    }

    private readonly Dictionary<string, IReadOnlySet<int>> below = new(StringComparer.Ordinal);

    /// <summary>Acts that are about units, officers or persons: who may do one of them for everything is not limited by the store.</summary>
    private static readonly Act[] AboutSomebody = [.. Enum.GetValues<Act>().Except([Act.BePublic, Act.KeepOwnAccount, Act.SeeStandings, Act.KeepAccounts, Act.KeepNotices])];

    private Limit? limit;

    /// <summary>What the store shows him at most, whatever he asks for; null: everything.</summary>
    public Limit? Limit => AboutSomebody.Any(Rights.MayAll) ? null : limit ??= new(Below(AboutSomebody.Where(Rights.May).SelectMany(a => Rights.Tops(a)!).ToHashSet()), Rights.Self(Act.SeeOfficer));

    /// <summary>Two who bear the same are shown the same, their own name aside.</summary>
    public string Sees { get; private init; } = "";

    /// <summary>Names what he is limited to, beside the state of the organisation; empty: he is not limited. Two who see different lists never bear the same.</summary>
    public string Limits { get; private init; } = "";

    public static Viewer Nobody(DateOnly day) => new(null, "", new([], null, _ => null, day));

    /// <summary>Whoever can start the program on the machine can read its files: the command line asks for no sign-in.</summary>
    public static Viewer Machine { get; } = new(null, "máy:" + Environment.UserName, Rights.OfTheMachine) { Sees = "máy" };

    /// <summary>The account with its grants of today; nobody when it is not there or was disabled.</summary>
    public static Viewer Of(Db db, Installation installation, int account)
    {
        var found = db.One<Found>("""
            select name as Name, shown as Shown, officer_id as Officer, case when password is null then 0 else 1 end as Passwords,
              case when totp is null then 0 else 1 end + (select count(*) from passkey p where p.account_id = a.account_id) as Factors
            from account a where account_id = @account and disabled_at is null
            """, new { account });
        if (found is null) return Nobody(installation.Day);
        var grants = db.Query<Held>("select role as Role, unit_id as Unit, from_day as FromDay, to_day as ToDay from role_grant where account_id = @account and taken_at is null", new { account })
            .ConvertAll(g => new Grant(Enum.Parse<Role>(g.Role), g.Unit, Stored.Days(g.FromDay, g.ToDay)));
        var isLimited = found.Officer is not null || grants.Exists(g => g.Unit is not null);
        var units = Units(installation);
        var sees = string.Join('.', grants.Where(g => g.Days.Contains(installation.Day)).Select(g => $"{g.Role:D}_{g.Unit}").Order(StringComparer.Ordinal).Append($"o{found.Officer}"));
        return new(account, found.Name, new(grants, found.Officer, Above(units, installation.Day), installation.Day))
        {
            Sees = sees, Limits = isLimited ? sees : "",
            Organisation = units, Shown = found.Shown, HasMeans = found.Passwords + found.Factors > 0, LacksSecondFactor = found.Passwords > 0 && found.Factors == 0,
        };
    }

    /// <summary>Units as known now, read when first asked for.</summary>
    private static Lazy<Core.Organisation.Units> Units(Installation installation) => new(() =>
    {
        using var own = installation.Open();
        return LoadOrganisation.Units(own, Recordings.KnownAt(own, null));
    });

    /// <summary>
    /// A unit that is no more stands below the one that stands in its place, so that whoever goes on with its work has its dossier; of a divided
    /// unit the main one. Where nothing does, it stands where it last stood.
    /// </summary>
    private static Func<int, int?> Above(Lazy<Core.Organisation.Units> units, DateOnly day) => unit =>
        units.Value.On(unit, day) is { } there ? there.Parent
        : units.Value.Successions.Forward(unit, units.Value.ReadOn(unit, day), day) is { } now && now != unit && units.Value.Exists(now, day) ? now
        : units.Value.Latest(unit)?.Parent;

    private sealed record Found
    {
        public string Name { get; init; } = "";
        public string Shown { get; init; } = "";
        public int? Officer { get; init; }
        public long Passwords { get; init; }
        public long Factors { get; init; }
    }

    private sealed record Held
    {
        public string Role { get; init; } = "";
        public int? Unit { get; init; }
        public int FromDay { get; init; }
        public int ToDay { get; init; }
    }
}
