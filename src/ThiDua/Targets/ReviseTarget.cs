using System.Globalization;
using ThiDua.Core.Campaigns;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Notices;
using ThiDua.Standings;
using ThiDua.Tasks;
using ThiDua.Trail;

namespace ThiDua.Targets;

/// <summary>A target that was changed.</summary>
/// <param name="Sha256">By which the change is withdrawn.</param>
/// <param name="Explained">Units whose targets below do not add up, each with the reason recorded there.</param>
public sealed record RevisedTarget(string Unit, string IndicatorId, string Period, decimal Before, decimal Target, string Sha256, IReadOnlyList<(string Unit, string Sha256)> Explained);

/// <summary>
/// Changes the target of one unit; what it was before stays askable. Where targets then do not add up, at the unit above or at the unit itself,
/// the change comes with the reason that was signed, or not at all. A file cannot say an earlier number again, this can.
/// </summary>
public sealed class ReviseTarget(Installation installation)
{
    /// <exception cref="QuestionException">The unit has no such target.</exception>
    /// <exception cref="RefusedEntryException">The number cannot be, or something does not add up and the reason is not complete.</exception>
    public RevisedTarget Revise(string campaign, string indicator, string unit, string? period, decimal target, EnteredReason reason)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        var standings = new StandingsQueries(db, ground);
        var number = standings.FindUnit(unit);
        var named = ground.Campaign.PeriodId(ground.Campaign.Indicator(indicator), period ?? "") ?? period;
        var held = standings.Numbers.AsEntered().Where(t => t.Unit == number && t.Indicator == indicator && t.Period == named).ToList();
        if (held is not [var before]) throw new QuestionException("target-none", unit, indicator);
        if (target < 0 || (!decimal.IsInteger(target) && ground.Campaign.Indicator(indicator) is { Measure: Measure.PersonsCounted } or { Unit: FigureUnit.Persons })) throw new RefusedEntryException("targets.number-wrong");
        if (target == before.Assigned) throw new RefusedEntryException("targets.same");
        var (assigned, registered) = (Plain(target), before.Registered is { } own ? Plain(own) : null);
        var (recording, sha) = Recordings.BeginByHand(db, installation, ImportFile.KindName(FileKind.Targets), ground.Stored.No, $"{indicator} {unit}", $"{before.Period}\n{assigned}");
        db.Execute("""
            insert into target (campaign_no, unit_id, indicator, period, recording_id, row_no, assigned, registered, fingerprint)
            values (@no, @number, @indicator, @Period, @recording, 1, @assigned, @registered, @fingerprint)
            """, new { no = ground.Stored.No, number, indicator, before.Period, recording, assigned, registered, fingerprint = installation.OpenTokens().Fingerprint(TakeNumbers.Content(assigned, registered)) });
        WriteTrail.Add(db, installation, "target-revised", $"{campaign} {indicator} {unit}", Plain(before.Assigned), assigned, recording);
        NoteEvents.OfRecordings(db, installation, recording, recording);
        List<(string Unit, string Sha256)> explained = [.. Apart(db, campaign, number).Where(s => s.IndicatorId == indicator && s.Period == before.Period)
            .Select(s => (s.Above.Code, ExplainDifference.Record(db, installation, campaign, s, reason)))];
        transaction.Commit();
        return new(unit, indicator, before.Period, before.Assigned, target, sha, explained);
    }

    /// <summary>What does not add up now, at a unit or at the one above it.</summary>
    private IEnumerable<CascadeSum> Apart(Db db, string campaign, int unit)
    {
        var ground = Ground.Of(db, installation, campaign, new());
        var above = ground.Units.On(unit, ground.Tree)?.Parent;
        return new TargetDifferences(db, ground, new(db, ground)).All().Where(s => s.Difference != 0 && (s.Above.Unit == unit || s.Above.Unit == above));
    }

    private static string Plain(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
