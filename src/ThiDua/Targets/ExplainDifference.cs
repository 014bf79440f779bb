using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Tasks;

namespace ThiDua.Targets;

/// <summary>Records why the targets below a unit do not add up to its own: a reason that somebody signed, with its document.</summary>
public sealed class ExplainDifference(Installation installation)
{
    /// <summary>Kind of the import of one row.</summary>
    public const string Kind = "target-reasons";

    /// <returns>By which it can be withdrawn.</returns>
    /// <exception cref="QuestionException">No targets below that unit are known.</exception>
    public string Record(string campaign, string indicator, string unit, string? period, string reason, string document, string signer)
    {
        if (new[] { reason, document, signer }.Any(string.IsNullOrWhiteSpace)) throw new RefusedEntryException("targets.reason-incomplete");
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        var found = new TargetDifferences(db, ground, new(db, ground)).All().FirstOrDefault(d => d.Above.Code == unit && d.IndicatorId == indicator && d.Period == (period ?? ""))
            ?? throw new QuestionException("target-not-shared", unit, indicator);
        var entered = new { found.Above.Unit, indicator, period = period ?? "", reason = Clean(reason), document = Clean(document), signer = Clean(signer) };
        var (recording, sha) = Recordings.BeginByHand(db, installation, Kind, ground.Stored.No, $"{indicator} {unit}", entered.ToString()!);
        db.Execute("""
            insert into target_difference (recording_id, campaign_no, unit_id, indicator, period, reason, document, signer)
            values (@recording, @no, @Unit, @indicator, @period, @reason, @document, @signer)
            """, new { recording, no = ground.Stored.No, entered.Unit, entered.indicator, entered.period, entered.reason, entered.document, entered.signer });
        Trail.WriteTrail.Add(db, installation, "target-reason", $"{campaign} {indicator} {unit}", after: entered.document, recording: recording);
        transaction.Commit();
        return sha;
    }

    private static string Clean(string text) => text.Trim().Normalize();
}
