using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>Takes back a nomination that was entered on the page: by who made it, and as long as nothing was made of it.</summary>
public sealed class TakeBackNomination(Installation installation)
{
    /// <param name="entry">By which it was recorded.</param>
    /// <param name="by">For whom whoever asks speaks; the agency's word is taken back by the agency alone.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="NominationException">It is another's, or a decision rests on it.</exception>
    /// <exception cref="SubmissionException">Its dossier is with the office that receives it.</exception>
    public string TakeBack(string campaign, string? period, string entry, string? reason, ProposedBy by)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new NominationException("reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Nominations, entry, reason.Trim(), db =>
        {
            // A unit sees no decisions: what rests on its nomination is asked past the wall, and nobody records meanwhile.
            using var whole = installation.Unlimited.Open();
            using var reading = whole.BeginReading();
            var known = new ReviewQueries(whole, Ground.Of(whole, installation.Unlimited, campaign, AwardTables.OfPeriod(period))).All();
            var found = known.FirstOrDefault(n => n.Nomination.Named.Any(m => m.Entry == entry));
            var named = found?.Nomination.Named.First(m => m.Entry == entry);
            if (named is { By: ProposedBy.Agency } && by != ProposedBy.Agency) throw new NominationException("of-agency", named.Name);
            if (found?.State is ReviewState.Decided or ReviewState.Drafted) throw new NominationException("in-decision", named!.Name);
            if (named is { By: ProposedBy.Unit }) WriteDossierEvent.Changes(db, installation, Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period)), named.Unit);
        });
        return entry;
    }
}
