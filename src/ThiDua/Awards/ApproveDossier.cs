using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>The head of a unit says that its dossier may go out as it is, or takes that back.</summary>
public sealed class ApproveDossier(Installation installation)
{
    /// <param name="name">Who approves, as he writes himself.</param>
    public void Approve(string campaign, string unit, string? period, string? name) => Record(campaign, unit, period, DossierAct.Approved, string.IsNullOrWhiteSpace(name) ? throw new SubmissionException("no-name") : name.Trim());

    public void TakeBack(string campaign, string unit, string? period) => Record(campaign, unit, period, DossierAct.Unapproved, null);

    private void Record(string campaign, string unit, string? period, DossierAct act, string? name)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var frozen = FreezeStanding.Last(db, ground.Stored.No, unit, ground.Period?.Id);
        if (Submissions.Fault(SubmissionQueries.StateOf(db, ground, unit, frozen?.Id), act, frozen is not null) is { } fault) throw new SubmissionException(fault);
        WriteDossierEvent.Add(db, installation, ground, unit, act, frozen!.Id, name: name);
        transaction.Commit();
    }
}
