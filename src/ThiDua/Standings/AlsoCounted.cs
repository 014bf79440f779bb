using ThiDua.Campaigns;
using ThiDua.Core.Campaigns;
using ThiDua.Core.Standings;
using ThiDua.Database;

namespace ThiDua.Standings;

/// <summary>Another campaign in which the results of an officer count, by its own rules (4225/II.2).</summary>
/// <param name="Persons">Persons counted there for him.</param>
public sealed record AlsoCounted(Campaign Campaign, long Persons)
{
    /// <summary>On the day and by the knowledge of a ground.</summary>
    /// <param name="unit">His unit on that day; null: none, so he takes part nowhere.</param>
    public static IReadOnlyList<AlsoCounted> OfOfficer(Db db, Ground ground, long officer, int? unit)
    {
        var persons = new Dictionary<int, long>();
        db.Read("""
            select x.campaign_no, count(distinct x.person_no) from (
              select campaign_no, person_no, indicator_no from credit
              where officer_id = @o and campaign_no <> @c and part = 0 and day <= @d and recording_id <= @e
              group by campaign_no, person_no, indicator_no having sum(delta) > 0) x
            group by x.campaign_no
            """, r => persons[r.GetInt32(0)] = r.GetInt64(1), ("o", officer), ("c", ground.Stored.No), ("d", Stored.Day(ground.AsOf)), ("e", ground.Known));
        return persons.Count == 0 ? [] : [.. LoadCampaigns.All(db, ground.Known).Where(c => persons.ContainsKey(c.No) && unit is { } own && new Scope(c.Campaign.Scope, ground.Units, ground.AsOf, ground.AsOf).Has(own)).Select(c => new AlsoCounted(c.Campaign, persons[c.No]))];
    }
}
