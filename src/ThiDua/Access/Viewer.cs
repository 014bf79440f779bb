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
    public static Viewer Nobody(DateOnly day) => new(null, "", new([], null, _ => null, day));

    /// <summary>Whoever can start the program on the machine can read its files: the command line asks for no sign-in.</summary>
    public static Viewer Machine { get; } = new(null, "máy:" + Environment.UserName, Rights.OfTheMachine);

    /// <summary>The account with its grants of today; nobody when it is not there or was disabled.</summary>
    public static Viewer Of(Db db, Installation installation, int account)
    {
        var found = db.One<Found>("select name as Name, officer_id as Officer from account where account_id = @account and disabled_at is null", new { account });
        if (found is null) return Nobody(installation.Day);
        var grants = db.Query<Held>("select role as Role, unit_id as Unit, from_day as FromDay, to_day as ToDay from role_grant where account_id = @account and taken_at is null", new { account })
            .Select(g => new Grant(Enum.Parse<Role>(g.Role), g.Unit, Stored.Days(g.FromDay, g.ToDay)));
        return new(account, found.Name, new(grants, found.Officer, Above(db, installation), installation.Day));
    }

    /// <summary>Units as known now, read when first asked for; a unit that is no more stands where it last stood.</summary>
    private static Func<int, int?> Above(Db db, Installation installation)
    {
        var units = new Lazy<Core.Organisation.Units>(() =>
        {
            using var own = installation.Open();
            return LoadOrganisation.Units(own, Recordings.KnownAt(own, null));
        });
        return unit => (units.Value.On(unit, installation.Day) ?? units.Value.Latest(unit))?.Parent;
    }

    private sealed record Found
    {
        public string Name { get; init; } = "";
        public int? Officer { get; init; }
    }

    private sealed record Held
    {
        public string Role { get; init; } = "";
        public int? Unit { get; init; }
        public int FromDay { get; init; }
        public int ToDay { get; init; }
    }
}
