using System.Globalization;
using ThiDua.Core.Awards;
using ThiDua.Database;
using ThiDua.Intake;
using ThiDua.Standings;
using ThiDua.Texts;

namespace ThiDua.Awards;

/// <summary>
/// Revokes an issued decision or lines of it by another decision with its own number, day and reason. Standing, frozen figures and publications stay as they are;
/// the award is no award any more, and its money comes back.
/// </summary>
public sealed class RevokeDecision(Installation installation)
{
    private const int LongestReason = 1000;

    /// <param name="lines">Numbers of the lines; empty: all that stand.</param>
    /// <returns>By which it is taken back if it was entered by mistake.</returns>
    /// <exception cref="DecisionException">Something is missing or stands against it.</exception>
    public string Revoke(string campaign, int no, IReadOnlyCollection<int> lines, string? reason, EnteredSignature entered)
    {
        using var db = installation.Open();
        using var transaction = db.BeginRecording();
        var decision = DecisionQueries.Find(db, campaign, no);
        if (decision.Issue is not { } issue) throw new DecisionException("draft-not-revoked");
        var said = IssueDecision.Clean(reason, LongestReason) ?? throw new DecisionException("revocation-reason-missing");
        var signed = IssueDecision.Signed(db, installation, decision, entered);
        if (signed.Day < issue.Day) throw new DecisionException("revoked-before-issued", Written.Day(signed.Day), Written.Day(issue.Day));
        if (!signed.Authority.Days.Contains(signed.Day)) throw new DecisionException("authority-gone", DecisionText.Named(signed.Authority, decision.Of, Language.Vi), Written.Day(signed.Day), signed.Authority.Remark is { } remark ? remark.Vi + " " : "");
        if (!decision.Standing.Any()) throw new DecisionException("revoked-already", issue.Number);
        var chosen = lines.Count == 0 ? decision.Standing.ToList() : [.. lines.Distinct().Order().Select(l => decision.Lines.FirstOrDefault(d => d.No == l) ?? throw new DecisionException("line-unknown", l.ToString(CultureInfo.InvariantCulture)))];
        if (chosen.Find(l => l.RevokedBy is not null) is { } gone) throw new DecisionException("line-revoked", gone.Name, gone.RevokedBy!);
        var content = new RevocationContent(DecisionText.Named(signed.Authority, decision.Of, Language.Vi), decision.Of ?? signed.Authority.Head.Vi, signed.Place, signed.Number, signed.Day, signed.Signer, SigningLines.Of(signed.Authority, entered.Signatory), said,
            issue.Number, issue.Day, chosen.Exists(l => l.Amount is not null) ? chosen.Sum(l => l.Amount?.Amount ?? 0) : null,
            [.. chosen.Select(l => new ContentLine(l.No, l.Key.Kind, l.Name, l.Position, l.UnitName, l.Title, l.Summary, l.Amount?.Amount))]).Text();
        var (recording, sha) = Recordings.BeginByHand(db, installation, Recordings.Decisions, db.One<int>("select campaign_no from campaign where id = @campaign", new { campaign }), campaign, content);
        db.Execute("""
            insert into award_revocation (recording_id, decision, number, day, signer, post, is_deputy, reason, content) values (@recording, @decision, @number, @day, @signer, @post, @deputy, @said, @content)
            """, new { recording, decision = decision.Recording, number = signed.Number, day = Stored.Day(signed.Day), signer = signed.Signer, post = signed.Post, deputy = entered.Signatory == Signatory.Deputy ? 1 : 0, said, content });
        foreach (var (i, line) in chosen.Index()) db.Execute("insert into award_revoked_line (recording_id, row_no, decision, line) values (@recording, @row, @decision, @line)", new { recording, row = i + 1, decision = decision.Recording, line = line.No });
        Trail.WriteTrail.Add(db, installation, "decision-revoked", $"{campaign} {no.ToString(CultureInfo.InvariantCulture)} {signed.Number}", before: issue.Number, after: DecisionContent.Sha256(content), recording: recording);
        transaction.Commit();
        return sha;
    }

    /// <summary>
    /// Takes back what was entered by mistake: a draft while it is one, that a decision was issued while nothing rests on that, a revocation while no money of it came back.
    /// A decision that was really signed is not taken back but revoked.
    /// </summary>
    /// <exception cref="DecisionException">Something rests on it, or it is there no more.</exception>
    public void TakeBack(string campaign, string entry, string? reason)
    {
        if (IssueDecision.Clean(reason, LongestReason) is not { } said) throw new DecisionException("take-back-reason-missing");
        new WithdrawFile(installation).TakeBack(Recordings.Decisions, entry, said, db =>
        {
            var decision = DecisionQueries.All(db, campaign).FirstOrDefault(d => d.Entry == entry || d.Issue?.Entry == entry || d.Revocations.Any(r => r.Entry == entry)) ?? throw new DecisionException("gone");
            var paid = db.Query<string>($"select r.step from award_payment r where r.decision = @Recording and {Recordings.LiveByHand("r")}", new { decision.Recording, e = long.MaxValue });
            if (decision.Entry == entry && decision.Issue is { } issue) throw new DecisionException("issued-already", issue.Number, Written.Day(issue.Day));
            if (decision.Issue?.Entry == entry && decision.Revocations.Count > 0) throw new DecisionException("revoked-rests", decision.Revocations[^1].Number);
            if (decision.Issue?.Entry == entry && paid.Count > 0) throw new DecisionException("paid-rests");
            if (decision.Revocations.Any(r => r.Entry == entry) && paid.Contains("returned")) throw new DecisionException("returned-rests");
        });
    }
}
