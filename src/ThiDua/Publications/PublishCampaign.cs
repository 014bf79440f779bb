using ThiDua.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Trail;

namespace ThiDua.Publications;

/// <summary>
/// Makes the figures of a campaign public as of a day, and takes them back. What goes out is kept as it went out, so that nothing learned
/// later changes it, and nothing has to be reckoned for who reads it.
/// </summary>
public sealed class PublishCampaign(Installation installation)
{
    /// <param name="asOf">Null: the campaign's usual day, or today while that is ahead.</param>
    public Publication Publish(string campaign, DateOnly? asOf)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = On(db, installation, campaign, asOf);
        if (ground.AsOf > installation.Day) throw new RefusedEntryException("publication.day-ahead");
        var content = PublicFigures.Of(db, ground).Text();
        var (recording, sha) = Recordings.BeginByHand(db, installation, Kind, ground.Stored.No, campaign, $"{Stored.Day(ground.AsOf)}\n{content}");
        db.Execute("insert into publication (recording_id, campaign_no, as_of, content) values (@recording, @no, @asOf, @content)",
            new { recording, no = ground.Stored.No, asOf = Stored.Day(ground.AsOf), content });
        WriteTrail.Add(db, installation, "publish", campaign, after: $"{Stored.Day(ground.AsOf)} {sha}", recording: recording);
        transaction.Commit();
        return PublicationQueries.Current(db, campaign)!;
    }

    /// <summary>What would be public as of a day, for the release and for the look before it.</summary>
    public static Ground On(Db db, Installation installation, string campaign, DateOnly? asOf)
    {
        var usual = Ground.Of(db, installation, campaign, new(asOf));
        return asOf is null && usual.AsOf > installation.Day ? Ground.Of(db, installation, campaign, new(installation.Day)) : usual;
    }

    /// <returns>What was public until now; its page is no more.</returns>
    public Publication TakeBack(string campaign, string reason)
    {
        Publication current;
        using (var db = installation.Open())
        {
            current = PublicationQueries.Current(db, campaign) ?? throw new RefusedEntryException("publication.none");
        }
        new WithdrawFile(installation).TakeBack(Kind, current.Sha256, reason);
        return current;
    }

    /// <summary>As in import.kind.</summary>
    public const string Kind = "publications";

    /// <summary>Publications that do not come to the same bytes again from what was known when they went out: for `verify`.</summary>
    public static IEnumerable<string> NotReproduced(Db db, Installation installation)
    {
        foreach (var (campaign, publication) in PublicationQueries.Everything(db))
        {
            var known = publication.Recording - 1;
            var ground = LoadCampaigns.One(db, campaign, known) is { } stored ? Ground.Of(db, installation, stored, known, new(publication.AsOf)) : null;
            if (ground is null || PublicFigures.Of(db, ground, PublicFigures.SaysDecided(publication.Content)).Text() != publication.Content) yield return $"{campaign} {Texts.Written.Day(publication.AsOf)}";
        }
    }
}
