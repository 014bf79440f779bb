using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Standings;

namespace ThiDua.Awards;

/// <summary>The office that a dossier was sent to receives it, or returns it with a reason.</summary>
public sealed class ReceiveDossier(Installation installation)
{
    public void Receive(string campaign, string unit, string? period) => Record(campaign, unit, period, DossierAct.Received, null);

    public void Return(string campaign, string unit, string? period, string? reason) =>
        Record(campaign, unit, period, DossierAct.Returned, string.IsNullOrWhiteSpace(reason) ? throw new SubmissionException("no-reason") : reason.Trim());

    private void Record(string campaign, string unit, string? period, DossierAct act, string? reason)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, AwardTables.OfPeriod(period));
        var dossier = new DossierQueries(db, ground, installation.Day).Of(unit);
        if (Submissions.Fault(dossier.Submission, act, isFrozen: true) is { } fault) throw new SubmissionException(fault);
        var submission = dossier.Submission.Submission!;
        var kind = act == DossierAct.Received ? PaperStepKind.Received : PaperStepKind.Returned;
        WriteDossierEvent.Add(db, installation, ground, unit, act, submission.Frozen, submission.Id, reason, with: _ =>
        {
            foreach (var paper in dossier.Papers.Where(p => p.State.Standing == PaperStanding.Sent || (kind == PaperStepKind.Returned && p.State.Standing == PaperStanding.Received)))
                RecordStep.Add(db, installation, ground, unit, paper.Asked.Id, kind, paper.State.Signed!.Frozen, installation.Day, kind == PaperStepKind.Returned ? reason : null);
        });
        transaction.Commit();
    }
}
