using System.Globalization;
using ThiDua.Database;
using ThiDua.Standings;
using ThiDua.Tasks;

namespace ThiDua.Targets;

/// <summary>A reason as it is entered; it takes all three.</summary>
/// <param name="Document">Number of the document that gives it.</param>
public sealed record EnteredReason(string? Text, string? Document, string? Signer)
{
    public bool IsComplete => !string.IsNullOrWhiteSpace(Text) && !string.IsNullOrWhiteSpace(Document) && !string.IsNullOrWhiteSpace(Signer);
}

/// <summary>Records why the targets below a unit do not add up to its own: a reason that somebody signed, with its document, for the difference there is then.</summary>
public sealed class ExplainDifference(Installation installation)
{
    /// <summary>Kind of the import of one row.</summary>
    public const string Kind = "target-reasons";

    private const int Longest = 500;

    /// <returns>By which it can be withdrawn.</returns>
    /// <exception cref="RefusedEntryException">A part of the reason is missing or too long.</exception>
    /// <exception cref="QuestionException">No targets below that unit are known.</exception>
    public string Record(string campaign, string indicator, string unit, string? period, EnteredReason reason)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var ground = Ground.Of(db, installation, campaign, new());
        var named = ground.Campaign.PeriodId(ground.Campaign.Indicator(indicator), period ?? "") ?? period;
        var found = new TargetDifferences(db, ground, new(db, ground)).All().FirstOrDefault(d => d.Above.Code == unit && d.IndicatorId == indicator && d.Period == named)
            ?? throw new QuestionException("target-not-shared", unit, indicator);
        var sha = Record(db, installation, campaign, found, reason);
        transaction.Commit();
        return sha;
    }

    /// <summary>The same inside a transaction that does more.</summary>
    internal static string Record(Db db, Installation installation, string campaign, CascadeSum sum, EnteredReason reason)
    {
        if (!reason.IsComplete) throw new RefusedEntryException("targets.reason-incomplete");
        if (new[] { reason.Text!, reason.Document!, reason.Signer! }.Any(t => t.Length > Longest)) throw new RefusedEntryException("targets.reason-too-long");
        var no = db.One<int>("select campaign_no from campaign where id = @campaign", new { campaign });
        var difference = sum.Difference.ToString(CultureInfo.InvariantCulture);
        var entered = new { unit = sum.Above.Unit, indicator = sum.IndicatorId, period = sum.Period, reason = Clean(reason.Text!), document = Clean(reason.Document!), signer = Clean(reason.Signer!), difference };
        var (recording, sha) = Recordings.BeginByHand(db, installation, Kind, no, $"{sum.IndicatorId} {sum.Above.Code}", entered.ToString()!);
        db.Execute("""
            insert into target_difference (recording_id, campaign_no, unit_id, indicator, period, reason, document, signer)
            values (@recording, @no, @unit, @indicator, @period, @reason, @document, @signer)
            """, new { recording, no, entered.unit, entered.indicator, entered.period, entered.reason, entered.document, entered.signer });
        db.Execute("insert into signed_difference (recording_id, difference) values (@recording, @difference)", new { recording, difference });
        Trail.WriteTrail.Add(db, installation, "target-reason", $"{campaign} {sum.IndicatorId} {sum.Above.Code}", after: entered.document, recording: recording);
        return sha;
    }

    private static string Clean(string text) => text.Trim().Normalize();
}
