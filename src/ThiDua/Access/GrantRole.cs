using ThiDua.Core.Access;
using ThiDua.Core.Basics;
using ThiDua.Database;

namespace ThiDua.Access;

/// <summary>Gives an account a role over a subtree, from a day to a day, and takes it back. Either acts on the next request.</summary>
public sealed class GrantRole(Installation installation)
{
    /// <param name="unit">Code of the top of the subtree; null: the whole installation.</param>
    /// <param name="by">Who gives it: another than who gets it, so that no administrator makes himself more than that.</param>
    public int Give(int account, Role role, string? unit, Days days, string by)
    {
        if (role == Role.Public) throw new AccessException("role-public");
        if (days.IsEmpty) throw new AccessException("days-empty");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (new AccountQueries(db).Of(account).Name == by) throw new AccessException("own-role");
        int? unitId = unit is null ? null : db.One<int?>("select unit_id from unit where code = @unit", new { unit }) ?? throw new AccessException("unit-unknown", unit);
        var grant = db.One<int>("select coalesce(max(grant_id), 0) + 1 from role_grant");
        db.Execute("""
            insert into role_grant (grant_id, account_id, role, unit_id, from_day, to_day, given_at, given_by)
            values (@grant, @account, @role, @unitId, @from, @to, @at, @by)
            """, new { grant, account, role = role.ToString(), unitId, from = Stored.From(days.From), to = Stored.To(days.To), at = Stored.Moment(installation.Clock.GetUtcNow()), by });
        Trail.WriteTrail.Add(db, installation, "role", db.One<string>("select name from account where account_id = @account", new { account }) ?? "", after: $"{role} {unit}".TrimEnd());
        transaction.Commit();
        return grant;
    }

    public void Take(int grant, string by)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        if (db.Execute("update role_grant set taken_at = @at, taken_by = @by where grant_id = @grant and taken_at is null", new { grant, by, at = Stored.Moment(installation.Clock.GetUtcNow()) }) == 0)
        {
            throw new AccessException("grant-unknown", grant.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
        Trail.WriteTrail.Add(db, installation, "role-taken", db.One<string>("select a.name from account a join role_grant g on g.account_id = a.account_id where g.grant_id = @grant", new { grant })!,
            before: db.One<string>("select role from role_grant where grant_id = @grant", new { grant }));
        transaction.Commit();
    }
}
