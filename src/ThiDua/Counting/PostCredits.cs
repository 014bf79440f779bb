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
    internal readonly record struct Key(long Root, long Person, int Campaign, int Indicator, int Part, int Officer, int Day) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            Root != other.Root ? Root.CompareTo(other.Root)
            : Person != other.Person ? Person.CompareTo(other.Person)
            : Campaign != other.Campaign ? Campaign.CompareTo(other.Campaign)
            : Indicator != other.Indicator ? Indicator.CompareTo(other.Indicator)
            : Part != other.Part ? Part.CompareTo(other.Part)
            : Officer != other.Officer ? Officer.CompareTo(other.Officer)
            : Day.CompareTo(other.Day);
    }

    private readonly Changes<Key, int> changes = new((sum, delta) => sum + delta);
    private readonly List<Credit> credits = [];

    /// <summary>What was posted under the running recording.</summary>
    internal PostedCredits Posted { get; } = new();

    /// <summary>Nothing was ever posted before.</summary>
    internal bool WasEmpty { get; } = db.IsEmpty("credit");

    /// <summary>
    /// What was posted before for persons, by every number of theirs; read between two writes, since nothing of them is on its way: who comes up in two batches is
    /// posted at the end.
    /// </summary>
    internal List<(Key Key, int Delta)> Before(IReadOnlyCollection<long> numbers)
    {
        var before = new List<(Key, int)>();
        if (WasEmpty || numbers.Count == 0) return before;
        db.ReadBetween(() =>
        {
            db.Want(numbers);
            db.Read("""
                select person_id, person_no, campaign_no, indicator_no, part, officer_id, day, delta
                from credit where person_id in (select id from wanted)
                """,
                r => before.Add((new(r.GetInt64(0), r.GetInt64(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.GetInt32(5), r.GetInt32(6)), r.GetInt32(7))));
        });
        return before;
    }

    /// <param name="clusters">Of the persons to decide.</param>
    /// <param name="before">What was posted for them.</param>
    /// <param name="touchedOfficers">Officers whose entries changed are added.</param>
    internal void Post(IEnumerable<(long Root, Persons Persons)> clusters, List<(Key Key, int Delta)> before, NumberSet touchedOfficers)
    {
        foreach (var (root, persons) in clusters)
        {
            for (var i = 0; i < persons.All.Count; i++) Decide(root, persons.All[i]);
        }
        foreach (var (key, delta) in before) changes.Add(key, -delta);
        Write(touchedOfficers);
    }

    /// <summary>Takes back what the running recording posted for the persons in the table `wanted`.</summary>
    public void Unpost()
    {
        db.Read("select officer_id, campaign_no, indicator_no, part, day, delta from credit where recording_id = @recording and person_id in (select id from wanted)",
            r => Posted.Add(new(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), -r.GetInt32(5))), ("recording", recording));
        db.Execute("delete from credit where recording_id = @recording and person_id in (select id from wanted)", new { recording });
    }

    private void Decide(long root, Person person)
    {
        foreach (var campaign in campaigns)
        {
            credits.Clear();
            Credits.Of(person, campaign.Campaign, windows, credits);
            foreach (var credit in credits)
            {
                changes.Add(new(root, person.Number, campaign.No, campaign.IndicatorNos[credit.Indicator], (int)credit.Part, credit.Officer, Stored.Day(credit.Day)), credit.Delta);
            }
        }
    }

    private void Write(NumberSet touchedOfficers)
    {
        using var writer = db.Bulk("credit",
            "person_id", "person_no", "campaign_no", "indicator_no", "part", "officer_id", "day", "recording_id", "delta");
        foreach (var (key, delta) in changes.Take())
        {
            if (delta == 0) continue;
            writer.Add(key.Root).Add(key.Person).Add(key.Campaign).Add(key.Indicator).Add(key.Part).Add(key.Officer).Add(key.Day)
                .Add(recording).Add(delta).EndRow();
            touchedOfficers.Add(key.Officer);
            Posted.Add(new(key.Officer, key.Campaign, key.Indicator, key.Part, key.Day, delta));
        }
    }
}
