using ThiDua.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Organisation;
using ThiDua.Database;
using ThiDua.Organisation;

namespace ThiDua.Counting;

/// <summary>Posts what changed for a set of officers: their attainments, and the totals of the units of their posts.</summary>
public sealed class PostAttainments(Db db, long recording, IReadOnlyList<StoredCampaign> campaigns, Units units)
{
    private readonly record struct Key(int Officer, int Campaign, int Indicator, int Unit, int Day) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            Officer != other.Officer ? Officer.CompareTo(other.Officer)
            : Campaign != other.Campaign ? Campaign.CompareTo(other.Campaign)
            : Indicator != other.Indicator ? Indicator.CompareTo(other.Indicator)
            : Unit != other.Unit ? Unit.CompareTo(other.Unit)
            : Day.CompareTo(other.Day);
    }

    private readonly Changes<Key, Amounts> changes = new((sum, delta) => sum + delta);

    private readonly SortedDictionary<(int Campaign, int Indicator, int Unit, int Day), Amounts> totals = [];

    public void Post(int[] officers)
    {
        db.Want([.. officers.Select(o => (long)o)]);
        Decide(LoadOrganisation.WantedPostRows(db, recording), LoadCredits());
        db.Read("""
            select officer_id, campaign_no, indicator_no, unit_id, day, numerator, denominator, persons, required
            from attainment where officer_id in (select id from wanted)
            """,
            r => changes.Add(new(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4)),
                default(Amounts) - new Amounts(r.GetInt64(5), r.GetInt64(6), r.GetInt64(7), r.GetInt64(8))));
        Write();
    }

    /// <summary>The totals' changes of all officers together, at the end: one row per unit, indicator and day.</summary>
    public void WriteTotals()
    {
        using var writer = db.Bulk("unit_total",
            "campaign_no", "indicator_no", "unit_id", "day", "recording_id", "numerator", "denominator", "persons", "required");
        foreach (var (key, a) in totals)
        {
            if (a.IsZero) continue;
            writer.Add(key.Campaign).Add(key.Indicator).Add(key.Unit).Add(key.Day).Add(recording)
                .Add(a.Numerator).Add(a.Denominator).Add(a.Persons).Add(a.Required).EndRow();
        }
    }

    private void Decide(
        Dictionary<int, List<StoredRow<PostStatement>>> posts, Dictionary<(int Officer, int Campaign), List<Credit>> credits)
    {
        var found = new List<Attainment>();
        foreach (var (officer, rows) in posts)
        {
            var known = LoadOrganisation.Posts(rows, units);
            foreach (var campaign in campaigns)
            {
                found.Clear();
                Attainments.Of(known, credits.GetValueOrDefault((officer, campaign.No)) ?? [], campaign.Campaign, found);
                foreach (var a in found)
                {
                    changes.Add(new(officer, campaign.No, campaign.IndicatorNos[a.Indicator], a.Unit, Stored.Day(a.Day)), a.Delta);
                }
            }
        }
    }

    private Dictionary<(int Officer, int Campaign), List<Credit>> LoadCredits()
    {
        var positions = campaigns.SelectMany(c => c.IndicatorNos.Select((no, i) => ((c.No, no), i))).ToDictionary(p => p.Item1, p => p.i);
        var credits = new Dictionary<(int, int), List<Credit>>();
        db.Read("""
            select c.officer_id, c.campaign_no, c.indicator_no, c.part, c.day, sum(c.delta)
            from credit c where c.officer_id in (select id from wanted)
            group by c.officer_id, c.campaign_no, c.indicator_no, c.part, c.day
            having sum(c.delta) <> 0
            """,
            r =>
            {
                var key = (r.GetInt32(0), r.GetInt32(1));
                if (!positions.TryGetValue((key.Item2, r.GetInt32(2)), out var position)) return;
                if (!credits.TryGetValue(key, out var list)) credits[key] = list = [];
                list.Add(new(position, (CreditPart)r.GetInt32(3), key.Item1, Stored.Day(r.GetInt32(4)), (int)r.GetInt64(5)));
            });
        return credits;
    }

    private void Write()
    {
        using var writer = db.Bulk("attainment",
            "officer_id", "campaign_no", "indicator_no", "unit_id", "day", "recording_id", "numerator", "denominator", "persons", "required");
        foreach (var (key, a) in changes.Take())
        {
            if (a.IsZero) continue;
            writer.Add(key.Officer).Add(key.Campaign).Add(key.Indicator).Add(key.Unit).Add(key.Day).Add(recording)
                .Add(a.Numerator).Add(a.Denominator).Add(a.Persons).Add(a.Required).EndRow();
            var unit = (key.Campaign, key.Indicator, key.Unit, key.Day);
            totals[unit] = totals.GetValueOrDefault(unit) + a;
        }
    }
}
