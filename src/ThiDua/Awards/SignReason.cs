using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Targets;

namespace ThiDua.Awards;

/// <summary>Records why an achievement goes on to a second award: a reason that somebody signed, with its document, for one nomination and that one other award.</summary>
public sealed class SignReason(Installation installation)
{
    private const int Longest = 1000;

    /// <param name="against">Names the other award, as the nomination does.</param>
    /// <param name="period">Id; null: the whole.</param>
    /// <returns>By which it is taken back.</returns>
    /// <exception cref="NominationException">A part of the reason is missing, or there is no such nomination or second award.</exception>
    public string Record(string campaign, string? period, NominationKey key, string against, EnteredReason reason)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        if (!reason.IsComplete) throw new NominationException("reason-incomplete");
        if (new[] { reason.Text!, reason.Document!, reason.Signer! }.Any(t => t.Length > Longest)) throw new NominationException("too-long", Texts.Written.Number(Longest, Texts.Language.Vi));
        if (!new NominationQueries(db, ground).All().Any(n => n.Key == key && n.Doubles.Any(d => d.Against == against))) throw new NominationException("no-second");
        var row = new
        {
            no = ground.Stored.No, period = ground.Period?.Id ?? "", key.Award, unit = new StandingsQueries(db, ground).FindUnit(key.Unit), kind = key.Kind == SubjectKind.Collective ? NomineeQueries.Collective : "cá nhân", key.Subject, against,
            reason = reason.Text!.Trim().Normalize(), document = reason.Document!.Trim().Normalize(), signer = reason.Signer!.Trim().Normalize(),
        };
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Holds, row.no, $"{key.Award} {key.Unit}", row.ToString()!);
        db.Execute("""
            insert into award_exception (recording_id, campaign_no, period, award, unit_id, kind, subject, against, reason, document, signer)
            values (@recording, @no, @period, @Award, @unit, @kind, @Subject, @against, @reason, @document, @signer)
            """, new { recording, row.no, row.period, row.Award, row.unit, row.kind, row.Subject, row.against, row.reason, row.document, row.signer });
        Trail.WriteTrail.Add(db, installation, "award-exception", $"{campaign} {key.Award} {key.Unit}", after: row.document, recording: recording);
        transaction.Commit();
        return sha;
    }
}
