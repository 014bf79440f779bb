using System.Runtime.InteropServices;
using ThiDua.Campaigns;
using ThiDua.Core.Counting;
using ThiDua.Core.Insurance;
using ThiDua.Database;
using ThiDua.Insurance;

namespace ThiDua.Counting;

/// <summary>
/// Posts to the credit ledger what changed for a set of persons. What a person's entries add up to must equal what the core
/// decides for him; the difference is posted under the running recording, so earlier recordings keep their answer.
/// </summary>
public sealed class PostCredits(Db db, long recording, IReadOnlyList<StoredCampaign> campaigns, PaymentWindows windows)
{
    private readonly record struct Key(long Root, long Person, int Campaign, int Indicator, int Part, int Officer, int Day) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            (Root, Person, Campaign, Indicator, Part, Officer, Day).CompareTo((other.Root, other.Person, other.Campaign, other.Indicator, other.Part, other.Officer, other.Day));
    }

    private readonly bool ledgerIsEmpty = db.One<long>("select count(*) from (select 1 from credit limit 1) one") == 0;

    /// <param name="clusters">The persons to decide.</param>
    /// <param name="connected">Every person number read → root of its cluster.</param>
    /// <param name="touchedOfficers">Officers whose entries changed are added.</param>
    public void Post(IReadOnlyDictionary<long, Cluster> clusters, IReadOnlyDictionary<long, long> connected, ISet<int> touchedOfficers)
    {
        var change = new Dictionary<Key, int>();
        var credits = new List<Credit>();
        foreach (var cluster in clusters.Values)
        {
            foreach (var person in cluster.Resolve().All)
            {
                foreach (var campaign in campaigns)
                {
                    credits.Clear();
                    Credits.Of(person, campaign.Campaign, windows, credits);
                    foreach (var credit in credits)
                    {
                        Add(change, new(cluster.Root, person.Number, campaign.No, campaign.IndicatorNos[credit.Indicator], (int)credit.Part,
                            credit.Officer, Stored.Day(credit.Day)), credit.Delta);
                    }
                }
            }
        }
        if (!ledgerIsEmpty) SubtractPosted(connected, change);
        Write(change, touchedOfficers);
    }

    private void SubtractPosted(IReadOnlyDictionary<long, long> connected, Dictionary<Key, int> change)
    {
        db.Want([.. connected.Keys]);
        db.Read("""
            select person_id, person_no, campaign_no, indicator_no, part, officer_id, day, delta
            from credit where person_id in (select id from wanted)
            """,
            r => Add(change, new(r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)), -r.GetInt32(7)));
    }

    private void Write(Dictionary<Key, int> change, ISet<int> touchedOfficers)
    {
        var changed = change.Where(c => c.Value != 0).Select(c => c.Key).ToArray();
        Array.Sort(changed);
        using var writer = db.Bulk("credit",
            "person_id", "person_no", "campaign_no", "indicator_no", "part", "officer_id", "day", "recording_id", "delta");
        foreach (var key in changed)
        {
            writer.Add(key.Root).Add(key.Person).Add(key.Campaign).Add(key.Indicator).Add(key.Part).Add(key.Officer).Add(key.Day)
                .Add(recording).Add(change[key]).EndRow();
            touchedOfficers.Add(key.Officer);
        }
    }

    private static void Add(Dictionary<Key, int> change, Key key, int delta) =>
        CollectionsMarshal.GetValueRefOrAddDefault(change, key, out _) += delta;
}
