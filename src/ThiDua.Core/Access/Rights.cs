using ThiDua.Core.Basics;

namespace ThiDua.Core.Access;

/// <summary>What one account may do on one day. Denied unless a grant of that day allows it.</summary>
public sealed class Rights
{
    private readonly IReadOnlyList<Grant> held;
    private readonly int? officer;
    private readonly Func<int, int?> above;

    /// <param name="grants">All grants of the account; those of other days are left aside.</param>
    /// <param name="officer">The officer that the account is; null: none.</param>
    /// <param name="above">The unit above a unit, null at the top; asked only when an act is about a unit.</param>
    /// <param name="day">Today.</param>
    public Rights(IEnumerable<Grant> grants, int? officer, Func<int, int?> above, DateOnly day)
    {
        held = [new(Role.Public, null, Days.Always), .. grants.Where(g => g.Days.Contains(day))];
        this.officer = officer;
        this.above = above;
    }

    /// <summary>Whoever has the machine and its data folder: everything, as the command line needs it.</summary>
    public static Rights OfTheMachine { get; } = new(Enum.GetValues<Role>().Select(r => new Grant(r, null, Days.Always)), null, _ => null, DateOnly.MinValue);

    public IEnumerable<Role> Roles => held.Select(g => g.Role).Distinct();

    /// <summary>Those that are over everything, not over a part.</summary>
    public IEnumerable<Role> RolesOverAll => held.Where(g => g.Unit is null).Select(g => g.Role).Distinct();

    /// <summary>Whether there is anything at all for which the act is allowed.</summary>
    public bool May(Act act) => held.Any(g => Reaching(g, act) switch
    {
        Reach.Anywhere or Reach.Subtree => true,
        Reach.Whole => g.Unit is null,
        Reach.Self => officer is not null,
        _ => false,
    });

    /// <summary>Whether the act is allowed for everything: nothing has to be left out.</summary>
    public bool MayAll(Act act) => held.Any(g => Reaching(g, act) is Reach.Anywhere || (Reaching(g, act) is Reach.Whole or Reach.Subtree && g.Unit is null));

    /// <param name="unit">Number of the unit that the act is about.</param>
    public bool MayUnit(Act act, int unit) => MayAll(act) || held.Any(g => Reaching(g, act) == Reach.Subtree && IsAtOrAbove(g.Unit!.Value, unit));

    /// <summary>The units over which the act is allowed, each with all that stands below it; null: it is allowed for everything.</summary>
    public IReadOnlySet<int>? Tops(Act act) => MayAll(act) ? null : held.Where(g => Reaching(g, act) == Reach.Subtree).Select(g => g.Unit!.Value).ToHashSet();

    /// <summary>To which units a list of the act is limited; null: to none, everything belongs in it.</summary>
    /// <param name="known">Numbers of all units.</param>
    public IReadOnlySet<int>? Within(Act act, IEnumerable<int> known) => Tops(act) is { } tops ? AtOrBelow(tops, known) : null;

    /// <summary>Those units that are, or stand below, one of the tops: each way up is walked once.</summary>
    public IReadOnlySet<int> AtOrBelow(IReadOnlySet<int> tops, IEnumerable<int> known)
    {
        var decided = new Dictionary<int, bool>();
        var way = new List<int>();
        return tops.Count == 0 ? new HashSet<int>() : known.Where(IsBelow).ToHashSet();

        bool IsBelow(int unit)
        {
            way.Clear();
            var found = false;
            for (int? at = unit; at is { } here; at = above(here))
            {
                if (decided.TryGetValue(here, out found)) break;
                found = tops.Contains(here);
                decided[here] = found; // a circle ends where it began: what is on the way is no top
                way.Add(here);
                if (found) break;
            }
            foreach (var passed in way) decided[passed] = found;
            return found;
        }
    }

    /// <summary>The one unit over which alone the act is allowed; null: there is none, there are several, or it is allowed for everything.</summary>
    public int? OnlyUnit(Act act) => !MayAll(act) && held.Where(g => Reaching(g, act) == Reach.Subtree).Select(g => g.Unit).Distinct().ToList() is [{ } unit] ? unit : null;

    /// <param name="who">The officer that the act is about.</param>
    /// <param name="unit">The unit of his post; null: he has none, so only who may do everything may do this.</param>
    public bool MayOfficer(Act act, int who, int? unit) =>
        who == Self(act) || (unit is { } at ? MayUnit(act, at) : MayAll(act));

    /// <summary>The officer that the account is, where the act is allowed for oneself; null: it is not, or the account is none.</summary>
    public int? Self(Act act) => held.Any(g => Reaching(g, act) == Reach.Self) ? officer : null;

    private static Reach Reaching(Grant grant, Act act) => Permissions.Of(grant.Role, act);

    /// <summary>Up from a unit to the top; a circle ends where it began.</summary>
    private bool IsAtOrAbove(int top, int unit)
    {
        var seen = new HashSet<int>();
        for (int? at = unit; at is { } here && seen.Add(here); at = above(here))
        {
            if (here == top) return true;
        }
        return false;
    }
}
