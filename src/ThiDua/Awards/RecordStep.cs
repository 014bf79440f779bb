using ThiDua.Core.Awards;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>A step of a paper that cannot be recorded. Its sentence is "step.CODE".</summary>
public sealed class StepException(string code, params IReadOnlyList<string> arguments) : ToldException("step", code, arguments);

/// <summary>What somebody says of a paper.</summary>
/// <param name="Text">The number of a signed paper, the office that it was sent to (none: the one that the campaign names), the reason of a return.</param>
/// <param name="Day">None: today.</param>
/// <param name="Period">Of the dossier of that period; none: of the whole.</param>
public sealed record StepRequest(string Campaign, string Unit, string Paper, PaperStepKind Kind, string? Text, DateOnly? Day, string? Period = null);

/// <summary>Records what happened to a paper, and takes a record back; nothing is ever changed (9936/V.3).</summary>
public sealed class RecordStep(Installation installation)
{
    public void Record(StepRequest step)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, step.Campaign, new(Period: step.Period));
        var state = State(db, ground, step.Unit, step.Paper, out var frozen);
        KeepAway(db, ground, step.Unit, frozen);
        var day = step.Day ?? installation.Day;
        // Figures of a closing day that is still ahead can be signed already.
        var figures = frozen is null || frozen.Figures.AsOf > installation.Day ? DateOnly.MinValue : frozen.Figures.AsOf;
        if (PaperSteps.Fault(state, step.Kind, day, figures, installation.Day) is { } fault)
            throw new StepException(fault, Texts.Written.Day(day), Texts.Written.Day(frozen?.Figures.AsOf ?? day), Texts.Written.Day(state.Last?.Day ?? day));
        var text = string.IsNullOrWhiteSpace(step.Text) ? step.Kind == PaperStepKind.Sent ? DossierPapers.Deadline(ground.Campaign, step.Period)?.Addressee?.Vi : null : step.Text.Trim();
        if (text is null && step.Kind != PaperStepKind.Received) throw new StepException(step.Kind switch { PaperStepKind.Signed => "no-number", PaperStepKind.Sent => "no-office", _ => "no-reason" });
        // What was signed on earlier figures and comes back stays a paper of those figures.
        Add(db, installation, ground, step.Unit, step.Paper, step.Kind, step.Kind == PaperStepKind.Signed ? frozen!.Id : state.Signed!.Frozen, day, text);
        Trail.WriteTrail.Add(db, installation, "paper-step", $"{step.Campaign} {step.Unit} {step.Paper}", after: $"{DossierQueries.Name(step.Kind)} {text}".TrimEnd(), dossier: (ground.Stored.No, step.Unit));
        transaction.Commit();
    }

    /// <param name="text">Number, office or reason, as the step has.</param>
    internal static void Add(Db db, Installation installation, Ground ground, string unit, string paper, PaperStepKind kind, long frozen, DateOnly day, string? text) => db.Execute("""
        insert into dossier_step (step_id, campaign_no, unit_code, paper, step, frozen_id, day, number, office, reason, at)
        values ((select coalesce(max(step_id), 0) + 1 from dossier_step), @campaign, @unit, @paper, @step, @frozen, @day, @number, @office, @reason, @at)
        """,
        new
        {
            campaign = ground.Stored.No, unit, paper, step = DossierQueries.Name(kind), frozen, day = Stored.Day(day), at = Stored.Moment(installation.Clock.GetUtcNow()),
            number = kind == PaperStepKind.Signed ? text : null, office = kind == PaperStepKind.Sent ? text : null, reason = kind == PaperStepKind.Returned ? text : null,
        });

    /// <summary>The last step of a paper ceases to hold; it stays in the history.</summary>
    public void TakeBack(string campaign, string unit, string paper, string? period = null)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new(Period: period));
        var state = State(db, ground, unit, paper, out var frozen);
        KeepAway(db, ground, unit, frozen);
        var last = state.Last ?? throw new StepException("nothing-to-take-back");
        EndLast(db, installation, state);
        Trail.WriteTrail.Add(db, installation, "paper-step-taken-back", $"{campaign} {unit} {paper}", before: DossierQueries.Name(last.Kind), dossier: (ground.Stored.No, unit));
        transaction.Commit();
    }

    internal static void EndLast(Db db, Installation installation, PaperState paper) =>
        db.Execute("insert into dossier_step_taken_back (step_id, at) values (@Id, @at)", new { paper.Last!.Id, at = Stored.Moment(installation.Clock.GetUtcNow()) });

    /// <summary>Of a dossier that was sent in, who receives it says what became of its papers (<see cref="ReceiveDossier"/>): not who sent it.</summary>
    private static void KeepAway(Db db, Ground ground, string unit, Frozen? frozen)
    {
        if (SubmissionQueries.StateOf(db, ground, unit, frozen?.Id) is { IsAway: true } state) throw new StepException(state.Standing == SubmissionStanding.Received ? "received-away" : "away");
    }

    private static PaperState State(Db db, Ground ground, string unit, string paper, out Frozen? frozen)
    {
        var asked = DossierPapers.Find(ground.Campaign, paper);
        frozen = FreezeStanding.Last(db, ground.Stored.No, unit, ground.Period?.Id);
        return PaperSteps.StateOf(asked.Id, frozen?.Id, [.. DossierQueries.Steps(db, ground.Stored.No, ground.Period?.Id).Where(s => s.Unit == unit && s.Step.Paper == paper).Select(s => s.Step)]);
    }
}
